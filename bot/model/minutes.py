"""The minutes: the assembled document of one meeting, from which every format starts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.call import Charset, Labels, Section, Style
from bot.model.update import Sections


class Silence(StrEnum):
    """Why an area has no update."""

    NO_REPORT = "no report"
    NOTHING = "nothing significant to report"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class AreaMinutes:
    """One area as it stands in the minutes.

    `heading` is complete, with the leads' names. `none` pairs a section with the words that said there is
    nothing in it. `silence` is set where there are no items. `stand_in` is the name of who reports while the
    lead is away. `notes` is what was said about the area during the call. `kept` is source of an old page
    that was not understood, as it stood.
    """

    area: str
    heading: str
    style: Style
    labels: Labels
    sections: Sections = Sections()
    none: tuple[tuple[Section, str], ...] = ()
    silence: Silence | None = None
    stand_in: str | None = None
    late: bool = False
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Something somebody agreed to do; `number` counts within its call and stays the same for ever.

    `person` is the owner's id in the chat, empty if they are not in it. `opened` and `closed` are dates in
    the call's zone; done without a date is one that was taken back.
    """

    number: int
    text: str
    owner: str = ""
    opened: date | None = None
    due: date | None = None
    done: bool = False
    person: str = ""
    closed: date | None = None

    @property
    def taken_back(self) -> bool:
        """Whether it was a mistake; then it stands nowhere, and only its number is not given again."""
        return self.done and self.closed is None

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been done before this day."""
        return self.due is not None and self.due < day and not self.done


@dataclass(frozen=True, slots=True)
class Minutes:
    """The assembled document of one meeting.

    `starts` is in UTC; `zone` and `also_in` are IANA names in which it is shown. `topic` and `parent` name
    the page in the wiki. `delayed` says in words why the minutes came after their time. `revision` counts
    from 1. `imported` names the old page from which they were read, and `kept` is the source of what stands
    there in no area and was not understood.
    """

    call: str
    date: date
    starts: datetime
    zone: str
    also_in: tuple[str, ...]
    coordinates: tuple[str, ...]
    areas: tuple[AreaMinutes, ...]
    announcements: tuple[str, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    attendees: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    topic: str = ""
    parent: str = ""
    charset: Charset = Charset.ASCII
    revision: int = 1
    delayed: str = ""
    imported: str = ""
    kept: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the document is called: `Production Meeting, January 6, 2015`."""
        return f"{self.call} Meeting, {self.date:%B} {self.date.day}, {self.date.year}"

    @property
    def emergencies(self) -> tuple[AreaMinutes, ...]:
        """The areas with an emergency, which are lifted to the top."""
        return tuple(area for area in self.areas if area.sections.emergencies)
