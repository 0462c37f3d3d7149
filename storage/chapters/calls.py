"""Calls, and the log of their changes."""

from bot.model.call import Call
from bot.model.history import CallChange
from storage import roster
from storage.chapter import Chapter
from storage.decisions import CallChangeRow
from storage.tables import CallRow
from storage.values import columns_of, value_of


class Calls(Chapter):
    """Implements `bot.ports.chapters.Calls` for one workspace."""

    def calls(self) -> tuple[Call, ...]:
        """All calls of the workspace, by name."""
        return roster.complete(self._session, self._rows(CallRow, order="name"))

    def call(self, name: str) -> Call | None:
        """The call with this name; None if there is none."""
        return next(iter(roster.complete(self._session, self._rows(CallRow, name=name))), None)

    def keep_call(self, call: Call) -> None:
        """Save a call as it is from now on. Saved updates of an area stay when the call loses the area."""
        row = self._put(CallRow, {"name": call.name}, columns_of(call, but="areas"))
        roster.keep(self._session, row, call.areas)

    def call_changes(self, call: str) -> tuple[CallChange, ...]:
        """What was changed about a call, oldest first."""
        rows = self._rows(CallChangeRow, call=call, order="number")
        return tuple(value_of(CallChange, row) for row in rows)

    def keep_call_change(self, change: CallChange) -> None:
        """Add a change to the log of a call, under the next number; its own number is ignored."""
        known = self._rows(CallChangeRow, call=change.call, order="number")
        number = known[-1].number + 1 if known else 1
        self._add(CallChangeRow, number=number, **columns_of(change, but="number"))
