"""Who reports for a meeting: the call as it is on a day on which some leads are away. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from bot.model.absence import Absence
from bot.model.call import Area, Call, Lead, StandIn


def present(call: Call, absences: Iterable[Absence], day: date) -> Call:
    """The call on this day: who is away is not asked, and their stand-ins are.

    A stand-in who is away as well hands over to their own stand-in, if they named one.
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
    return replace(lead, away=True, stand_in=_who_is_there(absence, away))


def _who_is_there(absence: Absence, away: Mapping[str, Absence]) -> StandIn | None:
    """The first in the chain of stand-ins who is not away; in a circle nobody is."""
    asked = {absence.person}
    stand_in = absence.stand_in
    while stand_in is not None and stand_in.person in away:
        if stand_in.person in asked:
            return None
        asked.add(stand_in.person)
        stand_in = away[stand_in.person].stand_in
    return stand_in
