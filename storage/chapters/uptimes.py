"""When the bot was at work."""

from bot.model.uptime import Uptime
from storage.chapter import Chapter
from storage.traffic import UptimeRow
from storage.values import columns_of, value_of


class Uptimes(Chapter):
    """Implements `bot.ports.uptimes.Uptimes` for one workspace."""

    def uptimes(self) -> tuple[Uptime, ...]:
        """All of them, oldest first; between two of them lies a long downtime."""
        return tuple(value_of(Uptime, row) for row in self._rows(UptimeRow, order="since"))

    def keep_uptime(self, uptime: Uptime) -> None:
        """Save a span; one with the same beginning is replaced."""
        self._put(UptimeRow, {"since": uptime.since}, columns_of(uptime, but="since"))
