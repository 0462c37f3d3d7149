"""Messages are stored under words that stay, and what another release stored breaks nothing."""

import inspect
import json
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest
from sqlalchemy import text

from bot.model.delivery import Kind, Status
from bot.model.message import Message, Notice, UnknownMessage
from storage.message_words import MESSAGE_WORDS
from tests.storage.hands import ASK, NOON, claim, enqueue, known, settle

STRANGE = '{"Poll": {"question": "Who is for it?"}}'


def stored_as(database, key: str, message: str) -> None:
    with database.engine.begin() as connection:
        change = text("UPDATE delivery SET message = :message WHERE key = :key")
        connection.execute(change, {"message": message, "key": key})


def test_the_words_of_messages_are_those_that_lie_in_databases():
    assert {word: shape.__name__ for word, shape in MESSAGE_WORDS.items()} == {
        "ActionNotice": "ActionNotice",
        "Alarm": "EmergencyPost",
        "AlarmNews": "EmergencyUpdate",
        "AskLead": "AskLead",
        "AwayOffer": "AwayOffer",
        "Card": "Card",
        "Changes": "Changes",
        "Closed": "Closed",
        "Excused": "Excused",
        "GitPage": "GitPage",
        "LateNote": "LateNote",
        "MinutesMail": "MinutesMail",
        "MinutesPage": "MinutesPage",
        "Notice": "Notice",
        "RemindLead": "RemindLead",
        "Rescheduled": "Rescheduled",
        "Round": "AreaWalk",
        "TwikiCopy": "TwikiCopy",
        "Undelivered": "Undelivered",
        "WikiPage": "WikiPage",
    }


def test_the_words_of_kinds_are_those_that_lie_in_databases():
    assert list(Kind) == [
        *("ask", "remind-1", "remind-2", "card", "minutes", "twiki", "wiki", "git", "mail", "late"),
        "changes",
        *("emergency", "notice", "unknown"),
    ]


def test_every_message_has_one_word():
    assert set(MESSAGE_WORDS.values()) == set(get_args(Message))
    assert len(MESSAGE_WORDS) == len(get_args(Message))
    assert all(inspect.isclass(shape) for shape in MESSAGE_WORDS.values())


async def test_a_message_of_another_release_does_not_keep_others_from_being_read(store, database):
    other = replace(ASK, key="Production/2026-01-06/ask/U2", part="U2")
    await enqueue(store, ASK, other)
    stored_as(database, ASK.key, STRANGE)
    found = await store.read(lambda book: book.deliveries("Production/2026-01-06/"))
    assert [delivery.message for delivery in found] == [UnknownMessage("Poll", STRANGE), other.message]
    assert [delivery.key for delivery in await claim(store)] == [ASK.key, other.key]


@pytest.mark.parametrize(
    "stored",
    ['{"Notice": {"words": 1}}', '{"Notice": {}}', "[]", "{}", "no JSON", '{"A": 1, "B": 2}'],
)
async def test_a_message_of_another_shape_is_unknown_too(store, database, stored):
    await enqueue(store, ASK)
    stored_as(database, ASK.key, stored)
    assert isinstance((await known(store)).message, UnknownMessage)


async def test_a_message_of_another_release_is_left_as_it_was(store, database):
    await enqueue(store, ASK)
    stored_as(database, ASK.key, STRANGE)
    (taken,) = await claim(store)
    later = NOON + timedelta(minutes=1)
    await settle(store, replace(taken, status=Status.PENDING, due=later, failures=1))
    await enqueue(store, replace(taken, key="Production/2026-01-06/notice/copy"))
    with database.engine.connect() as connection:
        assert list(connection.execute(text("SELECT message FROM delivery")).scalars()) == [STRANGE, STRANGE]
    stored_as(database, ASK.key, json.dumps({"Notice": {"text": "Known again"}}))
    assert (await known(store)).message == Notice("Known again")


async def test_a_kind_and_a_priority_of_another_release_are_read_as_some(store, database):
    await enqueue(store, ASK)
    with database.engine.begin() as connection:
        strange = "kind = 'poll', key = 'A/2026-01-06/poll/U1', priority = 9"
        connection.execute(text(f"UPDATE delivery SET {strange}"))
    (found,) = await claim(store)
    assert (found.kind, found.part) == (Kind.UNKNOWN, "U1")


@pytest.mark.parametrize(
    ("key", "kind", "part"),
    [
        ("Production/2026-01-06/ask/U1", Kind.ASK, "U1"),
        ("Production/2026-01-06/minutes", Kind.MINUTES, ""),
        ("Production/2026-01-06/minutes/2", Kind.MINUTES, "2"),
        ("A call/2026-01-06/emergency/Grid/Storage\n2", Kind.EMERGENCY, "Grid/Storage\n2"),
        ("-/2026-01-06/notice/U1-still-away", Kind.NOTICE, "U1-still-away"),
        ("no key", Kind.UNKNOWN, ""),
    ],
)
async def test_a_row_of_a_release_without_kinds_is_read_by_its_key(store, database, key, kind, part):
    await enqueue(store, replace(ASK, key=key))
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE delivery SET kind = '', part = ''"))
    found = await known(store, key)
    assert (found.kind, found.part) == (kind, part)
