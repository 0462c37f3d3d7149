"""Which areas have been silent for several meetings in a row."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.model.call import Labels, Style
from bot.model.minutes import AreaMinutes, Minutes, Silence
from bot.rules.silence import Silent, long_silent, silence_in_words

SAID = None
NO, AWAY, NOTHING = Silence.NO_REPORT, Silence.AWAY, Silence.NOTHING


def minutes(silence: Silence | None, name: str = "Storage") -> Minutes:
    area = AreaMinutes(name, f"{name} (Ana B.)", Style.FLAT, Labels(), silence=silence)
    starts = datetime(2027, 1, 12, 21, tzinfo=UTC)
    return Minutes("Production", date(2027, 1, 12), starts, "America/New_York", (), (), (area,))


@pytest.mark.parametrize(
    ("newest_first", "times"),
    [
        ([NO, NO, NO], 3),
        ([NO, NO, SAID], 0),
        ([NO, NO, NO, SAID, NO], 3),
        ([NO, AWAY, NO, NO, NO], 4),
        ([NO, NOTHING, NO, NO], 0),
        ([AWAY, NO, NO, NO], 0),
        ([SAID, NO, NO, NO], 0),
        ([NO], 0),
    ],
)
def test_meetings_without_a_report_are_counted_back_to_the_last_one(newest_first, times):
    now, *before = map(minutes, newest_first)
    assert long_silent(now, before) == ((Silent("Storage (Ana B.)", times),) if times else ())


def test_imported_pages_and_times_before_the_area_do_not_count():
    imported = replace(minutes(NO), imported="page")
    assert long_silent(minutes(NO), [imported, minutes(NO), imported]) == ()
    assert long_silent(minutes(NO), [minutes(NO), minutes(NO, "Networks")]) == ()


def test_the_chair_is_told_each_with_its_count():
    told = silence_in_words("Production", [Silent("Storage (Ana B.)", 3), Silent("Grid (Xin)", 12)])
    assert told.startswith(
        "No report for the Production call in a row: Storage (Ana B.), for the third time; "
        "Grid (Xin), for the 12th time. "
    )
