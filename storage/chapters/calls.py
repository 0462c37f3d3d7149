"""Calls, and what was changed about them."""

from bot.model.call import Call
from bot.model.history import CallChange
from storage import roster
from storage.chapter import Chapter
from storage.decisions import CallChangeRow
from storage.tables import CallRow
from storage.values import columns_of, value_of


class Calls(Chapter):
    """The calls of one workspace."""

    def calls(self) -> tuple[Call, ...]:
        """Every call, by name."""
        return roster.complete(self._session, self._rows(CallRow, order="name"))

    def call(self, name: str) -> Call | None:
        """One call."""
        return next(iter(roster.complete(self._session, self._rows(CallRow, name=name))), None)

    def keep_call(self, call: Call) -> None:
        """Remember a call as it is from now on; what its areas reported stays, also of those it lost."""
        row = self._put(CallRow, {"name": call.name}, columns_of(call, but="areas"))
        roster.keep(self._session, row, call.areas)

    def call_changes(self, call: str) -> tuple[CallChange, ...]:
        """What was changed about a call, oldest first."""
        rows = self._rows(CallChangeRow, call=call, order="number")
        return tuple(value_of(CallChange, row) for row in rows)

    def keep_call_change(self, change: CallChange) -> None:
        """Remember that a call was changed; its number is the next one of its call, whatever it says."""
        known = self._rows(CallChangeRow, call=change.call, order="number")
        number = known[-1].number + 1 if known else 1
        self._add(CallChangeRow, number=number, **columns_of(change, but="number"))
