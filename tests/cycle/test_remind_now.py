"""Somebody has leads reminded: who is, who is asked instead, and why others are not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cycle.asking.remind_now import Reminded, ReminderOutcome, Wish, remind_now, who_reports
from bot.model.absence import Absence
from bot.model.call import Lead, StandIn
from bot.model.delivery import Kind, Priority, Status
from bot.model.errors import Refusal
from bot.model.meeting import State
from bot.model.message import AskLead, LastTime, RemindLead
from bot.model.person import Person
from bot.rules.stand_ins import present
from tests.cycle.production import (
    ABOUT,
    ANNA,
    AT_CALL,
    BEN,
    CALL,
    CHAIR,
    CLEO,
    DAY,
    DAYS,
    GRID,
    HOUR,
    MEETING,
    NOW,
    STORAGE,
    delivery,
    enqueue,
    gone_out,
    keep_absences,
    keep_meetings,
    keep_updates,
    notice,
    owed,
    posted,
    reported,
)

DAN = Lead("Dan D.", "UDAN")
AWAY = Absence("UCLEO", DAY, DAY, StandIn("Dan D.", "UDAN"))
ASKED = {
    lead.person: delivery(
        Kind.ASK,
        lead.person,
        AskLead(ABOUT, (LastTime("Grid", GRID.labels), LastTime("Storage", GRID.labels))),
        due=MEETING.starts - CALL.ask,
    )
    for lead in (ANNA, BEN, CLEO, DAN)
}
EARLY = AT_CALL - timedelta(hours=25)  # an hour before anybody is asked


async def wish(store, *leads, by=CHAIR, now=NOW, readers=None):
    """What came of it, and what is owed beside the questions of before."""
    before = {each.key for each in await owed(store)}
    found = await store.change(remind_now, "Production", DAY, Wish(leads, by, readers or {}), now=now)
    return found, [each for each in await owed(store) if each.key not in before]


async def all_are_asked(store):
    await enqueue(store, *(gone_out(ask) for ask in ASKED.values()))


def reminder(lead, area, *, by="Scott", now=NOW, **more):
    part = f"{lead}-reminder-{now:%Y-%m-%dT%H}"
    instead = more.pop("instead_of", ())
    said = RemindLead(ABOUT, (area,), by=by, instead_of=instead)
    return notice(
        part, lead, said, **{"due": now, "not_after": MEETING.posts, "priority": Priority.ANSWER, **more}
    )


def came(lead, outcome, *areas, reader=None, at=None):
    return Reminded(lead, reader or lead, outcome, areas, at)


async def test_all_who_are_silent_are_reminded_by_the_name_of_who_wishes_it(store):
    await all_are_asked(store)
    await keep_updates(store, reported())
    found, told = await wish(store)
    assert found == (
        came(ANNA, ReminderOutcome.REMINDED, "Grid"),
        came(BEN, ReminderOutcome.REMINDED, "Grid"),
        came(CLEO, ReminderOutcome.REMINDED, "Storage"),
    )
    assert told == [reminder("UANNA", "Grid"), reminder("UBEN", "Grid"), reminder("UCLEO", "Storage")]


async def test_who_has_themself_reminded_is_not_told_by_whom(store):
    await all_are_asked(store)
    _, told = await wish(store, "UCLEO", by=Person("UCLEO", "Cleo"))
    assert told == [reminder("UCLEO", "Storage", by="")]


async def test_after_the_minutes_a_reminder_may_come_as_long_as_they_can_be_amended(store):
    await all_are_asked(store)
    await keep_meetings(store, posted())
    now = AT_CALL + HOUR
    found, told = await wish(store, "UCLEO", now=now)
    assert found == (came(CLEO, ReminderOutcome.REMINDED, "Storage"),)
    assert told == [reminder("UCLEO", "Storage", now=now, not_after=MEETING.late_until)]


async def test_who_was_never_asked_is_reminded_after_the_minutes_all_the_same(store):
    await keep_meetings(store, posted())
    found, _ = await wish(store, "UCLEO", now=AT_CALL + HOUR)
    assert found == (came(CLEO, ReminderOutcome.REMINDED, "Storage"),)


async def test_a_stand_in_is_reminded_for_the_lead(store):
    await keep_absences(store, AWAY)
    await all_are_asked(store)
    for who in ("UCLEO", "UDAN"):
        found = (await wish(store, who, now=NOW + (2 * HOUR if who == "UDAN" else 0 * HOUR)))[0]
        lead = CLEO if who == "UCLEO" else DAN
        (came_,) = found
        assert (came_.lead.person, came_.reader, came_.outcome) == (
            lead.person,
            DAN,
            ReminderOutcome.REMINDED,
        )
    told = await owed(store, f"Production/{DAY}/notice/UDAN")
    assert told[0] == reminder("UDAN", "Storage", instead_of=(("Storage", "Cleo"),))


async def test_who_has_reported_and_who_is_away_is_not_reminded(store):
    await all_are_asked(store)
    await keep_updates(store, reported(news="Done"))
    await keep_absences(store, replace(AWAY, stand_in=None))
    found, told = await wish(store)
    away = replace(CLEO, away=True)
    assert found == (
        came(ANNA, ReminderOutcome.REPORTED),
        came(BEN, ReminderOutcome.REPORTED),
        came(away, ReminderOutcome.AWAY, "Storage"),
    )
    assert told == []


async def test_nobody_is_reminded_twice_within_an_hour(store):
    await all_are_asked(store)
    await wish(store, "UCLEO")
    almost = NOW + timedelta(minutes=59, seconds=59)
    for who, now, outcome in (
        ("UCLEO", almost, came(CLEO, ReminderOutcome.AGAIN, "Storage", at=NOW)),
        ("UANNA", almost, came(ANNA, ReminderOutcome.REMINDED, "Grid")),
        ("UCLEO", NOW + HOUR, came(CLEO, ReminderOutcome.REMINDED, "Storage")),
        ("UCLEO", NOW + HOUR + HOUR / 2, came(CLEO, ReminderOutcome.AGAIN, "Storage", at=NOW + HOUR)),
    ):
        found, _ = await wish(store, who, now=now)
        assert found == (outcome,)


async def test_reminders_that_come_by_themselves_and_other_notices_do_not_count(store):
    await all_are_asked(store)
    await enqueue(
        store,
        delivery(Kind.REMIND_1, "UCLEO", RemindLead(ABOUT, ("Storage",))),
        notice("UCLEO-x", "UCLEO", "Hello"),
    )
    found, _ = await wish(store, "UCLEO")
    assert found == (came(CLEO, ReminderOutcome.REMINDED, "Storage"),)


async def test_who_is_named_is_asked_even_before_the_time_to_ask_and_then_not_again(store):
    found, told = await wish(store, "UCLEO", now=EARLY)
    assert found == (came(CLEO, ReminderOutcome.ASKED, "Storage"),)
    assert told == [
        delivery(
            Kind.ASK,
            "UCLEO",
            AskLead(ABOUT, (LastTime("Storage", STORAGE.labels),)),
            due=EARLY,
            not_after=MEETING.posts,
            priority=Priority.ASK,
        )
    ]
    found, _ = await wish(store, "UCLEO", now=EARLY + HOUR / 2)
    assert found == (came(CLEO, ReminderOutcome.ON_ITS_WAY, "Storage"),)
    await enqueue(store, gone_out(told[0]))
    found, _ = await wish(store, "UCLEO", now=EARLY + HOUR / 2)
    assert found == (came(CLEO, ReminderOutcome.AGAIN, "Storage", at=EARLY),)
    found, _ = await wish(store, "UCLEO", now=EARLY + HOUR)
    assert found == (came(CLEO, ReminderOutcome.REMINDED, "Storage"),)


async def test_who_is_not_named_is_asked_at_the_time_to_ask(store):
    asks_at = MEETING.starts - CALL.ask
    found, told = await wish(store, now=asks_at - timedelta(seconds=1))
    assert found[2] == came(CLEO, ReminderOutcome.NOT_YET, "Storage", at=asks_at)
    assert told == []
    found, told = await wish(store, now=asks_at)
    assert [each.outcome for each in found] == [ReminderOutcome.ASKED] * 3
    assert [each.to for each in told] == ["UANNA", "UBEN", "UCLEO"]


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"status": Status.PENDING}, ReminderOutcome.ON_ITS_WAY),
        ({"status": Status.SENDING}, ReminderOutcome.ON_ITS_WAY),
        ({"status": Status.DEAD}, ReminderOutcome.REMINDED),
        ({"status": Status.SKIPPED}, ReminderOutcome.REMINDED),
        ({"status": Status.PENDING, "posted": gone_out(ASKED["UCLEO"]).posted}, ReminderOutcome.REMINDED),
    ],
)
async def test_who_is_being_asked_is_not_reminded_as_well(store, change, outcome):
    await enqueue(store, replace(ASKED["UCLEO"], **change))
    found, _ = await wish(store, "UCLEO")
    assert found == (came(CLEO, outcome, "Storage"),)


async def test_who_cannot_be_reached_is_neither_asked_nor_reminded(store):
    gone = {"UCLEO": Person("UCLEO", "Cleo", trouble="is deactivated"), "UANNA": Person("UANNA", "Anna")}
    await enqueue(store, gone_out(ASKED["UANNA"]))
    found, told = await wish(store, "UCLEO", "UANNA", readers=gone)
    assert found == (
        came(ANNA, ReminderOutcome.REMINDED, "Grid"),
        came(CLEO, ReminderOutcome.UNREACHABLE, "Storage"),
    )
    assert told == [reminder("UANNA", "Grid")]
    await enqueue(store, gone_out(ASKED["UCLEO"]))
    found, told = await wish(store, "UCLEO", readers=gone)
    assert (found[0].outcome, told) == (ReminderOutcome.UNREACHABLE, [])


async def test_who_has_reported_is_not_said_to_be_unreachable(store):
    await keep_updates(store, reported("Storage", news="Done"))
    gone = {"UCLEO": Person("UCLEO", "Cleo", trouble="is deactivated")}
    found, _ = await wish(store, "UCLEO", readers=gone)
    assert found == (came(CLEO, ReminderOutcome.REPORTED),)


@pytest.mark.parametrize("state", [State.CLOSED, State.SKIPPED])
async def test_nobody_is_reminded_of_a_meeting_that_is_over_or_not_held(store, state):
    await keep_meetings(store, replace(MEETING, state=state))
    with pytest.raises(Refusal) as refused:
        await wish(store)
    assert str(refused.value) == (
        "The Production call of March 10 is over or not held, so nobody is reminded of it."
    )


async def test_there_has_to_be_a_call_and_a_meeting(store):
    wanted = Wish((), CHAIR, {})
    with pytest.raises(Refusal, match="call of March 11 is over or not held"):
        await store.change(remind_now, "Production", DAY + DAYS, wanted, now=NOW)
    with pytest.raises(Refusal, match="There is no call Gulls any more"):
        await store.change(remind_now, "Gulls", DAY, wanted, now=NOW)


def test_each_reader_is_reminded_once_for_the_first_of_those_who_are_meant():
    standing_in = [
        Absence("UCLEO", DAY, DAY, StandIn("Anna", "UANNA")),
        Absence("UBEN", DAY, DAY, StandIn("Dan D.", "UDAN")),
    ]
    call = present(CALL, standing_in, DAY)
    anna, ben, cleo = call.leads
    assert who_reports(call, ()) == ((anna, ANNA), (ben, DAN))
    assert who_reports(call, ("UCLEO",)) == ((cleo, ANNA),)
    assert who_reports(call, ("UDAN",)) == ((DAN, DAN),)
    assert who_reports(call, ("UNOBODY",)) == ()
