"""What changed since the minutes before, as one message in their thread. Pure."""

from collections.abc import Iterator

from bot.formats.wording import in_words
from bot.model.message import AreaChanges, Changes
from handlers.blocks.lead_words import Row, bold, bullet, italic, rich_text, said
from handlers.blocks.parts import CHARACTERS_PER_MESSAGE, Rendered, rendered, shorten

LONGEST = 200  # the minutes above have every word
ROOM = CHARACTERS_PER_MESSAGE - 500


def changed(changes: Changes, key: str) -> Rendered:
    """Area by area what is new, finished, or still going on, as far as it fits into a message."""
    shown = [bold(f"What changed since {in_words(changes.since)}")]
    rows = [row for area in changes.areas for row in _rows(area)]
    if not rows:
        shown.append(italic("Nothing stands in these minutes or stood in the ones before."))
    room = ROOM
    for place, row in enumerate(rows):
        room -= row.weight
        if room < 0:
            shown.append(italic(f"… and {len(rows) - place} lines more."))
            break
        shown.append(row)
    return rendered(said(shown), [rich_text(shown)], key)


def _rows(area: AreaChanges) -> Iterator[Row]:
    yield bold(area.area)
    for text in area.new:
        yield _row("New", text)
    for text in area.finished:
        yield _row("Finished or gone", text)
    for text, weeks in area.ongoing:
        yield _row(f"Ongoing for {weeks} week{'' if weeks == 1 else 's'}", text)


def _row(what: str, text: str) -> Row:
    return bullet(f"{what}: {shorten(text, LONGEST)}")
