"""/minutes forget me: what I hold of somebody, and how they have it erased."""

import logging
import re
from collections.abc import AsyncIterator, Iterator
from datetime import datetime

from bot.cycle.erase import PersonalDataReport, forget, personal_data_of
from bot.model.call import Call
from bot.model.person import Person
from handlers.blocks.action_ids import block_id
from handlers.blocks.command_button import typing
from handlers.blocks.parts import actions, confirm, escape, section
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext

log = logging.getLogger(__name__)

ONLY_ME = (
    "I erase what I hold of somebody only for themselves: `/minutes forget me` shows what I hold of you, and "
    "erases nothing yet."
)
WHERE = (
    "It is in my database and nowhere else; who runs me may keep backups of that, and can tell for how long. "
    "What stands in Slack or in a wiki is theirs to keep."
)
WHAT_GOES = (
    "If you press *Erase it*, what you wrote to me goes for good, also what is not posted yet. The posted "
    "minutes keep what you reported, but not your name; I amend my posts in the channel. Files in their "
    "threads, pages of a wiki, and what others wrote about you stay as they are."
)

SURE = confirm("Erase it?", "What you wrote to me is gone then, and cannot be had back.", "Erase it")

_ME = re.compile(r"me|myself|", re.IGNORECASE)
_FOR_GOOD = "me for good"


async def forget_me(asked: Asked, context: HandlerContext) -> Answers:
    """Show what is held of the asker; erase it when they have pressed the button."""
    person = await context.chat.person(asked.person)
    if asked.rest.lower() == _FOR_GOOD:
        return await _erased(person, context)
    if not _ME.fullmatch(asked.rest):
        return said(ONLY_ME)
    kept = await context.store.read(personal_data_of, person)
    set_up = [line async for line in _set_up(kept, person, context)]
    lines = tuple(_lines(kept))
    if not lines:
        return said(
            "\n".join(("I hold nothing that you wrote, and your name stands in no minutes.", *set_up))
        )
    text = "\n".join(("*What I hold of you*", *lines, WHERE, *set_up))
    erase = typing("Erase it", f"forget {_FOR_GOOD}", 1, style="danger", confirm=SURE)
    return said(
        f"{text}\n{WHAT_GOES}", section(text), section(WHAT_GOES), actions(block_id("erase", "/"), erase)
    )


async def _erased(person: Person, context: HandlerContext) -> Answers:
    kept = await context.store.change(forget, person, now=context.clock())
    log.info(
        "erased what was held of one person: %d replies, a name in %d minutes",
        kept.held.replies,
        kept.minutes,
    )
    set_up = [line async for line in _set_up(kept, person, context)]
    replies, minutes = _count(kept.held.replies, "message"), _count(kept.minutes, "meeting")
    done = (
        f"I have erased {replies} that you wrote to me, and your name from the minutes of {minutes}. "
        "My posts in the channel follow within minutes."
    )
    return said("\n".join((done, *set_up)))


def _lines(kept: PersonalDataReport) -> Iterator[str]:
    """What is held, a line for each kind of thing of which there is any."""
    held = kept.held
    if held.replies and kept.wrote:
        first, last = map(_day, kept.wrote)
        when = f"on {first}" if first == last else f"from {first} to {last}"
        yield f"• {_count(held.replies, 'message')} that you wrote to me {when}, word for word"
    if kept.minutes:
        yield f"• your name in the minutes of {_count(kept.minutes, 'meeting')}"
    counts = (
        (held.updates, "update", " that you reported"),
        (held.announcements, "announcement", " of yours"),
        (held.notes, "note", " of yours"),
        (held.actions, "action item", " on your list"),
        (held.attendance, "answer", " to a roll call, by you or for you"),
        (held.absences, "absence", ", yours or where you stand in"),
        (held.decisions, "decision", " about a meeting or a call"),
        (held.deliveries, "message", " that I sent to you"),
    )
    yield from (f"• {_count(number, noun)}{what}" for number, noun, what in counts if number)


async def _set_up(kept: PersonalDataReport, person: Person, context: HandlerContext) -> AsyncIterator[str]:
    """What stays, and who can change it."""
    areas: dict[str, list[str]] = {}
    for call, area in kept.leads:
        areas.setdefault(call.name, []).append(area.name)
    calls = {call.name: call for call in (*(call for call, _ in kept.leads), *kept.chairs)}
    for name, call in calls.items():
        roles = [f"lead {' and '.join(map(escape, areas[name]))}"] if name in areas else []
        roles += ["are a chair"] if person.person in call.chairs else []
        change = await _who_changes(call, person, context)
        asking = "; until then I go on asking you" if name in areas else ""
        yield (
            f"In the set-up of the {escape(name)} call you {' and '.join(roles)}. That stays until {change} "
            f"it with `/minutes setup`{asking}. Who was in the set-up before stays in its history."
        )


async def _who_changes(call: Call, person: Person, context: HandlerContext) -> str:
    chairs = [await context.chat.person(chair) for chair in call.chairs]
    names = [escape(chair.name) for chair in chairs if chair.person != person.person and not chair.trouble]
    if not names and person.person in call.chairs:
        return "you change"
    return f"{' or '.join(names) or 'an administrator of the workspace'} changes"


def _day(moment: datetime) -> str:
    return f"{moment:%B} {moment.day}, {moment.year}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
