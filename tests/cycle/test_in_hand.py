"""What is in hand at the same time, and what waits for what."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import pytest

from bot.cycle.in_hand import InHand
from bot.model.delivery import Delivery, Kind, Priority
from bot.model.message import Message, Notice, TwikiCopy

NOON = datetime(2027, 1, 12, 12, tzinfo=UTC)
COPY = TwikiCopy("Production Meeting", "January12,2027.txt", "---+ Production Meeting")


def delivery(words: Message, to: str = "U1", priority: Priority = Priority.ANSWER) -> Delivery:
    return Delivery("a/b/notice/c", to, words, due=NOON, kind=Kind.NOTICE, priority=priority)


@dataclass
class Chat:
    """Writes down what is said; what is slow, or breaks, only once it may go on."""

    said: list[str] = field(default_factory=list)
    may_go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def says(self, words: str) -> None:
        self.said.append(words)

    async def slowly_says(self, words: str) -> None:
        await self.may_go_on.wait()
        self.said.append(words)

    async def breaks(self) -> None:
        await self.may_go_on.wait()
        raise ValueError("something that nobody foresaw")


@pytest.fixture
def chat():
    return Chat()


async def test_what_is_said_to_somebody_is_said_in_its_order_and_others_do_not_wait_for_it(chat):
    async with InHand() as in_hand:
        in_hand.begin(delivery(Notice("one")), partial(chat.slowly_says, "one"))
        in_hand.begin(delivery(Notice("two")), partial(chat.says, "two"))
        in_hand.begin(delivery(Notice("three")), partial(chat.says, "three"))
        in_hand.begin(delivery(Notice("else"), to="U2"), partial(chat.says, "else"))
        await in_hand.down_to(3)
        assert chat.said == ["else"]
        chat.may_go_on.set()
    assert chat.said == ["else", "one", "two", "three"]


async def test_what_is_urgent_does_not_wait_for_what_is_not(chat):
    async with InHand() as in_hand:
        reminder = delivery(Notice("a reminder"), priority=Priority.REMINDER)
        in_hand.begin(reminder, partial(chat.slowly_says, "a reminder"))
        in_hand.begin(delivery(Notice("minutes"), priority=Priority.MINUTES), partial(chat.says, "minutes"))
        await in_hand.down_to(1)
        assert chat.said == ["minutes"]
        chat.may_go_on.set()


async def test_words_do_not_wait_for_a_file(chat):
    async with InHand() as in_hand:
        in_hand.begin(delivery(COPY), partial(chat.slowly_says, "the file"))
        in_hand.begin(delivery(Notice("a note")), partial(chat.says, "a note"))
        await in_hand.down_to(1)
        assert chat.said == ["a note"]
        chat.may_go_on.set()


async def test_what_hangs_does_not_hold_up_what_comes_after_it_for_long(chat):
    async with InHand(seconds=0.01) as in_hand:
        in_hand.begin(delivery(Notice("one")), partial(chat.slowly_says, "one"))
        in_hand.begin(delivery(Notice("two")), partial(chat.says, "two"))
        await in_hand.down_to(1)
        assert chat.said == ["two"]
        chat.may_go_on.set()


async def test_what_fails_does_not_stop_what_waits_for_it(chat, caplog):
    async with InHand() as in_hand:
        in_hand.begin(delivery(Notice("one")), chat.breaks)
        in_hand.begin(delivery(Notice("two")), partial(chat.says, "two"))
        chat.may_go_on.set()
        await in_hand.down_to(0)
    assert chat.said == ["two"]
    assert "what became of a/b/notice/c could not be noted" in caplog.text


async def test_who_is_cancelled_says_nothing_that_waited(chat):
    both_wait = asyncio.Event()

    async def speak() -> None:
        async with InHand() as in_hand:
            in_hand.begin(delivery(Notice("one")), partial(chat.slowly_says, "one"))
            in_hand.begin(delivery(Notice("two")), partial(chat.says, "two"))
            both_wait.set()
            await in_hand.down_to(0)

    speaking = asyncio.create_task(speak())
    await both_wait.wait()
    speaking.cancel()
    await asyncio.wait({speaking})
    assert (speaking.cancelled(), chat.said) == (True, [])
