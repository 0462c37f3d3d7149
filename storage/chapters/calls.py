"""Calls, and the log of their changes."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress

from sqlalchemy import Text, type_coerce
from sqlmodel import col, select

from bot.model.call import Call
from bot.model.errors import RowUnreadable
from bot.model.history import CallChange
from storage import roster
from storage.chapter import Chapter
from storage.decisions import CallChangeRow
from storage.happenings import changed
from storage.tables import CallRow
from storage.touches import Touched, touch
from storage.values import columns_of, reading, value_of

CALLED = "names that calls have or had"


class Calls(Chapter):
    """Implements `bot.ports.chapters.Calls` for one workspace."""

    def calls(self) -> tuple[Call, ...]:
        """All calls of the workspace, by name. Raises RowUnreadable."""
        return roster.complete(self._session, self._read(CallRow, order="name"))

    def readable_calls(self) -> tuple[Call, ...]:
        """The calls that can be read, by name; for what must not suffer from those that cannot."""
        try:
            return self.calls()
        except RowUnreadable:
            return tuple(call for name in self.call_names() for call in self._readable(name))

    def calls_called(self, name: str) -> tuple[Call, ...]:
        """The calls that can be read and have this name or had it, in whatever case."""
        names = self._recall((CALLED,), self._all_names)
        return tuple(call for each in sorted(names.get(name.casefold(), ())) for call in self._readable(each))

    def call_names(self) -> tuple[str, ...]:
        """The names of all calls, also of those that cannot be read."""
        query = select(CallRow.name).where(CallRow.team_id == self._team)
        return tuple(self._session.exec(query.order_by(col(CallRow.name))))

    def led_by(self, people: Iterable[str]) -> tuple[str, ...]:
        """The names of the calls in which one of these people leads an area, also where it cannot be read."""
        found = self._columns(roster.led_by(), {"team": self._team, "people": sorted(people)})
        return tuple(sorted(name for (name,) in found))

    def name_now(self, call: str) -> str:
        """The name that a call has now which has or had this one; any other name as it is."""
        return self._name_now(call)

    def chairs(self, call: str) -> tuple[str, ...]:
        """Who chairs a call, also where the rest of it cannot be read; nobody where there is none."""
        mine = CallRow.team_id == self._team, CallRow.name == self._name_now(call)
        query = select(CallRow.chairs).where(*mine)
        with reading("call"):
            return tuple(self._session.exec(query).one_or_none() or ())

    def call(self, name: str) -> Call | None:
        """The call that has or had this name; None if there is none. Raises RowUnreadable."""
        return self._recall(("call", name), lambda: self._complete(name))

    def keep_call(self, call: Call) -> None:
        """Save a call as it is from now on. Saved updates of an area stay when the call loses the area."""
        is_new = (CALLED,) in self._recalled and self._row(CallRow, name=call.name) is None
        row = self._put(CallRow, {"name": call.name}, columns_of(call, but="areas"))
        roster.keep(self._session, row, call.areas)
        changed(self._session, row)
        touch(self._session, self._team, Touched({call.name}, {call.name}))
        self._forget("call")
        self._forget("names of calls")
        if is_new:  # many are kept one after the other
            _add_names(self._recalled[CALLED,], call.name, call.was)
        else:
            self._forget(CALLED)

    def call_changes(self, call: str) -> tuple[CallChange, ...]:
        """What was changed about a call, oldest first."""
        rows = self._read(CallChangeRow, call=call, order="number")
        return tuple(value_of(CallChange, row) for row in rows)

    def keep_call_change(self, change: CallChange) -> None:
        """Add a change to the log of a call, under the next number; its own number is ignored."""
        known = self._rows(CallChangeRow, call=change.call, order="number")
        number = known[-1].number + 1 if known else 1
        self._add(CallChangeRow, number=number, **columns_of(change, but="number"))

    def _all_names(self) -> dict[str, set[str]]:
        """The names of calls, by each that they have or had, in small letters."""
        query = select(col(CallRow.name), type_coerce(CallRow.was, Text)).where(CallRow.team_id == self._team)
        found = dict[str, set[str]]()
        for name, was in self._session.execute(query):
            with suppress(RowUnreadable), reading("call"):
                _add_names(found, name, json.loads(was) if was else ())
        return found

    def _complete(self, name: str) -> Call | None:
        rows = self._read(CallRow, name=self._name_now(name))
        return next(iter(roster.complete(self._session, rows)), None)

    def _readable(self, name: str) -> Iterator[Call]:
        with suppress(RowUnreadable):
            if call := self.call(name):
                yield call


def _add_names(known: dict[str, set[str]], name: str, was: Iterable[str]) -> None:
    for each in (name, *was):
        known.setdefault(each.casefold(), set()).add(name)
