"""Minutes are posted, amended and closed: what is kept, and every delivery that goes out with them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cycle.minutes.publish import adjourn, amend, close, publish
from bot.formats.twiki.write import twiki
from bot.model.absence import Absence
from bot.model.call import GitRepository, StandIn
from bot.model.delivery import Kind, Priority
from bot.model.live_parts import Live, Note
from bot.model.meeting import State, schedule
from bot.model.message import (
    AreaChanges,
    AreaWalk,
    Card,
    Changes,
    Closed,
    GitPage,
    LateNote,
    MinutesPage,
    TwikiCopy,
    WikiPage,
)
from bot.model.update import Item, Sections
from bot.model.words import words
from bot.rules.assemble import assemble
from bot.rules.stand_ins import present
from tests.cycle.production import (
    ABOUT,
    AT_CALL,
    CALL,
    CHAIR,
    DAY,
    DAYS,
    HOUR,
    MEETING,
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
    the_meeting,
)

NOW = AT_CALL + timedelta(minutes=2)
FIRST = f"Production/{DAY}/minutes"
DONE, MORE = reported(news="Tapes are in"), reported(news="Disks are in")
AWAY = Absence("UCLEO", DAY, DAY, StandIn("Dan D.", "UDAN"))
LAST = schedule(CALL, DAY - 7 * DAYS)


def page(minutes, number=1, *, live=True, follows=None, **more):
    return delivery(
        Kind.MINUTES,
        "" if number == 1 else str(number),
        MinutesPage(minutes, number, MEETING.key if live else ""),
        to="C1",
        due=NOW,
        priority=Priority.MINUTES,
        follows=follows,
        **more,
    )


def in_thread(kind, message, *, part="", priority=Priority.MINUTES, now=NOW):
    more = {"due": now, "priority": priority, "follows": FIRST, "threaded": True}
    return delivery(kind, part, message, to="C1", **more)


def copy(minutes):
    return in_thread(Kind.TWIKI, TwikiCopy(minutes.title, f"{minutes.topic}.txt", twiki(minutes)))


async def post(store, *, pages=1, delayed="", day=DAY, call="Production"):
    await store.change(publish, call, day, delayed=delayed, pages=lambda _: pages, now=NOW)


async def bring_up_to_date(store, *, pages=1, now=NOW, day=DAY, call="Production"):
    await store.change(amend, call, day, pages=lambda _: pages, now=now)


async def end(store, *, pages=1, reason="", day=DAY, call="Production"):
    await store.change(close, call, day, reason=reason, pages=lambda _: pages, now=NOW)


async def found(store, text):
    _, lines = await store.read(lambda book: book.search(text, calls=("Production",), limit=9))
    return [line.text for line in lines]


async def test_minutes_are_frozen_with_who_is_there_and_go_out_page_by_page_with_a_copy(store):
    await keep_updates(store, DONE)
    await keep_absences(store, AWAY)
    note = Note(1, "Grid", "One", "UDAN", "Dan D.", NOW)
    await store.change(lambda book: book.keep_note("Production", DAY, note))
    await post(store, pages=3, delayed="late")
    minutes = assemble(present(CALL, [AWAY], DAY), MEETING, (DONE,), Live(notes=(note,)), delayed="late")
    assert await the_meeting(store) == replace(MEETING, state=State.POSTED, minutes=minutes, frozen_at=NOW)
    assert await owed(store) == [
        page(minutes, live=False),
        page(minutes, 2, live=False, follows=FIRST),
        page(minutes, 3, follows=f"{FIRST}/2"),
        copy(minutes),
    ]
    assert await found(store, "tapes") == ["Tapes are in"]


async def test_what_changed_since_the_minutes_before_stands_in_the_thread(store):
    old = replace(reported(news="Robot works"), date=LAST.date)
    await keep_meetings(store, posted(old, meeting=LAST), schedule(CALL, DAY + 7 * DAYS))
    await keep_updates(store, DONE)
    await post(store)
    changes = next(each for each in await owed(store) if each.kind is Kind.CHANGES)
    told = Changes(LAST.date, (AreaChanges("Grid", new=("Tapes are in",), finished=("Robot works",)),))
    assert changes == in_thread(Kind.CHANGES, told, priority=Priority.ANSWER)


@pytest.mark.parametrize(("days", "known"), [(364, True), (371, False)])
async def test_what_changed_is_told_against_the_minutes_of_a_year(store, days, known):
    then = schedule(CALL, DAY - days * DAYS)
    await keep_meetings(store, posted(replace(reported(news="Robot works"), date=then.date), meeting=then))
    await keep_updates(store, DONE)
    await post(store)
    assert any(each.kind is Kind.CHANGES for each in await owed(store)) is known


async def test_where_the_call_has_a_wiki_the_page_goes_there(store):
    wiki = replace(CALL.twiki, url="https://wiki.example.org/bin", web="Prod")
    await store.change(lambda book: book.keep_call(replace(CALL, twiki=wiki)))
    await post(store)
    minutes = (await the_meeting(store)).minutes
    put = (await owed(store))[-1]
    assert put == delivery(Kind.WIKI, "", WikiPage(wiki, minutes), to=f"Prod.{minutes.topic}", due=NOW)


async def test_where_the_call_has_a_repository_the_file_goes_there(store):
    there = GitRepository("/srv/minutes", "{year}/{call}-{month2}{day2}.md")
    await store.change(lambda book: book.keep_call(replace(CALL, git=there)))
    await post(store)
    minutes = (await the_meeting(store)).minutes
    (put,) = [each for each in await owed(store) if each.kind is Kind.GIT]
    path = f"{DAY:%Y}/Production-{DAY:%m%d}.md"
    assert put == delivery(Kind.GIT, "", GitPage(there, minutes, path), to=path, due=NOW)


async def test_minutes_are_posted_once_and_only_of_what_is_there(store):
    for where in ({"call": "Gulls"}, {"day": DAY + DAYS}):
        await post(store, **where)
    assert await owed(store) == []
    await post(store)
    before = await owed(store)
    await keep_updates(store, DONE)
    await post(store, delayed="again")
    assert await owed(store) == before


async def test_what_came_late_amends_the_minutes_and_says_so(store):
    await keep_updates(store, DONE)
    there = posted(DONE, current_area="Storage")
    await keep_meetings(store, there)
    await enqueue(store, gone_out(page(there.minutes)))
    late = replace(reported("Storage", news="Disks are in"), changed_at=AT_CALL + HOUR)
    await keep_updates(store, late)
    await bring_up_to_date(store, pages=1)
    minutes = assemble(CALL, there, (DONE, late), Live(), revision=2)
    assert [area.late for area in minutes.areas] == [False, True]
    assert await the_meeting(store) == replace(there, minutes=minutes, frozen_at=NOW)
    first, *others = await owed(store)
    assert first == in_thread(Kind.LATE, LateNote(("Storage",), 2), part="2")
    amended, walk, twiki_copy = others
    assert (amended.message, amended.due, amended.wanted) == (MinutesPage(minutes, 1, MEETING.key), NOW, 2)
    assert walk.message.area == minutes.areas[1]
    assert twiki_copy == copy(minutes)
    assert await found(store, "disks") == ["Disks are in"]


async def test_what_was_noted_amends_the_pages_but_is_no_report(store):
    await keep_updates(store, DONE)
    there = posted(DONE)
    await keep_meetings(store, there)
    note = Note(1, "Grid", "One", "UDAN", "Dan D.", NOW)
    await store.change(lambda book: book.keep_note("Production", DAY, note))
    await bring_up_to_date(store, pages=2)
    minutes = assemble(CALL, MEETING, (DONE,), Live(notes=(note,)))
    assert await owed(store) == [page(minutes, live=False), page(minutes, 2, follows=FIRST)]
    assert (await the_meeting(store)).minutes == minutes


async def test_minutes_are_amended_with_who_stands_in_on_their_day(store):
    await keep_absences(store, AWAY)
    there = present(CALL, [AWAY], DAY)
    before = replace(posted(DONE), minutes=assemble(there, MEETING, (DONE,), Live()))
    await keep_meetings(store, before)
    await keep_updates(store, MORE)
    await bring_up_to_date(store)
    minutes = assemble(there, before, (MORE,), Live(), revision=2)
    assert minutes.areas[0].late
    assert (await the_meeting(store)).minutes == minutes


async def test_an_area_of_which_something_was_noted_before_is_not_called_late(store):
    note = Note(1, "Grid", "One", "UDAN", "Dan D.", NOW)
    await store.change(lambda book: book.keep_note("Production", DAY, note))
    noted = assemble(CALL, MEETING, (DONE,), Live(notes=(note,)))
    await keep_meetings(store, replace(posted(DONE), minutes=noted))
    await keep_updates(store, DONE, reported("Storage", news="Disks are in"))
    await bring_up_to_date(store)
    late, *_ = await owed(store)
    assert late.message == LateNote(("Storage",), 2)


async def test_pages_that_are_not_needed_any_more_are_amended_too(store):
    there = posted(DONE)
    await keep_meetings(store, there)
    await keep_updates(store, MORE)
    pages = {there.minutes: 3}
    await store.change(amend, "Production", DAY, pages=lambda minutes: pages.get(minutes, 1), now=NOW)
    found_ = [each for each in await owed(store) if each.kind is Kind.MINUTES]
    assert [(each.message.page, each.message.live) for each in found_] == [(1, MEETING.key), (2, ""), (3, "")]


async def test_where_nothing_changed_only_the_moment_is_kept(store):
    await keep_updates(store, DONE)
    there = posted(DONE)
    there = replace(there, minutes=replace(there.minutes, delayed="late", revision=4))
    await keep_meetings(store, there)
    await bring_up_to_date(store)
    assert (await the_meeting(store), await owed(store)) == (replace(there, frozen_at=NOW), [])


async def test_only_posted_minutes_are_amended(store):
    for where in ({"call": "Gulls"}, {"day": DAY + DAYS}, {}):
        await bring_up_to_date(store, **where)
    for there in (replace(posted(DONE), minutes=None), replace(posted(DONE), state=State.CLOSED)):
        await keep_meetings(store, there)
        await bring_up_to_date(store)
        assert await the_meeting(store) == there
    assert await owed(store) == []


async def test_a_closed_meeting_is_answered_no_more_and_its_copies_catch_up(store):
    await keep_updates(store, DONE)
    there = posted(DONE, current_area="Grid")
    await keep_meetings(store, there)
    await keep_absences(store, AWAY)
    await end(store, pages=2)
    assert await the_meeting(store) == replace(there, state=State.CLOSED)
    minutes = there.minutes
    walk = AreaWalk(ABOUT, minutes.areas[0], 1, after="Storage", over=True)
    assert await owed(store) == [
        page(minutes, live=False),
        page(minutes, 2, live=False, follows=FIRST),
        in_thread(Kind.NOTICE, walk, part="round", priority=Priority.ANSWER),
        copy(minutes),
    ]


async def test_a_meeting_without_minutes_is_closed_with_the_reason(store):
    await end(store, reason="nobody came")
    assert await the_meeting(store) == replace(MEETING, state=State.CLOSED, reason="nobody came")
    await end(store)
    assert (await the_meeting(store)).reason == "nobody came"
    await end(store, day=DAY + DAYS)
    assert await owed(store) == []


async def test_a_meeting_of_a_call_that_is_gone_is_closed_without_a_word(store):
    gone = replace(posted(DONE), call="Gulls")
    await keep_meetings(store, gone)
    await end(store, call="Gulls")
    kept = await store.read(lambda book: book.meeting("Gulls", DAY))
    assert (kept, await owed(store)) == (replace(gone, state=State.CLOSED), [])


async def test_questions_that_nobody_answered_go_from_the_cards(store):
    item = Item(words("Pool lost two disks"), key="1.0/1", ask=True)
    doubtful = replace(DONE, sections=Sections(news=(item,)))
    await keep_updates(store, doubtful, reported("Storage", news="x"))
    await keep_meetings(store, replace(posted(), minutes=None))
    old = [gone_out(delivery(Kind.CARD, who, Card(ABOUT, ()), due=NOW - HOUR)) for who in ("UANNA", "UCLEO")]
    await enqueue(store, *old)
    await end(store)
    anna, cleo = await owed(store)
    assert (anna.due, anna.message.areas[0].update, anna.message.areas[0].questions) == (NOW, doubtful, ())
    assert cleo == old[1]


async def test_a_chair_closes_the_meeting_with_all_that_came_and_it_is_said_who_did(store):
    await keep_updates(store, DONE)
    await keep_meetings(store, posted(current_area=""))
    await store.change(adjourn, "Production", DAY, by=CHAIR, pages=lambda _: 1, now=NOW)
    there = await the_meeting(store)
    minutes = assemble(CALL, posted(), (DONE,), Live(), revision=2)
    assert there == replace(posted(), state=State.CLOSED, minutes=minutes, late_until=NOW, frozen_at=NOW)
    closed = next(each for each in await owed(store) if each.part == "closed")
    assert closed == notice(
        "closed",
        "C1",
        Closed(ABOUT, "Scott", NOW),
        due=NOW,
        priority=Priority.ANSWER,
        follows=FIRST,
        threaded=True,
    )
