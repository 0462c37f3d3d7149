"""Which teams there are in a simulated world, with which calls, and when their meetings are."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.model.call import Area, Call, Lead, Urgency, Weekday, WikiTopic
from bot.model.meeting import Meeting, schedule

FIRST = date(2027, 1, 12)  # a Tuesday
BEGINS = datetime(2027, 1, 12, 14, 50, tzinfo=UTC)
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
    )


@dataclass(frozen=True, slots=True)
class Timetable:
    """The weeks of all calls of a team."""

    calls: tuple[Call, ...]
    weeks: int

    def meetings(self, call: Call) -> tuple[Meeting, ...]:
        """The meetings for which people write."""
        return tuple(schedule(call, FIRST + timedelta(weeks=week)) for week in range(self.weeks))

    def until_next_beat(self, now: datetime) -> float:
        """How long a heart may wait: a minute where something is due, twenty minutes else on such a day."""
        week = (now - BEGINS) // timedelta(weeks=1)
        first, last = BEGINS + timedelta(weeks=week), BEGINS + timedelta(weeks=week, hours=6)
        if now > last:
            return min(HARDLY_EVER, max(OFTEN, (first + timedelta(weeks=1) - now).total_seconds()))
        moments = [moment for call in self.calls for moment in _moments(call, week)]
        near = any(moment <= now < moment + NEAR for moment in moments)
        ahead = min((moment - now for moment in moments if moment > now), default=timedelta.max)
        return OFTEN if near else min(SELDOM, ahead.total_seconds() + 1)

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


def _moments(call: Call, week: int) -> tuple[datetime, ...]:
    meeting = schedule(call, FIRST + timedelta(weeks=week))
    asked = meeting.starts - call.ask
    return (asked, *(meeting.starts - span for span in call.remind), meeting.posts, meeting.late_until)
