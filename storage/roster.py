"""The areas and leads of calls: a few rows for each call, read together."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

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
    with reading("area"):
        areas = session.execute(_areas(), asked).all()
    leads = _by("area_id", session.execute(_leads(), asked))
    seated = {
        area.id: value_of(Area, area, leads=tuple(Lead(lead.name, lead.person) for lead in leads[area.id]))
        for area in areas
    }
    of_call = _by("call_id", areas)
    return tuple(
        value_of(Call, row, areas=tuple(seated[area.id] for area in of_call[row.id])) for row in rows
    )


def led_by(team: str, people: Iterable[str]) -> SelectOfScalar[str]:
    """A query for the names of the calls in which one of these people leads an area."""
    leads = select(CallRow.name).distinct()
    areas = leads.join(AreaRow, col(AreaRow.call_id) == CallRow.id)
    return areas.join(LeadRow, col(LeadRow.area_id) == AreaRow.id).where(
        CallRow.team_id == team, col(LeadRow.person).in_(sorted(people))
    )


# Calls are read in every turn, and to make a query costs more than to run it.


@cache
def _areas() -> Select[Any]:
    return select_values(AreaRow).where(_of_calls()).order_by(col(AreaRow.place))


@cache
def _leads() -> Select[Any]:
    led = col(LeadRow.area_id).in_(select(AreaRow.id).where(_of_calls()))
    return select_values(LeadRow).where(led).order_by(col(LeadRow.place))


def _of_calls() -> ColumnElement[bool]:
    return col(AreaRow.call_id).in_(bindparam("calls", expanding=True))


def _by(column: str, rows: Iterable[Any]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return groups
