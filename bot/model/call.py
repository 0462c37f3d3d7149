"""A call: the standing weekly meeting, its areas and who reports for them."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum


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


class Weekday(StrEnum):
    """A day of the week; `number` counts from Monday = 0 as `date.weekday()` does."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """Its place in the week, Monday = 0."""
        return list(Weekday).index(self)


class Urgency(StrEnum):
    """What happens to an emergency before the call."""

    ASK = "ask"
    AT_ONCE = "at once"
    MINUTES = "minutes"


class Charset(StrEnum):
    """What the wiki can store: `ascii` writes other characters as numeric entities."""

    ASCII = "ascii"
    UTF8 = "utf-8"


@dataclass(frozen=True, slots=True)
class Lead:
    """A person who reports for an area; `person` is their id in the chat workspace."""

    name: str
    person: str


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
    """One section of the minutes."""

    name: str
    leads: tuple[Lead, ...]
    style: Style = Style.NESTED
    labels: Labels = Labels()
    joiner: str = ", "

    @property
    def heading(self) -> str:
        """The heading as the wiki pages have it: `Area (Lead & Lead)`."""
        return (
            f"{self.name} ({self.joiner.join(lead.name for lead in self.leads)})" if self.leads else self.name
        )


@dataclass(frozen=True, slots=True)
class WikiTopic:
    """How the TWiki copy is named and written.

    `topic` may hold `{month}` (January), `{mon}` (Jan), `{day}`, `{day2}` (two digits), `{month2}`,
    `{year}` and `{call}` (the call's name without spaces).
    """

    parent: str = ""
    topic: str = "{month}{day},{year}{call}Meeting"
    charset: Charset = Charset.ASCII


@dataclass(frozen=True, slots=True)
class Call:
    """The standing weekly meeting.

    `ask`, `remind` and `post` are spans before the start (`post` may be negative: after it); `late` is the
    span after posting in which replies still amend the minutes. `time` is the wall clock in `timezone`.
    """

    name: str
    channel: str
    weekday: Weekday
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
    twiki: WikiTopic = WikiTopic()

    def area(self, name: str) -> Area | None:
        """Find an area by its name."""
        return next((area for area in self.areas if area.name == name), None)

    def areas_of(self, person: str) -> tuple[Area, ...]:
        """The areas this person reports for, in the call's order."""
        return tuple(area for area in self.areas if any(lead.person == person for lead in area.leads))

    @property
    def leads(self) -> tuple[Lead, ...]:
        """Everybody who reports, each once, in the call's order."""
        return tuple({lead.person: lead for area in self.areas for lead in area.leads}.values())
