"""What people are told when a meeting is skipped, moved, or held after all. Pure."""

from collections.abc import Iterator

from bot.model.local_time import local_date
from bot.model.message import Occasion, Rescheduled
from handlers.blocks.lead_words import Row, bold, line, rich_text, said
from handlers.blocks.parts import Rendered, rendered
from handlers.text.times import day_of, times_of


def rescheduled(message: Rescheduled, key: str, zone: str | None) -> Rendered:
    """Say what became of a meeting, and for which one the reader's words count."""
    rows = [line(in_words(message, zone))]
    return rendered(said(rows), [rich_text(rows)], key)


def in_words(message: Rescheduled, zone: str | None) -> str:
    """The same in plain words; `zone` is the reader's."""
    return " ".join(_sentences(message, zone))


def not_held(occasion: Occasion, key: str) -> Rendered:
    """What stands in the place of a question, a reminder or a card about a meeting that is not held."""
    rows: list[Row] = [
        bold(f"The {occasion.call} call of {day_of(occasion.day)} is not held"),
        line("Whatever you wrote for it counts for the next one."),
    ]
    return rendered(said(rows), [rich_text(rows)], key)


def _sentences(message: Rescheduled, zone: str | None) -> Iterator[str]:
    occasion, following = message.occasion, message.following
    yield _what(message, zone)
    if message.by:
        yield f"{message.by} decided so."
    if message.wrote and not occasion.off:
        yield "What you wrote counts for it."
    elif message.wrote and following:
        yield f"What you wrote counts for the call of {_when(following, zone)}."
    elif occasion.off and following:
        yield f"The next one is on {_when(following, zone)}."


def _what(message: Rescheduled, zone: str | None) -> str:
    """What became of it; people know it by the day on which it was to be."""
    occasion = message.occasion
    known = local_date(message.was, occasion.zone) if message.was else occasion.day
    if occasion.off:
        reason = f" ({message.reason})" if message.reason else ""
        return f"The {occasion.call} call of {day_of(known)} is skipped{reason}."
    if message.was is None:
        return f"The {occasion.call} call of {_when(occasion, zone)} is held after all."
    if known == occasion.day:
        times = times_of(occasion.starts, occasion.zone, occasion.also_in, zone)
        return f"The {occasion.call} call of {day_of(known)} now begins at {times}."
    return f"The {occasion.call} call of {day_of(known)} is moved to {_when(occasion, zone)}."


def _when(occasion: Occasion, zone: str | None) -> str:
    """`Wednesday, January 13, 4:00 PM EST (New York)`."""
    return f"{day_of(occasion.day)}, {times_of(occasion.starts, occasion.zone, occasion.also_in, zone)}"
