"""The areas and leads of calls: a few rows for each call, read together."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete
from sqlmodel import Session, col, select

from bot.model.call import Area, Call, Lead
from storage.tables import AreaRow, CallRow, LeadRow
from storage.values import columns_of, reading, select_values, value_of


def keep(session: Session, call: CallRow, areas: Iterable[Area]) -> None:
    """Save the areas of a call with their leads, in place of those it had."""
    had = select(AreaRow.id).where(AreaRow.call_id == call.id)
    session.exec(delete(LeadRow).where(col(LeadRow.area_id).in_(had)))
    session.exec(delete(AreaRow).where(col(AreaRow.call_id) == call.id))
    for place, area in enumerate(areas):
        row = AreaRow(team_id=call.team_id, call_id=call.id, place=place, **columns_of(area, but="leads"))
        session.add(row)
        session.flush()
        session.add_all(
            LeadRow(team_id=call.team_id, area_id=row.id, place=seat, name=lead.name, person=lead.person)
            for seat, lead in enumerate(area.leads)
        )
    session.flush()


def complete(session: Session, calls: Iterable[Any]) -> tuple[Call, ...]:
    """The calls of these rows, complete with areas and leads; three queries, however many calls.

    Raises RowUnreadable.
    """
    rows = list(calls)
    asked = {"calls": [row.id for row in rows]}
    leads, areas = defaultdict[int, list[Lead]](list), defaultdict[int, list[Area]](list)
    for area, name, person in session.connection().execute(_leads(), asked).all():
        leads[area].append(Lead(name, person))
    with reading("area"):
        for row in session.connection().execute(_areas(), asked).all():
            areas[row.call_id].append(value_of(Area, row, leads=tuple(leads[row.id])))
    return tuple(value_of(Call, row, areas=tuple(areas[row.id])) for row in rows)


# Calls are read in every turn, and to make a query costs more than to run it.


@cache
def led_by() -> Select[Any]:
    """The names of the calls of a `team` in which one of some `people` leads an area."""
    leads = select(CallRow.name).distinct()
    areas = leads.join(AreaRow, col(AreaRow.call_id) == CallRow.id)
    people = col(LeadRow.person).in_(bindparam("people", expanding=True))
    led = areas.join(LeadRow, col(LeadRow.area_id) == AreaRow.id)
    return led.where(col(CallRow.team_id) == bindparam("team"), people)


@cache
def _areas() -> Select[Any]:
    return select_values(AreaRow).where(_of_calls()).order_by(col(AreaRow.place))


@cache
def _leads() -> Any:
    led = col(LeadRow.area_id).in_(select(AreaRow.id).where(_of_calls()))
    leads = select(col(LeadRow.area_id), col(LeadRow.name), col(LeadRow.person))
    return leads.where(led).order_by(col(LeadRow.place))


def _of_calls() -> ColumnElement[bool]:
    return col(AreaRow.call_id).in_(bindparam("calls", expanding=True))
