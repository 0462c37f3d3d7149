"""What was understood of replies, and how leads corrected it."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from bot.model.update import Correction, Update


class Updates(Protocol):
    """What was understood of replies, and how leads corrected it."""

    def updates(self, call: str, day: date, *, of: frozenset[str] | None = None) -> tuple[Update, ...]:
        """What the areas report for a meeting, or only those `of` these names, in no particular order."""

    def heard(self, call: str, day: date) -> Mapping[str, tuple[str, ...]]:
        """For each area that has an update for a meeting who wrote it."""

    def keep_update(self, update: Update) -> None:
        """Save what an area reports; there is one update for each meeting and area."""

    def corrections(self, call: str, day: date, area: str) -> tuple[Correction, ...]:
        """What leads decided about single items of an area, one for each item, the newest last."""

    def keep_correction(self, call: str, day: date, area: str, correction: Correction) -> None:
        """Save what a lead decided about an item, in place of an earlier decision about it."""
