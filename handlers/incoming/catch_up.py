"""What was said while the bot was not listening: read from the history of each direct conversation.

Slack gives an event up after a while; the history keeps everything. What is read back goes through the same
inbox as live events. The window reaches back before the cursor, since an edit or an answer in a thread shows
only at the message that it belongs to; and to all that counts for minutes that can still change, for who has
written for the first time has no cursor. A deletion shows only in that something is missing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from bot.cycle.awaited import Awaited, awaited
from bot.cycle.isolation import Isolation
from bot.cycle.last_questions import last_questions
from bot.cycle.queries import open_since
from bot.ports import Book, Clock, Inbox, Store
from handlers.incoming.deleted import deletion, gone
from handlers.incoming.reading_order import ReadingOrder
from handlers.incoming.stuck import sender
from handlers.incoming.what_was_read import LISTING, ONE, WhatWasRead
from handlers.untrusted_json import RECEIVED_AT, text_of
from handlers.web_api.conversation_history import direct_conversations, whole

T = TypeVar("T")
log = logging.getLogger(__name__)

LOOKS_BACK = timedelta(days=8)  # a week, so that answers to the last ask are found
LONGEST_SECONDS = 600.0  # for one conversation; Slack lets some apps read a page a minute
KNOWN_FOR = timedelta(minutes=1)
BEFORE_MINUTES = timedelta(minutes=4)  # enough for fifty conversations with room to spare
SEEING = "seeing whose minutes are due soon"
TOMBSTONE = "tombstone"
MANY = 1_000  # arrivals; whoever has more to work on has not come to the end of it


class LookBack:
    """Looks back at every direct conversation by itself: one that cannot be read holds up no other.

    Those whose minutes are due soon come first: there may be more conversations than Slack lets one read in
    an hour. What fails is tried again later, longer each time.
    """

    def __init__(self, reading: AsyncWebClient, inbox: Inbox, store: Store, clock: Clock) -> None:
        self._reading = reading
        self._inbox = inbox
        self._store = store
        self._clock = clock
        self._isolation = Isolation()
        self._read = WhatWasRead()
        self._done: set[str] = set()  # conversations, since all began to be read
        self._missed = 0  # how often something may have been missed
        self._known = _Known(clock())

    def missed(self) -> None:
        """Something may have been missed just now: what was read before has to be read again."""
        self._missed += 1
        self._done.clear()

    def is_due(self) -> bool:
        """Whether something is to be read by now: again as it failed, or once more around minutes."""
        now = self._clock()
        return bool(self._isolation.due(now)) or bool(self._once_more(now))

    @property
    def heard_out(self) -> frozenset[str]:
        """Who of those whose minutes are due soon has been read, as far as that was possible."""
        return frozenset(each.person for each in self._known.awaited if each.conversation in self._done)

    async def everything(self) -> int:
        """Feed what is missing into the inbox; returns how many messages were looked at."""
        self._done.clear()
        cursors = await self._inbox.cursors()
        self._known = await self._seen(self._clock())
        first = await self._places((each.conversation for each in self._known.awaited), cursors)
        listed = await self._tried(LISTING, self._listed)
        if listed is None:
            self._read.not_listed(cursors)
        else:
            self._read.listed(listed)
        return first + await self._places(self._read.places | set(cursors), cursors)

    async def again(self) -> int:
        """Look only at what is due, see `is_due`; returns how many messages were looked at."""
        now = self._clock()
        due = self._isolation.due(now)
        if LISTING in due:
            return await self.everything()
        places = self._once_more(now).union(place for key in due if (place := key.removeprefix(ONE)) != key)
        self._done -= places
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

    def _once_more(self, now: datetime) -> set[str]:
        """Where words count for minutes that are due in some minutes, and an event may never have come.

        And once more when they are posted, for what was written meanwhile.
        """
        found = set[str]()
        for each in self._known.awaited:
            key = f"{ONE}{each.conversation}"
            since = each.posts if each.posts <= now else each.posts - BEFORE_MINUTES
            if since <= now and not (self._read.is_read(key, since) or self._isolation.trouble(key)):
                found.add(each.conversation)
        return found

    async def _places(self, places: Iterable[str], cursors: Mapping[str, str]) -> int:
        looked_at, order = 0, ReadingOrder(set(places) - self._done)
        while place := order.next(await self._urgent()):
            look, missed = partial(self._bounded, place, cursors.get(place)), self._missed
            looked_at += await self._tried(f"{ONE}{place}", look) or 0
            if missed == self._missed:
                self._done.add(place)
        return looked_at

    async def _urgent(self) -> list[str]:
        """The conversations of those whose minutes are due soon, but for what need not be read again."""
        now = self._clock()
        if not timedelta(0) <= now - self._known.at < KNOWN_FOR:
            self._known = await self._seen_again(now)
        done = self._done - self._once_more(now)
        return [each.conversation for each in self._known.awaited if each.conversation not in done]

    async def _seen(self, now: datetime) -> "_Known":
        """What all calls are asked for, which takes too long to be asked for each conversation."""
        seen = await self._isolation.run(SEEING, partial(self._store.read, _seen, now), now)
        return seen or replace(self._known, at=now)

    async def _seen_again(self, now: datetime) -> "_Known":
        """Whose minutes are due soon by now; the rest holds until all is read again, and takes far longer."""
        if self._known.opened is None:
            return await self._seen(now)
        seen = await self._isolation.run(SEEING, partial(self._store.read, awaited, now), now)
        return replace(self._known, at=now, awaited=self._known.awaited if seen is None else seen)

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
        now, opened = self._clock(), self._known.opened
        async with asyncio.timeout(LONGEST_SECONDS):
            return await self._read_back(place, cursor, opened or now, now)

    async def _read_back(self, place: str, cursor: str | None, opened: datetime, now: datetime) -> int:
        """Read one conversation back; its cursor moves when everything found has been kept.

        What is remembered is looked up first: what arrives while the history is read must not count as gone.
        """
        inbox = self._inbox
        read_to = min(float(cursor or "inf"), now.timestamp())
        since = min(read_to - LOOKS_BACK.total_seconds(), opened.timestamp())
        remembered = await self._store.read(lambda book: book.written(place, f"{since:.6f}"))
        newest, shown = cursor or f"{since:.6f}", list[str]()
        answered = {reply.thread for reply in remembered if reply.thread}
        asked = self._known.asked.get(place, frozenset())
        threads = {thread for thread in answered | asked if float(thread) <= since}
        found = dict[str, Mapping[str, Any]]()
        try:
            async for message in whole(self._reading, place, since, threads):
                newest = max(newest, str(message["ts"]), key=float)
                if message.get("subtype") != TOMBSTONE:
                    shown.append(str(message["ts"]))
                if "bot_id" not in message:
                    found[_identity(place, message)] = message
        finally:  # what was found before a failure is kept, too
            unknown = await inbox.unknown(found)
            fresh = (_keep(inbox, place, each, found[each], now) for each in found if each in unknown)
            await asyncio.gather(*fresh)
        for reply in gone(remembered, shown, since=since, now=now, threads=threads):
            await _keep(inbox, place, f"history:{place}:{reply.ts}:gone", deletion(reply, now), now)
        if newest != cursor:
            await inbox.move_cursor(place, newest)
        return len(shown)


@dataclass(frozen=True, slots=True)
class _Known:
    """What all calls say at a moment: since when words count, and whose do for minutes that are due soon.

    `asked` are the last questions in each conversation, which may stand before all that is read of it.
    """

    at: datetime
    opened: datetime | None = None
    awaited: tuple[Awaited, ...] = ()
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)


def _seen(book: Book, now: datetime) -> _Known:
    return _Known(now, open_since(book, now), awaited(book, now), last_questions(book, now))


async def catch_up(reading: AsyncWebClient, inbox: Inbox, store: Store, clock: Clock) -> int:
    """Look back once; returns how many messages were looked at."""
    return await LookBack(reading, inbox, store, clock).everything()


async def _keep(inbox: Inbox, place: str, identity: str, message: Mapping[str, Any], now: datetime) -> None:
    event = {**message, "type": "message", "channel": place, "channel_type": "im"}
    received = {RECEIVED_AT: f"{now.timestamp():.6f}"}
    await inbox.keep(identity, {"type": "history", "event": event, **received}, now)


def _identity(place: str, message: dict[str, Any]) -> str:
    edited = (message.get("edited") or {}).get("ts", "")
    return f"history:{place}:{message['ts']}:{edited}"
