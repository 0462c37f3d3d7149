"""What time brings about in the week of a call: each step is a value, taken by `advance`."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.call import Lead
from bot.model.delivery import Delivery, Kind
from bot.rules.action_reminders import Nudge
from bot.rules.downtimes import TellDowntime
from bot.rules.emergencies import TellChannel
from bot.rules.long_away import StillAway
from bot.rules.retention import Forget


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a lead what is new, or for more areas than they were asked for."""

    lead: Lead


@dataclass(frozen=True, slots=True)
class Remind:
    """Remind a lead of areas nobody has reported for."""

    lead: Lead
    kind: Kind
    areas: tuple[str, ...]
    last: bool
    not_after: datetime


@dataclass(frozen=True, slots=True)
class Omit:
    """Do not ask or remind a lead any more, and remember why."""

    lead: Lead
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Alert:
    """Tell a chair that something could not be delivered."""

    chair: str
    about: Delivery


@dataclass(frozen=True, slots=True)
class Publish:
    """Freeze and post the minutes; `delayed` says in words why so late."""

    delayed: str


@dataclass(frozen=True, slots=True)
class Amend:
    """Bring the posted minutes up to what was reported since."""


@dataclass(frozen=True, slots=True)
class Close:
    """End the late window; without minutes, `reason` says why there are none."""

    reason: str = ""


Tell = TellChannel | Nudge | StillAway | TellDowntime
Step = Ask | Remind | Omit | Alert | Tell | Forget | Publish | Amend | Close


def ends_waiting(step: Step) -> bool:
    """Whether it settles what the minutes say, or that there are none, without what is not read yet."""
    return isinstance(step, Publish | Close)


def named(step: Step) -> str:
    """A step in words that tell it from every other one of its meeting, without anybody's own."""
    return " ".join(filter(None, (_DOING[type(step)], _about(step))))


def _about(step: Step) -> str:
    """Whom or what it is about, where a meeting has several such steps."""
    match step:
        case Ask(lead):
            return lead.person
        case Remind(lead, kind) | Omit(lead, kind):
            return f"{lead.person} ({kind})"
        case Alert(chair, about):
            return f"{chair} of {about.key}"
        case TellChannel(area):
            return area
        case Nudge(action, told):
            return f"{action.number} ({told})"
        case StillAway(absence):
            return absence.person
        case TellDowntime(downtime):
            return downtime.until.isoformat()
    return ""


_DOING: dict[type[Step], str] = {
    Ask: "asking",
    Remind: "reminding",
    Omit: "leaving out a question to",
    Alert: "telling",
    TellChannel: "telling the channel of an emergency in",
    Nudge: "reminding of action item",
    StillAway: "asking whether they are back",
    TellDowntime: "telling what became of the meetings that were missed until",
    Forget: "forgetting what was written long ago",
    Publish: "posting the minutes",
    Amend: "amending the minutes",
    Close: "closing the meeting",
}
