"""Heavy replies: how their cost grows when they are twice as long; 1.0 is in line with the length.

Each reply says nearly the same over and over; last week's list is as long, and is asked for once more.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from math import log2
from time import process_time

from bot.model.call import Area, Lead, Style
from bot.model.minutes import AreaMinutes
from bot.model.reply import Reply
from bot.model.update import Item, Sections
from bot.model.words import words
from bot.reading.merge import fold
from bot.reading.understand import understand
from bot.rules.changes import changes
from handlers.text.rich_text import document_from_text
from tests.formats.samples import SOFTWARE, minutes

_AREA = Area("Software", (Lead("Tim T.", "U0TIM"),))
_DAY, _NOW = date(2027, 1, 12), datetime(2027, 1, 12, tzinfo=UTC)
_SIZES = (250, 500, 1_000)  # items
_REPLIES: dict[str, Callable[[int], str]] = {
    "the same item": lambda _: "- Tested the new mirror",
    "nearly the same": lambda number: f"- Tested site {number + 5_000} of the mirror farm",
    "carriage returns": lambda number: f"- Tested site {number} of the mirror farm\r",
    "line separators": lambda number: f"- Tested site {number} of the\u2028mirror farm",
}


def measure() -> list[tuple[str, str]]:
    """Seconds of the processor for each kind at its longest, and how they grew at the last doubling."""
    figures = []
    for name, line in _REPLIES.items():
        runs = [_seconds(line, count) for count in _SIZES]
        for what, (before, last) in {each: (runs[-2][each], runs[-1][each]) for each in runs[-1]}.items():
            growth = log2(last / max(before, 0.001))
            figures.append((f"{_SIZES[-1]:,} x {name}: {what}", f"{last:.2f} s, growth {growth:.1f}"))
    return figures


def _seconds(line: Callable[[int], str], count: int) -> dict[str, float]:
    """How long each step takes for so many items."""
    listed = tuple(Item(words(f"Tested site {number} of the mirror farm")) for number in range(count))
    last = Sections(ongoing=listed)
    text = "Same as last week\n\n" + "\n".join(map(line, range(count)))
    spent = {"document": process_time()}
    document = document_from_text(text)
    spent["understand"] = process_time()
    ((_, reading),) = understand(document, areas=(_AREA,), last={_AREA.name: last})
    spent["put together"] = process_time()
    reply = Reply("U0TIM", "D0TIM", "1.0", document)
    said = fold(_AREA, [(reply, reading)], last=last, corrections=(), call="Production", day=_DAY, now=_NOW)
    spent["what changed"] = process_time()
    now, before = (
        minutes(AreaMinutes(_AREA.name, _AREA.name, Style.NESTED, SOFTWARE, sections))
        for sections in (said.sections, last)
    )
    changes(now, [before])
    ends = [*list(spent.values())[1:], process_time()]
    return {what: end - begin for (what, begin), end in zip(spent.items(), ends, strict=True)}
