"""Which date it is where a call is held."""

from datetime import UTC, date, datetime, time

import pytest

from bot.model.call import Call, Weekday
from bot.model.local_time import local_date

MOMENT = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/New_York", date(2026, 3, 10)),
        ("UTC", date(2026, 3, 10)),
        ("Europe/Berlin", date(2026, 3, 11)),
        ("Pacific/Kiritimati", date(2026, 3, 11)),
    ],
)
def test_a_moment_has_the_date_of_its_zone(zone, day):
    assert local_date(MOMENT, zone) == day
    call = Call("Production", "C0", Weekday.TUESDAY, time(16), zone, ())
    assert call.local_date(MOMENT) == day
