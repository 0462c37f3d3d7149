"""How an area stands, in a line of plain words. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.model.delivery import Kind
from bot.model.reason import as_told
from bot.model.update import Update
from bot.rules.meeting_status import AreaState, AreaStatus, Contact, Reporter
from handlers.errors import explained
from handlers.text.times import day_of

VERBS = {
    Kind.ASK: "asked",
    Kind.REMIND_1: "reminded",
    Kind.REMIND_2: "reminded again",
    Kind.NOTICE: "reminded by hand",
}


@dataclass(frozen=True, slots=True)
class AreaLine:
    """How one area stands; `said` is plain text."""

    area: str
    state: AreaState
    said: str


def area_lines(areas: Iterable[AreaStatus], zone: str) -> tuple[AreaLine, ...]:
    """How each area stands, with days and times by the clock of a zone."""
    return tuple(AreaLine(each.area.name, each.state, _said(each, zone)) for each in areas)


def _said(each: AreaStatus, zone: str) -> str:
    heading = each.area.heading
    if each.update is not None:
        return f"{heading}: {_reported(each.update, zone)}"
    if each.state is AreaState.AWAY:
        return f"{heading}: away, and nobody stands in"
    told = "; ".join(part for reporter in each.reporters for part in _told(reporter, zone))
    told = told or "not asked yet"
    if each.state is AreaState.UNREACHABLE:
        return f"{heading}: no report yet, {told}"
    return f"{heading}: no report yet ({told})"


def _reported(update: Update, zone: str) -> str:
    """How much there is, since when, and whether a lead found it right."""
    sections = update.sections
    counts = [
        f"{len(items)} {name}"
        for name, items in (
            ("news", sections.news),
            ("ongoing", sections.ongoing),
            ("emergency" if len(sections.emergencies) == 1 else "emergencies", sections.emergencies),
        )
        if items
    ]
    changed = f", {_at(update.changed_at, zone)}" if update.changed_at else ""
    return f"{', '.join(counts) or 'nothing new'}{changed}{', confirmed' if update.confirmed else ''}"


def _told(reporter: Reporter, zone: str) -> Iterator[str]:
    """What was said, or could not be said, to somebody who reports."""
    if reporter.contacts:
        yield f"{reporter.name} was {', '.join(_contact(each, zone) for each in reporter.contacts)}"
    if reporter.unreachable is not None:
        yield f"{reporter.name} cannot be reached: {explained(reporter.unreachable)}"
    if reporter.away is not None:
        until = f" until {day_of(reporter.away.until)}" if reporter.away.until else ""
        yield f"the status of {reporter.name} says away{until}"


def _contact(each: Contact, zone: str) -> str:
    verb = VERBS[each.kind]
    return f"{verb} {_at(each.at, zone)}" if each.at else f"not {verb}, as {as_told(each.reason)}"


def _at(moment: datetime, zone: str) -> str:
    """`on Monday at 5:00 PM`, by the clock of the call."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"on {local:%A} at {local.hour % 12 or 12}:{local:%M} {local:%p}"
