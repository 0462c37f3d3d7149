"""What a restored database cannot know: what was posted between its copy and its restoring.

The note of it lies in the outbox as a delivery that nobody ever claims, so it needs no table of its own.
While it is fresh, whatever seems never to have been posted is looked up under its key before it is posted.
"""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.model.delivery import Kind, Priority, Status
from bot.model.privacy import ERASED
from storage.traffic import DeliveryRow, UptimeRow

KEY = "restored"  # no key of a delivery: those begin with a call and a date
FRESH = timedelta(days=14)  # longer than anything is open that may have been posted before
AT_LEAST = timedelta(days=30)  # looked back, where nothing is known to have been posted


def note(session: Session, team: str, now: datetime) -> datetime:
    """Note that the rows were restored now; returns since when they do not know what was posted."""
    of_team = col(DeliveryRow.team_id) == team
    newest = select(func.max(col(DeliveryRow.first_try_at))).where(of_team, col(DeliveryRow.key) != KEY)
    since: datetime = session.exec(newest).one() or now - AT_LEAST
    known = session.exec(select(DeliveryRow).where(of_team, DeliveryRow.key == KEY)).one_or_none()
    if known is None:
        session.add(_row(team, since, now))
    else:
        known.first_try_at = min(_since(known, now) or since, since)
        known.sent_at = now
    _was_at_work(session, team, now)
    session.flush()
    return since


def unknown_since(session: Session, team: str, now: datetime) -> datetime | None:
    """Since when it is not known what was posted; None where all is known."""
    row = session.exec(_note(), params={"team": team}).one_or_none()
    return _since(row, now) if row else None


@cache
def _note() -> SelectOfScalar[DeliveryRow]:
    """Made once: it is asked whenever something is claimed."""
    return select(DeliveryRow).where(col(DeliveryRow.team_id) == bindparam("team"), DeliveryRow.key == KEY)


def _since(row: DeliveryRow, now: datetime) -> datetime | None:
    fresh = row.sent_at is not None and now - row.sent_at < FRESH
    return row.first_try_at if fresh else None


def _was_at_work(session: Session, team: str, now: datetime) -> None:
    """Take no age of a copy for a time in which the bot was down."""
    known = select(UptimeRow).where(UptimeRow.team_id == team).order_by(col(UptimeRow.since).desc())
    if last := session.exec(known).first():
        last.until = max(last.until, now)


def _row(team: str, since: datetime, now: datetime) -> DeliveryRow:
    return DeliveryRow(
        team_id=team,
        key=KEY,
        kind=Kind.UNKNOWN,
        to="",
        message=ERASED,
        due=now,
        not_after=None,
        priority=Priority.REMINDER,
        follows=None,
        threaded=False,
        status=Status.SKIPPED,
        reason="",
        posted=None,
        thread=None,
        wanted=1,
        confirmed=0,
        attempts=0,
        first_try_at=since,
        sent_at=now,
        doubtful=False,
    )
