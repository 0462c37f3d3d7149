"""What changed since the minutes before."""

from dataclasses import replace
from datetime import date, timedelta

from bot.model.message import AreaChanges, Changes
from bot.model.minutes import Minutes, Silence
from bot.model.update import Sections
from bot.rules.changes import changes
from tests.formats.samples import area, item, minutes

DAY = date(2026, 1, 20)
CABLE = "Looking for a new cable for crane 4"


def week(ago: int, *lines: str, silence: Silence | None = None) -> Minutes:
    """Minutes with one area, so many weeks ago, in which these lines stood."""
    told = area("Cranes (Wanda)", sections=Sections(news=tuple(map(item, lines))), silence=silence)
    return replace(minutes(told), date=DAY - timedelta(weeks=ago))


def cranes(now: Minutes, *before: Minutes) -> AreaChanges:
    found = changes(now, before)
    assert found is not None
    (only,) = found.areas
    return only


def test_there_is_nothing_to_say_where_there_were_no_minutes_before():
    assert changes(week(0, CABLE), []) is None


def test_what_did_not_stand_there_is_new():
    assert cranes(week(0, CABLE, "Two masts are painted"), week(1, CABLE)).new == ("Two masts are painted",)


def test_what_stands_there_no_more_is_finished():
    assert cranes(week(0, "Two masts are painted"), week(1, CABLE)).finished == (CABLE,)


def test_what_is_reported_as_finished_is_told_once_in_its_newest_words():
    told = cranes(week(0, f"{CABLE}: done"), week(1, CABLE))
    assert told == AreaChanges("Cranes", finished=(f"{CABLE}: done",))


def test_what_was_finished_last_week_is_not_told_again():
    assert changes(week(0), [week(1, "The new cable is installed: done")]) == Changes(
        DAY - timedelta(weeks=1)
    )


def test_what_goes_on_is_told_with_the_weeks_since_it_first_stood_there():
    history = [week(4, CABLE), week(3), week(2, CABLE.lower()), week(1, CABLE)]
    assert cranes(week(0, CABLE), *history).ongoing == ((CABLE, 2),)


def test_a_week_without_a_meeting_is_no_gap():
    assert cranes(week(0, CABLE), week(3, CABLE), week(1, CABLE)).ongoing == ((CABLE, 3),)


def test_of_an_area_that_did_not_report_nothing_is_called_finished():
    for silence in (Silence.NO_REPORT, Silence.AWAY):
        found = changes(week(0, silence=silence), [week(1, CABLE)])
        assert found == Changes(DAY - timedelta(weeks=1))
    assert cranes(week(0, silence=Silence.NOTHING), week(1, CABLE)).finished == (CABLE,)


def test_a_new_area_has_only_news():
    now = minutes(*week(0, CABLE).areas, area("Ferries (Ida)", sections=Sections(news=(item("It runs"),))))
    found = changes(now, [week(1, CABLE)])
    assert found is not None
    assert found.areas[1] == AreaChanges("Ferries", new=("It runs",))


def test_weeks_in_which_nobody_reported_make_nothing_new():
    for silence in (Silence.NO_REPORT, Silence.AWAY):
        history = [week(2, CABLE), week(1, silence=silence)]
        assert cranes(week(0, CABLE), *history).ongoing == ((CABLE, 2),)
