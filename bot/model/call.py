"""A call: the standing meeting, its areas and who reports for them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.model.local_time import local_date
from bot.model.quiet import Quiet
from bot.model.rhythm import Gaps, Rhythm, gaps
from bot.model.rhythm import Weekday as Weekday  # noqa: PLC0414 - the noun stands here for everybody


class Section(StrEnum):
    """The three parts of an update."""

    NEWS = "news"
    ONGOING = "ongoing"
    EMERGENCIES = "emergencies"


class Style(StrEnum):
    """How an area's items are laid out in the minutes."""

    NESTED = "nested"
    PLAIN = "plain"
    HEADINGS = "headings"
    FLAT = "flat"


class Urgency(StrEnum):
    """What happens to an emergency before the call."""

    ASK = "ask"
    AT_ONCE = "at once"
    MINUTES = "minutes"


class Standing(StrEnum):
    """Whether a call is held at all; paused and ended ones ask nobody and post nothing."""

    HELD = "held"
    PAUSED = "paused"
    ENDED = "ended"


class Charset(StrEnum):
    """What the wiki can store: `ascii` writes other characters as numeric entities."""

    ASCII = "ascii"
    UTF8 = "utf-8"


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who reports for a lead while they are away."""

    name: str
    person: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A person who reports for an area; `person` is their id in the chat workspace.

    A lead of a standing call is never away; for a meeting they may be, with or without a stand-in.
    """

    name: str
    person: str
    away: bool = False
    stand_in: StandIn | None = None

    @property
    def title(self) -> str:
        """How they stand in a heading: `Tim T. for Tim C.` with a stand-in."""
        return f"{self.stand_in.name} for {self.name}" if self.stand_in else self.name

    @property
    def speakers(self) -> tuple[str, ...]:
        """The ids of those who may report here: the lead, also when away, and the stand-in."""
        return (self.person, self.stand_in.person) if self.stand_in else (self.person,)

    def is_replaced_by(self, person: str) -> bool:
        """Whether this person stands in."""
        return self.stand_in is not None and person == self.stand_in.person


@dataclass(frozen=True, slots=True)
class Labels:
    """What an area calls the three sections in the minutes."""

    news: str = "News"
    ongoing: str = "Ongoing"
    emergencies: str = "Emergencies"

    def of(self, section: Section) -> str:
        """What this area calls a section."""
        return {
            Section.NEWS: self.news,
            Section.ONGOING: self.ongoing,
            Section.EMERGENCIES: self.emergencies,
        }[section]


@dataclass(frozen=True, slots=True)
class Area:
    """One section of the minutes; `was` are the names that it had before."""

    name: str
    leads: tuple[Lead, ...]
    style: Style = Style.NESTED
    labels: Labels = Labels()
    joiner: str = ", "
    was: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The heading as the wiki pages have it: `Area (Lead & Lead)`."""
        names = self.joiner.join(lead.title for lead in self.leads)
        return f"{self.name} ({names})" if names else self.name

    @property
    def speakers(self) -> set[str]:
        """The ids of those who may report here: its leads, also when away, and their stand-ins."""
        return {person for lead in self.leads for person in lead.speakers}

    @property
    def is_away(self) -> bool:
        """Whether nobody is there to report."""
        return bool(self.leads) and all(lead.away and lead.stand_in is None for lead in self.leads)


@dataclass(frozen=True, slots=True)
class WikiTopic:
    """How the TWiki copy is named and written.

    `topic` may hold `{month}` (January), `{mon}` (Jan), `{day}`, `{day2}` (two digits), `{month2}`,
    `{year}` and `{call}` (the call's name without spaces). With `url`, `web` and `login` the copy is also put
    into the wiki: its address up to the names of its scripts (`https://wiki.example.org/bin`), the web of the
    page, and the name to log in with.
    """

    parent: str = ""
    topic: str = "{month}{day},{year}{call}Meeting"
    charset: Charset = Charset.ASCII
    url: str = ""
    web: str = ""
    login: str = ""


@dataclass(frozen=True, slots=True)
class GitRepository:
    """Where the minutes are committed as Markdown; nowhere where `clone` is empty.

    `clone` is the folder of a clone on this machine, whose branch is pushed to its remote `origin`. `path`
    may hold the same places as the name of a wiki page; `author` is `Name <address>`.
    """

    clone: str = ""
    path: str = "{year}/{year}-{month2}-{day2}-{call}.md"
    author: str = "Minutesbot <minutesbot@localhost>"


@dataclass(frozen=True, slots=True)
class Call:
    """The standing meeting.

    It falls on `weekday` every week, or as `rhythm` says; there is none (None) where the rhythm needs none.
    `ask`, `remind` and `post` are spans before the start (`post` may be negative: after it); `late` is the
    span after posting in which replies still amend the minutes. `time` is the wall clock in `timezone`.
    `retention` is the span after a meeting in which what was written for it is kept word for word (None: for
    ever); its minutes stay. In the hours of `quiet`, by their own clock, leads are not asked or reminded.
    `mail` are the addresses to which the minutes also go, once the meeting is closed.
    `was` are the names that it had before, by which it is still found.
    """

    name: str
    channel: str
    weekday: Weekday | None
    time: time
    timezone: str
    areas: tuple[Area, ...]
    also_in: tuple[str, ...] = ()
    coordinates: tuple[str, ...] = ()
    ask: timedelta = timedelta(hours=24)
    remind: tuple[timedelta, ...] = (timedelta(hours=3), timedelta(minutes=30))
    post: timedelta = timedelta(0)
    late: timedelta = timedelta(hours=24)
    emergencies: Urgency = Urgency.ASK
    chairs: tuple[str, ...] = ()
    skip: tuple[date, ...] = ()
    holidays: str | None = None
    retention: timedelta | None = None
    twiki: WikiTopic = WikiTopic()
    git: GitRepository = GitRepository()
    rhythm: Rhythm = Rhythm()
    standing: Standing = Standing.HELD
    quiet: Quiet | None = None
    mail: tuple[str, ...] = ()
    was: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which it is found: its own, and those that it had before."""
        return (self.name, *self.was)

    @property
    def gaps(self) -> Gaps:
        """How far its meetings are from each other."""
        return gaps(self.weekday, self.rhythm)

    def local_date(self, moment: datetime) -> date:
        """The date at a moment where the call is held."""
        return local_date(moment, self.timezone)

    def area(self, name: str) -> Area | None:
        """Find an area by its name."""
        return next((area for area in self.areas if area.name == name), None)

    def area_called(self, name: str) -> Area | None:
        """Find an area by its name, or by one that it had before."""
        return self.area(name) or next((area for area in self.areas if name in area.was), None)

    def areas_of(self, person: str) -> tuple[Area, ...]:
        """The areas this person reports for, in the call's order."""
        return tuple(area for area in self.areas if person in area.speakers)

    @property
    def leads(self) -> tuple[Lead, ...]:
        """Everybody who leads an area, each once, in the call's order."""
        return tuple({lead.person: lead for area in self.areas for lead in area.leads}.values())

    @property
    def reporters(self) -> tuple[Lead, ...]:
        """Everybody to be asked, each once: the leads who are there, and the stand-ins of the others."""
        there = [
            Lead(lead.stand_in.name, lead.stand_in.person) if lead.stand_in else lead
            for area in self.areas
            for lead in area.leads
            if lead.stand_in or not lead.away
        ]
        return tuple({lead.person: lead for lead in there}.values())
