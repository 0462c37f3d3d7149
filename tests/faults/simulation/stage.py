"""Which teams there are in a simulated world, with which calls, and when their meetings are."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from bot.model.call import Area, Call, Lead, Urgency, Weekday, WikiTopic
from bot.model.meeting import Meeting, next_dates, schedule
from bot.model.rhythm import Rhythm

FIRST = date(2027, 1, 12)  # a Tuesday
OPENS_AT = time(14, 50, tzinfo=UTC)  # a day of meetings: from before anybody is asked …
DAY = timedelta(hours=2, minutes=50)  # … until the minutes are closed
BEGINS = datetime.combine(FIRST, OPENS_AT)
WEEK = timedelta(weeks=1)
RHYTHMS = (
    Rhythm(),
    Rhythm(),
    Rhythm(also_on=(Weekday.THURSDAY,)),
    Rhythm(also_on=(Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY)),
    Rhythm(count=2, since=FIRST),
)
ASK, LATE = timedelta(minutes=60), timedelta(minutes=90)
REMIND = (timedelta(minutes=30), timedelta(minutes=10))
NEAR = timedelta(minutes=2)
OFTEN, SELDOM, HARDLY_EVER = 60.0, 1_200.0, 21_600.0  # seconds from one heartbeat to the next


def a_call(team: int, number: int, rng: random.Random) -> Call:
    """A call of three or four areas with a lead each."""
    mark = f"{team}{number}"
    areas = tuple(
        Area(f"Area {mark}{place}", (Lead(f"Lead {mark}{place}", f"U{mark}{place}"),))
        for place in range(1, rng.choice((4, 5)))
    )
    wiki = WikiTopic(url="https://wiki.invalid/bin", web=f"Web{mark}", login="bot")
    return Call(
        f"Call {mark}",
        f"C{mark}",
        Weekday.TUESDAY,
        time(16),
        "UTC",
        areas,
        ask=ASK,
        remind=REMIND,
        late=LATE,
        emergencies=rng.choice(tuple(Urgency)),
        chairs=(f"U{mark}9",),
        twiki=wiki if rng.random() < 0.5 else WikiTopic(),
        rhythm=rng.choice(RHYTHMS),
    )


@dataclass(frozen=True)
class Timetable:
    """The meetings of all calls of a team in some weeks; on days without one nobody is there."""

    calls: tuple[Call, ...]
    weeks: int

    def meetings(self, call: Call) -> tuple[Meeting, ...]:
        """The meetings for which people write."""
        return tuple(schedule(call, day) for day in next_dates(call, FIRST, 7 * self.weeks))

    @cached_property
    def days(self) -> tuple[datetime, ...]:
        """When the days begin on which there are meetings."""
        dates = {meeting.date for call in self.calls for meeting in self.meetings(call)}
        return tuple(datetime.combine(day, OPENS_AT) for day in sorted(dates))

    def until_next_beat(self, now: datetime) -> float:
        """How long a heart may wait: a minute where something is due, twenty minutes else on such a day."""
        begun, to_come = (
            [day for day in self.days if day <= now],
            [day for day in self.days if day > now],
        )
        first = begun[-1] if begun else BEGINS
        if now > first + timedelta(hours=6):
            until = (to_come[0] - now).total_seconds() if to_come else HARDLY_EVER
            return min(HARDLY_EVER, max(OFTEN, until))
        moments = self._moments(first.date())
        near = any(moment <= now < moment + NEAR for moment in moments)
        ahead = min((moment - now for moment in moments if moment > now), default=timedelta.max)
        return OFTEN if near else min(SELDOM, ahead.total_seconds() + 1)

    def _moments(self, day: date) -> tuple[datetime, ...]:
        """When something is due on a day."""
        met = (schedule(call, day) for call in self.calls)
        return tuple(moment for meeting in met for moment in _moments(meeting))

    def due(self, key: str) -> datetime | None:
        """The moment before which a message with this key would be early; None if it is due at any time."""
        name, _, rest = key.partition("/")
        day, _, kind = rest.partition("/")
        call = next((call for call in self.calls if call.name == name), None)
        if call is None:
            return None
        meeting = schedule(call, date.fromisoformat(day))
        match kind.split("/")[0]:
            case "ask":
                return meeting.starts - call.ask
            case "remind-1":
                return meeting.starts - REMIND[0]
            case "remind-2":
                return meeting.starts - REMIND[1]
            case "minutes" | "twiki" | "wiki":
                return meeting.posts
        return None


def _moments(meeting: Meeting) -> tuple[datetime, ...]:
    asked = meeting.starts - ASK
    return (asked, *(meeting.starts - span for span in REMIND), meeting.posts, meeting.late_until)
