from datetime import UTC, date, datetime

import pytest

from bot.formats.wording import remarks, silence, when
from bot.model.minutes import ActionItem, Silence
from tests.formats.samples import area, minutes

DAY = date(2026, 1, 6)


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


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (ActionItem(1, "x"), "#1"),
        (ActionItem(2, "x", owner="Ana", due=DAY), "#2, Ana, due January 6, 2026"),
        (ActionItem(3, "x", due=date(2026, 1, 5)), "#3, due January 5, 2026, overdue"),
        (ActionItem(4, "x", due=date(2026, 1, 5), done=True), "#4, due January 5, 2026, done"),
        (ActionItem(5, "x", opened=date(2025, 12, 30)), "#5, opened December 30, 2025, 1 week ago"),
        (ActionItem(5, "x", opened=date(2025, 12, 31)), "#5, opened December 31, 2025"),
        (ActionItem(5, "x", opened=date(2025, 12, 10)), "#5, opened December 10, 2025, 3 weeks ago"),
        (
            ActionItem(7, "x", opened=date(2025, 12, 10), done=True, closed=date(2026, 1, 5)),
            "#7, opened December 10, 2025, done January 5, 2026",
        ),
        (ActionItem(6, "x", opened=DAY), "#6"),
    ],
)
def test_what_is_known_of_an_action_item_is_said_in_a_fixed_order(action, said):
    assert remarks(action, DAY) == said


def test_silence_names_the_stand_in():
    assert silence(area(silence=Silence.AWAY)) == "away"
    assert silence(area(silence=Silence.AWAY, stand_in="Tim T.")) == "away (stand-in Tim T.)"
    assert silence(area()) == ""
