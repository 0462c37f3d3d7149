"""What happened: the values of which the log is made and the metrics count, without anybody's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

Fact = str | int


class Event(StrEnum):
    """Something that happened. People search logs for these words: they stay as they are."""

    STARTED = "started"
    WAITING = "waiting"
    NEXT = "next"
    LISTENING = "listening"
    CAUGHT_UP = "caught_up"
    STOPPED = "stopped"
    CALL_ADDED = "call_added"
    CALL_CHANGED = "call_changed"
    CALLS_APPLIED = "calls_applied"
    CALLS_REFUSED = "calls_refused"
    MOVED = "moved"
    SKIPPED = "skipped"
    RESTORED = "restored"
    ASKED = "asked"
    REMINDED = "reminded"
    LEFT_OUT = "left_out"
    HEARD = "heard"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    HELD_BACK = "held_back"
    FROZEN = "frozen"
    REOPENED = "reopened"
    POSTED = "posted"
    AMENDED = "amended"
    PUBLISHED = "published"
    MAILED = "mailed"
    TOLD = "told"
    TOLD_ANEW = "told_anew"
    GIVEN_UP = "given_up"
    CLOSED = "closed"


_DELIVERY = ("call", "meeting", "kind", "delivery")
_SAID = (*_DELIVERY, "late_s", "took_ms")
_SECTIONS = ("news", "ongoing", "emergencies")

# What each line means, and what may stand in it, in this order; facts that are not known are left out.
LINES: Mapping[Event, tuple[str, tuple[str, ...]]] = {
    Event.STARTED: (
        "the bot is connected to a workspace, with this release of itself",
        ("version", "workspace", "team", "bot", "database", "via"),
    ),
    Event.WAITING: ("there is nothing to do yet; `reason` says what would change that", ("reason",)),
    Event.NEXT: (
        "the coming meeting of a call and its moments; told at a start and whenever they change",
        ("call", "meeting", "asks", "reminds", "posts", "starts"),
    ),
    Event.LISTENING: ("Slack's events arrive: at a start, and after every new connection", ("via",)),
    Event.CAUGHT_UP: (
        "what was written while nobody listened has been read back; `messages` were looked at",
        ("messages", "took_ms"),
    ),
    Event.STOPPED: ("the bot has stopped in good order; `reason` is the signal", ("reason", "took_ms")),
    Event.CALL_ADDED: ("a call was set up", ("call",)),
    Event.CALL_CHANGED: ("the settings of a call were changed; `/minutes setup` shows by whom", ("call",)),
    Event.CALLS_APPLIED: (
        "the calls file was read, at a start or at SIGHUP; as many lines before say what is new in it",
        ("file", "lines"),
    ),
    Event.CALLS_REFUSED: (
        "the calls file was to be applied again and could not be; nothing was changed",
        ("reason",),
    ),
    Event.MOVED: ("a meeting is at another time", ("call", "meeting", "starts", "posts")),
    Event.SKIPPED: ("a meeting is not held", ("call", "meeting", "reason")),
    Event.RESTORED: ("a meeting is held after all", ("call", "meeting", "starts", "posts")),
    Event.ASKED: ("a lead was asked what is new", _SAID),
    Event.REMINDED: ("a lead was reminded", _SAID),
    Event.LEFT_OUT: (
        "something was not said, as there was no need or no time for it",
        (*_DELIVERY, "reason"),
    ),
    Event.HEARD: (
        "a lead wrote, edited or deleted something; `how` says by which way",
        ("call", "meeting", "how"),
    ),
    Event.REPORTED: (
        "what is understood of an area has changed: so many items it has now, by section",
        ("call", "meeting", "area", *_SECTIONS, "nothing_new"),
    ),
    Event.CONFIRMED: ("a lead found right what was understood", ("call", "meeting", "area")),
    Event.REOPENED: ("a chair opened a closed meeting again", ("call", "meeting")),
    Event.HELD_BACK: (
        "late minutes or the end of a meeting wait, at most until then, for what is not read back yet",
        ("call", "meeting", "until"),
    ),
    Event.FROZEN: (
        "the minutes were assembled; `silent` areas had not reported, the items are counted by section",
        ("call", "meeting", "areas", "silent", *_SECTIONS),
    ),
    Event.POSTED: ("the minutes stand in the channel", _SAID),
    Event.AMENDED: ("the posted minutes were brought up to date", (*_DELIVERY, "version", "took_ms")),
    Event.PUBLISHED: (
        "the minutes stand in the wiki or the repository, at first or brought up to date",
        (*_DELIVERY, "version", "late_s", "took_ms"),
    ),
    Event.MAILED: ("a mail server took the minutes for one address", _SAID),
    Event.TOLD: ("something else was said, such as a card or a notice", _SAID),
    Event.TOLD_ANEW: (
        "something that stands in Slack was brought up to date",
        (*_DELIVERY, "version", "took_ms"),
    ),
    Event.GIVEN_UP: (
        "something will never be said; `reason` is the word of Slack, a wiki or a mail server",
        (*_DELIVERY, "reason"),
    ),
    Event.CLOSED: ("the late window of a meeting is over", ("call", "meeting", "reason")),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened, and the facts that are told of it.

    Raises ValueError for a fact that the event is not said to have: no words come in by a side door.
    """

    event: Event
    facts: Mapping[str, Fact]

    def __post_init__(self) -> None:
        if others := self.facts.keys() - set(LINES[self.event][1]):
            raise ValueError(f"{self.event} tells nothing of {', '.join(sorted(others))}")

    @property
    def told(self) -> dict[str, Fact]:
        """The facts that are known, in their order."""
        return {name: self.facts[name] for name in LINES[self.event][1] if self.facts.get(name, "") != ""}


def moment(when: datetime) -> str:
    """A moment as a fact: in UTC, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
