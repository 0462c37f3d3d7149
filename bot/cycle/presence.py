"""Who reports for a meeting: the call as it is on a day on which some leads are away. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from bot.model.absence import Absence
from bot.model.call import Area, Call, Lead


def present(call: Call, absences: Iterable[Absence], day: date) -> Call:
    """The call on this day: who is away is not asked, and their stand-ins are.

    A stand-in who is away as well does not stand in.
    """
    away = {absence.person: absence for absence in absences if absence.covers(day)}
    if not away:
        return call
    return replace(call, areas=tuple(_area(area, away) for area in call.areas))


def _area(area: Area, away: Mapping[str, Absence]) -> Area:
    return replace(area, leads=tuple(_lead(lead, away) for lead in area.leads))


def _lead(lead: Lead, away: Mapping[str, Absence]) -> Lead:
    absence = away.get(lead.person)
    if absence is None:
        return lead
    stand_in = absence.stand_in
    if stand_in is not None and stand_in.person in away:
        stand_in = None
    return replace(lead, away=True, stand_in=stand_in)
