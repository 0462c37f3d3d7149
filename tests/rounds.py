"""A whole turn of the week without a bot: what its rounds do, piece after piece."""

from datetime import datetime

from bot.cycle.advance import ReadStatus, Round, Taken, lay_out_due
from bot.cycle.asking.learn_zones import LookUp
from bot.cycle.isolation import Isolation
from bot.cycle.minutes.publish import Pages
from bot.ports import Store


async def advance(
    *,
    store: Store,
    pages: Pages,
    now: datetime,
    isolation: Isolation | None = None,
    look_up: LookUp | None = None,
    read_status: ReadStatus | None = None,
) -> tuple[Taken, ...]:
    """Lay out the meetings to come and take every step that is missing; returns the steps taken.

    Looked at are the calendars and the meetings that are due, and no others.
    """
    apart = isolation or Isolation()
    await lay_out_due(store=store, now=now, isolation=apart)
    whole = Round(store=store, pages=pages, isolation=apart, look_up=look_up, read_status=read_status)
    taken: list[Taken] = []
    while (piece := await whole.piece(now)) is not None:
        taken += piece
    return tuple(taken)
