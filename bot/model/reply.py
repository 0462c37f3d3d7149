"""A reply: what a lead wrote, word for word, as it arrived; never rewritten, and kept until it is erased."""

import datetime as dt
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.model.words import Document


class Origin(StrEnum):
    """By which way somebody reported."""

    MESSAGE = "message"
    BUTTON = "button"
    FORM = "form"
    COMMAND = "command"  # or behind a mention, by who reports for the area
    BEHALF = "behalf"  # somebody else wrote it for an area, and is named in it


@dataclass(frozen=True, slots=True)
class Reply:
    """One revision of what a lead wrote.

    `conversation` and `ts` identify it in the chat; `ts` is also its moment (seconds since 1970 as a decimal
    string) and its place in the order of replies. `revision` is empty as first written, else the moment of
    the edit or deletion. `document` is what it says, `source` how it arrived, untouched. `area` is set where
    the reply is known to be about one area. A reply that is `whole` replaces what was said before it (a form
    shows everything and is sent as a whole).
    """

    person: str
    conversation: str
    ts: str
    document: Document
    source: str = ""
    revision: str = ""
    deleted: bool = False
    thread: str | None = None
    origin: Origin = Origin.MESSAGE
    area: str | None = None
    whole: bool = False
    call: str = ""
    date: dt.date | None = None  # not `date`: the field's default hides it from its own annotation

    @property
    def written_at(self) -> datetime:
        """The moment it was first written, in UTC."""
        return datetime.fromtimestamp(float(self.ts), tz=UTC)

    @property
    def changed_at(self) -> datetime:
        """The moment of this revision, in UTC."""
        return datetime.fromtimestamp(float(self.revision or self.ts), tz=UTC)
