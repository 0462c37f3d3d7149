"""Who is away, and what single people chose."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from bot.model.absence import Absence
from bot.model.contact import Contact
from bot.model.person import ReaderClock


class People(Protocol):
    """Who is away, and what single people chose."""

    def absences(self) -> tuple[Absence, ...]:
        """Who is away and when. If several cover the same person and day, the last one counts."""

    def keep_absence(self, absence: Absence) -> None:
        """Save an absence; one with the same person and first day is replaced."""

    def end_absences(self, person: str, day: date) -> None:
        """Let absences that cover a day end the day before; those that begin on it are deleted."""

    def choice(self, person: str, place: str) -> str | None:
        """The call that somebody chose last where a conversation has several; None if they never did."""

    def keep_choice(self, person: str, place: str, call: str) -> None:
        """Save which call somebody means in a conversation."""

    def contact(self, person: str) -> Contact | None:
        """How somebody is written to; None if it is not known."""

    def contacts(self, people: Collection[str]) -> tuple[Contact, ...]:
        """How these people are written to, as far as it is known, in no particular order."""

    def keep_contact(self, contact: Contact) -> None:
        """Save how somebody is written to."""

    def clocks(self) -> dict[str, ReaderClock]:
        """In which zones people are and when they want quiet, by person, as far as it is known."""

    def keep_clock(self, clock: ReaderClock) -> None:
        """Save in which zone somebody is, and their quiet hours, from now on."""

    def homes(self) -> dict[str, str]:
        """For each person who has opened the bot's home a digest (hash) of what it shows."""

    def keep_home(self, person: str, digest: str) -> None:
        """Save the digest of what somebody's home shows."""
