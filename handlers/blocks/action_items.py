"""Action items: on a list, as an answer, and as their owner is told of them. Pure."""

from collections.abc import Iterator
from datetime import date

from bot.model.message import ActionEvent, ActionNotice
from bot.model.minutes import ActionItem
from handlers.blocks.action_ids import block_id
from handlers.blocks.command_button import typing
from handlers.blocks.lead_words import bold, line, rich_text, said, split
from handlers.blocks.paged_list import Entry
from handlers.blocks.parts import Block, Rendered, actions, rendered
from handlers.text.times import day_of

LONGEST_ROW = 3_000
WEEK = 7
TWO_WEEKS = 14


def entry(action: ActionItem, today: date) -> Entry:
    """An open action item on a list, with the button that closes it."""
    return Entry(action.number, described(action, today), done_button(action))


def described(action: ActionItem, today: date) -> str:
    """`#12 Order the switch`, and below it who does it until when, since when it is open, and its state."""
    known = ", ".join(part for part in _known(action, today) if part)
    return f"{_numbered(action)}\n{known}"


def done_button(action: ActionItem, *, several: bool = False) -> Block:
    """The button that closes an action item; with `several` beside each other it names which."""
    return _button("Done", "action done", "Mark action item {} as done", action, several=several)


def take_back_button(action: ActionItem, *, several: bool = False) -> Block:
    """The button that lets an action item never have been."""
    return _button("Take back", "action drop", "Take action item {} back", action, several=several)


def reopen_button(action: ActionItem, *, several: bool = False) -> Block:
    """The button that lets an action item be open again."""
    return _button("Reopen", "action reopen", "Let action item {} be open again", action, several=several)


def action_notice(message: ActionNotice, key: str) -> Rendered:
    """Tell an owner of their action item; once it is over, that it is."""
    action = message.action
    rows = [bold(_why(message)), *split(line(_numbered(action)), LONGEST_ROW)]
    buttons: list[Block] = []
    if _is_theirs(message):
        rows += [line(text) for text in _until(message)]
        buttons = [actions(block_id("action", f"{message.call}/"), done_button(action))]
    return rendered(said(rows), [rich_text(rows), *buttons], key)


def due_in_words(due: date, today: date) -> str:
    """`Friday, January 15`, with the year where it is another one."""
    return day_of(due) if due.year == today.year else f"{day_of(due)}, {due.year}"


def _numbered(action: ActionItem) -> str:
    return f"#{action.number} {action.text}"


def _known(action: ActionItem, today: date) -> Iterator[str]:
    yield action.owner or "nobody's yet"
    if action.due is not None:
        yield f"due {due_in_words(action.due, today)}"
    if action.is_overdue(today):
        yield ":warning: overdue"
    if action.opened is not None:
        yield f"opened {_ago(action.opened, today)}"
    if action.taken_back:
        yield "taken back"
    elif action.closed is not None:
        yield f"done {_ago(action.closed, today)}"


def _ago(day: date, today: date) -> str:
    """`today`, `3 days ago`, `2 weeks ago`."""
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < TWO_WEEKS else f"{days // WEEK} weeks ago"


def _button(label: str, typed: str, aloud: str, action: ActionItem, *, several: bool) -> Block:
    """A button whose short label says to a screen reader which action item it is about."""
    number = f"#{action.number}"
    shown = f"{label} {number}" if several else label
    return {
        **typing(shown, f"{typed} {action.number}", f"{label}-{action.number}"),
        "accessibility_label": aloud.format(number),
    }


def _is_theirs(message: ActionNotice) -> bool:
    return message.action.person == message.to and not message.action.done


def _why(message: ActionNotice) -> str:
    action, call = message.action, message.call
    if action.taken_back:
        return f"This action item of the {call} call was taken back"
    if action.done:
        return f"This action item of the {call} call is done. Thank you!"
    if action.person != message.to:
        return f"This action item of the {call} call is no longer yours but {_whose(action)}"
    match message.told:
        case ActionEvent.YOURS:
            return f"{message.by or 'Somebody'} put an action item of the {call} call on your list"
        case ActionEvent.DUE:
            return f"An action item of yours in the {call} call is due soon"
        case ActionEvent.OVERDUE:
            return f"An action item of yours in the {call} call is overdue"


def _whose(action: ActionItem) -> str:
    return f"{action.owner}'s" if action.owner else "nobody's"


def _until(message: ActionNotice) -> Iterator[str]:
    due = message.action.due
    if due is not None:
        verb = "It was due on" if message.told is ActionEvent.OVERDUE else "It is due on"
        yield f"{verb} {day_of(due)}, {due.year}."
