"""The queries of the outbox; each is made once, as to make it costs more than to run it."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, func, or_, text
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from bot.model.delivery import Status
from storage.traffic import OPEN, DeliveryRow

Before = type[DeliveryRow]  # the delivery that another one follows
# said as the index says it, without parameters: else it is not used
IS_OPEN = text(f"{DeliveryRow.__tablename__}.{OPEN}")


@cache
def between_keys() -> Any:
    """What has a key from `first` to before `end`, by key."""
    key = col(DeliveryRow.key)
    mine = col(DeliveryRow.team_id) == bindparam("team")
    there = select(DeliveryRow).where(mine, key >= bindparam("first"), key < bindparam("end"))
    return there.order_by(key)


@cache
def claimable(*, every: bool) -> Any:
    """What may be claimed, with what it follows, the most urgent first; not `every`: at `least` so urgent."""
    before = aliased(DeliveryRow)
    until = col(DeliveryRow.lease_until)
    over = or_(until <= bindparam("clock"), until > bindparam("far"))
    abandoned = and_(col(DeliveryRow.status) == Status.SENDING, over)
    urgent = (col(DeliveryRow.priority), col(DeliveryRow.due), col(DeliveryRow.id))
    query = _after(before, select(DeliveryRow, before)).where(or_(_pending(), abandoned), _free(before))
    if not every:
        query = query.where(col(DeliveryRow.priority) <= bindparam("least"))
    most = bindparam("most", type_=Integer)
    return query.order_by(*urgent).limit(most).with_for_update(skip_locked=True, of=DeliveryRow)


@cache
def next_moment() -> Any:
    """When what waits is due, or its lease runs out."""
    before = aliased(DeliveryRow)
    when = func.min(func.coalesce(col(DeliveryRow.lease_until), col(DeliveryRow.due)))
    return _after(before, select(when)).where(or_(_free(before), _lost(before)))


@cache
def followers_of_nothing() -> Any:
    """What is due and follows a delivery that will never be posted."""
    before = aliased(DeliveryRow)
    return _after(before, select(DeliveryRow)).where(_pending(), _lost(before))


def _after(before: Before, query: Any) -> Any:
    """What is open of a workspace, beside what it follows."""
    same = and_(col(before.team_id) == DeliveryRow.team_id, col(before.key) == DeliveryRow.follows)
    mine = col(DeliveryRow.team_id) == bindparam("team")
    return query.select_from(DeliveryRow).outerjoin(before, same).where(mine, IS_OPEN)


def _pending() -> ColumnElement[bool]:
    return and_(col(DeliveryRow.status) == Status.PENDING, col(DeliveryRow.due) <= bindparam("now"))


def _free(before: Before) -> ColumnElement[bool]:
    """It follows nothing, or what it follows was posted and is not being changed just now."""
    settled = col(before.status).in_([Status.SENT, Status.SKIPPED, Status.DEAD])
    return or_(col(DeliveryRow.follows).is_(None), and_(settled, col(before.posted).is_not(None)))


def _lost(before: Before) -> ColumnElement[bool]:
    """What it follows will never be posted."""
    given_up = col(before.status).in_([Status.SKIPPED, Status.DEAD])
    return and_(given_up, col(before.posted).is_(None))
