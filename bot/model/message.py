"""What the bot says on its own account, in the week's terms; the chat decides how it looks."""

import datetime as dt
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.model.absence import Absence
from bot.model.alarm import Alarm, AlarmNews
from bot.model.call import Labels, WikiTopic
from bot.model.minutes import ActionItem, AreaMinutes, Minutes
from bot.model.update import Item, Update


@dataclass(frozen=True, slots=True)
class Occasion:
    """Which meeting is meant and when it starts (UTC), with the zones in which to say so.

    `date` is part of the meeting's identity; people are told the `day`. `off` says that it is not held.
    """

    call: str
    date: date
    starts: datetime
    zone: str
    also_in: tuple[str, ...] = ()
    off: bool = False

    @property
    def day(self) -> dt.date:
        """The date on which it is held."""
        return self.starts.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class LastTime:
    """What is still on an area's list from the meeting before.

    `instead_of` names the lead for whom the reader stands in, if so.
    """

    area: str
    labels: Labels
    items: tuple[Item, ...] = ()
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """The reader was away until `last`; beside each meeting stands who reported for them, empty if nobody."""

    last: date
    meetings: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AskLead:
    """What is new in your areas? `returned` is set in the first question after an absence."""

    occasion: Occasion
    areas: tuple[LastTime, ...]
    returned: Absent | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The areas asked about."""
        return tuple(last.area for last in self.areas)


@dataclass(frozen=True, slots=True)
class RemindLead:
    """These areas have not reported; `last` is the last call before the meeting.

    `instead_of` pairs an area with the lead for whom the reader stands in. `by` names who asked for this
    reminder; the others come by themselves.
    """

    occasion: Occasion
    areas: tuple[str, ...]
    last: bool = False
    instead_of: tuple[tuple[str, str], ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class CardArea:
    """One area on a card.

    `told` holds the keys of the emergencies that the channel was told of and that stand; `tell` says that
    there are others and that the lead may let the channel know.
    """

    area: str
    labels: Labels
    update: Update
    told: tuple[str, ...] = ()
    tell: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What was understood from a lead, to be checked and corrected.

    `published` says that the minutes are out already and that what stands here amends them. `choices` names
    the areas between which the lead is asked to choose where it is not clear which one was meant.
    """

    occasion: Occasion
    areas: tuple[CardArea, ...]
    published: bool = False
    aside: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """One of the messages that the minutes take, `page` counting from 1.

    `live` is the key of the meeting where people can answer its roll call here: on the last page, until the
    meeting is closed.
    """

    minutes: Minutes
    page: int = 1
    live: str = ""


@dataclass(frozen=True, slots=True)
class TwikiCopy:
    """The minutes as a TWiki topic, to be shared as a text file."""

    title: str
    filename: str
    text: str


@dataclass(frozen=True, slots=True)
class WikiPage:
    """The minutes, to stand on their page in the wiki.

    `stood` are the minutes that we may have put there before, so that what people changed since is told from
    what we wrote; empty the first time. `unsure` says that perhaps none of them was put there.
    """

    wiki: WikiTopic
    minutes: Minutes
    stood: tuple[Minutes, ...] = ()
    unsure: bool = False

    @property
    def name(self) -> str:
        """The page with its web: `Production.January6,2015ProductionMeeting`."""
        return f"{self.wiki.web}.{self.minutes.topic}"


@dataclass(frozen=True, slots=True)
class LateNote:
    """The posted minutes were amended in these areas."""

    areas: tuple[str, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class Round:
    """Where a meeting is on its way through the areas; `place` counts from 1.

    Without an `area` it is at the action items, where the way ends. `before` and `after` are the places
    beside it, empty where there is none. `over` says that the meeting is closed.
    """

    occasion: Occasion
    area: AreaMinutes | None
    place: int
    before: str = ""
    after: str = ""
    actions: tuple[ActionItem, ...] = ()
    over: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """A chair closed the meeting."""

    occasion: Occasion
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Something did not get through: what kind of thing, to whom (a lead; empty is the channel), and why."""

    occasion: Occasion
    what: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class Excused:
    """Somebody does not report for a while; `over` says that they do again.

    `instead` names who is asked instead, and is empty when nobody is. `by` names who said so, where it was
    not the reader. `still` says it anew, to who has been away for long.
    """

    occasion: Occasion
    absence: Absence
    instead: str = ""
    over: bool = False
    by: str = ""
    still: bool = False


@dataclass(frozen=True, slots=True)
class AreaChanges:
    """What changed in one area, in the leads' words; `ongoing` has the weeks beside each item."""

    area: str
    new: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    ongoing: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the minutes of the day `since`."""

    since: date
    areas: tuple[AreaChanges, ...] = ()


class Told(StrEnum):
    """Why somebody is told of an action item."""

    YOURS = "yours"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class ActionNotice:
    """An action item as it is now, for `to`, who owns it or did when they were told; `by` gave it to them."""

    call: str
    action: ActionItem
    told: Told
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
class Notice:
    """A plain sentence to one person or channel."""

    text: str


Message = (
    AskLead
    | RemindLead
    | Card
    | MinutesPage
    | TwikiCopy
    | WikiPage
    | LateNote
    | Round
    | Closed
    | Changes
    | Alarm
    | AlarmNews
    | Undelivered
    | Excused
    | Rescheduled
    | ActionNotice
    | Notice
)
