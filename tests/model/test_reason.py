"""The reasons that stand in the records are known again, also those that older releases wrote."""

import pytest

from bot.model.reason import NOT_HELD, Reason, as_told, detail_of, reason_in

STORED = [  # what stands in databases since the first release
    ("skipped by the chair", Reason.BY_A_CHAIR),
    ("no meeting on this date", Reason.DATE_LEFT_OUT),
    ("public holiday: Christmas Day", Reason.PUBLIC_HOLIDAY),
    ("the call is now on Wednesdays", Reason.OTHER_WEEKDAY),
    ("the call is paused", Reason.PAUSED),
    ("the call has ended", Reason.ENDED),
    ("opened again after it was closed", Reason.OPENED_AGAIN),
    ("the bot was not running for more than a week, and nobody had reported", Reason.DOWN_FOR_A_WEEK),
    ("read from January6,2015ProductionMeeting.txt", Reason.READ_FROM_A_PAGE),
    ("reported already", Reason.REPORTED_ALREADY),
    ("the bot was not running before the call", Reason.DOWN_BEFORE_THE_CALL),
    ("the bot was not running at its moment", Reason.DOWN_AT_ITS_TIME),
    ("asked only after its moment", Reason.ASKED_AFTER_ITS_TIME),
    ("their quiet hours left no time before the call", Reason.QUIET_HOURS),
    ("could not be asked: cannot_dm_bot", Reason.COULD_NOT_BE_ASKED),
    ("its moment had passed before it could be sent", Reason.TOO_LATE_TO_SEND),
    ("refused for now: missing_scope", Reason.REFUSED_FOR_NOW),
    ("its moment had passed while it was refused: missing_scope", Reason.REFUSED_TOO_LONG),
    ("it stands as text, as its file was refused: file_uploads_disabled", Reason.WRITTEN_OUT),
    ("it was over before it could be said", Reason.OVER_BEFORE_SAID),
    ("the message it follows was not posted", Reason.FOLLOWS_NOTHING),
    ("what it was to say was erased", Reason.WORDS_ERASED),
    ("the mail server took it and did not say so; it may have arrived", Reason.MAILED_PERHAPS),
    ("another release of the bot wrote it, and this one cannot read it: Poll", Reason.OF_ANOTHER_RELEASE),
]


@pytest.mark.parametrize(("stored", "reason"), STORED)
def test_what_a_row_gives_as_a_reason_is_known_again(stored, reason: Reason):
    assert reason_in(stored) == reason
    assert reason.about(detail_of(stored)) == stored


def test_every_reason_has_its_row():
    assert {reason for _, reason in STORED} == set(Reason)


@pytest.mark.parametrize("said", ["", "channel_not_found", "public holiday", "a chair skipped it"])
def test_what_slack_gives_as_a_reason_is_not_taken_for_one_of_ours(said):
    assert (reason_in(said), detail_of(said), as_told(said)) == (None, said, said)


def test_the_bot_speaks_of_itself_where_the_records_speak_of_the_bot():
    assert as_told("the bot was not running before the call") == "I was not running before the call"
    assert as_told("public holiday: Christmas Day") == "public holiday: Christmas Day"


def test_only_the_calendar_and_chairs_give_reasons_why_a_meeting_is_not_held():
    assert [stored for stored, reason in STORED if reason in NOT_HELD] == [
        "skipped by the chair",
        "no meeting on this date",
        "public holiday: Christmas Day",
        "the call is now on Wednesdays",
        "the call is paused",
        "the call has ended",
    ]
