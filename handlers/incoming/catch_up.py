"""What was said while the bot was not listening: read from the history of each direct conversation.

Slack gives an event up after a while; the history keeps everything. What is read back goes through the same
inbox as live events. The window reaches back before the cursor, since an edit or an answer in a thread shows
only at the message that it belongs to; and to all that counts for minutes that can still change, for who has
written for the first time has no cursor. A deletion shows only in that something is missing.
"""

import asyncio
import logging
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
)
from collections.abc import (
    Set as AbstractSet,
)
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from bot.cycle.isolation import Isolation
from bot.cycle.queries import open_since
from bot.model.errors import Rejected
from bot.model.reply import Origin, Reply
from bot.ports import Clock, Inbox, Store
from handlers.incoming.stuck import sender
from handlers.incoming.what_was_read import LISTING, ONE, WhatWasRead
from handlers.untrusted_json import RECEIVED_AT, text_of
from handlers.web_api.conversation_history import direct_conversations, history, replies

T = TypeVar("T")
log = logging.getLogger(__name__)

LOOKS_BACK = timedelta(days=8)  # a week, so that answers to the last ask are found
SHORTEST_RETENTION = timedelta(days=1)
LONGEST_SECONDS = 600.0  # for one conversation; Slack lets some apps read a page a minute
TOMBSTONE = "tombstone"
JUST_AFTER = 0.001  # seconds
MANY = 1_000  # arrivals; whoever has more to work on has not come to the end of it


class LookBack:
    """Looks back at every direct conversation by itself: one that cannot be read holds up no other.

    What fails is tried again later, longer each time.
    """

    def __init__(self, reading: AsyncWebClient, inbox: Inbox, store: Store, clock: Clock) -> None:
        self._reading = reading
        self._inbox = inbox
        self._store = store
        self._clock = clock
        self._isolation = Isolation()
        self._read = WhatWasRead()

    def is_due(self) -> bool:
        """Whether something that failed is to be tried again by now."""
        return bool(self._isolation.due(self._clock()))

    async def everything(self) -> int:
        """Feed what is missing into the inbox; returns how many messages were looked at."""
        listed = await self._tried(LISTING, self._listed)
        cursors = await self._inbox.cursors()
        if listed is None:
            self._read.not_listed(cursors)
        else:
            self._read.listed(listed)
        return await self._places(self._read.places | set(cursors), cursors)

    async def again(self) -> int:
        """Look only at what failed before and is due again; returns how many messages were looked at."""
        due = self._isolation.due(self._clock())
        if LISTING in due:
            return await self.everything()
        places = {place for key in due if (place := key.removeprefix(ONE)) != key}
        return await self._places(places, await self._inbox.cursors())

    def unread(self, people: Collection[str], until: datetime) -> frozenset[str]:
        """What was not read since a moment though these people may have written there."""
        return self._read.missing(people, until)

    def is_tried_later(self, keys: Iterable[str]) -> bool:
        """Whether one of these failed the last time it was tried."""
        return any(self._isolation.trouble(key) for key in keys)

    async def is_worked_on(self, people: Collection[str]) -> bool:
        """Whether nothing that these people sent waits in the inbox, in whatever hand."""
        waiting = await self._inbox.waiting(MANY)
        return len(waiting) < MANY and not any(sender(each) in people for each in waiting)

    async def _places(self, places: AbstractSet[str], cursors: Mapping[str, str]) -> int:
        looked_at = 0
        for place in sorted(places):
            look = partial(self._bounded, place, cursors.get(place))
            looked_at += await self._tried(f"{ONE}{place}", look) or 0
        return looked_at

    async def _tried(self, key: str, work: Callable[[], Awaitable[T]]) -> T | None:
        """Do something by itself, and remember since when what it finds is known."""
        now = self._clock()
        return await self._isolation.run(key, lambda: self._read.noted(key, work, now), now)

    async def _listed(self) -> dict[str, str]:
        """Who writes in each direct conversation besides the bot, as far as Slack says so."""
        found = direct_conversations(self._reading)
        return {str(each["id"]): text_of(each.get("user")) async for each in found}

    async def _bounded(self, place: str, cursor: str | None) -> int:
        """Read one conversation back, unless Slack takes too long over it."""
        now = self._clock()
        async with asyncio.timeout(LONGEST_SECONDS):
            return await _read_back(self._reading, self._inbox, self._store, place, cursor=cursor, now=now)


async def catch_up(reading: AsyncWebClient, inbox: Inbox, store: Store, clock: Clock) -> int:
    """Look back once; returns how many messages were looked at."""
    return await LookBack(reading, inbox, store, clock).everything()


async def _read_back(
    reading: AsyncWebClient, inbox: Inbox, store: Store, place: str, *, cursor: str | None, now: datetime
) -> int:
    """Read one conversation back; its cursor moves when everything found has been kept.

    What is remembered is looked up first: what arrives while the history is read must not count as gone.
    """
    opened = (await store.read(open_since, now)).timestamp()
    read_to = min(float(cursor or "inf"), now.timestamp())
    since = min(read_to - LOOKS_BACK.total_seconds(), opened)
    remembered = await store.read(lambda book: book.written(place, f"{since:.6f}"))
    newest, shown = cursor or f"{since:.6f}", list[str]()
    threads = {reply.thread for reply in remembered if reply.thread and float(reply.thread) <= since}
    async for message in _everything(reading, place, since, threads):
        newest = max(newest, str(message["ts"]), key=float)
        if message.get("subtype") != TOMBSTONE:
            shown.append(str(message["ts"]))
        if "bot_id" not in message:
            await _keep(inbox, place, _identity(place, message), message, now)
    for reply in gone(remembered, shown, since=since, now=now, threads=threads):
        await _keep(inbox, place, f"history:{place}:{reply.ts}:gone", _deletion(reply, now), now)
    await inbox.move_cursor(place, newest)
    return len(shown)


def gone(
    remembered: Iterable[Reply],
    shown: Iterable[str],
    *,
    since: float,
    now: datetime,
    threads: Container[str | None] = (),
) -> Iterator[Reply]:
    """What was deleted: it is remembered, and a history that was read completely does not show it any more.

    An answer in a thread was read if its first message lies in what was read, or if it is one of the older
    `threads` that were read besides; while answers stand, Slack shows a deleted first message as a tombstone.
    A workspace may also throw away by itself what is older than a day
    (slack.com/help/articles/203457187): of such words something still older has to be there.
    """
    there = {float(ts) for ts in shown}
    oldest = min(there, default=now.timestamp())
    for reply in remembered:
        if reply.origin is not Origin.MESSAGE or float(reply.ts) in there:
            continue
        first = reply.ts if reply.thread in threads else reply.thread or reply.ts
        was_read = min(float(reply.ts), float(first)) > since
        if was_read and (oldest < float(reply.ts) or now - reply.written_at < SHORTEST_RETENTION):
            yield reply


async def _keep(inbox: Inbox, place: str, identity: str, message: Mapping[str, Any], now: datetime) -> None:
    event = {**message, "type": "message", "channel": place, "channel_type": "im"}
    received = {RECEIVED_AT: f"{now.timestamp():.6f}"}
    await inbox.keep(identity, {"type": "history", "event": event, **received}, now)


def _deletion(reply: Reply, now: datetime) -> dict[str, Any]:
    """The event that Slack would have sent: after the last edit, even if Slack's clock is ahead of ours."""
    edited = float(reply.revision or reply.ts)
    moment = f"{max(now.timestamp(), edited + JUST_AFTER):.6f}"
    before = {"type": "message", "user": reply.person, "ts": reply.ts}
    said = {"subtype": "message_deleted", "deleted_ts": reply.ts, "previous_message": before}
    return {**said, "ts": moment, "event_ts": moment}


async def _everything(
    reading: AsyncWebClient, place: str, since: float, threads: Iterable[str]
) -> AsyncIterator[dict[str, Any]]:
    """The messages of a conversation, of their threads, and of older threads.

    What Slack refuses of one thread keeps nothing else back; it is raised at the end, so that nobody takes
    the rest for all there is.
    """
    refused: Rejected | None = None
    waiting = sorted(threads)
    async for message in history(reading, place, since):
        yield message
        if message.get("reply_count"):
            waiting.append(str(message["ts"]))
    for thread in waiting:
        try:
            async for answer in _answers(reading, place, thread, since):
                yield answer
        except Rejected as rejection:
            log.warning("a thread of %s could not be read back (%s)", place, rejection.detail)
            refused = rejection
    if refused is not None:
        raise refused


async def _answers(
    reading: AsyncWebClient, place: str, thread: str, since: float
) -> AsyncIterator[dict[str, Any]]:
    """What was said in a thread; nothing where the whole thread was deleted."""
    try:
        async for answer in replies(reading, place, thread, since):
            if answer["ts"] != thread:
                yield answer
    except Rejected as rejection:
        if rejection.detail != "thread_not_found":
            raise


def _identity(place: str, message: dict[str, Any]) -> str:
    edited = (message.get("edited") or {}).get("ts", "")
    return f"history:{place}:{message['ts']}:{edited}"
