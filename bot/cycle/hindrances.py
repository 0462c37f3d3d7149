"""What the workspace refuses until somebody mends it: each is said once, however much waits for it."""

import logging
from datetime import datetime, timedelta

log = logging.getLogger(__name__)

FORGOTTEN = timedelta(hours=1)  # far longer than the pauses of what waits for it


class Hindrances:
    """Remembers in memory what is in the way, by the workspace's word for it."""

    def __init__(self) -> None:
        self._met_at: dict[str, datetime] = {}

    def met(self, what: str, about: str, now: datetime) -> None:
        """Something was refused; `about` is the key of what was to be said."""
        if what not in self.standing(now):
            log.error("refused: %s (first of %s); it is tried on until somebody mends this", what, about)
        self._met_at[what] = now

    def gone(self, what: str) -> None:
        """Something that was refused for this was taken."""
        if self._met_at.pop(what, None):
            log.info("no longer refused: %s", what)

    def standing(self, now: datetime) -> tuple[str, ...]:
        """What is in the way at present, as far as this process has met it."""
        return tuple(what for what, at in self._met_at.items() if now - at < FORGOTTEN)
