"""What a lead asks the bot, or wants it to do, is answered by what helps."""

from datetime import date, time

import pytest

from bot.model.call import Area, Call, Lead, Weekday
from bot.model.meeting import schedule
from bot.rules.answer import answer

CALL = Call(
    "Production",
    "C1",
    Weekday.TUESDAY,
    time(16),
    "America/New_York",
    areas=(Area("Software", (Lead("Tim T.", "U1"),)),),
)
MEETING = schedule(CALL, date(2027, 1, 12))


def said(question: str) -> str:
    return answer((question,), CALL, MEETING, ())


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("stop reminding me", "I'm away"),
        ("please don\u2019t ping me any more", "I'm away"),
        ("unsubscribe", "I'm away"),
        ("delete the outage item", "withdrawn"),
        ("please move the last one to ongoing", "moved"),
        ("undo that", "withdrawn"),
        ("could you delete my previous message from the minutes?", "withdrawn"),
        ("/minutes status", "/minutes help"),
        ("minutes help", "/minutes help"),
        ("pass", "Nothing new"),
        ("remind me tomorrow", "before the call"),
        ("ask my deputy", "Someone else reports"),
        ("cancel the call", "/minutes skip"),
    ],
)
def test_what_is_wanted_is_answered_by_how_to_do_it(wanted, names):
    assert names in said(wanted)


@pytest.mark.parametrize("question", ["when is the call?", "is this thing on?", "help"])
def test_a_question_is_answered_with_the_time_of_the_call(question):
    assert "The Production call is on Tuesday, January 12 at 16:00" in said(question)


def test_what_was_noted_is_told():
    assert said("what did you note down?") == "I have noted nothing for the Production call yet."
