"""/minutes …: what is asked in the channel or in a direct message, answered privately."""

import difflib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.cycle.collect import collect
from bot.cycle.publish import publish
from bot.model.call import Call
from bot.model.errors import MinutesError, NotNow
from bot.model.meeting import Meeting, State
from bot.model.reply import Origin, Reply
from handlers.answers import privately
from handlers.blocks_minutes import page, pages
from handlers.blocks_parts import escape
from handlers.errors import in_words
from handlers.inbox import RECEIVED_AT
from handlers.on_behalf import area_meant, reported_by
from handlers.overview import as_held, calls_meant, overview, standing
from handlers.richtext import document_of, mentioned
from handlers.workplace import Workplace

PAGES_SHOWN = 4  # of the five answers that Slack takes


@dataclass(frozen=True, slots=True)
class Asked:
    """A command as it was typed; `rest` is what follows the first word."""

    word: str
    rest: str
    person: str
    channel: str
    answer_to: str
    at: str


Command = Callable[[Asked, Workplace], Awaitable[None]]


async def on_command(payload: Mapping[str, Any], at: Workplace) -> None:
    """Answer a command; a failure is told to the asker, except that a passing one is tried again."""
    asked = asked_from(payload)
    command = COMMANDS.get(asked.word, _unknown)
    try:
        await command(asked, at)
    except NotNow:
        raise
    except MinutesError as failure:
        await privately(asked.answer_to, escape(in_words(failure)))


def asked_from(payload: Mapping[str, Any]) -> Asked:
    """Read a command; without a word it asks for help."""
    word, _, rest = str(payload.get("text") or "").strip().partition(" ")
    return Asked(
        word=word.lower() or "help",
        rest=rest.strip(),
        person=str(payload.get("user_id", "")),
        channel=str(payload.get("channel_id", "")),
        answer_to=str(payload.get("response_url", "")),
        at=str(payload.get(RECEIVED_AT, "0")),
    )


def nearest(word: str) -> str | None:
    """The command that was probably meant."""
    return next(iter(difflib.get_close_matches(word, COMMANDS, n=1, cutoff=0.5)), None)


async def _help(asked: Asked, at: Workplace) -> None:
    del at
    lines = [f"`/minutes {word}`  {what}" for word, what in HELP.items()]
    await privately(asked.answer_to, "\n".join(["*What you can ask me*", *lines, ABOUT]))


async def _unknown(asked: Asked, at: Workplace) -> None:
    del at
    guess = nearest(asked.word)
    hint = f"Did you mean `/minutes {guess}`?" if guess else "`/minutes help` lists what I know."
    await privately(asked.answer_to, f"I do not know “{escape(asked.word)}”. {hint}")


async def _status(asked: Asked, at: Workplace) -> None:
    """Who has reported and who has not, for every call of this place."""
    now = at.clock()
    said = await at.store.read(
        lambda book: [
            overview(call, meeting, standing(book, meeting))
            for call, meeting in as_held(book, calls_meant(book, *_place(asked), asked.rest), now)
        ]
    )
    await privately(asked.answer_to, "\n\n".join(said) or NO_CALL)


async def _preview(asked: Asked, at: Workplace) -> None:
    """The minutes as they would be posted now."""
    found = await _one(asked, at)
    if found is None:
        return
    call, meeting = found
    minutes = await at.store.read(lambda book: standing(book, meeting).minutes(call, meeting))
    count = pages(minutes)
    for number in range(1, min(count, PAGES_SHOWN) + 1):
        shown = page(minutes, number, f"preview/{number}")
        await privately(asked.answer_to, shown.text, shown.blocks)
    if count > PAGES_SHOWN:
        left = count - PAGES_SHOWN
        await privately(asked.answer_to, f"… and {left} more messages when they are posted.")


async def _post(asked: Asked, at: Workplace) -> None:
    """Post the minutes now, for a chair."""
    found = await _one(asked, at)
    if found is None:
        return
    call, meeting = found
    if asked.person not in call.chairs:
        names = [(await at.chat.person(chair)).name for chair in call.chairs]
        who = f"only {escape(' or '.join(names))} can do that" if names else "the call has no chair yet"
        await privately(asked.answer_to, f"Sorry, {who}.")
        return
    if meeting.state is not State.SCHEDULED:
        await privately(asked.answer_to, "The minutes are posted already; late replies amend them.")
        return
    await publish(call.name, meeting.date, delayed="", pages=at.chat.pages, store=at.store, now=at.clock())
    await privately(asked.answer_to, f"I am posting the {escape(call.name)} minutes now.")


async def _for(asked: Asked, at: Workplace) -> None:
    """Report for an area on behalf of its leads; the minutes name who did."""
    named, colon, text = asked.rest.partition(":")
    now = at.clock()
    found = await at.store.read(lambda book: as_held(book, calls_meant(book, *_place(asked), ""), now))
    if not colon or not text.strip():
        await privately(asked.answer_to, HOW_TO_REPORT_FOR)
        return
    meant = [(call, meeting, area) for call, meeting in found if (area := area_meant(call, named))]
    if len(meant) != 1:
        known = ", ".join(escape(area.name) for call, _ in found for area in call.areas)
        await privately(asked.answer_to, f"Which area? {known}" if known else NO_CALL)
        return
    call, meeting, area = meant[0]
    reporter = (await at.chat.person(asked.person)).name
    names = await at.names.of(mentioned({"text": text}))
    reply = Reply(
        person=asked.person,
        conversation=f"{asked.channel}/{asked.person}",
        ts=asked.at,
        document=reported_by(reporter, document_of({"text": text.strip()}, names)),
        source=text,
        origin=Origin.BEHALF,
        call=call.name,
        date=meeting.date,
        area=area.name,
    )
    await collect(reply, store=at.store, now=now)
    await privately(asked.answer_to, f"I have noted it for {escape(area.name)}; its leads can correct it.")


def _place(asked: Asked) -> tuple[str, str]:
    return asked.channel, asked.person


async def _one(asked: Asked, at: Workplace) -> tuple[Call, Meeting] | None:
    """The one call and meeting that are meant; else the asker is told how to say which."""
    now = at.clock()
    found = await at.store.read(
        lambda book: as_held(book, calls_meant(book, *_place(asked), asked.rest), now)
    )
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"`/minutes {asked.word} {escape(call.name)}`" for call, _ in found)
    await privately(asked.answer_to, f"Which call? {names}" if names else NO_CALL)
    return None


HOW_TO_REPORT_FOR = "Name the area and what to report: `/minutes for Software: XRootD 5.9 is out`"
NO_CALL = "There is no call in this channel, and none that you report for, with a meeting coming up."
ABOUT = (
    "To report, just write to me in a direct message. I ask the area leads before the call, and at call time "
    "I post the minutes to the channel."
)
HELP = {
    "help": "this list",
    "status": "who has reported, and who has not",
    "preview": "the minutes as they would be posted now",
    "post": "post the minutes now (chairs)",
    "for": "report for an area on behalf of its leads: `/minutes for Software: XRootD 5.9 is out`",
}
COMMANDS: dict[str, Command] = {
    "help": _help,
    "status": _status,
    "preview": _preview,
    "post": _post,
    "for": _for,
}
