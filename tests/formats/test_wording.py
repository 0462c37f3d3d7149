from datetime import UTC, datetime

import pytest

from bot.formats.wording import silence, when
from bot.model.minutes import Silence
from tests.formats.samples import area, minutes


@pytest.mark.parametrize(
    ("zone", "also", "said"),
    [
        ("America/New_York", ("America/Chicago",), "4:00 PM Eastern (3:00 PM Central)"),
        ("America/Los_Angeles", ("America/Denver",), "1:00 PM Pacific (2:00 PM Mountain)"),
        ("Europe/Zurich", (), "10:00 PM CET"),
        ("America/New_York", ("Asia/Tokyo",), "4:00 PM Eastern (6:00 AM JST on Wednesday)"),
        ("America/Sao_Paulo", ("UTC", "Europe/Paris"), "6:00 PM Sao Paulo (9:00 PM UTC, 10:00 PM CET)"),
        ("Asia/Kathmandu", (), "2:45 AM Kathmandu"),
    ],
)
def test_the_time_is_said_in_each_zone_with_its_name(zone, also, said):
    assert when(minutes(zone=zone, also_in=also)) == said


@pytest.mark.parametrize(
    ("hour", "said"), [(5, "12:00 AM Eastern"), (17, "12:00 PM Eastern"), (18, "1:00 PM Eastern")]
)
def test_noon_and_midnight_are_twelve(hour, said):
    assert when(minutes(starts=datetime(2026, 1, 6, hour, tzinfo=UTC), also_in=())) == said


def test_summer_time_changes_the_clock_and_not_the_familiar_name():
    summer = minutes(starts=datetime(2026, 7, 7, 20, tzinfo=UTC))
    assert when(summer) == "4:00 PM Eastern (3:00 PM Central)"


def test_silence_names_the_stand_in():
    assert silence(area(silence=Silence.AWAY)) == "away"
    assert silence(area(silence=Silence.AWAY, stand_in="Tim T.")) == "away (stand-in Tim T.)"
    assert silence(area()) == ""
