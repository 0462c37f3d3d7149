"""The minutes as messages in the channel, split at area edges within Slack's limits. Pure."""

from collections.abc import Iterator

from bot.formats.action_line import action_lines
from bot.formats.wording import NOTES, apologies, framed, noted, silence, when
from bot.formats.wording import said as sections_of
from bot.model.call import Style
from bot.model.minutes import AreaMinutes, Minutes
from bot.model.update import Item
from bot.model.words import plain
from handlers.blocks.action_ids import block_id
from handlers.blocks.command_button import typing
from handlers.blocks.lead_words import Row, bold, bullet, italic, line, rich_text, rows, said, split
from handlers.blocks.parts import CHARACTERS_PER_MESSAGE, Block, Rendered, actions, header, rendered

MOST_PARTS = 40  # each is one block, of the 50 of a message
ROOM = CHARACTERS_PER_MESSAGE - 500  # beside the title and a heading that is continued

Group = tuple[Row, ...]  # what is never torn apart unless it fits into no message: an item with its label
Part = tuple[Group, ...]  # what stays together where it can: an area, or the head of the minutes


def pages(minutes: Minutes) -> int:
    """How many messages these minutes take."""
    return len(_pages(minutes))


def page(minutes: Minutes, number: int, key: str, live: str = "") -> Rendered:
    """One of the messages; a page that amended minutes need no more says so.

    `live` is the key of the meeting whose roll call can be answered on this page.
    """
    laid_out = _pages(minutes)
    parts = laid_out[number - 1] if number <= len(laid_out) else [(italic("Nothing stands here any more."),)]
    title = minutes.title if number == 1 else f"{minutes.title} (part {number})"
    spoken = [line(title), *(row for part in parts for row in part)]
    return rendered(said(spoken), [header(title), *map(rich_text, parts), *_roll_call(live)], key)


def _roll_call(live: str) -> tuple[Block, ...]:
    """What people can press while the meeting is going on."""
    if not live:
        return ()
    buttons = (
        typing("I'm here", "here", 1),
        typing("I can't come", "apologies", 2),
        typing("Go through the areas", "next", 3),
    )
    return (actions(block_id("roll", live), *buttons),)


def _pages(minutes: Minutes) -> list[list[Group]]:
    """Fill page after page; only what fits on no page alone is divided."""
    filled: list[list[Group]] = [[]]
    room = ROOM
    for part in (_head(minutes), *map(_area, minutes.areas)):
        for piece in _pieces(part):
            size = _weight(piece)
            if filled[-1] and (size > room or len(filled[-1]) >= MOST_PARTS):
                filled.append([])
                room = ROOM
            filled[-1].append(piece)
            room -= size
    return filled


def _pieces(part: Part) -> Iterator[Group]:
    """A part as it is, or divided at item edges when it is too long for any message."""
    whole = tuple(row for group in part for row in group)
    if _weight(whole) <= ROOM:
        yield whole
        return
    continued = bold(f"{plain(whole[0].words)} (continued)")
    taken: list[Row] = []
    for unit in _units(part):
        if taken and _weight((*taken, *unit)) > ROOM:
            yield tuple(taken)
            taken = [continued]
        taken.extend(unit)
    yield tuple(taken)


def _units(part: Part) -> Iterator[Group]:
    """Items; one that is too long for any message falls apart into its rows, and these into pieces."""
    for group in part:
        if _weight(group) <= ROOM // 2:
            yield group
        else:
            yield from ((piece,) for row in group for piece in split(row, ROOM // 2))


def _weight(group: Group) -> int:
    return sum(row.weight for row in group)


def _head(minutes: Minutes) -> Part:
    """What stands above the areas; emergencies first."""
    return tuple(group for group in _head_groups(minutes) if group)


def _head_groups(minutes: Minutes) -> Iterator[Group]:
    if minutes.delayed:
        yield (italic(minutes.delayed),)
    if minutes.emergencies:
        yield (bold("Emergencies"),)
    for area in minutes.emergencies:
        yield (bullet(area.heading),)
        yield from ((*rows([item], 1),) for item in area.sections.emergencies)
    yield _list("Coordinates", (when(minutes), *minutes.coordinates))
    yield _list("Announcements", minutes.announcements)
    yield _list("Action/Significant Items", action_lines(minutes))
    yield _list("Attendees", tuple(filter(None, (", ".join(minutes.attendees), apologies(minutes)))))
    if minutes.revision > 1:
        yield (italic(f"Revision {minutes.revision}"),)


def _list(title: str, entries: tuple[str, ...]) -> Group:
    return (bold(title), *map(bullet, entries)) if entries else ()


def _area(area: AreaMinutes) -> Part:
    """An area under its heading, never blank."""
    quiet = ((italic(silence(area)),),) if area.silence else ()
    body = _flat(area) if area.style is Style.FLAT else _labelled(area)
    late = ((italic("Changed after the minutes were posted."),),) if area.late else ()
    return ((bold(area.heading),), *quiet, *body, *_notes(area), *late)


def _labelled(area: AreaMinutes) -> Iterator[Group]:
    """Each section under its label, in the area's style; a label stays with its first item."""
    depth = 1 if area.style is Style.NESTED else 0
    for section, items, none in framed(area):
        label = _label(area.labels.of(section), area.style)
        groups = [*_groups(items, depth), *((bullet(text, depth),) for text in none)]
        first, *others = groups or [()]
        yield (label, *first)
        yield from others


def _notes(area: AreaMinutes) -> Iterator[Group]:
    """What was said about the area during the call, in its own style."""
    if area.style is Style.FLAT:
        yield from ((bullet(note),) for note in noted(area))
    elif area.notes:
        depth = 1 if area.style is Style.NESTED else 0
        first, *others = (bullet(note, depth) for note in area.notes)
        yield (_label(NOTES, area.style), first)
        yield from ((other,) for other in others)


def _label(text: str, style: Style) -> Row:
    match style:
        case Style.NESTED:
            return bullet(text)
        case Style.HEADINGS:
            return bold(text)
        case _:
            return line(text)


def _flat(area: AreaMinutes) -> Iterator[Group]:
    """Bullets only; that there is nothing in a section needs its name to be understood."""
    for section, items, none in sections_of(area):
        yield from _groups(items, 0)
        name = area.labels.of(section).rstrip(" :?")
        yield from ((bullet(f"{name}: {text}"),) for text in none)


def _groups(items: tuple[Item, ...], depth: int) -> Iterator[Group]:
    return (tuple(rows([item], depth)) for item in items)
