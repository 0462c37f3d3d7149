"""Figures for the metrics: read when somebody asks, from what is open, so that history costs nothing."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import String, and_, cast, func, or_, text
from sqlmodel import Session, col, select

from bot.model.delivery import Kind, Status
from bot.model.figures import Due, Figures
from bot.model.meeting import State
from storage.database import Database
from storage.delivery_queries import IS_OPEN
from storage.reports import ItemRow, UpdateRow
from storage.tables import AreaRow, CallRow, LeadRow, MeetingRow
from storage.touches import IS_OPEN as IS_OPEN_MEETING
from storage.traffic import DeliveryRow


async def figures(database: Database, team: str, now: datetime) -> Figures:
    """What the rows of a workspace say; raises DatabaseUnusable."""

    def work(session: Session) -> Figures:
        calls = session.exec(select(func.count()).where(CallRow.team_id == team)).one()
        return Figures(_due(session, team, now), calls, _silent(session, team, now), _size(session, database))

    return await database.reading(work)


def _due(session: Session, team: str, now: datetime) -> dict[str, Due]:
    counted = select(DeliveryRow.kind, func.count(), func.min(DeliveryRow.due)).where(
        DeliveryRow.team_id == team, IS_OPEN, col(DeliveryRow.due) <= now
    )
    found = session.exec(counted.group_by(col(DeliveryRow.kind)))
    return {str(kind): Due(count, since) for kind, count, since in found}


def _silent(session: Session, team: str, now: datetime) -> dict[str, int]:
    """The leads who were asked for a coming meeting, and have an area that has said nothing that counts."""
    day = cast(MeetingRow.date, String)
    asked = col(MeetingRow.call) + "/" + day + f"/{Kind.ASK}/" + col(LeadRow.person)
    said = and_(
        col(UpdateRow.team_id) == MeetingRow.team_id,
        col(UpdateRow.call) == MeetingRow.call,
        col(UpdateRow.date) == MeetingRow.date,
        col(UpdateRow.area) == AreaRow.name,
    )
    counts = or_(
        col(UpdateRow.nothing_new),
        col(UpdateRow.none) != (),
        select(ItemRow.id).where(ItemRow.update_id == UpdateRow.id).exists(),
    )
    leads = select(MeetingRow.call, func.count(func.distinct(LeadRow.person))).select_from(MeetingRow)
    of_call = and_(col(CallRow.team_id) == MeetingRow.team_id, col(CallRow.name) == MeetingRow.call)
    leads = leads.join(CallRow, of_call).join(AreaRow, col(AreaRow.call_id) == CallRow.id)
    leads = leads.join(LeadRow, col(LeadRow.area_id) == AreaRow.id)
    key = and_(col(DeliveryRow.team_id) == MeetingRow.team_id, col(DeliveryRow.key) == asked)
    leads = leads.join(DeliveryRow, key).where(
        MeetingRow.team_id == team,
        IS_OPEN_MEETING,
        MeetingRow.state == State.SCHEDULED,
        col(MeetingRow.posts) > now,
        DeliveryRow.status == Status.SENT,
        ~select(UpdateRow.id).where(said, counts).exists(),
    )
    return dict(session.exec(leads.group_by(col(MeetingRow.call))).all())


def _size(session: Session, database: Database) -> int:
    """The bytes that the database takes; on SQLite also what is not in the main file yet."""
    if database.file is None:
        return int(session.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    total = 0
    for name in (database.file, database.file.with_name(f"{database.file.name}-wal")):
        with suppress(FileNotFoundError):  # the log goes when nobody has the file open
            total += name.stat().st_size
    return total
