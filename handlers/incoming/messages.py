"""A lead writes, edits or deletes a direct message: words out of Slack's events."""

import asyncio
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.cycle.replies.collect import collect
from bot.model.reply import Reply
from bot.ports import Book
from handlers.context import HandlerContext
from handlers.text.rich_text import document_of, mentioned, unread_in

TS = re.compile(r"[0-9]{1,11}(\.[0-9]{0,9})?")  # more digits are a year that no calendar has
SPOKEN = (None, "file_share", "thread_broadcast", "me_message")
SAID = ("text", "blocks", "files")  # what a person can change; a preview of a link changes none of them


async def on_message(event: Mapping[str, Any], context: HandlerContext, arrival: str) -> None:
    """Collect what a person wrote, if anybody wrote anything; then the arrival is done with it."""
    message = _message(event)
    ids, unread = await asyncio.to_thread(_looked_at, message)
    names = await context.names.of(ids)
    if reply := await asyncio.to_thread(reply_from, event, names):
        await context.store.change(_collect, reply, arrival, now=context.clock(), unread=unread)


def _collect(book: Book, reply: Reply, arrival: str, *, now: datetime, unread: tuple[str, ...]) -> None:
    """Collect a reply and end its arrival in one transaction, which is one write to the disk less."""
    collect(book, reply, now=now, unread=unread)
    book.end_arrival(arrival, now)


def reply_from(event: Mapping[str, Any], names: Mapping[str, str]) -> Reply | None:
    """Take a person's words out of a message event; None if nobody said or changed any."""
    if event.get("channel_type") != "im":
        return None
    match event.get("subtype"):
        case "message_changed":
            return _changed(event, names)
        case "message_deleted":
            return _deleted(event, _mapping(event.get("previous_message")), event.get("deleted_ts"))
        case _:
            return _reply(event, event, names)


def _looked_at(message: Mapping[str, Any]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whom a message mentions, and what of it cannot be read."""
    return mentioned(message), unread_in(message)


def _message(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The message itself; that of a change is inside."""
    return _mapping(event.get("message")) or event


def _changed(event: Mapping[str, Any], names: Mapping[str, str]) -> Reply | None:
    message, before = _mapping(event.get("message")), _mapping(event.get("previous_message"))
    if message.get("subtype") == "tombstone":  # a deleted message that has answers in a thread
        return _deleted(event, before or message, message.get("ts"))
    edited, moment = _text(_mapping(message.get("edited")).get("ts")), _text(event.get("ts"))
    if before and all(message.get(part) == before.get(part) for part in SAID):
        if document_of(message, names) == document_of(before, names):
            return None  # a preview came that says nothing new, or somebody answered in the thread
        return _reply(event, message, names, revision=moment)  # the title of a page, or what a link leads to
    if not before and not edited:
        return None
    return _reply(event, message, names, revision=edited or moment)


def _reply(
    event: Mapping[str, Any], message: Mapping[str, Any], names: Mapping[str, str], revision: str = ""
) -> Reply | None:
    person, place, ts = message.get("user"), event.get("channel"), _text(message.get("ts"))
    if (
        not _is_spoken(message)
        or not isinstance(person, str)
        or not isinstance(place, str)
        or not place
        or not ts
    ):
        return None
    edited = _text(_mapping(message.get("edited")).get("ts"))
    thread = _text(message.get("thread_ts"))
    return Reply(
        person=person,
        conversation=place,
        ts=ts,
        document=document_of(message, names),
        source=json.dumps(dict(event), ensure_ascii=False),
        revision=revision or edited,
        thread=thread if thread not in ("", ts) else None,
    )


def _deleted(event: Mapping[str, Any], before: Mapping[str, Any], ts: Any) -> Reply | None:
    place, moment = event.get("channel"), _text(event.get("event_ts")) or _text(event.get("ts"))
    if _is_from_an_app(before) or not isinstance(place, str) or not _text(ts) or not moment:
        return None
    return Reply(
        person=str(before.get("user") or ""),
        conversation=place,
        ts=_text(ts),
        document=(),
        source=json.dumps(dict(event), ensure_ascii=False),
        revision=moment,
        deleted=True,
    )


def _is_spoken(message: Mapping[str, Any]) -> bool:
    """Whether a person said it, rather than that something happened."""
    return message.get("subtype") in SPOKEN and not _is_from_an_app(message)


def _is_from_an_app(message: Mapping[str, Any]) -> bool:
    return bool(message.get("bot_id")) or message.get("user") == "USLACKBOT"


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    """A `ts`; anything that is no moment counts as none."""
    return value if isinstance(value, str) and TS.fullmatch(value) else ""
