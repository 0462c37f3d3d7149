"""Whose words may count for minutes that are due soon, so that they are read before others."""

from dataclasses import replace
from datetime import timedelta

from bot.cycle.awaited import SOON, Awaited, awaited
from bot.model.contact import Contact
from bot.model.meeting import schedule
from tests.cycle.production import AT_CALL, CALL, DAY, FERRIES, MEETING, keep_meetings

JUST_BEFORE = AT_CALL - timedelta(minutes=10)


async def known(store, **conversations):
    def keep(book):
        for person, conversation in conversations.items():
            book.keep_contact(Contact(person, conversation))

    await store.change(keep)


async def test_the_soonest_come_first_and_each_once(store):
    earlier = replace(FERRIES, time=CALL.time.replace(hour=CALL.time.hour - 1, minute=55))
    await store.change(lambda book: book.keep_call(earlier))
    boats = schedule(earlier, DAY)
    await keep_meetings(store, boats)
    await known(store, UANNA="D1", UBEN="D2", UCLEO="D3", UFINN="D4")

    found = await store.read(awaited, JUST_BEFORE - timedelta(minutes=10))

    assert found == (
        Awaited("UFINN", "D4", boats.posts),
        Awaited("UANNA", "D1", MEETING.posts),
        Awaited("UBEN", "D2", MEETING.posts),
        Awaited("UCLEO", "D3", MEETING.posts),
    )


async def test_who_has_no_known_conversation_is_not_among_them(store):
    await known(store, UBEN="D2", UCLEO="")

    assert [each.person for each in await store.read(awaited, JUST_BEFORE)] == ["UBEN"]


async def test_nobody_is_awaited_long_before(store):
    await known(store, UBEN="D2")

    assert await store.read(awaited, AT_CALL - SOON - timedelta(minutes=1)) == ()
