"""Reading replies: beside markdown-it-py on the same text, and in proportion to their length."""

from time import perf_counter

from markdown_it import MarkdownIt

from bot.cycle.understand import understand
from bot.model.call import Area, Labels
from bot.model.update import Item, Sections
from bot.model.words import words
from handlers.richtext import document_from_text
from tests.accuracy.corpus import FOLDER

_AREA = Area("Software", (), labels=Labels(ongoing="Ongoing (and no significant news)"))
_LAST = {"Software": Sections(ongoing=tuple(Item(words(f"Small fixes to part {n}")) for n in range(15)))}
_SMALL, _LARGE, _PIECES = 100_000, 1_000_000, 10


def measure() -> list[tuple[str, str]]:
    """Throughput of text → document → reading, its ratio to markdown-it-py, and 1 MB against ten 100 KB."""
    text = sample(_SMALL)
    ours = best(lambda: read(text))
    theirs = best(lambda: MarkdownIt().parse(text))
    large = sample(_LARGE)
    return [
        ("parse", f"{len(text) / ours / 1e6:.2f} MB/s"),
        ("markdown-it-py", f"{len(text) / theirs / 1e6:.2f} MB/s"),
        ("times as fast (target 3)", f"{theirs / ours:.1f}"),
        ("1 MB / ten of 100 KB", f"{best(lambda: read(large), 2) / (_PIECES * ours):.2f}"),
    ]


def sample(size: int) -> str:
    """A weekly report in Markdown's own notation, again and again, up to so many characters."""
    report = (FOLDER / "weekly.txt").read_text(encoding="utf-8")
    return (report * (size // len(report) + 1))[:size]


def read(text: str) -> object:
    """Read a text as a reply."""
    return understand(document_from_text(text), areas=(_AREA,), last=_LAST)


def best(work, times: int = 5) -> float:
    """The shortest of several runs, in seconds."""
    spans = []
    for _ in range(times):
        start = perf_counter()
        work()
        spans.append(perf_counter() - start)
    return min(spans)
