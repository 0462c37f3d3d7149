from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.twiki.topic_day import topic_day
from bot.formats.twiki.write import topic_name

DAY = date(2026, 1, 6)


@pytest.mark.parametrize(
    "name",
    [
        "January6,2026ProductionMeeting",
        "Jan6,2026ProductionMeeting",
        "Production.January6,2026ProductionMeeting.r13.txt",
        "January 6, 2026 Production Meeting",
        "Minutes2026Jan06",
        "2026-01-06",
        "ops-20260106.txt",
        "06 Jan 2026",
    ],
)
def test_a_page_s_name_tells_the_day(name):
    assert topic_day(name) == DAY


@pytest.mark.parametrize(
    "name", ["WeeklyMeetingTemplate2013", "February30,2026Meeting", "2026-13-01", "Notes", "0000-01-01"]
)
def test_a_name_without_a_day_that_exists_tells_none(name):
    assert topic_day(name) is None


@pytest.mark.parametrize(
    ("name", "changed", "meant"),
    [
        ("January21,2104ProductionMeeting", date(2014, 1, 21), date(2014, 1, 21)),
        ("January21,20014ProductionMeeting", date(2014, 1, 21), date(2014, 1, 21)),
        ("January21,0214ProductionMeeting", date(2014, 2, 1), date(2014, 1, 21)),
        ("December30,2109ProductionMeeting", date(2010, 1, 5), date(2009, 12, 30)),
        ("January5,2106ProductionMeeting", date(2015, 12, 22), date(2016, 1, 5)),
        ("2104-01-21", date(2014, 1, 25), date(2014, 1, 21)),
        # it can be, whenever the page was changed
        ("January21,2014ProductionMeeting", date(2019, 1, 21), date(2014, 1, 21)),
        ("January21,2015ProductionMeeting", date(2014, 12, 2), date(2015, 1, 21)),
        # nothing is near
        ("January21,2104ProductionMeeting", date(2014, 7, 1), date(2104, 1, 21)),
        ("February29,2104ProductionMeeting", date(2015, 3, 1), date(2104, 2, 29)),
        ("January21,20014ProductionMeeting", date(2014, 7, 1), None),
    ],
)
def test_a_year_that_cannot_be_is_read_from_the_last_change_where_that_is_near(name, changed, meant):
    assert topic_day(name, changed) == meant


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_the_day_of_our_own_pages_is_found_again(day):
    for pattern in (
        "{month}{day},{year}{call}Meeting",
        "{call}{year}-{month2}-{day2}",
        "{call}{year}{mon}{day2}",
    ):
        assert topic_day(topic_name(pattern, "Production", day)) == day
