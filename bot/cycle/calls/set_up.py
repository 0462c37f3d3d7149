"""A call is made, changed, taken over; and a change of it is taken back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.calls_file import read_filled, table_of
from bot.cycle.calls.change_log import record_change
from bot.model.call import Call
from bot.model.person import Person
from bot.ports import Book
from bot.rules.roles import Deed, is_orphaned, may, may_chair, roles, unfit
from bot.rules.undo import taken_back

GONE = "There is no call {call} any more."
NOT_A_CHAIR = "Only a chair of {call} can change it."
NOT_A_MEMBER = "Only members of a channel can make a call there. Please join it first."
TAKEN = "There is a call {call} already. Please choose another name."
HAS_CALLS = "In this channel there is the call {call} already. Only its chairs can add another one."
UNFIT = "{name} {why} and cannot be a chair or a lead. Nothing was changed."
NO_CHAIR = "A call needs a chair who can act. Nothing was changed."
HAS_CHAIRS = "{call} has a chair who can act, so nobody else can take it over."
NOT_ENTITLED = "Only an administrator of the workspace or a lead of {call} can take it over."
NO_CHANGE = "There is no change number {number} of {call}."
FIRST = "This is how {call} began, which cannot be undone."
CLASHES = "Change {number} cannot be undone, as this was changed again since: {what}."
UNUSABLE = "That cannot be, as the call would not hold together: {what}."


@dataclass(frozen=True, slots=True)
class Settled:
    """The call as it stands now, and what that changed, a line each; nothing if it stood so already."""

    call: Call
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declined:
    """Why nothing was changed, in words."""

    why: str


Outcome = Settled | Declined
Change = Callable[[Call], Call | Declined]


@dataclass(frozen=True, slots=True)
class _Hand:
    """Who changes a call and when, and the people whom the change may bring in, looked up."""

    by: Person
    people: tuple[Person, ...]
    now: datetime

    @property
    def known(self) -> Mapping[str, Person]:
        """Everybody who was looked up, by their ids."""
        return {person.person: person for person in (self.by, *self.people)}


def found(
    book: Book,
    call: Call,
    *,
    by: Person,
    people: Iterable[Person],
    members: Iterable[str],
    now: datetime,
) -> Outcome:
    """Make a call in a channel without one, for a member of it; `people` are those it names, looked up.

    Where there is a call already only who chairs one there makes another.
    """
    others = book.calls()
    if call in others:  # the same form once more
        return Settled(call)
    if not may(Deed.FOUND, roles(by, members=members)):
        return Declined(NOT_A_MEMBER)
    here = [other for other in others if other.channel == call.channel]
    if here and not any(may_chair(other, by) for other in here):
        return Declined(HAS_CALLS.format(call=here[0].name))
    same = [other.name for other in others if other.name.casefold() == call.name.casefold()]
    if same:
        return Declined(TAKEN.format(call=same[0]))
    return _kept(book, None, call, _Hand(by, tuple(people), now))


def change_call(
    book: Book, name: str, change: Change, *, by: Person, people: Iterable[Person], now: datetime
) -> Outcome:
    """Let a chair change a call; `people` are those whom the change may bring in, looked up."""
    call = book.call(name)
    if call is None:
        return Declined(GONE.format(call=name))
    if not may(Deed.SET_UP, roles(by, call)):
        return Declined(NOT_A_CHAIR.format(call=name))
    wanted = change(call)
    if isinstance(wanted, Declined):
        return wanted
    return _kept(book, call, wanted, _Hand(by, tuple(people), now))


def take_over(book: Book, name: str, *, by: Person, chairs: Iterable[Person], now: datetime) -> Outcome:
    """Let somebody become the chair of a call none of whose `chairs` can act."""
    hand, call = _Hand(by, tuple(chairs), now), book.call(name)
    if call is None:
        return Declined(GONE.format(call=name))
    if may_chair(call, by):
        return Settled(call)
    if not set(call.chairs) <= hand.known.keys() or not is_orphaned(call, hand.known.values()):
        return Declined(HAS_CHAIRS.format(call=name))
    if not may(Deed.TAKE_OVER, roles(by, call)):
        return Declined(NOT_ENTITLED.format(call=name))
    return _kept(book, call, replace(call, chairs=(by.person,)), hand)


def undo(
    book: Book, name: str, number: int, *, by: Person, people: Iterable[Person], now: datetime
) -> Outcome:
    """Let a chair take a change back; that is a change, too. `people` are those it may bring back."""
    return change_call(book, name, lambda call: _without(book, call, number), by=by, people=people, now=now)


def _without(book: Book, call: Call, number: int) -> Call | Declined:
    """The call without one of its changes."""
    change = next((each for each in book.call_changes(call.name) if each.number == number), None)
    if change is None:
        return Declined(NO_CHANGE.format(number=number, call=call.name))
    if change.before is None:
        return Declined(FIRST.format(call=call.name))
    back = taken_back(change, call)
    if back.clashes:
        return Declined(CLASHES.format(number=number, what=", ".join(back.clashes)))
    return back.call


def _kept(book: Book, before: Call | None, call: Call, hand: _Hand) -> Outcome:
    """Keep the call, unless it names somebody who cannot act or would not be taken from a file either."""
    newcomers = _named(call) - (_named(before) if before else set())
    for person in sorted(newcomers & hand.known.keys()):
        if why := unfit(hand.known[person]):
            return Declined(UNFIT.format(name=hand.known[person].name, why=why))
    has_other_chairs = before is None or call.chairs != before.chairs
    if has_other_chairs and is_orphaned(call, hand.known.values()):
        return Declined(NO_CHAIR)
    _, faults = read_filled(table_of(call))
    if faults:
        return Declined(UNUSABLE.format(what="; ".join(fault.problem for fault in faults)))
    return Settled(call, record_change(book, call, by=hand.by.person, now=hand.now))


def _named(call: Call) -> set[str]:
    return {*call.chairs, *(lead.person for lead in call.leads)}
