"""What a lead is asked before a meeting, of what they are reminded, and what chairs are told of it."""

from dataclasses import replace

import pytest

from bot.cycle.asking.ask import ask, omit, remind
from bot.cycle.tell_undelivered import alert
from bot.model.absence import Absence
from bot.model.call import Area, StandIn
from bot.model.delivery import Kind, Priority, Status, key
from bot.model.meeting import State, schedule
from bot.model.message import Absent, AskLead, LastTime, Notice, RemindLead, Undelivered, WikiPage
from bot.model.minutes import AreaMinutes, Minutes
from bot.model.update import Item, Sections
from bot.model.words import words
from bot.rules.meeting_state import Week
from bot.rules.stand_ins import present
from bot.rules.steps import Alert, Ask, Omit, Remind
from tests.cycle.production import (
    ABOUT,
    ANNA,
    AT_CALL,
    BEN,
    CALL,
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
    reported,
)

WEEK = Week(CALL, MEETING)
FIRE, OUT = Item(words("Disk full")), Item(words("Power cut is resolved"))
NEWS, ONGOING = Item(words("New disks")), Item(words("Migration"))
GRID_LAST = LastTime("Grid", GRID.labels)


def minutes_of(day, **areas: Sections) -> Minutes:
    found = tuple(
        AreaMinutes(name, name, GRID.style, GRID.labels, sections) for name, sections in areas.items()
    )
    return Minutes("Production", day, AT_CALL, "UTC", (), (), found)


def held(weeks: int, *, state=State.CLOSED, **areas: Sections):
    """A meeting so many weeks before the one of the tests."""
    day = DAY - weeks * 7 * DAYS
    return replace(schedule(CALL, day), state=state, minutes=minutes_of(day, **areas))


def question(lead: str, *areas: LastTime, returned=None, **more):
    return delivery(
        Kind.ASK,
        lead,
        AskLead(ABOUT, areas, returned),
        **{"not_after": MEETING.posts, "priority": Priority.ASK, **more},
    )


async def ask_for(store, lead, week=WEEK, *, now=NOW):
    await store.change(ask, Ask(lead), week, now=now)


async def test_a_lead_is_asked_with_what_stood_on_their_list_emergencies_first(store):
    last = Sections(news=(NEWS,), ongoing=(ONGOING,), emergencies=(FIRE, OUT))
    await keep_meetings(store, held(1, Grid=last))
    await ask_for(store, ANNA)
    listed = replace(GRID_LAST, items=(FIRE, OUT, NEWS, ONGOING), emergencies=(FIRE,))
    assert await owed(store) == [question("UANNA", listed)]


async def test_the_newest_list_counts_though_a_week_without_a_report_came_after_it(store):
    await keep_meetings(
        store,
        held(3, Grid=Sections(news=(OUT,)), Storage=Sections(news=(OUT,))),
        held(2, Grid=Sections(news=(NEWS,))),
        held(1, Grid=Sections()),
        held(-1, Grid=Sections(news=(FIRE,))),
    )
    await ask_for(store, ANNA)
    assert await owed(store) == [question("UANNA", replace(GRID_LAST, items=(NEWS,)))]


async def test_a_stand_in_is_asked_for_the_area_of_who_is_away(store):
    absence = Absence("UCLEO", DAY, DAY, StandIn("Anna", "UANNA"))
    await keep_absences(store, absence)
    await ask_for(store, ANNA, replace(WEEK, call=present(CALL, [absence], DAY)))
    storage = LastTime("Storage", STORAGE.labels, instead_of="Cleo")
    assert await owed(store) == [question("UANNA", GRID_LAST, storage)]


async def test_who_gets_more_areas_finds_them_below_the_others_and_is_told_so(store):
    asked = gone_out(question("UANNA", GRID_LAST, due=NOW - HOUR))
    await enqueue(store, asked)
    absences = [Absence("UCLEO", DAY, DAY, StandIn("Anna", "UANNA"))]
    wide = replace(CALL, areas=(*CALL.areas, Area("Tape", (ANNA,), labels=STORAGE.labels)))
    await ask_for(store, ANNA, replace(WEEK, call=present(wide, absences, DAY)))
    areas = (
        GRID_LAST,
        LastTime("Storage", STORAGE.labels, instead_of="Cleo"),
        replace(GRID_LAST, area="Tape"),
    )
    assert await owed(store) == [
        replace(
            asked,
            message=AskLead(ABOUT, areas),
            due=NOW,
            status=Status.PENDING,
            wanted=2,
            posted=asked.posted,
        ),
        notice(
            "UANNA-more-3",
            "UANNA",
            "You are now asked to report on Storage for Cleo, Tape as well in the Production call of March "
            "10. You find it in my question above; or just write here.",
            follows=asked.key,
        ),
    ]


async def test_who_was_asked_for_everything_is_not_told_of_more(store):
    await enqueue(store, gone_out(question("UANNA", GRID_LAST)))
    before = await owed(store)
    await ask_for(store, ANNA, now=NOW + HOUR)
    assert await owed(store) == before


async def test_what_was_said_of_an_absence_stays_in_the_question(store):
    told = Absent(DAY, ((DAY, "Ben"),))
    await enqueue(store, question("UANNA", GRID_LAST, returned=told, due=NOW - HOUR))
    wide = replace(CALL, areas=(*CALL.areas, Area("Tape", (ANNA,))))
    await ask_for(store, ANNA, replace(WEEK, call=wide))
    question_, _ = await owed(store)
    assert question_.message.returned == told


BACK = Absence("UANNA", DAY - 30 * DAYS, DAY - 2 * DAYS, StandIn("Dan", "UDAN"))
ONE, TWO, FIVE = (DAY - 7 * weeks * DAYS for weeks in (1, 2, 5))


async def returned(store, lead=ANNA, week=WEEK):
    await ask_for(store, lead, week)
    (asked,) = await owed(store)
    return asked.message.returned


async def test_who_is_back_hears_which_meetings_they_missed_and_who_reported_there(store):
    await keep_absences(store, BACK, Absence("UBEN", DAY - 90 * DAYS, DAY - DAYS))
    await keep_meetings(store, held(1, state=State.POSTED), held(2), held(5))
    await keep_updates(
        store,
        replace(reported(by=("UX", "UDAN"), news="x"), date=TWO),
        replace(reported("Storage", by=("UDAN",), news="x"), date=ONE),
        replace(reported(by=("UBEN",), news="x"), date=ONE),
    )
    assert await returned(store) == Absent(BACK.last, ((TWO, "Dan"), (ONE, "")))


async def test_only_meetings_that_were_held_were_missed(store):
    await keep_absences(store, BACK)
    await keep_meetings(store, held(1, state=State.SKIPPED), held(2), held(3, state=State.SCHEDULED))
    assert await returned(store) == Absent(BACK.last, ((TWO, ""),))


async def test_an_absence_before_a_meeting_they_were_at_is_told_no_more(store):
    await keep_absences(store, replace(BACK, last=DAY - 12 * DAYS))
    await keep_meetings(store, held(1), held(2))
    assert await returned(store) is None


async def test_of_two_absences_in_a_row_the_last_day_of_the_later_one_counts(store):
    early = Absence("UANNA", DAY - 30 * DAYS, DAY - 8 * DAYS)
    late = Absence("UANNA", DAY - 7 * DAYS, DAY - 3 * DAYS, StandIn("Dan", "UDAN"))
    await keep_absences(store, early, late)
    await keep_meetings(store, held(1), held(2))
    await keep_updates(store, *(replace(reported(by=("UDAN",), news="x"), date=day) for day in (ONE, TWO)))
    assert await returned(store) == Absent(late.last, ((TWO, ""), (ONE, "Dan")))


async def test_of_two_absences_of_one_day_the_one_that_was_noted_last_counts(store):
    await keep_absences(store, BACK, Absence("UANNA", DAY - 9 * DAYS, DAY - 6 * DAYS))
    await keep_meetings(store, held(1))
    await keep_updates(store, replace(reported(by=("UDAN",), news="x"), date=ONE))
    assert await returned(store) == Absent(DAY - 6 * DAYS, ((ONE, ""),))


async def test_who_was_there_all_the_time_and_who_only_stands_in_hear_nothing_of_it(store):
    await keep_absences(store, Absence("UDAN", DAY - 30 * DAYS, DAY - 2 * DAYS))
    await keep_meetings(store, held(1))
    assert await returned(store) is None
    absence = Absence("UCLEO", DAY, DAY, StandIn("Dan", "UDAN"))
    await ask_for(store, replace(CLEO, person="UDAN"), replace(WEEK, call=present(CALL, [absence], DAY)))
    _, dan = await owed(store)
    assert (dan.to, dan.message.returned) == ("UDAN", None)


@pytest.mark.parametrize("last", [True, False])
async def test_a_reminder_names_the_areas_and_for_whom_they_are(store, last):
    absence = Absence("UCLEO", DAY, DAY, StandIn("Ben", "UBEN"))
    week = replace(WEEK, call=present(CALL, [absence], DAY))
    step = Remind(BEN, Kind.REMIND_2, ("Grid", "Storage"), last=last, not_after=AT_CALL)
    await store.change(remind, step, week, now=NOW)
    said = RemindLead(ABOUT, ("Grid", "Storage"), last=last, instead_of=(("Storage", "Cleo"),))
    assert await owed(store) == [
        delivery(Kind.REMIND_2, "UBEN", said, not_after=AT_CALL, priority=Priority.REMINDER)
    ]


async def test_a_reminder_of_one_area_says_nothing_of_others(store):
    absence = Absence("UCLEO", DAY, DAY, StandIn("Ben", "UBEN"))
    week = replace(WEEK, call=present(CALL, [absence], DAY))
    step = Remind(BEN, Kind.REMIND_1, ("Grid",), last=False, not_after=AT_CALL)
    await store.change(remind, step, week, now=NOW)
    (told,) = await owed(store)
    assert told.message == RemindLead(ABOUT, ("Grid",))


@pytest.mark.parametrize(
    ("kind", "message"),
    [(Kind.ASK, AskLead(ABOUT, ())), (Kind.REMIND_1, RemindLead(ABOUT, ()))],
)
async def test_what_is_left_out_is_noted_with_its_reason_and_never_goes_out(store, kind, message):
    await store.change(omit, Omit(BEN, kind, "reported already"), WEEK, now=NOW)
    assert await owed(store) == [
        delivery(
            kind,
            "UBEN",
            message,
            priority=Priority.REMINDER,
            status=Status.SKIPPED,
            reason="reported already",
        )
    ]


def failed(message, to="UBEN", kind=Kind.ASK, part="UBEN"):
    return delivery(kind, part, message, to=to, status=Status.DEAD, reason="account_inactive")


@pytest.mark.parametrize(
    ("about", "who"),
    [
        (failed(AskLead(ABOUT, ())), "Ben"),
        (failed(Notice("x"), to="C1", kind=Kind.LATE, part="2"), ""),
        (
            failed(
                WikiPage(replace(CALL.twiki, web="Prod"), held(1).minutes), to="x", kind=Kind.WIKI, part=""
            ),
            "Prod.",
        ),
    ],
)
async def test_a_chair_is_told_what_did_not_reach_whom_and_why(store, about, who):
    await store.change(alert, Alert("UCHAIR", about), WEEK, now=NOW)
    (told,) = await owed(store)
    part = told.part
    assert part.startswith("UCHAIR")
    assert told == notice(
        part, "UCHAIR", Undelivered(ABOUT, about.kind, who, "account_inactive"), priority=Priority.ANSWER
    )
    assert told.key == key(MEETING.key, Kind.NOTICE, part)
