"""Moments as people say them."""

from datetime import UTC, date, datetime

import pytest

from handlers.text.times import day_of, time_of, times_of

WINTER = datetime(2027, 1, 12, 21, tzinfo=UTC)


def test_a_day_is_said_with_its_weekday():
    assert day_of(date(2027, 1, 5)) == "Tuesday, January 5"


@pytest.mark.parametrize(
    ("moment", "zone", "said"),
    [
        (WINTER, "America/New_York", "4:00 PM EST (New York)"),
        (datetime(2027, 7, 13, 20, tzinfo=UTC), "America/New_York", "4:00 PM EDT (New York)"),
        (datetime(2027, 1, 12, 5, 5, tzinfo=UTC), "America/New_York", "12:05 AM EST (New York)"),
        (datetime(2027, 1, 12, 12, tzinfo=UTC), "UTC", "12:00 PM UTC (UTC)"),
        (WINTER, "Asia/Kolkata", "2:30 AM IST (Kolkata)"),
        (WINTER, "America/Sao_Paulo", "6:00 PM UTC-03:00 (Sao Paulo)"),
    ],
)
def test_a_time_is_said_with_its_zone_by_name(moment, zone, said):
    assert time_of(moment, zone) == said


def test_each_zone_is_said_once():
    assert times_of(WINTER, "America/New_York", ("America/New_York",)) == "4:00 PM EST (New York)"
