"""Note that the bot is at work, so that it knows later when it was not."""

import logging
from datetime import datetime

from bot.model.uptime import Uptime
from bot.ports import Book, Store
from bot.rules.downtimes import NOTED_EVERY, uptime_now

log = logging.getLogger(__name__)


class UptimeNotes:
    """Notes in each turn that the bot is at work; the rows are looked at once an hour."""

    def __init__(self) -> None:
        self._noted_at: datetime | None = None

    async def note(self, *, store: Store, now: datetime) -> None:
        """Keep that a turn is taken now, before anything is done in it."""
        if self._noted_at is None or abs(now - self._noted_at) >= NOTED_EVERY:
            if last := await store.change(note_uptime, now=now):
                log.warning("nothing was done from %s until now", last.until.isoformat(timespec="minutes"))
            self._noted_at = now


def note_uptime(book: Book, *, now: datetime) -> Uptime | None:
    """Keep that the bot is at work; returns the last span at work before a long downtime that ends now."""
    known = book.uptimes()
    uptime = uptime_now(known, now)
    if uptime is None:
        return None
    book.keep_uptime(uptime)
    return known[-1] if known and known[-1].since != uptime.since else None
