"""The lines of minutes, ready to be found again."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.cycle.minutes.index_minutes import entries
from bot.model.history import Entry
from bot.model.meeting import Meeting
from bot.model.minutes import Minutes
from tests.formats import samples

DAY = date(2026, 1, 6)
NOON = datetime(2026, 1, 6, 12, tzinfo=UTC)


def meeting(minutes: Minutes | None) -> Meeting:
    return Meeting("Production", DAY, NOON, NOON, NOON, NOON, minutes=minutes)


def lines(minutes: Minutes) -> list[tuple[str, str, str, str]]:
    return [(each.kind, each.area, each.section, each.text) for each in entries(meeting(minutes))]


def test_every_line_is_there_with_its_area_and_section():
    found = lines(samples.full())
    assert found[:3] == [
        ("announcement", "", "", "Happy New Year"),
        ("action", "", "", "Order disks"),
        ("action", "", "", "Write the plan"),
    ]
    assert found[3:6] == [
        ("item", "CMS", "news", "Jobs"),
        ("item", "CMS", "news", "14,200 jobs/day"),
        (
            "item",
            "Grid Operations Center",
            "news",
            "Release notes (https://ops.example/notes?a=1&b=2) are out",
        ),
    ]
    assert ("item", "Software", "ongoing", "make\nmake test") in found
    assert ("item", "Security", "emergencies", "Host db2 is down") in found


def test_what_was_noted_during_the_call_is_a_line_of_its_area():
    noted = replace(samples.area(), notes=("Ask Kim about it",))
    assert lines(samples.minutes(noted)) == [("note", "Software", "", "Ask Kim about it")]


def test_the_lines_stand_in_reading_order_under_the_meeting_s_own_date():
    moved = replace(samples.full(), date=date(2026, 1, 8))
    found = entries(meeting(moved))
    assert [each.place for each in found] == list(range(len(found)))
    assert {(each.call, each.date) for each in found} == {("Production", DAY)}


def test_what_says_nothing_is_no_line():
    assert entries(meeting(None)) == ()
    blank = samples.minutes(
        samples.area(sections=replace(samples.area().sections, news=(samples.item(" "),)))
    )
    assert entries(meeting(blank)) == ()
    assert entries(meeting(samples.minutes(announcements=("a", "")))) == (
        Entry("Production", DAY, 0, "a", "announcement"),
    )
