"""What is answered about single action items. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.cycle.action_items import ActionChanges
from bot.model.call import Call
from bot.model.minutes import ActionItem
from handlers.blocks.action_ids import block_id
from handlers.blocks.action_items import (
    described,
    done_button,
    due_in_words,
    reopen_button,
    take_back_button,
)
from handlers.blocks.command_button import typing
from handlers.blocks.paged_list import Entry, listed
from handlers.blocks.parts import Block, actions, escape, fallback, section, shorten
from handlers.commands.action_items.arguments import Agreed
from handlers.commands.command import Answers, said
from handlers.text.times import day_of

MOST_BUTTONS = 5
MOST_NUMBERS = 20
LONGEST_SECTION = 3_000
LONGEST_SHOWN = 120  # what it stands for is on the list in full

_NOW = {"done": "is done", "reopen": "is open again", "drop": "is taken back"}
_BEFORE = {"done": "was done already", "reopen": "is open already", "drop": "was taken back already"}
_WAY_BACK = {"done": reopen_button, "reopen": done_button, "drop": reopen_button}


def added(action: ActionItem, found: Agreed, call: Call, *, trouble: str, asker: str, today: date) -> Answers:
    """Say under which number an action item is noted, and what is unclear about it."""
    number = action.number
    notes = (
        f"I am telling {action.owner} in a direct message." if action.person not in ("", asker) else "",
        f"{trouble}." if trouble else "",
        f"No date is set: {found.doubt}. `/minutes action due {number} friday` sets one."
        if found.doubt
        else "",
        f"I know nobody called @{found.nobody}. `/minutes action owner {number} @who` says who does it."
        if found.nobody and not action.owner
        else "",
    )
    title = f"I have noted action item #{number} of the {call.name} call."
    return _shown(
        title,
        action,
        call,
        *_readings(number, found),
        done_button(action),
        take_back_button(action),
        today=today,
        notes=notes,
    )


def _readings(number: int, found: Agreed) -> Iterator[Block]:
    """A button for each date that what was typed can be."""
    for day in found.readings:
        typed = f"action due {number} {day.isoformat()}"
        yield typing(f"Due {day_of(day)}, {day.year}", typed, f"due-{day.isoformat()}")


def one(number: int, known: Iterable[ActionItem], call: Call, today: date) -> Answers:
    """Show one action item, with what can be done about it."""
    everything = tuple(known)
    action = next((each for each in everything if each.number == number), None)
    if action is None:
        open_ = tuple(each.number for each in everything if not each.done)
        return said(escape(_unknown((number,), open_)))
    buttons = (reopen_button(action),) if action.done else (done_button(action), take_back_button(action))
    return _shown(f"Action item #{number} of the {call.name} call:", action, call, *buttons, today=today)


def settled(
    word: str, outcome: ActionChanges, call: Call, *, today: date | None = None, note: str = ""
) -> Answers:
    """Say what became of action items, with a way back."""
    lines = [*_changed(word, outcome, today), *_already(word, outcome)]
    if outcome.unknown:
        lines.append(_unknown(outcome.unknown, outcome.open))
    if note and outcome.changed:
        lines.append(f"{note}.")
    text = escape("\n".join(lines))
    back = _WAY_BACK.get(word, done_button)
    items = outcome.changed[:MOST_BUTTONS]
    if not items or len(text) > LONGEST_SECTION:
        return said(text)
    return asking(text, call, *(back(item, several=len(items) > 1) for item in items))


def asking(text: str, call: Call, *buttons: Block) -> Answers:
    """A text, already escaped, with buttons below it."""
    return said(text, section(text), actions(block_id("settled", f"{call.name}/"), *buttons))


def _shown(
    title: str, action: ActionItem, call: Call, *buttons: Block, today: date, notes: Iterable[str] = ()
) -> Answers:
    known, about = described(action, today), f"{call.name}/"
    remarks = tuple(note for note in notes if note)
    blocks = (
        section(escape(title)),
        *listed([Entry(action.number, known)], about),
        *([section(escape("\n".join(remarks)))] if remarks else []),
        actions(block_id("action", about), *buttons),
    )
    return said(fallback((title, known, *remarks)), *blocks)


def _changed(word: str, outcome: ActionChanges, today: date | None) -> Iterator[str]:
    for action in outcome.changed:
        yield f"#{action.number} {_state(word, action, today)}: {shorten(action.text, LONGEST_SHOWN)}"


def _state(word: str, action: ActionItem, today: date | None) -> str:
    match word:
        case "due":
            return (
                f"is due on {due_in_words(action.due, today)} now"
                if action.due and today
                else "has no date now"
            )
        case "owner":
            return f"is {action.owner}'s now" if action.owner else "is nobody's now"
        case _:
            return _NOW[word]


def _already(word: str, outcome: ActionChanges) -> Iterator[str]:
    for action in outcome.already:
        yield f"#{action.number} {_BEFORE.get(word, 'is so already')}."


def _unknown(numbers: tuple[int, ...], open_: tuple[int, ...]) -> str:
    """Which numbers there are instead."""
    names = " or ".join(f"#{number}" for number in numbers)
    if not open_:
        return f"There is no action item {names}; none is open."
    shown = ", ".join(f"#{number}" for number in open_[:MOST_NUMBERS])
    more = f" and {len(open_) - MOST_NUMBERS} more" if len(open_) > MOST_NUMBERS else ""
    return f"There is no action item {names}; open are {shown}{more}."
