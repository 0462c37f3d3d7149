"""People agree to do something, do it, and let others know: the action items of a call."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.cycle.queries import standing_call
from bot.model.call import Lead
from bot.model.delivery import Delivery, Kind, Priority, Status
from bot.model.errors import Refusal
from bot.model.message import ActionEvent, ActionNotice
from bot.model.minutes import ActionItem
from bot.model.person import Person
from bot.model.reason import Reason
from bot.ports import Book
from bot.rules.action_reminders import Nudge, keys_of, nudge_key, nudge_part, owner_key, owner_part
from bot.rules.roles import may_chair

NOBODY = Lead("", "")
NOT_YOURS = "Only its owner or a chair can take back an action item that is older than a day: #{number}."

Change = Callable[[ActionItem], ActionItem]


@dataclass(frozen=True, slots=True)
class ActionChanges:
    """What became of action items: those `changed`, as they are now, those that were so `already`.

    `unknown` are numbers that no item has or that were taken back; `open` are the numbers of the open ones.
    """

    changed: tuple[ActionItem, ...]
    already: tuple[ActionItem, ...]
    unknown: tuple[int, ...]
    open: tuple[int, ...]


def open_action(
    book: Book, call: str, text: str, *, owner: Lead, due: date | None, by: Person, now: datetime
) -> ActionItem:
    """Add an action item under the next number of its call, and tell an owner who did not add it.

    The same again on the same day is the same item. An owner without an id is not in the workspace. Raises
    Refusal if the call is gone.
    """
    known, today = book.actions(call), standing_call(book, call).local_date(now)
    number = max((action.number for action in known), default=0) + 1
    wanted = ActionItem(number, text, owner.name, opened=today, due=due, person=owner.person)
    for action in known:
        if replace(action, number=number) == wanted:
            return action
    book.keep_action(call, wanted)
    _tell_owner(book, call, wanted, by, now)
    return wanted


def close_actions(book: Book, call: str, numbers: tuple[int, ...], *, now: datetime) -> ActionChanges:
    """Note that action items are done, today. Raises Refusal if the call is gone."""
    today = standing_call(book, call).local_date(now)
    return _each(book, call, numbers, lambda action: _closed(action, today), now)


def reopen_actions(book: Book, call: str, numbers: tuple[int, ...], *, now: datetime) -> ActionChanges:
    """Let action items be open again, also those taken back. Raises Refusal if the call is gone."""
    standing_call(book, call)
    return _each(book, call, numbers, lambda action: replace(action, done=False, closed=None), now, lost=True)


def take_back_actions(
    book: Book, call: str, numbers: tuple[int, ...], *, by: Person, now: datetime
) -> ActionChanges:
    """Let action items never have been: for chairs and owners, and on the day they were added for anybody.

    Their numbers are not given again. Raises Refusal, and takes none back, if one of them is not theirs.
    """
    standing = standing_call(book, call)
    today = standing.local_date(now)
    for action in _found(book, call, numbers):
        if by.person != action.person and action.opened != today and not may_chair(standing, by):
            raise Refusal(NOT_YOURS.format(number=action.number))
    return _each(book, call, numbers, lambda action: replace(action, done=True, closed=None), now)


def set_due(book: Book, call: str, number: int, due: date | None, *, now: datetime) -> ActionChanges:
    """Change until when an action item is to be done; the owner is reminded of the new date.

    Raises Refusal if the call is gone.
    """
    standing_call(book, call)
    return _each(book, call, (number,), lambda action: replace(action, due=due), now)


def pass_on(book: Book, call: str, number: int, owner: Lead, *, by: Person, now: datetime) -> ActionChanges:
    """Give an action item to somebody else, and tell them and whoever had it.

    Raises Refusal if the call is gone.
    """
    standing_call(book, call)

    def to_the_other(action: ActionItem) -> ActionItem:
        return replace(action, owner=owner.name, person=owner.person)

    changed = _each(book, call, (number,), to_the_other, now)
    for action in changed.changed:
        _tell_owner(book, call, action, by, now)
    return changed


def nudge(book: Book, step: Nudge, call: str, *, now: datetime) -> None:
    """Tell the owner of an action item that it is due or overdue, unless it changed meanwhile."""
    action = step.action
    if action not in book.actions(call):
        return
    notice = ActionNotice(call, action, step.told, to=action.person)
    book.enqueue(
        Delivery(
            nudge_key(call, action, step.told),
            action.person,
            notice,
            due=now,
            kind=Kind.NOTICE,
            part=nudge_part(action, step.told),
            not_after=step.not_after,
            priority=Priority.REMINDER,
        )
    )


def _each(
    book: Book, call: str, numbers: tuple[int, ...], change: Change, now: datetime, *, lost: bool = False
) -> ActionChanges:
    """Change these action items; `lost` ones are those taken back, which else are as good as unknown."""
    known = {action.number: action for action in book.actions(call) if lost or not action.taken_back}
    wanted = tuple(dict.fromkeys(numbers))
    after = {number: change(known[number]) for number in wanted if number in known}
    changed = tuple(action for number, action in after.items() if action != known[number])
    for action in changed:
        book.keep_action(call, action)
        _tell_again(book, call, known[action.number], action, now)
    return ActionChanges(
        changed,
        already=tuple(action for number, action in after.items() if action == known[number]),
        unknown=tuple(number for number in wanted if number not in known),
        open=tuple(action.number for action in book.actions(call) if not action.done),
    )


def _found(book: Book, call: str, numbers: tuple[int, ...]) -> Iterator[ActionItem]:
    yield from (action for action in book.actions(call) if action.number in numbers)


def _closed(action: ActionItem, today: date) -> ActionItem:
    return action if action.done else replace(action, done=True, closed=today)


def _tell_owner(book: Book, call: str, action: ActionItem, by: Person, now: datetime) -> None:
    """Enqueue for somebody the news that this is theirs, unless they know because they did it."""
    if not action.person or action.person == by.person or action.done:
        return
    notice = ActionNotice(call, action, ActionEvent.YOURS, to=action.person, by=by.name)
    identity, part = owner_key(call, action), owner_part(action)
    book.enqueue(Delivery(identity, action.person, notice, due=now, kind=Kind.NOTICE, part=part))


def _tell_again(book: Book, call: str, before: ActionItem, after: ActionItem, now: datetime) -> None:
    """Bring what its owner was told up to date in place; what was not said yet and is over is not said."""
    for identity in keys_of(call, before):
        told = book.delivery(identity)
        if told is None or not isinstance(told.message, ActionNotice):
            continue
        moved = told.message.told is not ActionEvent.YOURS and after.due != before.due
        over = after.done or after.person != told.to or moved
        if over and told.status is Status.PENDING and told.posted is None:
            book.settle(replace(told, status=Status.SKIPPED, reason=Reason.OVER_BEFORE_SAID))
        else:
            book.enqueue(replace(told, message=replace(told.message, action=after), due=now))
