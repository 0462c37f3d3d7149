"""An export is read back as what it was written from."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls_file import read_calls
from bot.formats.everything import KeptCall, KeptMeeting, history
from bot.formats.read_history import HistoryUnreadable, read_history
from bot.model.absence import Absence
from bot.model.call import Section, StandIn
from bot.model.meeting import Meeting
from bot.model.update import Correction
from tests.command_line import CALLS as CALLS_FILE
from tests.formats.samples import full
from tests.storage.values import CALLS, MEETINGS, REPLIES

NOON = datetime(2026, 1, 6, 17, tzinfo=UTC)
AWAY = Absence("U1", date(2026, 1, 5), date(2026, 1, 9), StandIn("Tim T.", "U2"))


def exported(*calls, absences=()):
    """An export, as it stands in a file and is read from there."""
    return json.loads(json.dumps(history(calls, absences)))


@settings(max_examples=25)
@given(CALLS, MEETINGS, st.lists(REPLIES, max_size=2))
def test_what_was_read_is_exported_as_it_was(call, meeting, replies):
    whole = KeptMeeting(Meeting(call.name, full().date, NOON, NOON, NOON, NOON, minutes=full()))
    some = KeptMeeting(meeting, tuple(replies), (("A", Correction("k", Section.NEWS)),))
    written = exported(KeptCall(call, (some, whole)), absences=[AWAY])
    calls, absences = read_history(written)
    assert exported(*calls, absences=absences) == written


BROKEN = [
    ([], "does not say"),
    ({"format": "minutesbot.minutes", "version": 1}, "does not say"),
    ({"format": "minutesbot.history", "version": 2, "calls": []}, "its version is 2"),
    ({"format": "minutesbot.history", "version": 1}, "KeyError"),
    (
        {"format": "minutesbot.history", "version": 1, "calls": [{"meetings": []}], "absences": []},
        "a Call, at",
    ),
    ({"format": "minutesbot.history", "version": 1, "calls": 7, "absences": []}, "TypeError"),
    ({"format": "minutesbot.history", "version": 1, "calls": ["x"], "absences": []}, "AttributeError"),
]


@pytest.mark.parametrize(("data", "words"), BROKEN)
def test_what_is_no_export_is_refused_in_a_line(data, words):
    with pytest.raises(HistoryUnreadable, match=words) as caught:
        read_history(data)
    assert "\n" not in str(caught.value)


def test_the_words_of_what_cannot_be_read_are_not_told():
    written = exported(KeptCall(read_calls(CALLS_FILE, "calls.toml")[0]))
    written["calls"][0]["time"] = "a secret"
    with pytest.raises(HistoryUnreadable) as caught:
        read_history(written)
    assert "a secret" not in str(caught.value)
