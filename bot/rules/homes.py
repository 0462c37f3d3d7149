"""What each person has to do with the calls, looked up for their homes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.cycle.meeting_context import last_time
from bot.cycle.queries import on_the_day
from bot.model.absence import Absence
from bot.model.call import Area, Call
from bot.model.delivery import Delivery, Kind, Posted, key
from bot.model.meeting import Meeting, State
from bot.model.message import AskLead
from bot.model.update import Item, Sections, Update, by_area
from bot.ports import Book
from bot.rules.emergencies import alarm_key, untold
from handlers.blocks.home import PAST, Home, HomeArea, HomeCall
from handlers.blocks.status import Status
from handlers.overview import MeetingStatus, current, meeting_status, overview
from handlers.text.times import day_of

LOOK_BACK = timedelta(weeks=PAST + 4)

Homes = Mapping[str, frozenset[str]]  # by the name of a call: who is in its channel


@dataclass(frozen=True, slots=True)
class _Known:
    """All about one call that several people see."""

    usual: Call
    call: Call
    meeting: Meeting | None
    stands: MeetingStatus | None
    last: Mapping[str, Sections]
    past: tuple[tuple[date, Posted], ...]
    absences: tuple[Absence, ...]
    today: date

    def asked(self, person: str) -> Delivery | None:
        """The question that somebody was asked."""
        if self.meeting is None or self.stands is None:
            return None
        wanted = key(self.meeting.key, Kind.ASK, person)
        return next((each for each in self.stands.deliveries if each.key == wanted), None)

    def untold(self, area: Area) -> tuple[Item, ...]:
        """The emergencies of an area that the channel could be told of."""
        if self.meeting is None or self.stands is None:
            return ()
        wanted = alarm_key(self.meeting, area.name)
        alarm = next((each for each in self.stands.deliveries if each.key == wanted), None)
        return untold(self.call, self.meeting, self.update(area), alarm)

    def update(self, area: Area) -> Update | None:
        """What an area reports."""
        return by_area(self.stands.updates).get(area.name) if self.stands else None


def homes_of(book: Book, people: Iterable[str], members: Homes, now: datetime) -> dict[str, Home]:
    """The homes of these people."""
    calls = [_known(book, call, now) for call in book.calls()]
    return {person: _home(calls, person, members) for person in people}


def _known(book: Book, call: Call, now: datetime) -> _Known:
    meeting = current(book, call, now)
    there = on_the_day(book, call, meeting.day) if meeting else call
    return _Known(
        usual=call,
        call=there,
        meeting=meeting,
        stands=meeting_status(book, there, meeting) if meeting else None,
        last=last_time(book, meeting) if meeting else {},
        past=tuple(_past(book, call, now)),
        absences=book.absences(),
        today=call.local_date(now),
    )


def _past(book: Book, call: Call, now: datetime) -> Iterator[tuple[date, Posted]]:
    """The newest posted minutes, newest first."""
    found = 0
    for meeting in reversed(book.meetings(call.name, since=(now - LOOK_BACK).date())):
        minutes = book.delivery(key(meeting.key, Kind.MINUTES)) if meeting.minutes else None
        if minutes and minutes.posted and found < PAST:
            found += 1
            yield meeting.day, minutes.posted


def _home(calls: Iterable[_Known], person: str, members: Homes) -> Home:
    mine, others = [], []
    for known in calls:
        leads = bool(known.usual.areas_of(person) or known.call.areas_of(person) or _duties(known, person))
        if leads or person in known.usual.chairs:
            mine.append(_mine(known, person))
        elif person in members.get(known.usual.name, frozenset()):
            others.append(HomeCall(known.call, known.meeting))
    return Home(tuple(mine), tuple(others))


def _mine(known: _Known, person: str) -> HomeCall:
    chairs = person in known.usual.chairs
    return HomeCall(
        call=known.call,
        meeting=known.meeting,
        areas=tuple(_area(known, area, person) for area in known.call.areas_of(person)),
        absence=_absence(known, person),
        duties=tuple(_duties(known, person)),
        chairs=chairs,
        status=_status(known) if chairs else None,
        past=known.past,
    )


def _absence(known: _Known, person: str) -> Absence | None:
    """When somebody is away, now or next."""
    away = (each for each in known.absences if each.person == person and each.last >= known.today)
    return min(away, key=lambda each: each.first, default=None)


def _area(known: _Known, area: Area, person: str) -> HomeArea:
    asked = known.asked(person)
    message = asked.message if asked and asked.posted else None
    lists = message.areas if isinstance(message, AskLead) else ()
    listed = any(last.area == area.name and last.items for last in lists)
    stood = any(last.area == area.name for last in lists)
    burns = bool(known.untold(area))
    return HomeArea(area, known.update(area), _list(known, area), asked=stood, listed=listed, emergency=burns)


def _list(known: _Known, area: Area) -> tuple[Item, ...]:
    """What stood there last time; emergencies come first."""
    last = known.last.get(area.name, Sections())
    return (*last.emergencies, *last.news, *last.ongoing)


def _duties(known: _Known, person: str) -> list[str]:
    """For whom somebody stands in, now or later."""
    names = {lead.person: lead.name for lead in known.usual.leads}
    return [
        f"You stand in for {names[each.person]} from {day_of(each.first)} until {day_of(each.last)}."
        for each in known.absences
        if each.is_covered_by(person) and each.person in names and each.last >= known.today
    ]


def _status(known: _Known) -> Status | None:
    """How the meeting stands, for a chair."""
    call, meeting, stands = known.call, known.meeting, known.stands
    if meeting is None or stands is None:
        return None
    city = call.timezone.rsplit("/", 1)[-1].replace("_", " ")
    return Status(
        call.name,
        meeting.key,
        "",
        overview(stands.week(call, meeting)),
        (f"Days and times beside the areas are those of {city}.",),
        may_post=meeting.state is State.SCHEDULED,
    )
