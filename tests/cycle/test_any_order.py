"""Events come late, twice, in any order or never: what counts in the end is what truly happened."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cycle.replies.collect import collect
from bot.ports import Book, Store
from handlers.incoming.deleted import gone
from handlers.incoming.messages import reply_from
from storage.store import RowStore
from tests.cycle.test_collect import CALL, CALL_TIME, FIRST, LEAD
from tests.rounds import advance
from tests.tables import with_tables

Json = dict[str, Any]
PLACE = "D0LEAD"
BEGAN = CALL_TIME - timedelta(days=2)
NOW = CALL_TIME - timedelta(hours=1)
TEXTS = (
    "The mirror moved",
    "Version 4.2 is out",
    "Two sites are drained",
    "All tapes are read",
    "Disks came",
)
HELLO = {"type": "message", "channel": PLACE, "channel_type": "im"}
TEAMS = count()


def stamp(at: datetime) -> str:
    return f"{at.timestamp():.6f}"


@dataclass(frozen=True)
class Message:
    """What became of one message: how it read, one version after the other, and whether it was deleted."""

    number: int
    versions: tuple[str, ...]
    is_deleted: bool

    def at(self, version: int) -> str:
        """When it read like this for the first time."""
        return stamp(BEGAN + timedelta(hours=self.number, minutes=version))

    def shown(self, version: int) -> Json:
        said = {"type": "message", "user": LEAD, "text": self.versions[version], "ts": self.at(0)}
        return {**said, "edited": {"user": LEAD, "ts": self.at(version)}} if version else said

    def events(self) -> Iterator[Json]:
        yield {**HELLO, **self.shown(0), "event_ts": self.at(0)}
        for version in range(1, len(self.versions)):
            change = {"message": self.shown(version), "previous_message": self.shown(version - 1)}
            at = self.at(version)
            yield {**HELLO, "subtype": "message_changed", "ts": at, "event_ts": at, **change}
        if self.is_deleted:
            before, at = self.shown(len(self.versions) - 1), self.at(len(self.versions))
            yield deletion(self.at(0), at, before)


def deletion(ts: str, at: str, before: Json) -> Json:
    said = {"subtype": "message_deleted", "deleted_ts": ts, "previous_message": before}
    return {**HELLO, **said, "ts": at, "event_ts": at}


@st.composite
def messages(draw) -> tuple[Message, ...]:
    """A few messages, which may say the same."""
    versions = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3, unique=True)
    found = draw(st.lists(st.tuples(versions, st.booleans()), min_size=1, max_size=3))
    return tuple(Message(number, tuple(texts), gone) for number, (texts, gone) in enumerate(found))


@st.composite
def told(draw) -> tuple[tuple[Message, ...], list[Json | None]]:
    """Messages, and what the bot hears of them: events, and None where it reads the history back."""
    written = draw(messages())
    events = [event for message in written for event in message.events()]
    least = draw(st.sampled_from((0, 1)))
    heard = [draw(st.integers(least, 2)) for _ in events]
    lot: list[Json | None] = [event for event, times in zip(events, heard, strict=True) for _ in range(times)]
    lot += [None] * draw(st.integers(0, 1))
    shuffled = draw(st.permutations(lot))
    return written, [*shuffled, *([None] if 0 in heard else [])]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    made = with_tables(tmp_path_factory.mktemp("any-order") / "minutes.db")
    yield made
    made.close()


async def hear(store: Store, event: Json) -> None:
    reply = reply_from(event, {})
    assert reply is not None
    await store.change(collect, reply, now=NOW)


async def read_back(store: Store, written: Iterable[Message]) -> None:
    standing = [message.shown(len(message.versions) - 1) for message in written if not message.is_deleted]
    since = (BEGAN - timedelta(days=8)).timestamp()
    remembered = await store.read(lambda book: book.written(PLACE, f"{since:.6f}"))
    for message in standing:
        await hear(store, {**HELLO, **message})
    older = stamp(BEGAN - timedelta(days=1))  # what the bot said
    shown = [older, *(message["ts"] for message in standing)]
    for reply in gone(remembered, shown, since=since, now=NOW):
        await hear(store, deletion(reply.ts, stamp(NOW), {"user": LEAD}))


async def outcome(database, written: Iterable[Message], lot: Iterable[Json | None]) -> Any:
    """What counts in the end for a bot that heard all this."""
    store = RowStore(database, f"T{next(TEAMS)}")
    await store.change(lambda book: book.keep_call(CALL))
    await advance(store=store, pages=lambda _: 1, now=BEGAN)
    for event in lot:
        await (hear(store, event) if event else read_back(store, written))
    return await store.read(counting)


def counting(book: Book) -> Any:
    replies = book.replies(CALL.name, FIRST)
    updates = book.updates(CALL.name, FIRST)
    return (
        [(reply.ts, reply.document) for reply in replies],
        [(update.area, update.sections, update.none) for update in updates if update.sections],
    )


@settings(max_examples=settings().max_examples // 4)  # each is two whole weeks in a real database
@given(told())
def test_whatever_the_order_the_end_is_that_of_the_true_history(database, heard):
    written, lot = heard
    truth = sorted(
        (each for message in written for each in message.events()), key=lambda each: each["event_ts"]
    )

    async def both() -> tuple[Any, Any]:
        return await outcome(database, written, truth), await outcome(database, written, lot)

    true, found = asyncio.run(both())
    assert found == true


def test_of_a_deletion_that_overtakes_its_message_no_words_and_no_name_are_kept(database):
    message = Message(0, TEXTS[:2], is_deleted=True)

    async def kept() -> Any:
        store = RowStore(database, f"T{next(TEAMS)}")
        await store.change(lambda book: book.keep_call(CALL))
        await advance(store=store, pages=lambda _: 1, now=BEGAN)
        for event in reversed(list(message.events())):
            await hear(store, event)
        known = await store.read(lambda book: book.reply(PLACE, message.at(0)))
        forgotten = await store.change(lambda book: book.forget_deletions(stamp(NOW)))
        return known, forgotten, await store.read(lambda book: book.reply(PLACE, message.at(0)))

    known, forgotten, afterwards = asyncio.run(kept())
    assert known.deleted
    assert (known.person, known.document, known.source) == ("", (), "")
    assert (forgotten, afterwards) == (1, None)
