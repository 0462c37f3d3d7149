"""A meeting being worked on within one transaction, and what stood in the minutes before it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from bot.model.call import Area, Call
from bot.model.delivery import Delivery, Kind, key
from bot.model.meeting import Meeting, State
from bot.model.message import Message, Occasion
from bot.model.minutes import Silence
from bot.model.reply import Origin, Reply
from bot.model.update import Reading, Sections, Update
from bot.ports import Book
from bot.rules.calendar import look_back


@dataclass(frozen=True, slots=True)
class Circle:
    """Some people, and the areas that stand on their cards."""

    people: frozenset[str]
    areas: frozenset[str]


@dataclass(frozen=True)
class MeetingContext:
    """A meeting being worked on, within one transaction; with a circle nothing else of it is read."""

    book: Book
    call: Call
    meeting: Meeting
    now: datetime
    circle: Circle | None = None
    readings: dict[tuple[str, str, str, tuple[Area, ...]], tuple[tuple[str | None, Reading], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def around(self, person: str, area: str | None = None) -> "MeetingContext":
        """The same, with the circle of what this person says for their areas, and for this one.

        In it are all whose words count for these areas, as these are read again together, and all areas on
        the cards of these people.
        """
        heard = self.book.heard(self.call.name, self.meeting.date)
        voices = {each.name: {*each.speakers, *heard.get(each.name, ())} for each in self.call.areas}
        meant = [name for name, people in voices.items() if name == area or person in people]
        people = frozenset({person}.union(*(voices[name] for name in meant)))
        areas = frozenset(name for name, those in voices.items() if not people.isdisjoint(those))
        return replace(self, circle=Circle(people, areas))

    @property
    def updates(self) -> tuple[Update, ...]:
        """What the areas report by now."""
        of = self.circle.areas if self.circle else None
        return self.book.updates(self.call.name, self.meeting.date, of=of)

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What was written for this meeting."""
        by = self.circle.people if self.circle else None
        return self.book.replies(self.call.name, self.meeting.date, by=by)

    @cached_property
    def last(self) -> Mapping[str, Sections]:
        """The newest list of each area before these minutes."""
        return last_time(self.book, self.call, self.meeting)

    def lists_of(self, areas: tuple[Area, ...]) -> tuple[tuple[str, Sections], ...]:
        """The lists of these areas as a value: what somebody writes is about no others."""
        return tuple((area.name, self.last[area.name]) for area in areas if area.name in self.last)

    @cached_property
    def heard(self) -> Mapping[str, tuple[str, ...]]:
        """Who had reported for each area as their own when work began."""
        behalf = {(reply.area, reply.person) for reply in self.replies if reply.origin is Origin.BEHALF}
        return {
            area: tuple(person for person in people if (area, person) not in behalf)
            for area, people in self.book.heard(self.call.name, self.meeting.date).items()
        }

    @cached_property
    def _led(self) -> Mapping[str, tuple[Area, ...]]:
        """For each person the areas where their words count."""
        found: dict[str, list[Area]] = defaultdict(list)
        for area in self.call.areas:
            for person in area.speakers.union(self.heard.get(area.name, ())):
                found[person].append(area)
        return {person: tuple(areas) for person, areas in found.items()}

    def areas_of(self, person: str) -> tuple[Area, ...]:
        """Where this person's words count: where they report, or did before their lead was back."""
        return self._led.get(person, ())

    def areas_meant(self, reply: Reply) -> tuple[Area, ...]:
        """The areas a reply can be about: its writer's, or the one it was written for on behalf."""
        if reply.origin is Origin.BEHALF:
            return tuple(area for area in self.call.areas if area.name == reply.area)
        return self.areas_of(reply.person)

    def enqueue(self, kind: Kind, part: str, *, to: str, message: Message) -> None:
        """Enqueue an answer for somebody, under the key of this meeting."""
        identity = key(self.meeting.key, kind, part)
        self.book.enqueue(Delivery(identity, to, message, due=self.now, kind=kind, part=part))


def last_time(book: Book, call: Call, meeting: Meeting) -> Mapping[str, Sections]:
    """The newest list of each area before these minutes; a meeting without a report leaves it as it was."""
    areas, found = {area.name for area in call.areas}, dict[str, Sections]()
    for earlier in reversed(book.meetings(call.name, since=meeting.date - look_back(call))):
        if areas <= found.keys():
            break
        if earlier.date < meeting.date and earlier.minutes:
            for area in earlier.minutes.areas:
                if area.sections or area.silence is Silence.NOTHING:
                    found.setdefault(area.area, area.sections)
    return found


def occasion(call: Call, meeting: Meeting) -> Occasion:
    """Which meeting is meant, with the zones in which to say when."""
    off = meeting.state is State.SKIPPED
    return Occasion(call.name, meeting.date, meeting.starts, call.timezone, call.also_in, off=off)
