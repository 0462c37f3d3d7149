"""Calls, and the log of their changes."""

from collections.abc import Iterable
from typing import Protocol

from bot.model.call import Call
from bot.model.history import CallChange


class Calls(Protocol):
    """Calls, and the log of their changes."""

    def calls(self) -> tuple[Call, ...]:
        """All calls of the workspace, by name. Raises RowUnreadable."""

    def readable_calls(self) -> tuple[Call, ...]:
        """The calls that can be read, by name; for what must not suffer from those that cannot."""

    def calls_called(self, name: str) -> tuple[Call, ...]:
        """The calls that can be read and have this name or had it, in whatever case."""

    def call_names(self) -> tuple[str, ...]:
        """The names of all calls, also of those that cannot be read."""

    def led_by(self, people: Iterable[str]) -> tuple[str, ...]:
        """The names of the calls in which one of these people leads an area, also where it cannot be read."""

    def name_now(self, call: str) -> str:
        """The name that a call has now which has or had this one; any other name as it is."""

    def chairs(self, call: str) -> tuple[str, ...]:
        """Who chairs a call, also where the rest of it cannot be read; nobody where there is none."""

    def call(self, name: str) -> Call | None:
        """The call that has or had this name; None if there is none. Raises RowUnreadable."""

    def keep_call(self, call: Call) -> None:
        """Save a call as it is from now on. Saved updates of an area stay when the call loses the area."""

    def call_changes(self, call: str) -> tuple[CallChange, ...]:
        """What was changed about a call, oldest first."""

    def keep_call_change(self, change: CallChange) -> None:
        """Add a change to the log of a call, under the next number; its own number is ignored."""
