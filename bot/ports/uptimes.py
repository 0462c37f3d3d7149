"""When the bot was at work, so that it knows when it was not."""

from typing import Protocol

from bot.model.uptime import Uptime


class Uptimes(Protocol):
    """The spans in which the bot, or any of its replicas, took turns."""

    def uptimes(self) -> tuple[Uptime, ...]:
        """All of them, oldest first; between two of them lies a long downtime."""

    def keep_uptime(self, uptime: Uptime) -> None:
        """Save a span; one with the same beginning is replaced."""
