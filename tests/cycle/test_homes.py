"""What is looked up for homes, for commands and for a turn of the week."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cycle.homes import homes_of
from bot.cycle.queries import (
    LONGEST_PAUSE,
    current_meeting,
    live,
    long_ago,
    meeting_status,
    meetings_after,
    standing_call,
    still_away,
    tasks,
    the_call,
    the_meeting,
    the_meeting_of,
    the_minutes,
)
from bot.model.absence import Absence
from bot.model.call import StandIn
from bot.model.delivery import Kind, Posted
from bot.model.errors import Refusal, UnknownCall, UnknownMeeting
from bot.model.live_parts import Announcement, Attendance, Live, Note
from bot.model.meeting import State, schedule
from bot.model.message import ActionEvent, ActionNotice, AskLead, Excused, LastTime, MinutesPage
from bot.model.minutes import ActionItem
from bot.model.override import Override
from bot.rules.action_reminders import Task, nudge_key
from bot.rules.assemble import assemble
from bot.rules.homes import Home, HomeArea, HomeCall
from bot.rules.long_away import StillAway, still_away_key
from bot.rules.meeting_status import MeetingStatus, area_statuses
from bot.rules.retention import Forget
from bot.rules.stand_ins import present
from storage.store import RowStore
from tests.cycle.production import (
    ABOUT,
    AT_CALL,
    CALL,
    DAY,
    DAYS,
    FERRIES,
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
    posted,
    reported,
    said,
)
from tests.tables import with_tables

AWAY = Absence("UCLEO", DAY, DAY, StandIn("Dan D.", "UDAN"))
TODAY = DAY - DAYS  # of NOW


def week(after: int):
    return schedule(CALL, DAY + after * 7 * DAYS)


def held(after: int, **more):
    meeting = week(after)
    update = replace(reported(news=f"Item {after}"), date=meeting.date)
    return replace(posted(update, meeting=meeting), state=State.CLOSED, **more)


def pages(meeting, ts):
    message = MinutesPage(meeting.minutes)
    return gone_out(replace(delivery(Kind.MINUTES, "", message, to="C1"), key=f"{meeting.key}/minutes"), ts)


async def homes(store, *people, members=None, now=NOW):
    return await store.read(lambda book: homes_of(book, people, members or {}, now))


async def test_a_home_shows_the_meeting_that_is_prepared_with_the_list_of_last_time(store):
    last = held(-1)
    asked = gone_out(
        delivery(
            Kind.ASK,
            "UANNA",
            AskLead(ABOUT, (LastTime("Grid", GRID.labels, last.minutes.areas[0].sections.news),)),
        )
    )
    await keep_meetings(store, last)
    await keep_updates(store, reported(news="Done"))
    await keep_absences(store, AWAY)
    await enqueue(store, asked, pages(last, "12.5"))
    there = present(CALL, [AWAY], DAY)
    grid = HomeArea(
        there.areas[0],
        reported(news="Done"),
        last.minutes.areas[0].sections.news,
        asked=True,
        listed=True,
    )
    past = ((last.day, Posted("DC1", "12.5")),)
    found = await homes(store, "UANNA", "UCHAIR", "UX")
    status = MeetingStatus(there, MEETING, (reported(news="Done"),), (asked,), Live())
    assert found == {
        "UANNA": Home(mine=(HomeCall(there, MEETING, (grid,), past=past),)),
        "UCHAIR": Home(
            mine=(HomeCall(there, MEETING, chairs=True, status=area_statuses(status.week), past=past),)
        ),
        "UX": Home(),
    }


async def test_a_home_shows_the_calls_of_the_channels_somebody_is_in_and_duties_and_absences(store):
    await store.change(lambda book: book.keep_call(FERRIES))
    await keep_absences(store, AWAY, Absence("UFINN", TODAY - DAYS, TODAY), Absence("UFINN", DAY, DAY))
    found = await homes(store, "UDAN", "UFINN", members={"Ferries": frozenset({"UDAN"})})
    mine, (others,) = found["UDAN"].mine, found["UDAN"].others
    assert [(duty.instead_of, duty.first, duty.last) for duty in mine[0].duties] == [("Cleo", DAY, DAY)]
    assert others == HomeCall(FERRIES, None)
    assert found["UFINN"].mine[0].absence == Absence("UFINN", TODAY - DAYS, TODAY)


async def test_a_home_links_to_the_newest_eight_minutes_of_the_last_weeks_the_newest_first(store):
    weeks = [held(-after) for after in range(1, 11)]
    unposted = replace(week(-11), state=State.SKIPPED)
    await keep_meetings(store, *weeks, unposted)
    await enqueue(store, *(pages(each, f"{number}.5") for number, each in enumerate(weeks, 1) if number != 2))
    await enqueue(store, replace(pages(weeks[1], "2.5"), posted=None))
    (mine,) = (await homes(store, "UANNA"))["UANNA"].mine
    wanted = [each for number, each in enumerate(weeks, 1) if number != 2][:8]
    assert [day for day, _ in mine.past] == [each.day for each in wanted]
    assert mine.past[0] == (weeks[0].day, Posted("DC1", "1.5"))


async def test_a_home_links_to_no_minutes_of_more_than_twelve_weeks_ago(store):
    just, older = held(-12), held(-13)
    await keep_meetings(store, just, older)
    await enqueue(store, pages(just, "1.5"), pages(older, "2.5"))
    noon = replace(MEETING, date=DAY).starts
    (mine,) = (await homes(store, "UANNA", now=noon))["UANNA"].mine
    assert [day for day, _ in mine.past] == [just.day]


async def test_the_meeting_that_is_open_is_the_first_that_can_still_change(store):
    before, after = replace(held(-1), state=State.POSTED), week(1)
    await keep_meetings(store, before, after)

    async def current(now):
        return await store.read(lambda book: current_meeting(book, CALL, now))

    assert await current(before.late_until - HOUR) == before
    assert await current(before.late_until) == MEETING
    assert await current(AT_CALL + 8 * DAYS) == MEETING  # however late its minutes are
    assert await current(AT_CALL + 9 * DAYS) == after
    assert await current(AT_CALL + 30 * DAYS) is None


async def test_how_a_meeting_stands_is_all_that_is_known_of_it(store):
    asked = delivery(Kind.ASK, "UANNA", AskLead(ABOUT, ()))
    await keep_updates(store, reported(news="Done"))
    await enqueue(store, asked)
    note = Note(1, "Grid", "One", "UDAN", "Dan", NOW)
    await store.change(lambda book: book.keep_note("Production", DAY, note))
    found = await store.read(lambda book: meeting_status(book, CALL, MEETING))
    assert found == MeetingStatus(CALL, MEETING, (reported(news="Done"),), (asked,), Live(notes=(note,)))


async def test_the_live_parts_are_those_of_the_meeting_and_what_was_done_since_the_last_one(store):
    told = ActionItem(1, "Paint", opened=DAY - 14 * DAYS, done=True, closed=DAY - 7 * DAYS)
    fresh = replace(told, number=2)
    open_ = ActionItem(3, "Rope", opened=DAY)
    before = held(-1)
    before = replace(before, minutes=replace(before.minutes, actions=(told,)))
    parts = (
        Announcement(1, "Pizza", "UDAN", "Dan", NOW),
        Attendance("UANNA", "Anna", NOW),
        Note(1, "Grid", "One", "UDAN", "Dan", NOW),
    )

    def keep(book):
        book.keep_announcement("Production", DAY, parts[0])
        book.keep_attendance("Production", DAY, parts[1])
        book.keep_note("Production", DAY, parts[2])
        book.keep_note("Production", before.date, parts[2])
        for action in (told, fresh, open_):
            book.keep_action("Production", action)

    await keep_meetings(store, held(-2), before, week(1))
    await store.change(keep)
    found = await store.read(lambda book: live(book, CALL, MEETING))
    assert found == Live((parts[0],), (parts[1],), (parts[2],), (fresh, open_))


@pytest.mark.parametrize(("days", "stands"), [(0, False), (1, True)])
async def test_minutes_of_long_ago_tell_nothing_of_what_was_done(store, days, stands):
    done = ActionItem(1, "Paint", done=True, closed=DAY - 10 * DAYS)
    before = held(-1)
    old = replace(
        before,
        date=DAY - LONGEST_PAUSE - days * DAYS,
        minutes=replace(before.minutes, date=DAY - LONGEST_PAUSE - days * DAYS, actions=(done,)),
    )
    await keep_meetings(store, old)
    await store.change(lambda book: book.keep_action("Production", done))
    assert bool((await store.read(lambda book: live(book, CALL, MEETING))).actions) is stands


async def test_the_open_action_items_that_are_due_with_what_their_owners_were_told(store):
    due = ActionItem(1, "Rope", "Anna", opened=TODAY - 9 * DAYS, due=TODAY, person="UANNA")
    other = replace(due, number=2, person="UCLEO", owner="Cleo", due=DAY)
    later, done = replace(due, number=3, due=DAY + DAYS), replace(due, number=4, done=True, closed=TODAY)
    await keep_absences(store, replace(AWAY, first=TODAY, last=TODAY), Absence("UANNA", DAY, DAY))

    def keep(book):
        for action in (due, other, later, done):
            book.keep_action("Production", action)

    await store.change(keep)
    notice = ActionNotice("Production", due, ActionEvent.DUE, to="UANNA")
    told = replace(delivery(Kind.NOTICE, "x", notice), key=nudge_key("Production", due, ActionEvent.DUE))
    await enqueue(store, told)
    found = await store.read(lambda book: tasks(book, CALL, NOW))
    assert found == (
        Task(due, frozenset({ActionEvent.DUE}), away=False),
        Task(other, frozenset(), away=True),
    )


async def test_who_has_been_away_for_long_and_was_not_told_so(store):
    absence = Absence("UCLEO", TODAY - 28 * DAYS, DAY + DAYS)
    await keep_absences(store, absence)
    step = StillAway(absence, TODAY)
    found = await store.read(lambda book: still_away(book, CALL, AT_CALL - DAYS))
    assert found == (step,)
    told = replace(delivery(Kind.NOTICE, "x", Excused(ABOUT, absence, still=True)), key=still_away_key(step))
    await enqueue(store, told)
    assert await store.read(lambda book: still_away(book, CALL, AT_CALL - DAYS)) == ()


async def test_what_was_written_longer_ago_than_the_call_keeps_it(store):
    call = replace(CALL, retention=14 * DAYS)
    old = replace(said("x", at=NOW - 40 * DAYS), date=DAY - 42 * DAYS)
    await keep_meetings(store, week(-6))
    await keep_replies(store, old)
    found = await store.read(lambda book: long_ago(book, call, MEETING, NOW))
    assert found == (Forget(DAY - 15 * DAYS),)
    assert await store.read(lambda book: long_ago(book, CALL, MEETING, NOW)) == ()
    assert (
        await store.read(lambda book: long_ago(book, replace(call, retention=60 * DAYS), MEETING, NOW)) == ()
    )


async def test_an_operator_names_a_call_as_they_like_and_need_not_name_the_only_one(store):
    async def named(name):
        return await store.read(lambda book: the_call(book, name))

    assert await named(None) == await named("PRODUCTION") == CALL
    with pytest.raises(UnknownCall) as unknown:
        await named("Gulls")
    assert unknown.value.detail == "Gulls; there are Production"
    await store.change(lambda book: book.keep_call(FERRIES))
    assert await named("ferries") == FERRIES
    with pytest.raises(UnknownCall) as unknown:
        await named(None)
    assert unknown.value.detail == "name one of Ferries, Production"


async def test_where_no_call_is_known_the_operator_hears_how_to_load_one(tmp_path):
    database = with_tables(tmp_path / "minutes.db")
    with pytest.raises(UnknownCall) as unknown:
        await RowStore(database, "T1").read(lambda book: the_call(book, None))
    assert unknown.value.detail == "none is known yet; load one with `minutesbot calls apply FILE`"
    database.close()


async def test_a_call_and_a_meeting_that_are_gone_are_refused_by_name(store):
    assert await store.read(lambda book: standing_call(book, "Production")) == CALL
    with pytest.raises(Refusal) as refused:
        await store.read(lambda book: standing_call(book, "Gulls"))
    assert str(refused.value) == "There is no call Gulls any more."
    assert await store.read(lambda book: the_meeting_of(book, CALL, DAY)) == MEETING
    with pytest.raises(Refusal) as refused:
        await store.read(lambda book: the_meeting_of(book, CALL, DAY + DAYS))
    assert str(refused.value) == "There is no Production call of March 11 any more."


async def test_the_meetings_after_one_are_those_of_the_calendar_skipped_and_moved_ones_too(store):
    moved = Override("Production", DAY + 14 * DAYS, "UCHAIR", NOW, on=DAY + 15 * DAYS)
    await store.change(lambda book: book.keep_override(Override("Production", DAY + 7 * DAYS, "UCHAIR", NOW)))
    await store.change(lambda book: book.keep_override(moved))
    found = await store.read(lambda book: meetings_after(book, CALL, MEETING, NOW, 3))
    assert [(each.day, each.state) for each in found] == [
        (DAY + 7 * DAYS, State.SKIPPED),
        (DAY + 15 * DAYS, State.SCHEDULED),
        (DAY + 21 * DAYS, State.SCHEDULED),
    ]


async def test_the_meeting_of_a_day_is_found_by_where_it_is_held_and_where_it_was_to_be(store):
    async def on(day, now=NOW):
        return await store.read(lambda book: the_meeting(book, CALL, day, now))

    held_on = replace(MEETING, held_on=DAY + DAYS)
    moved = Override("Production", DAY, "UCHAIR", NOW, on=DAY + DAYS)
    assert await on(DAY) == MEETING
    await keep_meetings(store, held_on)
    await store.change(lambda book: book.keep_override(moved))
    assert (await on(DAY)).date == (await on(DAY + DAYS)).date == DAY
    assert (await on(DAY + 7 * DAYS)).date == DAY + 7 * DAYS  # of the calendar, though nobody laid it out
    with pytest.raises(UnknownMeeting) as unknown:
        await on(DAY + 2 * DAYS)
    assert unknown.value.detail == "Production on 2026-03-12"


async def test_without_a_day_it_is_the_meeting_for_which_replies_count(store):
    async def now_at(now):
        return (await store.read(lambda book: the_meeting(book, CALL, None, now))).date

    await keep_meetings(store, held(-1), posted(), replace(week(1), state=State.SKIPPED))
    assert await now_at(AT_CALL - HOUR) == DAY
    assert await now_at(AT_CALL) == DAY
    assert await now_at(MEETING.late_until - timedelta(seconds=1)) == DAY
    await store.change(lambda book: book.keep_override(Override("Production", DAY + 7 * DAYS, "U", NOW)))
    assert await now_at(MEETING.late_until) == DAY + 14 * DAYS


async def test_the_minutes_are_those_that_were_posted_or_what_they_would_be(store):
    await keep_updates(store, reported(news="Done"))
    await keep_absences(store, AWAY)
    note = Note(1, "Grid", "One", "UDAN", "Dan", NOW)
    await store.change(lambda book: book.keep_note("Production", DAY, note))
    there = present(CALL, [AWAY], DAY)
    fresh = assemble(there, MEETING, (reported(news="Done"),), Live(notes=(note,)))
    assert await store.read(lambda book: the_minutes(book, CALL, MEETING)) == fresh
    kept = posted()
    assert await store.read(lambda book: the_minutes(book, CALL, kept)) == kept.minutes
