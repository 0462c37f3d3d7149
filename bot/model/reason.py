"""Why something was not held, asked, said or posted: every reason of ours that the records give."""

from enum import StrEnum


class Reason(StrEnum):
    """A reason in the words in which the rows of meetings and deliveries hold it.

    These words never change, or old rows would not be known any more; what people read is up to `as_told`.
    A reason that ends with a blank goes on with a detail.
    """

    BY_A_CHAIR = "skipped by the chair"  # who it was stands in the override
    DATE_LEFT_OUT = "no meeting on this date"
    PUBLIC_HOLIDAY = "public holiday: "
    OTHER_WEEKDAY = "the call is now on "
    PAUSED = "the call is paused"
    ENDED = "the call has ended"

    OPENED_AGAIN = "opened again after it was closed"  # of a meeting whose late window is its own

    DOWN_FOR_A_WEEK = "the bot was not running for more than a week, and nobody had reported"
    READ_FROM_A_PAGE = "read from "

    REPORTED_ALREADY = "reported already"
    DOWN_BEFORE_THE_CALL = "the bot was not running before the call"
    DOWN_AT_ITS_TIME = "the bot was not running at its moment"
    ASKED_AFTER_ITS_TIME = "asked only after its moment"
    QUIET_HOURS = "their quiet hours left no time before the call"
    COULD_NOT_BE_ASKED = "could not be asked: "

    TOO_LATE_TO_SEND = "its moment had passed before it could be sent"
    REFUSED_FOR_NOW = "refused for now: "  # goes on with the workspace's word for why
    REFUSED_TOO_LONG = "its moment had passed while it was refused: "
    WRITTEN_OUT = "it stands as text, as its file was refused: "  # goes on with why
    OVER_BEFORE_SAID = "it was over before it could be said"
    MAILED_PERHAPS = "the mail server took it and did not say so; it may have arrived"
    FOLLOWS_NOTHING = "the message it follows was not posted"
    WORDS_ERASED = "what it was to say was erased"
    OF_ANOTHER_RELEASE = "another release of the bot wrote it, and this one cannot read it: "

    def about(self, detail: str) -> str:
        """The reason with its detail, as it is stored: `public holiday: Christmas Day`."""
        return f"{self}{detail}"


NOT_HELD = (
    Reason.BY_A_CHAIR,
    Reason.DATE_LEFT_OUT,
    Reason.PUBLIC_HOLIDAY,
    Reason.OTHER_WEEKDAY,
    Reason.PAUSED,
    Reason.ENDED,
)
_AS_TOLD = {
    Reason.REPORTED_ALREADY: "everything of theirs had been reported already",
    Reason.DOWN_BEFORE_THE_CALL: "I was not running before the call",
    Reason.DOWN_AT_ITS_TIME: "I was not running then",
    Reason.ASKED_AFTER_ITS_TIME: "they were asked only after the time for it",
    Reason.TOO_LATE_TO_SEND: "its time had passed before Slack took it",
}


def reason_in(stored: str) -> Reason | None:
    """Which reason a row gives; None for one that is not ours, as Slack's or a wiki's."""
    return next((reason for reason in Reason if _gives(stored, reason)), None)


def detail_of(stored: str) -> str:
    """What a reason that a row gives goes on with; of one that is not ours everything."""
    return stored.removeprefix(reason_in(stored) or "")


def as_told(stored: str) -> str:
    """The reason that a row gives, as a sentence of the bot goes on with it."""
    reason = reason_in(stored)
    if reason in (Reason.REFUSED_FOR_NOW, Reason.WRITTEN_OUT):
        return detail_of(stored)
    if reason is Reason.REFUSED_TOO_LONG:
        return f"Slack refused it until its time had passed ({detail_of(stored)})"
    return _AS_TOLD.get(reason, stored) if reason else stored


def _gives(stored: str, reason: Reason) -> bool:
    return stored.startswith(reason) if reason.endswith(" ") else stored == reason
