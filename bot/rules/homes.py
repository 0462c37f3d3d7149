"""What each person has to do with the calls, as their home shows it. Values in, values out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.model.absence import Absence
from bot.model.call import Area, Call
from bot.model.delivery import Delivery, Kind, Posted, key
from bot.model.meeting import Meeting
from bot.model.message import AskLead
from bot.model.update import Item, Sections, Update, by_area
from bot.rules.emergencies import emergency_key, untold_emergencies
from bot.rules.meeting_status import AreaStatus, MeetingStatus, area_statuses

PAST = 8  # posted minutes that a home links to

Members = Mapping[str, frozenset[str]]  # by the name of a call: who is in its channel


@dataclass(frozen=True, slots=True)
class HomeArea:
    """An area somebody reports for; `last` is what stood there last time.

    `asked` says that they were asked about it, `listed` that they were asked what became of a list,
    `emergency` that the channel does not know of one.
    """

    area: Area
    update: Update | None
    last: tuple[Item, ...] = ()
    asked: bool = False
    listed: bool = False
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """The reader stands in for somebody, called so, from `first` to `last`."""

    instead_of: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class HomeCall:
    """A call as one person sees it; `status` is how its areas stand, for those who chair the call."""

    call: Call
    meeting: Meeting | None
    areas: tuple[HomeArea, ...] = ()
    absence: Absence | None = None
    duties: tuple[Duty, ...] = ()
    chairs: bool = False
    status: tuple[AreaStatus, ...] | None = None
    past: tuple[tuple[date, Posted], ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """What one person sees: the calls they have to do with, and those of channels they are in.

    `unseen` says why there may be calls of theirs that stand nowhere; empty where that cannot be.
    """

    mine: tuple[HomeCall, ...] = ()
    others: tuple[HomeCall, ...] = ()
    unseen: str = ""

    @property
    def posted(self) -> frozenset[Posted]:
        """The messages that it links to."""
        return frozenset(posted for call in self.mine for _, posted in call.past)


@dataclass(frozen=True, slots=True)
class KnownCall:
    """All about one call that several people see: as it `usual`ly is, and as on the day of its meeting."""

    usual: Call
    call: Call
    meeting: Meeting | None
    status: MeetingStatus | None
    last: Mapping[str, Sections]
    past: tuple[tuple[date, Posted], ...]
    absences: tuple[Absence, ...]
    today: date

    def asked(self, person: str) -> Delivery | None:
        """The question that somebody was asked."""
        return self._delivery(key(self.meeting.key, Kind.ASK, person)) if self.meeting else None

    def untold_emergencies(self, area: Area) -> tuple[Item, ...]:
        """The emergencies of an area that the channel could be told of."""
        if self.meeting is None:
            return ()
        alarm = self._delivery(emergency_key(self.meeting, area.name))
        return untold_emergencies(self.call, self.meeting, self.update(area), alarm)

    def update(self, area: Area) -> Update | None:
        """What an area reports."""
        return by_area(self.status.updates).get(area.name) if self.status else None

    def _delivery(self, wanted: str) -> Delivery | None:
        deliveries = self.status.deliveries if self.status else ()
        return next((each for each in deliveries if each.key == wanted), None)


def home_of(calls: Iterable[KnownCall], person: str, members: Members) -> Home:
    """What somebody has to do with the calls, and those of the channels they are in."""
    mine, others = [], []
    for known in calls:
        leads = bool(known.usual.areas_of(person) or known.call.areas_of(person) or _duties(known, person))
        if leads or person in known.usual.chairs:
            mine.append(_mine(known, person))
        elif person in members.get(known.usual.name, frozenset()):
            others.append(HomeCall(known.call, known.meeting))
    return Home(tuple(mine), tuple(others))


def _mine(known: KnownCall, person: str) -> HomeCall:
    chairs = person in known.usual.chairs
    return HomeCall(
        call=known.call,
        meeting=known.meeting,
        areas=tuple(_area(known, area, person) for area in known.call.areas_of(person)),
        absence=_absence(known, person),
        duties=_duties(known, person),
        chairs=chairs,
        status=area_statuses(known.status.week) if chairs and known.status else None,
        past=known.past,
    )


def _absence(known: KnownCall, person: str) -> Absence | None:
    """When somebody is away, now or next."""
    away = (each for each in known.absences if each.person == person and each.last >= known.today)
    return min(away, key=lambda each: each.first, default=None)


def _area(known: KnownCall, area: Area, person: str) -> HomeArea:
    asked = known.asked(person)
    message = asked.message if asked and asked.posted else None
    lists = message.areas if isinstance(message, AskLead) else ()
    listed = any(last.area == area.name and last.items for last in lists)
    stood = any(last.area == area.name for last in lists)
    burns = bool(known.untold_emergencies(area))
    return HomeArea(area, known.update(area), _list(known, area), asked=stood, listed=listed, emergency=burns)


def _list(known: KnownCall, area: Area) -> tuple[Item, ...]:
    """What stood there last time; emergencies come first."""
    last = known.last.get(area.name, Sections())
    return (*last.emergencies, *last.news, *last.ongoing)


def _duties(known: KnownCall, person: str) -> tuple[Duty, ...]:
    """For whom somebody stands in, now or later."""
    names = {lead.person: lead.name for lead in known.usual.leads}
    return tuple(
        Duty(names[each.person], each.first, each.last)
        for each in known.absences
        if each.is_covered_by(person) and each.person in names and each.last >= known.today
    )
