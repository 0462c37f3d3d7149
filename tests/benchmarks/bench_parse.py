"""Reading replies: beside markdown-it-py on the same text, and in proportion to their length.

The text is a weekly report as leads write it, under headings. What it costs without any is printed beside it:
then every item is searched for an emergency. Each week in the text has other numbers, so that no line is
like another and nothing is gained by remembering one.
"""

import re
from collections.abc import Callable
from statistics import median
from time import process_time

from markdown_it import MarkdownIt

from bot.model.call import Area, Labels
from bot.model.update import Item, Sections
from bot.model.words import words
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text
from tests.accuracy.corpus import FOLDER

_AREA = Area("Software", (), labels=Labels(ongoing="Ongoing (and no significant news)"))
_LAST = {"Software": Sections(ongoing=tuple(Item(words(f"Small fixes to part {n}")) for n in range(15)))}
_SMALL, _LARGE, _PIECES = 100_000, 1_000_000, 10
_TARGET = 3


def measure() -> list[tuple[str, str]]:
    """Throughput of text → document → reading, its ratio to markdown-it-py, and 1 MB against ten 100 KB."""
    text = sample(_SMALL)
    bare = "\n".join(line for line in text.split("\n") if not line.startswith("*"))
    ours, theirs = side_by_side(text)
    bare_ours, bare_theirs = side_by_side(bare)
    large = sample(_LARGE)
    return [
        ("parse", f"{len(text) / ours / 1e6:.2f} MB/s"),
        ("markdown-it-py", f"{len(text) / theirs / 1e6:.2f} MB/s"),
        (f"times as fast (target {_TARGET})", f"{theirs / ours:.2f}"),
        ("the same without headings", f"{len(bare) / bare_ours / 1e6:.2f} MB/s"),
        ("times as fast without headings", f"{bare_theirs / bare_ours:.2f}"),
        ("1 MB / ten of 100 KB", f"{median(spans(lambda: read(large), 3)) / (_PIECES * ours):.2f}"),
    ]


def sample(size: int) -> str:
    """Weekly reports in Markdown's own notation, each with numbers of its own, up to so many characters."""
    report = (FOLDER / "weekly.txt").read_text(encoding="utf-8")
    weeks = (_in_week(report, week) for week in range(size // len(report) + 1))
    return "".join(weeks)[:size]


def _in_week(report: str, week: int) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + week), report)


def read(text: str) -> object:
    """Read a text as a reply."""
    return understand(document_from_text(text), areas=(_AREA,), last=_LAST)


def side_by_side(text: str) -> tuple[float, float]:
    """How long both take for a text, in seconds of the processor: by turns, in medians, warmed up."""
    markdown = MarkdownIt()
    rounds = [(spans(lambda: read(text), 1)[0], spans(lambda: markdown.parse(text), 1)[0]) for _ in range(25)]
    ours, theirs = zip(*rounds[3:], strict=True)
    return median(ours), median(theirs)


def spans(work: Callable[[], object], times: int) -> list[float]:
    """How long each of several runs takes, in seconds of the processor."""
    found = []
    for _ in range(times):
        start = process_time()
        work()
        found.append(process_time() - start)
    return found
