"""Who is away, and what single people chose."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlmodel import col

from bot.model.absence import Absence
from bot.model.contact import Contact
from bot.model.person import ReaderClock
from storage.chapter import Chapter
from storage.decisions import ChoiceRow, ContactRow, HomeRow, ReaderClockRow
from storage.tables import AbsenceRow
from storage.values import columns_of, parts, value_of


class People(Chapter):
    """Implements `bot.ports.chapters.People` for one workspace."""

    def absences(self) -> tuple[Absence, ...]:
        """Who is away and when. If several cover the same person and day, the last one counts."""
        return self._recall(
            ("absences",), lambda: tuple(value_of(Absence, row) for row in self._read(AbsenceRow))
        )

    def keep_absence(self, absence: Absence) -> None:
        """Save an absence; one with the same person and first day is replaced."""
        self._drop(AbsenceRow, person=absence.person, first=absence.first)
        self._add(AbsenceRow, **columns_of(absence))
        self._forget("absences")

    def end_absences(self, person: str, day: date) -> None:
        """Let absences that cover a day end the day before; those that begin on it are deleted."""
        for row in self._rows(AbsenceRow, person=person):
            if row.first <= day <= row.last:
                row.last = day - timedelta(days=1)
            if row.last < row.first:
                self._session.delete(row)
        self._session.flush()
        self._forget("absences")

    def choice(self, person: str, place: str) -> str | None:
        """The call that somebody chose last where a conversation has several; None if they never did."""
        row = self._row(ChoiceRow, person=person, place=place)
        return row.call if row else None

    def keep_choice(self, person: str, place: str, call: str) -> None:
        """Save which call somebody means in a conversation."""
        self._put(ChoiceRow, {"person": person, "place": place}, {"call": call})

    def contact(self, person: str) -> Contact | None:
        """How somebody is written to; None if it is not known."""
        row = self._row(ContactRow, person=person)
        return value_of(Contact, row) if row else None

    def contacts(self, people: Collection[str]) -> tuple[Contact, ...]:
        """How these people are written to, as far as it is known, in no particular order."""
        person = col(ContactRow.person)
        found = (self._read(ContactRow, person.in_(some)) for some in parts(people))
        return tuple(value_of(Contact, row) for rows in found for row in rows)

    def keep_contact(self, contact: Contact) -> None:
        """Save how somebody is written to."""
        self._put(ContactRow, {"person": contact.person}, columns_of(contact, but="person"))

    def clocks(self) -> dict[str, ReaderClock]:
        """In which zones people are and when they want quiet, by person, as far as it is known."""
        return self._recall(("clocks",), self._read_clocks)

    def keep_clock(self, clock: ReaderClock) -> None:
        """Save in which zone somebody is, and their quiet hours, from now on."""
        self._put(ReaderClockRow, {"person": clock.person}, columns_of(clock, but="person"))
        self._forget("clocks")

    def homes(self) -> dict[str, str]:
        """For each person who has opened the bot's home a digest (hash) of what it shows."""
        return {row.person: row.digest for row in self._read(HomeRow, order="person")}

    def keep_home(self, person: str, digest: str) -> None:
        """Save the digest of what somebody's home shows."""
        self._put(HomeRow, {"person": person}, {"digest": digest})

    def _read_clocks(self) -> dict[str, ReaderClock]:
        return {row.person: value_of(ReaderClock, row) for row in self._read(ReaderClockRow, order="person")}
