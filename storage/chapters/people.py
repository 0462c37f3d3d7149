"""Who is away, and what single people chose."""

from datetime import date, timedelta

from bot.model.absence import Absence
from storage.chapter import Chapter
from storage.decisions import ChoiceRow, HomeRow
from storage.tables import AbsenceRow
from storage.values import columns_of, value_of


class People(Chapter):
    """What is known of single people of one workspace."""

    def absences(self) -> tuple[Absence, ...]:
        """Who is away and when; of several for one person and day the one kept last counts."""
        return tuple(value_of(Absence, row) for row in self._rows(AbsenceRow))

    def keep_absence(self, absence: Absence) -> None:
        """Remember an absence; one with the same person and first day takes its place."""
        self._drop(AbsenceRow, person=absence.person, first=absence.first)
        self._add(AbsenceRow, **columns_of(absence))

    def end_absences(self, person: str, day: date) -> None:
        """Let a person be back on a day: absences that cover it end the day before, or never begin."""
        for row in self._rows(AbsenceRow, person=person):
            if row.first <= day <= row.last:
                row.last = day - timedelta(days=1)
            if row.last < row.first:
                self._session.delete(row)
        self._session.flush()

    def choice(self, person: str, place: str) -> str | None:
        """The call that somebody chose last where several could be meant in a conversation."""
        row = self._row(ChoiceRow, person=person, place=place)
        return row.call if row else None

    def keep_choice(self, person: str, place: str, call: str) -> None:
        """Remember which call somebody means in a conversation."""
        self._put(ChoiceRow, {"person": person, "place": place}, {"call": call})

    def homes(self) -> dict[str, str]:
        """For each person who has opened the bot's home a digest of what stands there."""
        return {row.person: row.digest for row in self._rows(HomeRow, order="person")}

    def keep_home(self, person: str, digest: str) -> None:
        """Remember what stands on somebody's home."""
        self._put(HomeRow, {"person": person}, {"digest": digest})
