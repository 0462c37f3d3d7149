"""What time will bring next, as far as it can be known now. Values in, values out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.model.delivery import Kind
from bot.model.meeting import State
from bot.rules.meeting_state import REMINDERS, Week

NAMED = 3  # more names than these would not be read


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that will happen at a moment, in words."""

    at: datetime
    what: str


def coming(weeks: Iterable[Week], now: datetime) -> tuple[Coming, ...]:
    """What will happen after a moment, soonest first, if nobody writes anything until then."""
    later = (event for week in weeks for event in _events(week) if event.at > now)
    return tuple(sorted(later, key=lambda event: event.at))


def _events(week: Week) -> Iterator[Coming]:
    call, meeting = week.call.name, week.meeting
    match meeting.state:
        case State.SCHEDULED:
            unasked = [lead for lead in week.call.reporters if week.known(Kind.ASK, lead.person) is None]
            if unasked:
                times = (week.times(lead) for lead in unasked)
                yield Coming(
                    min(each.ask or each.usual_ask for each in times), f"the leads of {call} are asked"
                )
            yield from _reminders(week)
            yield Coming(meeting.posts, f"the minutes of {call} are posted")
        case State.POSTED:
            yield Coming(meeting.late_until, f"the late window of {call} closes")
        case State.CLOSED | State.SKIPPED:
            return


def _reminders(week: Week) -> Iterator[Coming]:
    """Each reminder at each of its moments, as leads with quiet hours get theirs at another."""
    last = min(len(REMINDERS), len(week.call.remind))
    for number in range(last):
        at: dict[datetime, list[str]] = {}
        for lead in week.call.reporters:
            moment = week.times(lead).reminders[number] if week.silent(lead) else None
            later = week.times(lead).reminders[number + 1 : last]
            if moment is not None and moment not in later:  # of two at one moment only the later one comes
                at.setdefault(moment, []).append(lead.name)
        which = "the last call" if number == len(week.call.remind) - 1 else "a reminder"
        for moment, names in at.items():
            yield Coming(moment, f"{which} goes to {_few(names)}")


def _few(names: list[str]) -> str:
    """Names in a line, or how many."""
    return ", ".join(names) if len(names) <= NAMED else f"{len(names)} leads who have not reported"
