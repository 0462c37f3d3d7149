"""Who is erased is no more named in what the channel was told of emergencies."""

from dataclasses import replace

import pytest

from bot.model.delivery import Kind, Posted, Status
from bot.model.emergency_post import (
    EmergencyChange,
    EmergencyFate,
    EmergencyPost,
    EmergencyUpdate,
    ReportedEmergency,
)
from bot.model.update import Item
from bot.model.words import words
from tests.storage.hands import ASK, NOON

KEY = "Production/2026-01-06/emergency/Software"
MINE = ReportedEmergency(Item(words("The gateway is down")), "Tim", NOON, person="U1")
OTHERS = ReportedEmergency(
    Item(words("The tapes are full")), "Xin", NOON, EmergencyFate.RESOLVED, NOON, person="U2"
)
UNNAMED = replace(MINE, by="", person="")
ALARM = EmergencyPost("Production", "UTC", "Software", (MINE, OTHERS))
NEWS = EmergencyUpdate("Software", "UTC", ((EmergencyChange.NEW, MINE), (EmergencyChange.RESOLVED, OTHERS)))


def sent(store, message, key: str):
    delivery = replace(ASK, key=key, to="C1", message=message, due=NOON, kind=Kind.EMERGENCY)

    def told(book):
        book.enqueue(delivery)
        posted = Posted("C1", "1.0")
        book.settle(replace(delivery, status=Status.SENT, posted=posted, confirmed=1, sent_at=NOON))

    return store.change(told)


@pytest.fixture
async def erased(store):
    await sent(store, ALARM, KEY)
    await sent(store, NEWS, f"{KEY}-2")
    await sent(store, replace(ALARM, told=(OTHERS,)), KEY.replace("Software", "Storage"))
    await store.change(lambda book: book.erase_person("U1"))
    return {each.key: each for each in await store.read(lambda book: book.deliveries("Production/"))}


async def test_the_words_stay_without_the_name_and_what_others_reported_stays_as_it_is(erased):
    assert erased[KEY].message == replace(ALARM, told=(UNNAMED, OTHERS))
    assert erased[f"{KEY}-2"].message == replace(
        NEWS, changes_between=((EmergencyChange.NEW, UNNAMED), (EmergencyChange.RESOLVED, OTHERS))
    )


async def test_what_stands_in_the_channel_is_amended_and_nothing_else(erased):
    assert [each.status for each in erased.values()] == [Status.PENDING, Status.PENDING, Status.SENT]
    assert [each.wanted for each in erased.values()] == [2, 2, 1]


async def test_erasing_once_more_amends_nothing(store, erased):
    await store.change(lambda book: book.erase_person("U1"))
    again = await store.read(lambda book: book.deliveries("Production/"))
    assert {each.key: each for each in again} == erased
