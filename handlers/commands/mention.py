"""Somebody mentions the bot in a channel or a thread, where Slack knows no commands: it answers there."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.model.call import Call
from bot.model.delivery import Kind, key
from bot.model.errors import Refusal
from bot.ports import Book
from handlers.blocks.parts import escape
from handlers.commands.on_behalf import area_meant
from handlers.commands.registry import COMMANDS
from handlers.commands.run import run
from handlers.commands.typed_command import Asked, again
from handlers.context import HandlerContext
from handlers.untrusted_json import text_of
from handlers.web_api.ephemeral import there

LOOK_BACK = timedelta(days=60)
HOW_TO = "Begin with the mention, and write behind it what you would behind `/minutes`, such as `status`."
NOT_THEIRS = "Only who reports for {area} adds to it so; `for {area}: …` reports on their behalf."

_OF_AREA = re.compile(r"(?P<area>[^:\n]{1,80}):\s*(?P<text>\S.*)", re.DOTALL)


async def on_mention(event: Mapping[str, Any], context: HandlerContext) -> None:
    """Answer what stands behind a mention of the bot, where only the asker sees it."""
    asked = _asked(event, context.me)
    if asked is None:
        return
    try:
        told = await _with_area(asked, context)
        if isinstance(told, Asked):
            await run(told, context)
            return
    except Refusal as refusal:
        told = escape(str(refusal))
    await there(context.posting, asked.channel, asked.person, text=told, thread=asked.thread)


def _asked(event: Mapping[str, Any], me: str) -> Asked | None:
    """What is asked for, without a word where the mention does not stand first; None if nobody asks."""
    person, channel, ts = (text_of(event.get(name)) for name in ("user", "channel", "ts"))
    if not person or not channel or not ts or event.get("edited") or event.get("bot_id"):
        return None
    text = text_of(event.get("text")).strip()
    words = re.match(rf"<@{re.escape(me)}(?:\|[^>]*)?>[\s,:]*", text)
    thread = text_of(event.get("thread_ts"))
    asked = Asked("", "", person, channel, "", ts, mentioned=True, thread=thread if thread != ts else "")
    return again(asked, text[words.end() :]) if words else replace(asked, rest=text)


async def _with_area(asked: Asked, context: HandlerContext) -> Asked | str:
    """The command; what begins with an area is a report for it, in a thread for the meeting of its minutes.

    What is told instead, where somebody may not.
    """
    if not asked.word:
        return HOW_TO
    now = context.clock()
    calls = await context.store.read(
        lambda book: tuple(call for call in book.readable_calls() if call.channel == asked.channel)
    )
    if asked.thread and (
        found := await context.store.read(lambda book: _meeting_in(book, calls, asked.thread, now))
    ):
        asked = replace(asked, call=found[0], day=found[1])
        calls = tuple(call for call in calls if call.name == found[0])
    report = _OF_AREA.fullmatch(asked.typed)
    if report is None or asked.word in COMMANDS:
        return asked
    for call in calls:
        if area := area_meant(call, report["area"]):
            if area not in call.areas_of(asked.person):
                return NOT_THEIRS.format(area=escape(area.name))
            typed = f"for {area.name}: {report['text']}"
            return again(replace(asked, call=call.name), typed)
    return asked


def _meeting_in(book: Book, calls: tuple[Call, ...], thread: str, now: datetime) -> tuple[str, date] | None:
    """The call and the date of the meeting whose minutes have this thread."""
    for call in calls:
        for meeting in book.meetings(call.name, since=(now - LOOK_BACK).date()):
            minutes = book.delivery(key(meeting.key, Kind.MINUTES))
            if minutes and minutes.posted and minutes.posted.ts == thread:
                return call.name, meeting.date
    return None
