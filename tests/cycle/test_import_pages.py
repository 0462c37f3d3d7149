"""Old wiki pages become the history of a call."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.cycle.meeting_context import last_time
from bot.cycle.minutes.import_pages import PageUnusable, import_pages, import_usable
from bot.cycle.queries import live
from bot.formats.twiki.read_page import read_page
from bot.model.call import Area, Call, Lead, Weekday
from bot.model.meeting import State, schedule
from bot.model.minutes import ActionItem, Silence
from bot.rules.old_page import OldPage
from storage.store import RowStore
from tests.tables import with_tables

CALL = Call(
    name="Harbour",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Cranes", (Lead("Wanda K.", "UW"),)), Area("Night Watch", (Lead("Sol", "US"),))),
)
NOW = datetime(2027, 1, 8, 12, tzinfo=UTC)
PAGE = """\
%META:TOPICINFO{author="WandaK" date="1799186400" format="1.1" version="1.4"}%
---++ Coordinates
   * 4:00 PM Eastern
   * Phone: +1-555-0100

---++ Action/Significant Items:
   * Order rope (Sol)

---++ Attendees: Sol, Wanda K.

---++ CRANES (Wanda K.)

   * News
      * Crane 4 is painted

   * Ongoing
      * Looking for a new cable
         * three offers

---++ Night watch (Sol)

---++ Ferries (Ida)

   * The ferry runs again
"""


@pytest.fixture
async def store(tmp_path):
    database = with_tables(tmp_path / "week.db")
    memory = RowStore(database, "T1")
    await memory.change(lambda book: book.keep_call(CALL))
    yield memory
    database.close()


def old(text: str = PAGE, name: str = "January5,2027HarbourMeeting.txt", day: date | None = None) -> OldPage:
    return OldPage(name, read_page(text), day)


async def history(store):
    return await store.read(lambda book: book.meetings("Harbour"))


async def test_a_page_becomes_a_closed_meeting_of_the_day_in_its_name(store):
    said = await store.change(import_pages, "harbour", [old()], now=NOW)
    (meeting,) = await history(store)
    assert said == (
        "Harbour/2027-01-05: 3 areas, 4 items from January5,2027HarbourMeeting.txt; not in the call: Ferries",
    )
    assert (meeting.date, meeting.state) == (date(2027, 1, 5), State.CLOSED)
    assert meeting.starts == schedule(CALL, meeting.date).starts
    assert meeting.minutes.attendees == ("Sol", "Wanda K.")
    assert meeting.minutes.coordinates == ("Phone: +1-555-0100",)
    assert [action.text for action in meeting.minutes.actions] == ["Order rope (Sol)"]


async def test_areas_are_those_of_the_call_and_others_are_kept_too(store):
    await store.change(import_pages, "Harbour", [old()], now=NOW)
    (meeting,) = await history(store)
    cranes, watch, ferries = meeting.minutes.areas
    assert (cranes.area, cranes.heading) == ("Cranes", "CRANES (Wanda K.)")
    assert [item.text for item in cranes.sections.ongoing[0].items] == ["three offers"]
    assert (watch.area, watch.silence) == ("Night Watch", Silence.NO_REPORT)
    assert ferries.area == "Ferries"


async def test_the_next_meeting_builds_on_the_page(store):
    await store.change(import_pages, "Harbour", [old()], now=NOW)
    coming = schedule(CALL, date(2027, 1, 12))
    last = await store.read(lambda book: last_time(book, CALL, coming))
    assert [item.text for item in last["Cranes"].ongoing] == ["Looking for a new cable"]


async def test_the_same_page_again_changes_nothing(store):
    await store.change(import_pages, "Harbour", [old()], now=NOW)
    before = await history(store)
    said = await store.change(import_pages, "Harbour", [old()], now=NOW)
    assert said == ("Harbour/2027-01-05: known already (January5,2027HarbourMeeting.txt)",)
    assert await history(store) == before


async def test_the_newest_revision_of_a_page_counts_in_whatever_order_they_come(store):
    newer = old(PAGE.replace("1.4", "1.10").replace("painted", "green"), "January5,2027.r10.txt")
    await store.change(import_pages, "Harbour", [newer, old()], now=NOW)
    said = await store.change(import_pages, "Harbour", [old()], now=NOW)
    (meeting,) = await history(store)
    assert meeting.minutes.areas[0].sections.news[0].text == "Crane 4 is green"
    assert "revision 10 is known already" in said[0]


async def test_minutes_that_the_bot_posted_itself_are_left_as_they_are(store):
    await store.change(import_pages, "Harbour", [old()], now=NOW)
    (meeting,) = await history(store)
    own = replace(meeting, state=State.POSTED, frozen_at=NOW, minutes=replace(meeting.minutes, areas=()))
    await store.change(lambda book: book.keep_meeting(own))
    (said,) = await store.change(import_pages, "Harbour", [old()], now=NOW)
    assert "the bot posted these minutes itself" in said
    assert await history(store) == (own,)


@pytest.mark.parametrize("laid_out", [True, False])
async def test_a_meeting_that_is_still_to_come_is_left_alone(store, laid_out):
    coming = schedule(CALL, date(2027, 1, 12))
    if laid_out:
        await store.change(lambda book: book.keep_meeting(coming))
    (said,) = await store.change(import_pages, "Harbour", [old(day=coming.date)], now=NOW)
    assert "still to come" in said
    assert await history(store) == ((coming,) if laid_out else ())


async def test_minutes_that_the_bot_still_owes_are_left_alone(store):
    owed = schedule(CALL, date(2027, 1, 5))
    await store.change(lambda book: book.keep_meeting(owed))
    (said,) = await store.change(import_pages, "Harbour", [old()], now=NOW)
    assert "still to come" in said
    assert await history(store) == (owed,)


async def test_without_a_day_in_its_name_a_page_is_dated_by_its_last_change(store):
    (said,) = await store.change(import_pages, "Harbour", [old(name="minutes.txt")], now=NOW)
    assert said.startswith("Harbour/2027-01-05: ")
    assert "dated by its last change" in said


async def test_one_unusable_page_is_told_and_no_page_is_taken(store):
    undated = PAGE.split("\n", 1)[1]
    blank = "---++ Cranes (Wanda K.)\n"
    pages = [old(), old(undated, "minutes.txt"), old(blank, "template.txt")]
    with pytest.raises(PageUnusable) as told:
        await store.change(import_pages, "Harbour", pages, now=NOW)
    assert str(told.value).splitlines() == [
        "A page cannot be taken into the history: 2 problems",
        "  minutes.txt: nothing in it tells the day of the meeting; say it with --date",
        "  template.txt: no area on it reports anything",
    ]
    assert await history(store) == ()


NUMBERED = PAGE.replace(
    "   * Order rope (Sol)",
    """   * Order rope (#12, Sol, opened December 8, 2026, 4 weeks ago, due January 12, 2027)
   * 7: Paint crane 5 (Wanda K)
   * Grease crane 3 (#4, Wanda K., done January 2, 2027)
   * All cranes stood still""",
)
LAST_YEAR = old(NUMBERED.replace("Order rope", "Buy paint"), "December29,2026HarbourMeeting.txt")


async def open_actions(store):
    return [
        (action.number, action.text, action.owner, action.person, action.opened, action.due)
        for action in await store.read(lambda book: book.actions("Harbour"))
        if not action.done
    ]


async def test_numbered_action_items_of_the_newest_page_go_on_under_their_numbers(store):
    said = await store.change(import_pages, "Harbour", [old(NUMBERED), LAST_YEAR], now=NOW)
    assert said[-1] == "Harbour: 2 open action items of January5,2027HarbourMeeting.txt go on"
    assert await open_actions(store) == [
        (7, "Paint crane 5", "Wanda K", "UW", date(2027, 1, 5), None),
        (12, "Order rope", "Sol", "US", date(2026, 12, 8), date(2027, 1, 12)),
    ]
    meeting = (await history(store))[-1]
    assert [(action.number, action.text) for action in meeting.minutes.actions] == [
        (12, "Order rope"),
        (7, "Paint crane 5"),
        (4, "Grease crane 3"),
        (1, "All cranes stood still"),
    ]


async def test_items_without_a_number_are_remarks_and_no_work(store):
    await store.change(import_pages, "Harbour", [old()], now=NOW)
    assert await open_actions(store) == []


async def test_action_items_of_the_call_are_not_mixed_with_those_of_a_page(store):
    own = ActionItem(1, "Look after the gulls", opened=date(2027, 1, 7))
    await store.change(lambda book: book.keep_action("Harbour", own))
    await store.change(import_pages, "Harbour", [old(NUMBERED)], now=NOW)
    assert [number for number, *_ in await open_actions(store)] == [1]


async def test_a_page_older_than_what_is_known_brings_no_work(store):
    await store.change(import_pages, "Harbour", [old()], now=NOW)
    await store.change(import_pages, "Harbour", [LAST_YEAR], now=NOW)
    assert await open_actions(store) == []


async def test_what_was_done_on_the_page_is_not_told_again(store):
    await store.change(import_pages, "Harbour", [old(NUMBERED)], now=NOW)
    coming = schedule(CALL, date(2027, 1, 12))
    standing = await store.read(lambda book: live(book, CALL, coming).actions)
    assert [action.number for action in standing] == [7, 12]


async def test_what_stands_on_an_old_page_is_found_again(store):
    await store.change(import_pages, None, [OldPage("January05,2027Harbour", read_page(PAGE))], now=NOW)
    count, (offers, *_) = await store.read(lambda book: book.search("offers", calls=("Harbour",), limit=8))
    assert (count, offers.date, offers.area, offers.section, offers.text) == (
        1,
        date(2027, 1, 5),
        "Cranes",
        "ongoing",
        "three offers",
    )


async def test_areas_stand_as_they_were_read_and_action_items_are_opened_and_done_on_the_day_of_the_page(
    store,
):
    numbered = PAGE.replace(
        "   * Order rope (Sol)", "   * Order rope (#1, Sol)\n   * Paint (#2, Wanda K., done)"
    )
    page = old(numbered)
    await store.change(import_pages, "Harbour", [page], now=NOW)
    day = date(2027, 1, 5)
    meeting = await store.read(lambda book: book.meeting("Harbour", day))
    read = [each.minutes for each in page.page.areas]
    cranes, watch, ferries = meeting.minutes.areas
    assert cranes == replace(read[0], area="Cranes")
    assert watch == replace(read[1], area="Night Watch", silence=Silence.NO_REPORT)
    assert ferries == read[2]
    actions = await store.read(lambda book: book.actions("Harbour"))
    assert actions == (
        ActionItem(1, "Order rope", "Sol", opened=day, person="US"),
        ActionItem(2, "Paint", "Wanda K.", opened=day, done=True, person="UW", closed=day),
    )


async def test_a_year_that_cannot_be_is_read_from_the_revision(store):
    (said,) = await store.change(import_pages, "Harbour", [old(name="January5,2207Harbour.txt")], now=NOW)
    assert said.startswith("Harbour/2027-01-05: 3 areas, 4 items from January5,2207Harbour.txt; ")
    assert "its year 2207 cannot be" in said


async def test_a_year_that_cannot_be_and_is_near_no_revision_is_asked_for(store):
    with pytest.raises(PageUnusable) as told:
        await store.change(import_pages, "Harbour", [old(name="June5,2207Harbour.txt")], now=NOW)
    assert "June5,2207Harbour.txt: nobody has met on 2207-06-05 yet" in str(told.value)
    assert "--date" in str(told.value)


FULLER = PAGE.replace("      * Crane 4 is painted", "      * Crane 4 is painted\n      * Crane 5 was sold")
TWINS = {"January5,2027Harbour": PAGE.replace("three offers", "two offers"), "Jan5,2027Harbour": FULLER}


@pytest.mark.parametrize("names", [list(TWINS), list(TWINS)[::-1]])
async def test_of_two_pages_of_one_day_and_revision_the_fuller_stands_and_both_are_kept(store, names):
    told = await store.change(import_pages, "Harbour", [old(TWINS[name], name) for name in names], now=NOW)
    (meeting,) = await history(store)
    assert "Crane 5 was sold" in [item.text for item in meeting.minutes.areas[0].sections.news]
    assert meeting.minutes.imported == "Jan5,2027Harbour"
    assert any("is kept beside" in line for line in told)
    for words in ("two offers", "three offers", "sold"):
        count, _ = await store.read(lambda book, said=words: book.search(said, calls=("Harbour",), limit=8))
        assert count == 1
    for again in (names, names[::-1]):
        pages = [old(TWINS[name], name) for name in again]
        said = await store.change(import_pages, "Harbour", pages, now=NOW)
        assert sorted(said) == [f"Harbour/2027-01-05: known already ({name})" for name in sorted(names)]
    assert await history(store) == (meeting,)


async def test_a_third_page_of_one_day_is_kept_too(store):
    third = old(PAGE.replace("three offers", "no offer"), "5Jan2027Harbour")
    pages = [*(old(text, name) for name, text in TWINS.items()), third]
    for page in pages:
        await store.change(import_pages, "Harbour", [page], now=NOW)
    (meeting,) = await history(store)
    assert [text.split("\n")[0] for text in meeting.minutes.kept] == [
        "Also read: January5,2027Harbour",
        "Also read: 5Jan2027Harbour",
    ]
    await store.change(import_pages, "Harbour", pages, now=NOW)
    assert await history(store) == (meeting,)


async def test_a_newer_revision_keeps_the_other_page_of_its_day(store):
    pages = [old(text, name) for name, text in TWINS.items()]
    await store.change(import_pages, "Harbour", pages, now=NOW)
    newer = old(FULLER.replace("1.4", "1.5").replace("sold", "lent"), "Jan5,2027Harbour")
    await store.change(import_pages, "Harbour", [newer], now=NOW)
    (meeting,) = await history(store)
    assert (meeting.minutes.revision, len(meeting.minutes.kept)) == (5, 1)
    assert "two offers" in meeting.minutes.kept[0]


async def test_the_pages_that_can_be_imported_are_and_the_others_are_named(store):
    pages = [old(), old(name="minutes.txt", text=PAGE.split("\n", 1)[1]), LAST_YEAR]
    imported = await store.change(import_usable, "Harbour", pages, now=NOW)
    assert [meeting.date for meeting in await history(store)] == [date(2026, 12, 29), date(2027, 1, 5)]
    assert imported.unusable == [
        "minutes.txt: nothing in it tells the day of the meeting; say it with --date"
    ]
    assert imported.summary == "3 pages: 2 taken over, 1 unusable; meetings from 2026-12-29 to 2027-01-05"
