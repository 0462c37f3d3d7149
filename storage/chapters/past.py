"""The lines of posted minutes, for searching."""

from dataclasses import replace
from datetime import date

from sqlalchemy import delete, func, insert
from sqlmodel import col, select

from bot.model.history import Entry
from storage.chapter import Chapter
from storage.entries import EntryRow, holds, indexed
from storage.values import columns_of, value_of


class Past(Chapter):
    """Implements `bot.ports.chapters.Past` for one workspace."""

    def keep_entries(self, call: str, day: date, entries: tuple[Entry, ...]) -> None:
        """Save the lines of the minutes of a meeting, in place of those saved before."""
        call = self._name_now(call)
        entries = tuple(replace(entry, call=call, date=day) for entry in entries)
        known = self._rows(EntryRow, call=call, date=day, order="place")
        if entries == tuple(value_of(Entry, row) for row in known):
            return
        mine = col(EntryRow.team_id) == self._team, col(EntryRow.call) == call, col(EntryRow.date) == day
        self._session.exec(delete(EntryRow).where(*mine))
        rows = [
            {"team_id": self._team, "sought": indexed(entry.text), **columns_of(entry)} for entry in entries
        ]
        if rows:
            self._session.exec(insert(EntryRow), params=rows)  # no row of them is looked at again

    def search(
        self, text: str, *, calls: tuple[str, ...], limit: int, offset: int = 0
    ) -> tuple[int, tuple[Entry, ...]]:
        """Find the lines with all words of `text`: how many there are, and at most `limit` of them."""
        condition = holds(text, self._session.get_bind().dialect.name)
        if condition is None:
            return 0, ()
        names = [self._name_now(call) for call in calls]
        found = EntryRow.team_id == self._team, col(EntryRow.call).in_(names), condition
        count = self._session.exec(select(func.count()).select_from(EntryRow).where(*found)).one()
        newest = col(EntryRow.date).desc(), col(EntryRow.call), col(EntryRow.place)
        page = select(EntryRow).where(*found).order_by(*newest).limit(limit).offset(offset)
        return count, tuple(value_of(Entry, row) for row in self._session.exec(page))
