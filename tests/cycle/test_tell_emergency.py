"""What the channel is told of an emergency before the call, and what follows in the thread."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cycle.tell_emergency import raise_alarm, tell_channel, tell_found
from bot.model.absence import Absence
from bot.model.call import StandIn, Urgency
from bot.model.delivery import Kind, Posted, Status
from bot.model.emergency_post import (
    EmergencyChange,
    EmergencyFate,
    EmergencyPost,
    EmergencyUpdate,
    ReportedEmergency,
)
from bot.model.errors import Refusal
from bot.model.message import Card, CardArea
from bot.model.reply import Origin
from bot.model.update import Item, Sections, Update, Why
from bot.model.words import words
from bot.rules.emergencies import TellChannel
from tests.cycle.production import (
    ABOUT,
    CALL,
    DAY,
    DAYS,
    GRID,
    HOUR,
    MEETING,
    NOW,
    delivery,
    enqueue,
    gone_out,
    keep_absences,
    keep_meetings,
    keep_replies,
    keep_updates,
    owed,
    posted,
    said,
)

WRITTEN = said("The disk array is down", at=NOW - HOUR)
FIRE = Item(words("The disk array is down"), key=f"{WRITTEN.ts}/1")
FLOOD = Item(words("Water in the basement"), key="17.0/1")
TOLD = ReportedEmergency(FIRE, "Anna", NOW - HOUR, person="UANNA")
POST = EmergencyPost("Production", "America/New_York", "Grid", (TOLD,))
AT_ONCE = replace(CALL, emergencies=Urgency.AT_ONCE)
KEY = f"Production/{DAY}/emergency/Grid"


def burning(*items: Item, news=()) -> Update:
    return Update("Production", DAY, "Grid", Sections(news=news, emergencies=items), changed_at=NOW - HOUR)


def post(message=POST, **more):
    return delivery(Kind.EMERGENCY, "Grid", message, to="C1", **more)


def news(number, *changes, now=NOW, part=1, parts=1):
    said_ = EmergencyUpdate("Grid", "America/New_York", changes, part, parts)
    more = {"follows": KEY, "threaded": True, "due": now}
    return delivery(Kind.EMERGENCY, f"Grid-{number}", said_, to="C1", **more)


async def shout(store, area="Grid", *, now=NOW, call="Production", day=DAY):
    await store.change(raise_alarm, call, day, area, now=now)


async def step(store, area="Grid", *, now=NOW, call="Production", day=DAY):
    await store.change(tell_channel, TellChannel(area), call, day, now=now)


async def found(store, area="Grid", *, now=NOW, call="Production", day=DAY):
    await store.change(tell_found, call, day, area, now=now)


TELLERS = pytest.mark.parametrize("tell", [shout, step, found])


async def burn(store, *items, call=CALL, **more):
    await store.change(lambda book: book.keep_call(call))
    await keep_updates(store, burning(*(items or (FIRE,)), **more))


async def refused(store, *args, **more) -> str:
    with pytest.raises(Refusal) as refusal:
        await shout(store, *args, **more)
    return str(refusal.value)


@TELLERS
async def test_the_channel_is_told_with_who_reported_it_and_when(store, tell):
    await keep_replies(store, WRITTEN)
    await burn(store, call=AT_ONCE)
    await tell(store)
    assert await owed(store) == [post()]


@TELLERS
async def test_who_wrote_for_somebody_else_is_named_in_the_words_only(store, tell):
    await keep_replies(store, replace(WRITTEN, origin=Origin.BEHALF, area="Grid"))
    await burn(store, call=AT_ONCE)
    await tell(store)
    assert await owed(store) == [post(replace(POST, told=(replace(TOLD, by=""),)))]


async def test_a_stand_in_and_a_lead_who_is_away_are_named_and_others_are_not(store):
    await keep_absences(store, Absence("UANNA", DAY, DAY, StandIn("Dan D.", "UDAN")))
    dan = said("Water in the basement", by="UDAN")
    nobody = said("The roof is off", by="UX", at=NOW - 2 * HOUR)
    await keep_replies(store, WRITTEN, dan, nobody)
    flood, roof = replace(FLOOD, key=f"{dan.ts}/1"), Item(words("The roof is off"), key=f"{nobody.ts}/1")
    await burn(store, FIRE, flood, roof, Item(words("Smoke"), key="1.0/1"))
    await shout(store)
    (told,) = await owed(store)
    assert [(each.by, each.person, each.at) for each in told.message.told] == [
        ("Anna", "UANNA", NOW - HOUR),
        ("Dan D.", "UDAN", NOW),
        ("", "UX", NOW - 2 * HOUR),
        ("", "", NOW),
    ]


@TELLERS
async def test_the_card_of_a_lead_shows_that_the_channel_knows(store, tell):
    await burn(store, call=AT_ONCE)
    await enqueue(store, delivery(Kind.CARD, "UBEN", Card(ABOUT, ()), due=NOW - HOUR))
    await tell(store)
    card, _ = await owed(store)
    shown = CardArea("Grid", GRID.labels, burning(FIRE), told=(FIRE.key,), yes_tells=True)
    assert card == delivery(Kind.CARD, "UBEN", Card(ABOUT, (shown,)), due=NOW - HOUR)


@TELLERS
async def test_what_does_not_fit_into_one_message_stands_in_the_thread_in_full(store, tell):
    long = replace(FIRE, words=words("down " * 1500))
    await burn(store, long, call=AT_ONCE)
    await tell(store)
    told = ReportedEmergency(long, "", NOW)
    changes = ((EmergencyChange.NEW, told),)
    assert await owed(store) == [
        post(replace(POST, told=(told,))),
        news(2, *changes, part=1, parts=2),
        news(3, *changes, part=2, parts=2),
    ]


@pytest.mark.parametrize("tell", [step, found])
async def test_what_comes_later_amends_the_post_and_is_said_in_the_thread(store, tell):
    await keep_replies(store, WRITTEN)
    await burn(store, FIRE, FLOOD)
    await enqueue(store, gone_out(post(due=NOW - HOUR)))
    await enqueue(store, delivery(Kind.CARD, "UBEN", Card(ABOUT, ()), due=NOW - HOUR))
    await tell(store)
    flood = ReportedEmergency(FLOOD, "", NOW)
    card, first, second = await owed(store)
    there = gone_out(post(replace(POST, told=(TOLD, flood), updated=NOW)))
    assert first == replace(there, status=Status.PENDING, wanted=2, sent_at=NOW - HOUR)
    assert second == news(2, (EmergencyChange.NEW, flood))
    assert card.message.areas[0].told == (FIRE.key, FLOOD.key)


@pytest.mark.parametrize("tell", [step, found])
async def test_what_is_over_is_said_under_the_next_free_number(store, tell):
    await keep_updates(store, burning())
    await enqueue(store, gone_out(post()), gone_out(news(2)), gone_out(news(3)))
    before = await owed(store)
    await tell(store, now=NOW + HOUR)
    gone = replace(TOLD, fate=EmergencyFate.TAKEN_BACK, since=NOW + HOUR)
    assert [each for each in await owed(store) if each not in before][1:] == [
        news(4, (EmergencyChange.TAKEN_BACK, gone), now=NOW + HOUR)
    ]


@pytest.mark.parametrize("tell", [step, found])
async def test_when_nothing_changed_nothing_is_said(store, tell):
    await burn(store)
    await enqueue(store, gone_out(post()), delivery(Kind.CARD, "UBEN", Card(ABOUT, ())))
    before = await owed(store)
    await tell(store, now=NOW + HOUR)
    assert await owed(store) == before


async def test_an_item_that_only_got_another_key_is_brought_up_to_date_without_a_word(store):
    again = replace(FIRE, key="99.0/1")
    await burn(store, again)
    await enqueue(store, gone_out(post()))
    await step(store)
    (told,) = await owed(store)
    assert (told.status, told.message) == (Status.PENDING, replace(POST, told=(replace(TOLD, item=again),)))


@TELLERS
async def test_of_a_call_a_meeting_or_an_area_that_is_not_there_nothing_is_told(store, tell):
    await burn(store, call=AT_ONCE)
    for where in ({"area": "Dams"}, {"call": "Gulls"}, {"day": DAY + DAYS}):
        if tell is shout:
            area = where.get("area", "Grid")
            nothing = f"There is no emergency in {area} that the channel does not know of."
            assert await refused(store, **where) == nothing
        else:
            await tell(store, **where)
    assert await owed(store) == []


@pytest.mark.parametrize("tell", [step, found])
async def test_where_there_is_no_emergency_nothing_is_told(store, tell):
    await tell(store)
    assert await refused(store) == "There is no emergency in Grid that the channel does not know of."
    await burn(store, Item(words("The outage is resolved")), call=AT_ONCE)
    await tell(store)
    assert await refused(store) == "There is no emergency in Grid that the channel does not know of."
    assert await owed(store) == []


async def test_who_wants_to_tell_what_is_told_or_cannot_be_is_refused(store):
    await burn(store)
    await enqueue(store, gone_out(post()))
    assert await refused(store) == (
        "The channel was told of the emergency in Grid already; what changes I add there."
    )
    await enqueue(store, post(status=Status.DEAD))
    assert await refused(store) == (
        "I could not tell the channel of the emergency in Grid, and have told the chairs why. Please tell "
        "people yourself."
    )


@pytest.mark.parametrize(
    ("more", "knows"),
    [
        ({}, True),
        ({"reason": "refused for now: is_archived"}, False),
        ({"reason": "refused for now: is_archived", "posted": Posted("C1", "1.0")}, True),
        ({"posted": Posted("C1", "1.0"), "status": Status.SENT}, True),
        ({"status": Status.SKIPPED}, False),
    ],
)
async def test_what_the_channel_is_refused_for_now_it_does_not_know(store, more, knows):
    await burn(store)
    await enqueue(store, post(**more))
    assert (await refused(store)).startswith("The channel was told" if knows else "I could not tell") is True


@pytest.mark.parametrize("tell", [step, found])
async def test_where_the_channel_could_not_be_told_it_is_not_tried_again(store, tell):
    await burn(store, call=AT_ONCE)
    await enqueue(store, post(status=Status.DEAD))
    before = await owed(store)
    await tell(store)
    assert await owed(store) == before


async def test_where_emergencies_wait_for_the_minutes_nobody_is_told(store):
    await burn(store, call=replace(CALL, emergencies=Urgency.MINUTES))
    assert await refused(store) == (
        "In the Production call emergencies wait for the minutes; I tell nobody before."
    )
    await found(store)
    assert await owed(store) == []


async def test_what_stood_there_last_week_is_no_news_but_a_lead_may_tell_it(store):
    old = replace(FIRE, why=Why.CARRIED_OVER)
    await burn(store, old, call=AT_ONCE)
    await step(store)
    assert await owed(store) == []
    await shout(store)
    (told,) = await owed(store)
    assert [each.item for each in told.message.told] == [old]


async def test_in_the_hour_of_the_minutes_they_say_it_themselves(store):
    await burn(store, call=AT_ONCE)
    await step(store, now=MEETING.posts)
    assert await owed(store) == []
    await step(store, now=MEETING.posts - timedelta(seconds=1))
    assert len(await owed(store)) == 1


async def test_what_comes_after_the_minutes_is_told_by_itself(store):
    await keep_meetings(store, posted())
    late = replace(burning(FIRE), changed_at=MEETING.posts + HOUR)
    await store.change(lambda book: book.keep_call(AT_ONCE))
    await keep_updates(store, late)
    await step(store, now=MEETING.posts + HOUR)
    (told,) = await owed(store)
    assert told.message.told[0].item == FIRE
