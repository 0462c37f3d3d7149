"""What the bot posts for everybody: the minutes, their copies, and what is said in their thread."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.model.call import GitRepository, WikiTopic
from bot.model.message.occasion import Occasion
from bot.model.minutes import ActionItem, AreaMinutes, Minutes

ACTION_ITEMS = " action items"  # where the round ends; no area is called so, as no name begins with a blank


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
class GitPage:
    """The minutes, to stand as Markdown in the file `path` of a repository.

    `stood` are the minutes that we may have put there before; empty the first time.
    """

    repository: GitRepository
    minutes: Minutes
    path: str
    stood: tuple[Minutes, ...] = ()

    @property
    def name(self) -> str:
        """The file, as it is told to people."""
        return self.path


@dataclass(frozen=True, slots=True)
class MinutesMail:
    """The minutes as they were when their meeting was closed `at` a moment, for one mail address.

    `after` is the key that the mail carries which this address got before, where the meeting was opened again
    since.
    """

    minutes: Minutes
    to: str
    at: datetime
    after: str = ""

    @property
    def name(self) -> str:
        """The address, as it is told to people."""
        return self.to


@dataclass(frozen=True, slots=True)
class LateNote:
    """The posted minutes were amended in these areas."""

    areas: tuple[str, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class AreaWalk:
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
