"""Who is told that they are still noted as away."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.model.absence import Absence
from bot.model.call import Area, Call, Lead, Weekday
from bot.rules.long_away import StillAway, long_away, still_away_key

CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Grid", (Lead("Anna", "UANNA"),)),),
)
FIRST = date(2027, 1, 4)
ABSENCE = Absence("UANNA", FIRST, date(2027, 12, 31))
AT = datetime(2027, 1, 4, 21, tzinfo=UTC)  # the call's time of the day


def marks(*absences: Absence, after: timedelta) -> list[date]:
    return [step.mark for step in long_away(CALL, absences, AT + after)]


def test_nothing_is_said_within_the_first_four_weeks():
    assert marks(ABSENCE, after=timedelta(weeks=4, seconds=-1)) == []
    assert marks(Absence("UANNA", FIRST, FIRST + timedelta(days=20)), after=timedelta(weeks=5)) == []


@pytest.mark.parametrize("weeks", [4, 5, 7])
def test_every_four_weeks_there_is_one_line_however_late_the_bot_looks(weeks):
    assert marks(ABSENCE, after=timedelta(weeks=weeks)) == [FIRST + timedelta(weeks=4)]
    assert marks(ABSENCE, after=timedelta(weeks=weeks + 4)) == [FIRST + timedelta(weeks=8)]


def test_a_month_has_one_key_whatever_the_call():
    key = still_away_key(StillAway(ABSENCE, FIRST + timedelta(weeks=4)))
    assert key == "-/2027-02-01/notice/UANNA-still-away"


def test_who_leads_nothing_and_who_came_back_is_not_told():
    assert marks(Absence("UELSE", FIRST, date(2027, 12, 31)), after=timedelta(weeks=4)) == []
    assert marks(Absence("UANNA", FIRST, date(2027, 1, 31)), after=timedelta(weeks=4)) == []


def test_the_absence_that_was_kept_last_counts():
    fresh = Absence("UANNA", date(2027, 1, 25), date(2027, 2, 20))
    assert marks(ABSENCE, fresh, after=timedelta(weeks=4)) == []
