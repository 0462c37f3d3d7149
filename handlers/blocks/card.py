"""The card: what was understood, in the lead's own words, to be checked and corrected. Pure.

It reads as the minutes will; one row of buttons follows, and *Correct* opens the items in a form. Where there
is more than a message holds, a button shows the rest; nothing is cut.
"""

from collections.abc import Iterator

from bot.formats.wording import ORDER
from bot.model.call import Section
from bot.model.message import Card, CardArea
from bot.model.update import Item, Why
from bot.model.words import Span
from handlers.blocks.absence import away_button
from handlers.blocks.action_ids import Verb, action_id, block_id
from handlers.blocks.emergency import emergency_buttons
from handlers.blocks.emergency_question import question_blocks, question_rows
from handlers.blocks.lead_words import Row, bold, bullet, italic, line, rich_text, rows, said
from handlers.blocks.parts import (
    Block,
    Rendered,
    actions,
    button,
    confirm,
    context,
    rendered,
)
from handlers.blocks.reschedule import not_held
from handlers.text.times import day_of

MOST_CHARACTERS = 8_500
MOST_BUTTONS = 25  # in a row
NOT_STATUS = "not-status"
CHOICES = (
    (Section.NEWS.value, "News"),
    (Section.ONGOING.value, "Ongoing"),
    (Section.EMERGENCIES.value, "Emergency"),
    (NOT_STATUS, "Not status"),
)
# Shown only where a lead could wonder.
REASONS = {
    Why.EMERGENCY: "sounds urgent",
    Why.CARRIED_OVER: "carried over from last time",
    Why.WAS_AHEAD: "was still to come last time",
    Why.AHEAD: "still to come",
    Why.CUE: "by its wording",
    Why.CORRECTED: "moved by you",
}
TOLD = "the channel was told"
CONFIRMED = ":white_check_mark: You found this right. Write again, or edit what you wrote, to change it."


def card(message: Card, key: str) -> Rendered:
    """Show what was understood, area by area, with what can be done about it."""
    if message.occasion.off:
        return not_held(message.occasion, key)
    areas = [row for area in message.areas for row in area_rows(area)]
    body = [_opening(message), *areas, *_aside(message), *question_rows(message)]
    shown = _listed(message, areas)
    if _is_confirmed(message):
        closing = [
            *question_blocks(message),
            *emergency_buttons(message),
            *_away(message),
            context(CONFIRMED),
        ]
        return rendered(said(body), [*shown, *closing], key)
    asked = [*question_blocks(message), *emergency_buttons(message), *_away(message), *_questions(message)]
    return rendered(said(body), [*shown, *asked, _buttons(message)], key)


def area_rows(area: CardArea) -> Iterator[Row]:
    """One area in full: its name, sections, items, and what was said to be none."""
    yield bold(area.area)
    for part in _parts(area):
        if isinstance(part, Row):
            yield part
        else:
            yield from _item(area, part[1])


def items_of(area: CardArea) -> tuple[tuple[Section, Item], ...]:
    """The items of an area with their sections, as they stand on the card."""
    return tuple((section, item) for section in ORDER for item in area.update.sections.of(section))


def _opening(message: Card) -> Row:
    day = day_of(message.occasion.day)
    if message.published:
        return bold(f"The {message.occasion.call} minutes of {day} are out; what stands here amends them")
    return bold(f"What I understood for the {message.occasion.call} call on {day}")


def _parts(area: CardArea) -> Iterator[Row | tuple[Section, Item]]:
    """What stands below the name of an area; items stay values, as some looks give them menus."""
    none = dict(area.update.none)
    if area.update.nothing_new:
        yield italic("Nothing new: the list of last time stays.")
    for section in ORDER:
        items = area.update.sections.of(section)
        if items or section in none:
            yield line(area.labels.of(section))
        yield from ((section, item) for item in items)
        if section in none and not items:
            yield bullet(none[section] or "none")
    if not area.update.reported:
        yield italic("Nothing noted.")


def _item(area: CardArea, item: Item) -> Iterator[Row]:
    first, *nested = rows([item])
    reasons = (REASONS.get(item.why), TOLD if item.key in area.told else None)
    remark = "; ".join(reason for reason in reasons if reason)
    mark = (Span(f"  ({remark})", italic=True),) if remark else ()
    yield Row((*first.words, *mark), first.shape, first.level)
    yield from nested


def _aside(message: Card) -> Iterator[Row]:
    if message.aside:
        yield italic("Not taken as status:")
        yield from (bullet(text) for text in message.aside)


def _is_confirmed(message: Card) -> bool:
    return not message.choices and all(area.update.confirmed for area in message.areas)


def _listed(message: Card, areas: list[Row]) -> Iterator[Block]:
    """As many rows as fit; a button shows the rest."""
    room, fitting = MOST_CHARACTERS, []
    for row in (_opening(message), *areas, *_aside(message)):
        room -= row.weight
        if room < 0:
            break
        fitting.append(row)
    left = 1 + len(areas) + len(list(_aside(message))) - len(fitting)
    if not left:
        yield rich_text(fitting)
        return
    yield rich_text([*fitting, italic(f"… and {left} more lines.")])
    shows = (button(f"Show all of {area.area}", action_id(Verb.SHOW, area.area)) for area in message.areas)
    yield actions(block_id("show", message.occasion.key), *list(shows)[:25])


def _questions(message: Card) -> Iterator[Block]:
    """Which area was meant, where the words did not say; the answer counts for all that is unclear."""
    if message.choices:
        yield rich_text([bold("Which area is this about?")])
        buttons = [button(name, action_id(Verb.PLACE, name)) for name in message.choices[:25]]
        yield actions(block_id("place", message.occasion.key), *buttons)


def _away(message: Card) -> Iterator[Block]:
    """Let somebody who wrote that they are away have it noted."""
    if message.away:
        yield actions(
            block_id("away", message.occasion.key), away_button(message.away.first, message.away.last)
        )


def _buttons(message: Card) -> Block:
    sure = confirm(
        "Withdraw everything?", "Nothing of this will stand in the minutes. What you wrote stays.", "Withdraw"
    )
    withdraw = button("Withdraw everything", action_id(Verb.WITHDRAW), style="danger", confirm=sure)
    right = button("Looks right", action_id(Verb.LOOKS_RIGHT), style="primary")
    corrects = list(_corrects(message))[: MOST_BUTTONS - 3]
    add = button("Add", action_id(Verb.ADD))
    return actions(block_id("card", message.occasion.key), right, *corrects, add, withdraw)


def _corrects(message: Card) -> Iterator[Block]:
    """A button for each area that has items to correct."""
    several = len(message.areas) > 1
    for area in message.areas:
        if items_of(area):
            label = f"Correct: {area.area}" if several else "Correct"
            yield button(label, action_id(Verb.CORRECT, area.area))
