"""Somebody sees what is held of them and has it erased: what goes, what stays without them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cycle.erase import PersonalDataReport, forget, forget_written, personal_data_of
from bot.cycle.replies.collect import collect
from bot.model.absence import Absence
from bot.model.call import Area, Lead, StandIn
from bot.model.delivery import Kind, Priority, Status
from bot.model.history import CallChange
from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.meeting import State, schedule
from bot.model.message import AreaChanges, Card, Changes, MinutesPage, Notice, TwikiCopy, UnknownMessage
from bot.model.minutes import ActionItem
from bot.model.person import Person
from bot.model.privacy import ERASED, PersonalData
from bot.model.reply import Origin
from bot.model.update import Item, Sections, Update
from bot.model.words import Line, Shape, words
from bot.rules.retention import Forget
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
    heading,
    keep_absences,
    keep_meetings,
    keep_replies,
    keep_updates,
    notice,
    owed,
    posted,
    reported,
    said,
    the_meeting,
)

BEN, ANNA = Person("UBEN", "Ben"), Person("UANNA", "Anna")
LAST_DAY = DAY - 7 * DAYS
LAST = schedule(CALL, LAST_DAY)


async def erase(store, person=BEN, *, now=NOW):
    return await store.change(forget, person, now=now)


async def report_on(store, person=BEN):
    return await store.read(lambda book: personal_data_of(book, person))


async def replies(store, day=DAY):
    return list(await store.read(lambda book: book.replies("Production", day)))


async def updates(store, day=DAY):
    return {each.area: each for each in await store.read(lambda book: book.updates("Production", day))}


def update(text, *, key="", by=("UANNA",), area="Grid", **more):
    item = Item(words(text), key=key, shape=Shape.BULLET)
    return Update("Production", DAY, area, Sections(news=(item,)), by=by, changed_at=NOW - HOUR, **more)


async def write(store, *replies_):
    for reply in replies_:
        await store.change(collect, reply, now=reply.written_at)


async def test_of_who_has_nothing_here_nothing_is_held(store):
    nobody = PersonalDataReport(PersonalData(), None, 0, (), ())
    assert await report_on(store, Person("UX", "Xu")) == nobody
    assert await erase(store, Person("UX", "Xu")) == nobody


async def test_what_is_held_of_somebody_is_counted(store):
    wide = replace(FERRIES, areas=(Area("Boats", (Lead("Ben", "UBEN"),)),), chairs=("UBEN",))
    await store.change(lambda book: book.keep_call(wide))
    first, last = said("One", by="UBEN", at=NOW - 3 * HOUR), said("Two", by="UBEN", at=NOW - HOUR)
    await keep_replies(store, last, first, said("Three"))
    await keep_meetings(store, posted(reported(news="Disks (reported by Ben)")), posted(meeting=LAST))
    assert await report_on(store) == PersonalDataReport(
        PersonalData(replies=2),
        wrote=(NOW - 3 * HOUR, NOW - HOUR),
        minutes=2,  # in the one of his words, in both as a lead in the heading
        leads=((wide, wide.areas[0]), (CALL, GRID)),
        chairs=(wide,),
    )


@pytest.mark.parametrize(
    "name",
    ["of the workspace", "of the call", "of a former call", "of an action", "of the roll", "of an absence"],
)
async def test_somebody_is_known_by_every_name_they_ever_had_here(store, name):
    called = Person("UX", "Xaver" if name == "of the workspace" else "")
    lead, area = Lead("Xaver", "UX"), Area("Tape", (Lead("Xaver", "UX"), Lead("Other", "UO")))

    def keep(book):
        if name == "of the call":
            book.keep_call(replace(CALL, areas=(*CALL.areas, area)))
        if name == "of a former call":
            before = replace(CALL, areas=(area,))
            book.keep_call_change(CallChange("Production", 0, NOW, "UO", ("x",), before, CALL))
        if name == "of an action":
            book.keep_action("Production", ActionItem(1, "x", "Xaver", person="UX"))
            book.keep_action("Production", ActionItem(2, "x", "Anna", person="UANNA"))
        if name == "of the roll":
            book.keep_attendance("Production", DAY, Attendance("UX", "Xaver", NOW))
            book.keep_attendance("Production", DAY, Attendance("UANNA", "Anna", NOW))
        if name == "of an absence":
            book.keep_absence(Absence("UANNA", DAY, DAY, StandIn("Xaver", "UX")))
            book.keep_absence(Absence("UANNA", LAST_DAY, LAST_DAY, StandIn("Anna", "UBEN")))

    await store.change(keep)
    await keep_updates(
        store, update("Disks (reported by Xaver)"), update("x (reported by Anna)", area="Storage")
    )
    await erase(store, called)
    found = await updates(store)
    assert [each.sections.news[0].text for each in found.values()] == [
        "Disks (reported by somebody)",
        "x (reported by Anna)",
    ]
    assert lead.name == "Xaver"


async def test_what_they_wrote_goes_from_what_is_to_be_posted_and_who_else_reports_sees_it(store):
    mine, other = said("Tapes are in", by="UBEN", at=NOW - 2 * HOUR), said("New disks", at=NOW - HOUR)
    await write(store, mine, other)
    assert len((await updates(store))["Grid"].sections.news) == 2
    await erase(store)
    found = (await updates(store))["Grid"]
    assert ([item.text for item in found.sections.news], found.by) == (["New disks"], ("UANNA",))
    assert [reply.ts for reply in await replies(store)] == [other.ts]
    cards = {each.to: each for each in await owed(store, f"Production/{DAY}/card")}
    assert cards["UANNA"].message.areas[0].update == found
    assert cards["UBEN"].message == ERASED
    gone = await store.read(lambda book: book.reply(mine.conversation, mine.ts))
    assert (gone.deleted, gone.person, gone.document, gone.date) == (True, "", (), DAY)


async def test_what_was_posted_stays_in_minutes_that_can_still_change_as_nobody_s(store):
    mine = replace(said("Tapes are in", by="UBEN", at=NOW - HOUR), date=DAY)
    await write(store, mine)
    there = (await updates(store))["Grid"]
    await keep_meetings(store, posted(there))
    await erase(store, now=AT_CALL + HOUR)
    (orphan,) = await replies(store)
    assert (orphan.person, orphan.conversation, orphan.origin, orphan.area) == (
        "",
        "-/Grid",
        Origin.BEHALF,
        "Grid",
    )
    assert orphan.document == (heading("News"), Line(words("Tapes are in"), Shape.BULLET))
    assert (await updates(store))["Grid"] == replace(there, by=())


async def test_a_form_leaves_no_tombstone_as_the_chat_cannot_bring_it_again(store):
    form = replace(said("Tapes are in", by="UBEN", at=NOW - HOUR), origin=Origin.FORM, area="Grid")
    await write(store, form)
    await erase(store)
    assert await store.read(lambda book: book.reply(form.conversation, form.ts)) is None


@pytest.mark.parametrize(("days", "kept"), [(0, True), (1, False)])
async def test_of_what_the_chat_is_not_asked_for_any_more_no_trace_stays(store, days, kept):
    mine = replace(said("Tapes", by="UBEN", at=LAST.posts - HOUR), date=LAST_DAY)
    await keep_meetings(store, replace(posted(meeting=LAST), state=State.CLOSED))
    await keep_replies(store, mine)
    await erase(store, now=LAST.posts + timedelta(days=60 + days))
    found = await store.read(lambda book: book.reply(mine.conversation, mine.ts))
    assert (found is not None and found.deleted) is kept


async def test_what_is_unfinished_is_looked_at_however_old_it_is(store):
    mine = said("Tapes", by="UBEN", at=NOW - HOUR)
    await keep_replies(store, mine)
    await erase(store, now=NOW + 99 * DAYS)
    assert (await store.read(lambda book: book.reply(mine.conversation, mine.ts))).deleted


def of_ben(area="Grid", **more):
    return reported(area, news="Disks (reported by Ben)", **more)


async def minutes_with_ben(store, *, state=State.CLOSED, meeting=LAST):
    """Minutes that name Ben in a heading, an item, the roll and an action item; and their page."""
    there = posted(replace(of_ben(), date=meeting.date), meeting=meeting)
    action = ActionItem(1, "Rope", "Ben", opened=LAST_DAY, person="UBEN")
    minutes = replace(
        there.minutes, attendees=("Anna", "Ben (from 16:10)"), apologies=("Ben",), actions=(action,)
    )
    meeting_ = replace(there, state=state, minutes=minutes)
    await keep_meetings(store, meeting_)
    page = replace(
        delivery(Kind.MINUTES, "", MinutesPage(minutes, 1, "live"), to="C1", priority=Priority.MINUTES),
        key=f"{meeting.key}/minutes",
        due=NOW - HOUR,
    )
    return meeting_, gone_out(page)


async def test_minutes_stay_without_the_name_and_their_pages_follow(store):
    meeting, page = await minutes_with_ben(store)
    other = gone_out(replace(page, key=f"{LAST.key}/minutes/2", part="2", message=Notice("none of ours")))
    await enqueue(store, page, other)
    await erase(store)
    after = await the_meeting(store, LAST_DAY)
    area = after.minutes.areas[0]
    assert (area.heading, area.sections.news[0].text) == ("Grid (Anna)", "Disks (reported by somebody)")
    assert (after.minutes.attendees, after.minutes.apologies) == (("Anna",), ())
    assert (after.minutes.actions[0].owner, after.minutes.actions[0].person) == ("somebody", "")
    assert replace(after, minutes=None) == replace(meeting, minutes=None)
    amended, untouched = await owed(store, f"{LAST.key}/minutes")
    assert amended == replace(
        page,
        message=MinutesPage(after.minutes, 1, "live"),
        due=NOW,
        status=Status.PENDING,
        priority=Priority.REMINDER,
        wanted=2,
    )
    assert untouched == other


async def test_open_minutes_keep_the_name_in_the_heading_while_the_set_up_has_it(store):
    await minutes_with_ben(store, state=State.POSTED, meeting=MEETING)
    await erase(store)
    assert (await the_meeting(store)).minutes.areas[0].heading == "Grid (Anna, Ben)"


async def test_minutes_that_do_not_name_them_stay_as_they_are(store):
    there = replace(posted(reported(news="Disks")), minutes=None)
    await keep_meetings(store, there)
    await erase(store, Person("UX", "Xu"))
    assert await the_meeting(store) == there
    named = replace(posted(reported(news="Disks")), state=State.CLOSED)
    page = gone_out(delivery(Kind.MINUTES, "", MinutesPage(named.minutes), to="C1"))
    await keep_meetings(store, named)
    await enqueue(store, page)
    await erase(store, Person("UX", "Xu"))
    assert (await the_meeting(store), await owed(store)) == (named, [page])


async def test_lines_that_are_found_again_say_it_without_the_name(store):
    await minutes_with_ben(store)
    await erase(store)

    async def found(text):
        _, entries = await store.read(lambda book: book.search(text, calls=("Production",), limit=9))
        return [entry.text for entry in entries]

    assert await found("disks") == ["Disks (reported by somebody)"]


async def test_updates_lose_the_name_while_minutes_can_change_and_after_where_these_have_it(store):
    await keep_updates(store, of_ben(by=("UX",)), replace(of_ben(), date=LAST_DAY, area="Storage"))
    await minutes_with_ben(store)
    quiet = schedule(CALL, DAY - 14 * DAYS)
    await keep_meetings(store, replace(posted(meeting=quiet), state=State.CLOSED))
    await keep_updates(store, replace(of_ben(), date=quiet.date))
    await erase(store)
    for day, area, text in (
        (DAY, "Grid", "Disks (reported by somebody)"),
        (LAST_DAY, "Storage", "Disks (reported by somebody)"),
        (quiet.date, "Grid", "Disks (reported by Ben)"),  # what closed minutes do not have is not looked for
    ):
        assert (await updates(store, day))[area].sections.news[0].text == text


async def test_of_what_was_said_to_others_the_words_go_once_it_is_over_and_else_it_is_said_anew(store):
    await minutes_with_ben(store)
    card = Card(ABOUT, (), aside=("(reported by Ben)",))
    over = gone_out(replace(notice("x", "UANNA", "Ben is back"), key=f"{LAST.key}/notice/x"))
    waiting = replace(notice("y", "UANNA", "Ben is ill"), key=f"{LAST.key}/notice/y")
    fresh = gone_out(notice("z", "UANNA", "Ben and UBEN are here", due=NOW - HOUR))
    shown = gone_out(delivery(Kind.CARD, "UANNA", card, due=NOW - HOUR))
    others = gone_out(notice("q", "UANNA", "Benjamin is here"))
    await enqueue(store, over, waiting, fresh, shown, others)
    await erase(store)
    found = {each.key: each for each in await owed(store)}
    assert found[over.key] == replace(over, message=ERASED)
    assert found[waiting.key] == replace(waiting, message=Notice("somebody is ill"))
    again: Any = {"due": NOW, "status": Status.PENDING, "wanted": 2}
    assert found[fresh.key] == replace(fresh, message=Notice("somebody and somebody are here"), **again)
    assert found[shown.key] == replace(
        shown, message=replace(card, aside=("(reported by somebody)",)), **again
    )
    assert found[others.key] == others


async def test_what_follows_the_minutes_is_left_to_them_while_they_are_open(store):
    changes = Changes(LAST_DAY, (AreaChanges("Grid", new=("x (reported by Ben)",)),))
    copies = (
        delivery(Kind.TWIKI, "", TwikiCopy("t", "t.txt", "Ben"), to="C1"),
        delivery(Kind.CHANGES, "", changes, to="C1"),
    )
    unknown = notice("u", "UANNA", UnknownMessage("of tomorrow", '{"text": "Ben"}'))
    await enqueue(store, *copies, unknown)
    await erase(store)
    found = {each.key: each for each in await owed(store)}
    assert [found[each.key] for each in copies] == list(copies)
    assert found[unknown.key].message == ERASED
    closed = [gone_out(replace(each, key=f"{LAST.key}/{each.kind}")) for each in copies]
    await minutes_with_ben(store)
    await enqueue(store, *closed)
    await erase(store)
    found = {each.key: each for each in await owed(store)}
    assert [found[each.key].message for each in closed] == [ERASED, ERASED]


async def test_what_they_added_stays_as_somebody_s_and_all_is_told_as_it_was(store):
    def keep(book):
        book.keep_announcement("Production", DAY, Announcement(1, "Pizza", "UBEN", "Ben", NOW))
        book.keep_note("Production", DAY, Note(1, "Grid", "x", "UBEN", "Ben", NOW))
        book.keep_action("Production", ActionItem(1, "Rope", "Ben", person="UBEN"))

    await store.change(keep)
    await keep_absences(store, Absence("UBEN", DAY, DAY), Absence("UANNA", DAY, DAY, StandIn("Ben", "UBEN")))
    before = await erase(store)
    assert before.held == PersonalData(announcements=1, notes=1, actions=1, absences=2)
    assert (await report_on(store)).held == PersonalData()
    absences = await store.read(lambda book: book.absences())
    assert absences == (Absence("UANNA", DAY, DAY),)


async def test_an_area_of_which_everything_is_posted_is_not_read_again(store):
    mine = said("Tapes are in", by="UBEN", at=NOW - HOUR)
    await write(store, mine)
    there = (await updates(store))["Grid"]
    await keep_meetings(store, replace(posted(there), state=State.CLOSED))
    before = await owed(store, f"Production/{DAY}/card/UANNA")
    await erase(store, now=NOW + HOUR)
    assert (await updates(store))["Grid"].sections == there.sections
    assert await owed(store, f"Production/{DAY}/card/UANNA") == before
    assert await replies(store) == []


async def test_what_was_written_long_ago_is_forgotten_up_to_the_day_of_the_step(store):
    old = replace(said("Old", at=NOW - 30 * DAYS), date=LAST_DAY - DAYS)
    new = replace(said("New", at=NOW - 8 * DAYS), date=LAST_DAY)
    await keep_replies(store, old, new)
    await store.change(forget_written, Forget(LAST_DAY), "Production")
    assert await replies(store, LAST_DAY - DAYS) == []
    assert [reply.ts for reply in await replies(store, LAST_DAY)] == [new.ts]


async def test_the_moments_at_which_somebody_wrote_are_told_in_utc(store):
    await keep_replies(store, replace(said("x", by="UBEN"), ts="1773100800.250000"))
    moment = datetime(2026, 3, 10, 0, 0, 0, 250000, tzinfo=UTC)
    assert (await report_on(store)).wrote == (moment, moment)
