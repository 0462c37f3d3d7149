"""A call is made, changed, taken over; and a change of it is taken back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.calls_file import read_filled, table_of
from bot.cycle.calls.change_log import record_change
from bot.cycle.meeting_context import MeetingContext
from bot.cycle.queries import current_meeting, on_the_day, standing_call
from bot.cycle.replies.cards import enqueue_cards
from bot.cycle.timetable import lay_out, stamp
from bot.model.call import Call, Standing
from bot.model.delivery import Delivery, Kind, key
from bot.model.errors import Refusal
from bot.model.meeting import meeting_key
from bot.model.message import Notice
from bot.model.person import Person
from bot.ports import Book
from bot.rules.renaming import called, refuse_taken, renamed
from bot.rules.roles import Deed, is_orphaned, may, may_chair, roles, unfit
from bot.rules.undo import taken_back

NOT_A_CHAIR = "Only a chair of {call} can change it."
NOT_A_MEMBER = "Only members of a channel can make a call there. Please join it first."
HAS_CALLS = "In this channel there is the call {call} already. Only its chairs can add another one."
UNFIT = "{name} {why} and cannot be a chair or a lead. Nothing was changed."
NO_CHAIR = "A call needs a chair who can act. Nothing was changed."
HAS_CHAIRS = "{call} has a chair who can act, so nobody else can take it over."
NOT_ENTITLED = "Only an administrator of the workspace or a lead of {call} can take it over."
NO_CHANGE = "There is no change number {number} of {call}."
FIRST = "This is how {call} began, which cannot be undone."
CLASHES = "Change {number} cannot be undone, as this was changed again since: {what}."
UNUSABLE = "That cannot be, as the call would not hold together: {what}."

STANDS = {
    Standing.HELD: "The {call} call is held again. {by} decided so.",
    Standing.PAUSED: (
        "The {call} call is paused: until it is resumed there are no questions, reminders and minutes. "
        "{by} decided so."
    ),
    Standing.ENDED: "The {call} call has ended; its minutes stay and can be searched. {by} decided so.",
}


@dataclass(frozen=True, slots=True)
class Settled:
    """The call as it stands now, and what that changed, a line each; nothing if it stood so already."""

    call: Call
    what: tuple[str, ...] = ()


Change = Callable[[Call], Call]  # raises Refusal where that cannot be


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
) -> Settled:
    """Make a call in a channel without one, for a member of it; `people` are those it names, looked up.

    Where there is a call already only who chairs one there makes another. Raises Refusal for anybody else,
    for a name that is taken, and for a call that would not hold together.
    """
    others = book.calls()
    if call in others:  # the same form once more
        return Settled(call)
    if not may(Deed.FOUND, roles(by, members=members)):
        raise Refusal(NOT_A_MEMBER)
    here = [other for other in others if other.channel == call.channel]
    if here and not any(may_chair(other, by) for other in here):
        raise Refusal(HAS_CALLS.format(call=here[0].name))
    refuse_taken(call.name, others)
    return _kept(book, None, call, _Hand(by, tuple(people), now))


def change_call(
    book: Book, name: str, change: Change, *, by: Person, people: Iterable[Person], now: datetime
) -> Settled:
    """Let a chair change a call; `people` are those whom the change may bring in, looked up.

    Raises Refusal for anybody else, if the call is gone, and if it would not hold together.
    """
    call = standing_call(book, name)
    if not may(Deed.SET_UP, roles(by, call)):
        raise Refusal(NOT_A_CHAIR.format(call=name))
    return _kept(book, call, change(call), _Hand(by, tuple(people), now))


def take_over(book: Book, name: str, *, by: Person, chairs: Iterable[Person], now: datetime) -> Settled:
    """Let somebody become the chair of a call none of whose `chairs` can act.

    Raises Refusal if one can, if the call is gone, and for who may not.
    """
    hand, call = _Hand(by, tuple(chairs), now), standing_call(book, name)
    if may_chair(call, by):
        return Settled(call)
    if not set(call.chairs) <= hand.known.keys() or not is_orphaned(call, hand.known.values()):
        raise Refusal(HAS_CHAIRS.format(call=name))
    if not may(Deed.TAKE_OVER, roles(by, call)):
        raise Refusal(NOT_ENTITLED.format(call=name))
    return _kept(book, call, replace(call, chairs=(by.person,)), hand)


def let_stand(book: Book, name: str, standing: Standing, *, by: Person, now: datetime) -> Settled:
    """Let a chair pause a call, end it, or have it held again, and tell the channel.

    What was asked for the meetings to come follows. Raises Refusal for anybody else, and if the call is gone.
    """
    settled = change_call(
        book, name, lambda call: replace(call, standing=standing), by=by, people=(), now=now
    )
    if settled.what:
        call = settled.call
        lay_out(book, call, now, by=by.name)
        said = Notice(STANDS[standing].format(call=name, by=by.name))
        part = f"channel-{stamp(now)}"
        identity = key(meeting_key(name, call.local_date(now)), Kind.NOTICE, part)
        book.enqueue(Delivery(identity, call.channel, said, due=now, kind=Kind.NOTICE, part=part))
    return settled


def rename_area(book: Book, name: str, old: str, new: str, *, by: Person, now: datetime) -> Settled:
    """Let a chair call an area otherwise; what was written for it, this week and before, goes with it.

    Raises Refusal for anybody else, and where another area is or was called so.
    """
    settled = change_call(book, name, lambda call: renamed(call, old, new), by=by, people=(), now=now)
    _show_anew(book, settled, now, only=new)
    return settled


def rename_call(book: Book, name: str, new: str, *, by: Person, now: datetime) -> Settled:
    """Let a chair call a call otherwise; all that was written for it, this week and before, goes with it.

    `name` is how it was called when that was asked for. Who leaves it at that changes nothing, also where the
    call is called otherwise meanwhile. Raises Refusal for anybody else, where another call is or was called
    so, and for what is no name.
    """

    def change(call: Call) -> Call:
        return called(call, new) if new != name else call

    settled = change_call(book, name, change, by=by, people=(), now=now)
    _show_anew(book, settled, now)
    return settled


def undo(
    book: Book, name: str, number: int, *, by: Person, people: Iterable[Person], now: datetime
) -> Settled:
    """Let a chair take a change back; that is a change, too. `people` are those it may bring back.

    Raises Refusal for anybody else, and if there is no such change or it was changed again since.
    """
    return change_call(book, name, lambda call: _without(book, call, number), by=by, people=people, now=now)


def _show_anew(book: Book, settled: Settled, now: datetime, *, only: str = "") -> None:
    """Let the cards that stand there show the new name, those about one area or all."""
    meeting = current_meeting(book, settled.call, now)
    if settled.what and meeting is not None:
        context = MeetingContext(book, on_the_day(book, settled.call, meeting.day), meeting, now)
        areas = context.call.areas
        enqueue_cards(context, tuple(area for area in areas if only in ("", area.name)))


def _without(book: Book, call: Call, number: int) -> Call:
    """The call without one of its changes."""
    change = next((each for each in book.call_changes(call.name) if each.number == number), None)
    if change is None:
        raise Refusal(NO_CHANGE.format(number=number, call=call.name))
    if change.before is None:
        raise Refusal(FIRST.format(call=call.name))
    back = taken_back(change, call)
    if back.clashes:
        raise Refusal(CLASHES.format(number=number, what=", ".join(back.clashes)))
    return back.call


def _kept(book: Book, before: Call | None, call: Call, hand: _Hand) -> Settled:
    """Keep the call, unless it names somebody who cannot act or would not be taken from a file either."""
    newcomers = _named(call) - (_named(before) if before else set())
    for person in sorted(newcomers & hand.known.keys()):
        if why := unfit(hand.known[person]):
            raise Refusal(UNFIT.format(name=hand.known[person].name, why=why))
    has_other_chairs = before is None or call.chairs != before.chairs
    if has_other_chairs and is_orphaned(call, hand.known.values()):
        raise Refusal(NO_CHAIR)
    _, faults = read_filled(table_of(call))
    if faults:
        raise Refusal(UNUSABLE.format(what="; ".join(fault.problem for fault in faults)))
    return Settled(call, record_change(book, call, by=hand.by.person, now=hand.now, before=before))


def _named(call: Call) -> set[str]:
    return {*call.chairs, *(lead.person for lead in call.leads)}
