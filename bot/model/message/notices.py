"""What the bot tells somebody in a line."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.message.occasion import Occasion
from bot.model.minutes import ActionItem

AS_TEXT = "twiki as text"  # what is told of a TWiki copy that stands as text, as its file was refused


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Something did not get through: what kind of thing, to whom (a lead; empty is the channel), and why.

    `passing` says that everything is refused for this reason until somebody mends it.
    """

    occasion: Occasion
    what: str
    who: str
    reason: str
    passing: bool = False


class ActionEvent(StrEnum):
    """Why somebody is told of an action item."""

    YOURS = "yours"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class ActionNotice:
    """An action item as it is now, for `to`, who owns it or did when they were told; `by` gave it to them."""

    call: str
    action: ActionItem
    told: ActionEvent
    to: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """A meeting is not held, or at another time than it `was` to be (UTC; None: it was not to be held).

    `reason` says why it is not held where no chair wanted it so, `by` names the chair who did. `following` is
    the next meeting that is held; `wrote` says that the reader has written something, which counts for it, or
    for this meeting where it is held.
    """

    occasion: Occasion
    was: datetime | None
    reason: str = ""
    by: str = ""
    following: Occasion | None = None
    wrote: bool = False


@dataclass(frozen=True, slots=True)
class UnknownMessage:
    """A message that another release stored and this one cannot read: its `word`, and all that is stored.

    It is never said; once a release that knows the word is at work, it is a message again.
    """

    word: str
    stored: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A plain sentence to one person or channel."""

    text: str
