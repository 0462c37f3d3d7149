"""Where a meeting is on its way through the areas, for everybody to follow, and that it is closed. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from bot.formats.action_line import action_line
from bot.formats.wording import NOTES, ORDER, silence
from bot.model.message import ACTION_ITEMS, AreaWalk, Closed
from bot.model.minutes import ActionItem, AreaMinutes
from bot.model.update import Item, everything
from handlers.blocks.action_ids import block_id
from handlers.blocks.command_button import typing
from handlers.blocks.lead_words import Row, bold, bullet, italic, line, rich_text, said
from handlers.blocks.parts import Block, Rendered, actions, confirm, rendered, shorten
from handlers.text.times import time_of

MOST_ITEMS = 12  # of an area; the minutes above have them all
LONGEST = 200  # characters of an item, of which the minutes have the rest
MOST_NOTES = 12
MOST_AGREED = 10
MOST_ACTIONS = 20
THE_ITEMS = "action items"  # as the place behind the last area is called
SURE = confirm(
    "Close the meeting?",
    "The minutes stay as they are then, and what leads write counts for the next meeting.",
    "Close it",
)


def round_(message: AreaWalk, key: str) -> Rendered:
    """The area that is on, its emergencies first, with what can be done about it."""
    body = (*_area(message.area), *_agreed(message)) if message.area else tuple(_actions(message))
    rows = [bold(_title(message)), *body]
    if message.over:
        rows.append(italic("The meeting is closed."))
    blocks = [rich_text(rows), *([] if message.over else _buttons(message))]
    return rendered(said(rows), blocks, key)


def closed(message: Closed, key: str) -> Rendered:
    """Who closed the meeting, and when."""
    occasion = message.occasion
    rows = [
        line(f"{message.by} closed the {occasion.call} meeting at {time_of(message.at, occasion.zone)}."),
        line("The minutes above stay as they are. What leads write now counts for the next meeting."),
    ]
    return rendered(said(rows), [rich_text(rows)], key)


def _title(message: AreaWalk) -> str:
    what = (
        message.area.heading
        if message.area
        else f"{THE_ITEMS.capitalize()} of the {message.occasion.call} call"
    )
    return f"{message.place}. {what}"


def _area(area: AreaMinutes) -> Iterator[Row]:
    """What the area reports, in short."""
    if area.silence:
        yield italic(silence(area))
    room = MOST_ITEMS
    for section in ORDER:
        items = area.sections.of(section)
        if items and room:
            yield line(area.labels.of(section).rstrip(" :?"))
            yield from (bullet(_short(item)) for item in items[:room])
        room -= min(len(items), room)
    left = sum(len(area.sections.of(section)) for section in ORDER) - MOST_ITEMS
    if left > 0:
        yield italic(f"… and {left} more in the minutes above")
    yield from _notes(area.notes)


def _agreed(message: AreaWalk) -> Iterator[Row]:
    """What was agreed during the meeting so far."""
    agreed = [
        action for action in message.actions if action.opened == message.occasion.day and not action.done
    ]
    if agreed:
        yield line("Agreed today")
    yield from (_action(action, message) for action in agreed[-MOST_AGREED:])


def _notes(notes: tuple[str, ...]) -> Iterator[Row]:
    if notes:
        yield line(NOTES)
    if (left := len(notes) - MOST_NOTES) > 0:
        yield italic(f"{left} earlier ones in the minutes above")
    yield from (bullet(shorten(note, LONGEST)) for note in notes[-MOST_NOTES:])


def _short(item: Item) -> str:
    below = sum(1 for _ in everything(item.items))
    return shorten(item.text, LONGEST) + (f" (and {below} more below it)" if below else "")


def _actions(message: AreaWalk) -> Iterator[Row]:
    if not message.actions:
        yield italic("There are none.")
    for action in message.actions[:MOST_ACTIONS]:
        yield _action(action, message)
    if (left := len(message.actions) - MOST_ACTIONS) > 0:
        yield italic(f"… and {left} more in the minutes above")


def _action(action: ActionItem, message: AreaWalk) -> Row:
    text = shorten(action.text, LONGEST)
    return bullet(action_line(replace(action, text=text), message.occasion.day))


def _buttons(message: AreaWalk) -> Iterator[Block]:
    """What a chair does, and what everybody can."""
    meeting = message.occasion.key
    way = []
    if message.after:
        label = f"Next area: {message.after}" if message.after != ACTION_ITEMS else f"Next: {THE_ITEMS}"
        way.append(typing(label, f"next {_typed(message.after)}", 1, style="primary"))
    if message.before:
        way.append(typing(f"Previous: {message.before}", f"next {_typed(message.before)}", 2))
    if way:
        yield actions(block_id("way", meeting), *way)
    note = [typing("Add a note", f"note {message.area.area}", 3)] if message.area else []
    yield actions(
        block_id("round", meeting),
        *note,
        typing("Add an action", "agree", 4),
        typing("Close the meeting", "close", 5, style="danger", confirm=SURE),
    )


def _typed(stop: str) -> str:
    return THE_ITEMS if stop == ACTION_ITEMS else stop
