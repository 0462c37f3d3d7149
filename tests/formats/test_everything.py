"""Everything that was kept, for other programs."""

import json
from datetime import UTC, date, datetime
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.formats.everything import KeptCall, KeptMeeting, history
from bot.model.absence import Absence
from bot.model.call import Section, StandIn
from bot.model.meeting import Meeting
from bot.model.reply import Reply
from bot.model.update import Correction
from bot.model.words import Line, words
from tests.formats.samples import full
from tests.storage.values import CALLS, MEETINGS, REPLIES

SCHEMA = json.loads(files("bot.formats").joinpath("history.schema.json").read_text("utf-8"))
MINUTES = json.loads(files("bot.formats").joinpath("minutes.schema.json").read_text("utf-8"))
NOON = datetime(2026, 1, 6, 17, tzinfo=UTC)


@settings(max_examples=25)
@given(CALLS, MEETINGS, st.lists(REPLIES, max_size=2))
def test_the_json_is_as_its_schema_says(call, meeting, replies):
    kept = KeptCall(call, (KeptMeeting(meeting, tuple(replies), (("A", Correction("k", Section.NEWS)),)),))
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(history([kept], []))))


@settings(max_examples=10)
@given(CALLS)
def test_minutes_in_it_are_as_the_schema_of_minutes_says(call):
    kept = KeptMeeting(Meeting("Production", full().date, NOON, NOON, NOON, NOON, minutes=full()))
    (written,) = history([KeptCall(call, (kept,))], [])["calls"]
    Draft202012Validator(MINUTES).validate(written["meetings"][0]["minutes"])


@given(CALLS)
@settings(max_examples=5)
def test_replies_go_out_in_words_and_not_as_slack_wrote_them(call):
    reply = Reply("U1", "D1", "1.0", (Line(words("It works")),), source="<@U0SECRET>")
    kept = KeptMeeting(Meeting("Production", full().date, NOON, NOON, NOON, NOON), (reply,))
    written = json.dumps(history([KeptCall(call, (kept,))], []))
    assert "It works" in written
    assert "U0SECRET" not in written


def test_absences_go_out_with_who_stands_in():
    away = Absence("U1", date(2026, 1, 5), date(2026, 1, 9), StandIn("Tim T.", "U2"))
    assert history([], [away])["absences"] == [
        {
            "person": "U1",
            "first": "2026-01-05",
            "last": "2026-01-09",
            "stand_in": {"name": "Tim T.", "person": "U2"},
        }
    ]
