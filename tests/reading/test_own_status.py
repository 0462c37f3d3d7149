"""By their own status somebody is away, or not, and until when; what is over counts for nothing."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.absence import AwayByStatus, OwnStatus
from bot.reading.own_status import away_by_status

ZONE = "America/New_York"
READ = datetime(2026, 12, 1, 9, 0, tzinfo=ZoneInfo(ZONE))  # a Tuesday
CALL = datetime(2026, 12, 1, 16, 0, tzinfo=ZoneInfo(ZONE))
NO_END = AwayByStatus()

# Written before the rules; `apart` are those by which nothing was ever tuned.
LABELLED = [
    json.loads(line) for line in Path(__file__).with_name("own_statuses.jsonl").read_text().splitlines()
]
AMBIGUOUS = "PTO 12/3 - 12/8"  # in March or in December: not known, so only that they are away


def by(
    text: str, picture: str = "", ends: datetime | None = None, at: datetime = CALL
) -> AwayByStatus | None:
    return away_by_status(OwnStatus(text, picture, ends), at, read_at=READ, zone=ZONE)


@pytest.mark.parametrize("labelled", LABELLED, ids=lambda each: each["text"] or each["emoji"])
def test_statuses_are_read_as_people_read_them(labelled):
    found = by(labelled["text"], labelled.get("emoji", "").strip(":"))
    if labelled["text"] == AMBIGUOUS:
        assert found == NO_END
        return
    until = date.fromisoformat(labelled["until"]) if "until" in labelled else None
    assert found == (AwayByStatus(until) if labelled["away"] else None)


@pytest.mark.parametrize(
    ("text", "picture", "away"),
    [
        ("Vacationing", "palm_tree", True),
        ("Out sick", "face_with_thermometer", True),
        ("In a meeting", "spiral_calendar_pad", False),
        ("Commuting", "bus", False),
        ("Working remotely", "house_with_garden", False),
        ("", "palm_tree", True),
        ("", "face_with_thermometer", True),
        ("", "spiral_calendar_pad", False),
        ("", "bus", False),
        ("", "house_with_garden", False),
        ("", "", False),
        ("Planning the party", "palm_tree", False),
    ],
)
def test_of_the_five_that_slack_offers_two_say_away_with_and_without_their_words(text, picture, away):
    assert (by(text, picture) is not None) is away


def test_a_status_that_was_cleared_or_is_before_the_call_offers_nothing():
    for ends in (READ - timedelta(seconds=1), READ, CALL - timedelta(hours=1), CALL):
        assert by("Out of office", ends=ends) is None
    assert by("Out of office", ends=CALL + timedelta(minutes=1)) == AwayByStatus(date(2026, 12, 1))


def test_what_is_cleared_at_midnight_is_until_the_day_before():
    midnight = datetime(2026, 12, 4, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
    assert by("Vacationing", ends=midnight) == AwayByStatus(date(2026, 12, 3))
    assert by("Vacationing", ends=midnight + timedelta(hours=9)) == AwayByStatus(date(2026, 12, 4))


def test_of_two_ends_the_earlier_counts():
    month = CALL + timedelta(days=30)
    assert by("OOO until Dec 14", ends=month) == AwayByStatus(date(2026, 12, 14))
    assert by("OOO until Dec 14", ends=CALL + timedelta(days=1)) == AwayByStatus(date(2026, 12, 2))


def test_days_that_begin_after_the_call_or_ended_before_it_are_none_of_its_business():
    assert by("OOO Dec 7 - Dec 9") is None
    assert by("OOO Dec 7 - Dec 9", at=CALL + timedelta(days=7)) == AwayByStatus(date(2026, 12, 9))
    assert by("On vacation until Nov 27") is None
    assert by("Out sick today", at=CALL + timedelta(days=1)) is None


@pytest.mark.parametrize(
    "text", ["OOO until 14:00", "Out until 3pm", "away for an hour", "Arzt, bis 14 Uhr", "AFK"]
)
def test_a_while_is_no_absence(text):
    assert by(text) is None


@given(st.text(max_size=300), st.text(max_size=20), st.none() | st.datetimes(timezones=st.just(UTC)))
def test_whatever_somebody_writes_it_is_read_without_failing(text, picture, ends):
    found = by(text, picture, ends)
    assert found is None or found.until is None or found.until >= date(2026, 12, 1)
