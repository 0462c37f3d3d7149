"""/minutes here, apologies and attend: who is at the meeting, and who cannot come."""

import re
from datetime import UTC, datetime

from bot.cycle.meeting.open_meeting import begins
from bot.cycle.meeting.roll_call import answer_for, comes_at, strike_off
from bot.cycle.queries import live
from bot.model.call import Call
from bot.model.live_parts import Attendance
from bot.model.local_time import instant
from bot.model.meeting import Meeting, State
from bot.model.minutes import Minutes
from bot.ports import Book
from bot.rules.assemble import ON_TIME, assemble
from handlers.blocks.action_ids import block_id
from handlers.blocks.command_button import typing
from handlers.blocks.parts import Block, actions, escape, section
from handlers.commands.arguments import Unclear, time_in
from handlers.commands.command import Answers, said
from handlers.commands.people_named import people_in
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.text.times import day_of, time_of

TOO_EARLY = (
    "The roll call of the {call} call opens on {day}, {time}. Should you not be able to come, say so now "
    "with `/minutes apologies`."
)
NOBODY = "Nobody has answered the roll call of the {call} call of {day} yet."
NOT_LISTED = "Nothing was noted of {names}, so nothing has changed."

_NO = re.compile(r"(?:no|not|remove|drop|delete|undo|take back)\b[\s:,]*", re.IGNORECASE)
_SINCE = re.compile(r"[\s,]+(?:from|since|at)\s+(\S+(?:\s?[ap]m)?)$", re.IGNORECASE)


async def here(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Note that the asker, or whoever they name, is there."""
    return await _answered(asked, call, meeting, context, present=True)


async def apologies(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Note that the asker, or whoever they name, cannot come."""
    return await _answered(asked, call, meeting, context, present=False)


async def attend(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Note that others are there; without anybody, say who is."""
    if asked.rest:
        return await _answered(asked, call, meeting, context, present=True)
    minutes = await context.store.read(lambda book: _as_it_stands(book, call, meeting))
    lists = (("Here", minutes.attendees), ("Apologies", minutes.apologies))
    lines = [f"{what}: {escape(', '.join(names))}" for what, names in lists if names]
    return said("\n".join(lines) or NOBODY.format(call=escape(call.name), day=day_of(meeting.day)))


async def _answered(
    asked: Asked, call: Call, meeting: Meeting, context: HandlerContext, *, present: bool
) -> Answers:
    if taken_back := _NO.match(asked.rest):
        return await _taken_back(asked, asked.rest[taken_back.end() :], call, meeting, context)
    if present and meeting.state is State.SCHEDULED and context.clock() < begins(meeting):
        opens = begins(meeting)
        day = day_of(call.local_date(opens))
        return said(TOO_EARLY.format(call=escape(call.name), time=time_of(opens, call.timezone), day=day))
    text, since = _since(asked.rest, call, meeting)
    moment = since or _moment(asked, meeting, own=not text)
    people = await _people(asked, text, call, context, Attendance("", "", moment, present, asked.person))
    new = await context.store.change(answer_for, call.name, meeting.date, people, now=context.clock())
    what = "here" if present else "unable to come"
    if not new:
        return said(f"I have noted already that {_are(asked, people)} {what}.")
    late = _late(new, call, meeting) if present else ""
    text = f"I have noted that {_are(asked, new)} {what}{late}, for the {_about(call, meeting)}."
    return said(text, section(text), _way_back(new, meeting))


async def _taken_back(
    asked: Asked, text: str, call: Call, meeting: Meeting, context: HandlerContext
) -> Answers:
    people = await _people(asked, text, call, context, Attendance("", "", meeting.starts))
    gone = await context.store.change(strike_off, call.name, meeting.date, people, now=context.clock())
    if not gone:
        return said(NOT_LISTED.format(names=_names(asked, people)))
    return said(f"I have taken {_names(asked, gone)} off the list of the {_about(call, meeting)}.")


async def _people(
    asked: Asked, text: str, call: Call, context: HandlerContext, like: Attendance
) -> tuple[Attendance, ...]:
    """Those who are named, or the asker."""
    found = await people_in(text or f"<@{asked.person}>", call, context)
    return tuple(Attendance(lead.person, lead.name, like.at, like.present, like.by) for lead in found)


def _moment(asked: Asked, meeting: Meeting, *, own: bool) -> datetime:
    """Since when somebody is there: since they say so; others are taken to have been there at the start."""
    asked_at = datetime.fromtimestamp(float(asked.at), UTC)
    return comes_at(meeting, asked_at) if own else min(asked_at, meeting.starts)


def _since(text: str, call: Call, meeting: Meeting) -> tuple[str, datetime | None]:
    """Part `from 16:20` from the names before it; `Bob from Chicago` is a name."""
    found = _SINCE.search(f" {text}")
    if found is None:
        return text, None
    try:
        at = time_in(found[1])
    except Unclear:
        return text, None
    return text[: max(found.start() - 1, 0)].strip(), instant(meeting.day, at, call.timezone)


def _late(new: tuple[Attendance, ...], call: Call, meeting: Meeting) -> str:
    late = new[0].at - meeting.starts > ON_TIME
    return f" since {time_of(new[0].at, call.timezone)}" if late else ""


def _are(asked: Asked, people: tuple[Attendance, ...]) -> str:
    """`you are`, `Ana B. is`, `Ana B., Bob are`."""
    names = _names(asked, people)
    return f"{names} {'are' if len(people) > 1 or names == 'you' else 'is'}"


def _names(asked: Asked, people: tuple[Attendance, ...]) -> str:
    if [each.person for each in people] == [asked.person]:
        return "you"
    return escape(", ".join(each.name for each in people))


def _about(call: Call, meeting: Meeting) -> str:
    return f"{escape(call.name)} call of {day_of(meeting.day)}"


def _way_back(new: tuple[Attendance, ...], meeting: Meeting) -> Block:
    """A slip is taken back by a button."""
    names = ", ".join(f"<@{each.person}>" if each.person else each.name for each in new)
    return actions(block_id("undo", meeting.key), typing("Take it back", f"attend no {names}", 1))


def _as_it_stands(book: Book, call: Call, meeting: Meeting) -> Minutes:
    return assemble(call, meeting, (), live(book, call, meeting))
