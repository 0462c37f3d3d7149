"""Reading replies: how long it takes, and whether that grows in line with their length.

The text is a weekly report as leads write it, under headings. What it costs without any is printed beside it:
then every item is searched for an emergency. Each week in the text has other numbers, so that no line is
like another and nothing is gained by remembering one.
"""

import re
from collections.abc import Callable, Iterator
from statistics import median
from time import process_time

from bot.model.call import Area, Labels
from bot.model.update import Item, Sections
from bot.model.words import words
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text
from tests.accuracy.corpus import FOLDER

_AREA = Area("Software", (), labels=Labels(ongoing="Ongoing (and no significant news)"))
_LAST = {"Software": Sections(ongoing=tuple(Item(words(f"Small fixes to part {n}")) for n in range(15)))}
_TIMES = {2_000: 25, 40_000: 9, 1_000_000: 3}  # how often each size is read


def measure() -> list[tuple[str, str]]:
    """Time text → document → reading of a reply, the longest one that Slack takes, and far beyond."""
    return [*_figures("", _text), *_figures(" without headings", _without_headings)]


def _figures(which: str, of: Callable[[int], str]) -> Iterator[tuple[str, str]]:
    """How long each size takes, and how much longer a character of it than one of the smallest."""
    smallest = 0.0
    for size, times in _TIMES.items():
        text = of(size)
        a_character = seconds(text, times) / len(text)
        smallest = smallest or a_character
        took = f"{a_character * size * 1000:.1f} ms, {a_character / smallest:.2f} x as long a character"
        yield f"{size:,} characters{which}", took


def _without_headings(size: int) -> str:
    return "\n".join(line for line in _text(size).split("\n") if not line.startswith("*"))


def _text(size: int) -> str:
    """Weekly reports in Markdown's own notation, each with numbers of its own, up to so many characters."""
    report = (FOLDER / "weekly.txt").read_text(encoding="utf-8")
    weeks = (_in_week(report, week) for week in range(size // len(report) + 1))
    return "".join(weeks)[:size]


def _in_week(report: str, week: int) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + week), report)


def read(text: str) -> object:
    """Read a text as a reply."""
    return understand(document_from_text(text), areas=(_AREA,), last=_LAST)


def seconds(text: str, times: int) -> float:
    """How long reading takes, in seconds of the processor: the median of several runs, warmed up."""
    spans = []
    for _ in range(times + 1):
        start = process_time()
        read(text)
        spans.append(process_time() - start)
    return median(spans[1:])
