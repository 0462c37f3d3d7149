"""What is stored about single people, and how it is erased."""

from datetime import date
from typing import Protocol

from bot.model.delivery import Delivery
from bot.model.privacy import PersonalData


class Privacy(Protocol):
    """What is stored about single people, and how it is erased."""

    def personal_data_of(self, person: str) -> PersonalData:
        """Count what is stored about a person. Raises ValueError for an empty id."""

    def erase_person(self, person: str) -> None:
        """Erase what is stored about a person; afterwards `personal_data_of` counts nothing.

        Raises ValueError for an empty id. Deleted are their replies in all revisions, their absences,
        attendance and choices, and their requests that wait to be worked on. Absences in which they are the
        stand-in stay without a stand-in. What they added or own stays under the name "somebody". Messages to
        them lose their words, and unsent ones are never sent. Updates stay without their name; calls and
        posted minutes do not change.
        """

    def forget_replies(self, call: str, before: date) -> int:
        """Erase what was written for meetings before a date; returns the number of replies erased.

        All their revisions go, with the corrections and the words of the deliveries of these meetings. The
        meetings, their minutes and their updates stay. They must not be built again from replies.
        """

    def oldest_reply(self, call: str, before: date) -> date | None:
        """The earliest meeting before a date of which `forget_replies` would erase replies, if any."""

    def wrote_between(self, person: str) -> tuple[str, str] | None:
        """The `ts` of the first and of the last of a person's replies; None if they wrote nothing."""

    def mentioning(self, texts: tuple[str, ...]) -> tuple[Delivery, ...]:
        """The deliveries whose messages contain one of these texts, even within a word, by key."""

    def erase_words(self, keys: tuple[str, ...]) -> None:
        """Erase the messages of deliveries; those that were not sent yet are skipped."""
