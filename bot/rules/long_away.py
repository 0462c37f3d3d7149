"""Who has been away for so long that they may have forgotten to come back. Values in, steps out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.model.absence import Absence
from bot.model.call import Call
from bot.model.delivery import Kind, key
from bot.model.local_time import instant

MONTH = timedelta(weeks=4)
DAY = timedelta(days=1)
FAR = timedelta(days=400)  # what begins later is looked at again before


@dataclass(frozen=True, slots=True)
class StillAway:
    """Tell somebody that they are still noted as away; `mark` is the day since which this is due."""

    absence: Absence
    mark: date


def long_away(call: Call, absences: Iterable[Absence], now: datetime) -> Iterator[StillAway]:
    """The leads who have been away for four weeks or a multiple of that, at the call's time of the day.

    Of several absences of one person the one that is kept last counts, as it does for who is asked.
    """
    today = call.local_date(now)
    leads = {lead.person for lead in call.leads}
    away = {absence.person: absence for absence in absences if absence.covers(today)}
    for person, absence in away.items():
        times = (today - absence.first) // MONTH
        mark = absence.first + times * MONTH
        if person in leads and times and instant(mark, call.time, call.timezone) <= now:
            yield StillAway(absence, mark)


def still_away_moments(call: Call, absences: Iterable[Absence], now: datetime) -> Iterator[datetime]:
    """When a lead will have been away for another month, or an absence ends that hid another one."""
    leads, today = {lead.person for lead in call.leads}, call.local_date(now)
    for absence in absences:
        if absence.person in leads and absence.first - FAR <= today <= absence.last:
            times = max((today - absence.first) // MONTH, 0)
            for mark in (absence.first + times * MONTH, absence.first + (times + 1) * MONTH):
                yield instant(mark, call.time, call.timezone)
            if absence.last < date.max:
                yield instant(absence.last + DAY, time(0), call.timezone)


def still_away_key(step: StillAway) -> str:
    """The identity of the line somebody gets; one for each month, however many calls they report in."""
    return key(f"-/{step.mark.isoformat()}", Kind.NOTICE, still_away_part(step))


def still_away_part(step: StillAway) -> str:
    """What tells this line from others in keys."""
    return f"{step.absence.person}-still-away"
