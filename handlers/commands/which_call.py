"""Which call a command is about: by name, by the channel, by who asks, or by what they chose last."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cycle.queries import current_meeting, on_the_day
from bot.model.call import Call, Standing
from bot.model.errors import Rejected
from bot.model.meeting import Meeting
from bot.ports import Book
from handlers.blocks.action_ids import block_id
from handlers.blocks.parts import actions, escape, section
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import LONGEST_TYPED, Asked, again, typing
from handlers.context import HandlerContext
from handlers.errors import unseen

MOST_BUTTONS = 25
_IN_ALL = re.compile(r"in (?:all|every)(?: calls?)?[ :,]+(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
NO_CALL = (
    "There is no call in this channel, and none that you report for or whose channel you are in. "
    "Where there should be one, `/minutes setup` makes it."
)
NO_SUCH_CALL = "You have to do with no call of that name; these are yours here: {names}."
NO_MEETING = "There is no meeting of {call} coming up."
RESTS = {
    Standing.PAUSED: "The {call} call is paused; for a chair `/minutes resume` has it held again.",
    Standing.ENDED: "The {call} call has ended; for a chair `/minutes reopen` has it held again.",
}
WAYS = {Standing.PAUSED: ("Resume", "resume"), Standing.ENDED: ("Reopen", "reopen")}
NOT_OVER_THERE = "This is about the {call} meeting of {day}, which is over."


@dataclass(frozen=True, slots=True)
class MeetingMeant:
    """A meeting, with the call as it is on that day."""

    call: Call
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class CallsMeant:
    """The calls somebody may mean; `unseen` says why there may be others, where that is so."""

    calls: tuple[Call, ...]
    unseen: str = ""


async def calls_for(asked: Asked, context: HandlerContext) -> CallsMeant:
    """The calls somebody may mean here: the channel's, else those they have to do with."""
    calls = await context.store.read(lambda book: book.readable_calls())
    if here := tuple(call for call in calls if call.channel == asked.channel):
        return CallsMeant(here)
    stands_in = await context.store.read(
        lambda book: any(absence.is_covered_by(asked.person) for absence in book.absences())
    )
    owes = await context.store.read(lambda book: _owes(book, calls, asked.person))
    mine = [
        call
        for call in calls
        if asked.person in call.chairs or call.areas_of(asked.person) or call.name in owes
    ]
    others = [call for call in calls if call not in mine]
    joined, unseen = (others, "") if stands_in else await _joined(asked.person, others, context)
    return CallsMeant(tuple(call for call in calls if call in mine or call in joined), unseen)


async def _joined(person: str, calls: list[Call], context: HandlerContext) -> tuple[list[Call], str]:
    """The calls in whose channels somebody is; and why that is not known of others, if it is not."""
    joined, unknown = [], ""
    for call in calls:
        try:
            if person in await context.chat.members(call.channel):
                joined.append(call)
        except Rejected as rejection:
            unknown = unseen(rejection, f"the channel of {call.name}")
    return joined, unknown


def in_all(asked: Asked) -> Asked | None:
    """Read `in all search …`, which is about all calls somebody has to do with; None if that is not meant."""
    found = _IN_ALL.fullmatch(asked.typed)
    return again(asked, found["rest"]) if found else None


def prefixed(asked: Asked, calls: Iterable[Call]) -> Asked:
    """Read `in Production status`: a command that begins with the name of its call.

    The day of a thread or a button is one of its own call, and says nothing about another.
    """
    if asked.word != "in":
        return asked
    named = _beginning(asked.rest, calls)
    if named is None:
        return asked
    name, call = named
    day = asked.day if asked.call in call.names else None
    return replace(again(asked, asked.rest[len(name) :].lstrip(" :,")), call=call.name, day=day)


def misnamed(asked: Asked, calls: tuple[Call, ...]) -> Answers:
    """What somebody is told who begins with a call that there is not; nothing where they do not."""
    if asked.word != "in" or not asked.rest:
        return ()
    names = ", ".join(escape(call.name) for call in calls)
    return said(NO_SUCH_CALL.format(names=names) if calls else NO_CALL)


async def narrowed(
    asked: Asked, meant: CallsMeant, context: HandlerContext, *, free: bool, reporter: str = ""
) -> tuple[Asked, Call | Answers]:
    """The one call that is meant, or the question which one; what was chosen is remembered.

    Where it is about what a `reporter` reports, a call in which they do is meant, if there is one.
    """
    calls = meant.calls
    chosen = next((call for call in calls if asked.call in call.names), None)
    if not calls or (asked.call and chosen is None):
        return asked, said(escape(meant.unseen) or NO_CALL)
    if chosen is not None:
        if len(calls) > 1:
            await context.store.change(
                lambda book: book.keep_choice(asked.person, asked.channel, chosen.name)
            )
        return asked, chosen
    if not free and (named := _beginning(asked.rest, calls)):
        name, call = named
        return replace(asked, rest=asked.rest[len(name) :].strip(), call=call.name), call
    calls = tuple(call for call in calls if reporter and call.areas_of(reporter)) or calls
    if len(calls) == 1:
        return asked, calls[0]
    last = await context.store.read(lambda book: book.choice(asked.person, asked.channel))
    remembered = next((call for call in calls if call.name == last), None)
    return asked, remembered or _which(asked, calls)


def meeting_of(book: Book, call: Call, asked: Asked, now: datetime) -> MeetingMeant | Answers:
    """The open meeting of a call, and the call as it is on that day."""
    meeting = current_meeting(book, call, now)
    if asked.day is not None and (meeting is None or meeting.date != asked.day):
        day = f"{asked.day:%B} {asked.day.day}"
        return said(NOT_OVER_THERE.format(call=escape(call.name), day=day))
    if meeting is None:
        return _without_meeting(call, asked)
    return MeetingMeant(on_the_day(book, call, meeting.day), meeting)


def _without_meeting(call: Call, asked: Asked) -> Answers:
    """Why there is none; a chair of a call that rests can have it held again."""
    text = RESTS.get(call.standing, NO_MEETING).format(call=escape(call.name))
    if call.standing not in WAYS or asked.person not in call.chairs:
        return said(text)
    row = actions(block_id("resting", f"{call.name}/"), typing(*WAYS[call.standing], 1))
    return said(text, section(text), row)


def _owes(book: Book, calls: Iterable[Call], person: str) -> frozenset[str]:
    """The calls in which somebody has action items: they may close them wherever they are."""
    return frozenset(
        call.name for call in calls if any(action.person == person for action in book.actions(call.name))
    )


def _beginning(text: str, calls: Iterable[Call]) -> tuple[str, Call] | None:
    """The name of a call, or one that it had, with which a text begins; the longest of several."""
    low = text.casefold()
    fitting = [
        (name, call)
        for call in calls
        for name in call.names
        if low.startswith(name.casefold()) and not low[len(name) : len(name) + 1].isalnum()
    ]
    return max(fitting, key=lambda named: len(named[0]), default=None)


def _which(asked: Asked, calls: tuple[Call, ...]) -> Answers:
    names = ", ".join(escape(call.name) for call in calls)
    if len(asked.typed) > LONGEST_TYPED or len(calls) > MOST_BUTTONS:
        return said(f"Which call: {names}? Please begin with it: `/minutes in {escape(calls[0].name)} …`")
    rows = [
        actions(block_id(number, f"{call.name}/"), typing(call.name, asked.typed, number))
        for number, call in enumerate(calls, 1)
    ]
    return said(f"Which call do you mean: {names}?", section("Which call do you mean?"), *rows)
