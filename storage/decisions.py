"""Rows of decisions: chairs about calls and meetings, people about what they are shown."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.model.call import Call
from bot.model.person import Person
from bot.model.quiet import Quiet
from storage.columns import KEY, Packed
from storage.tables import STRINGS, Row


class OverrideRow(Row, table=True):
    """How one meeting departs from the weekly rule of its call."""

    __tablename__: ClassVar[str] = "override"
    __table_args__ = (UniqueConstraint("team_id", "call", "date"),)

    call: str = Field(sa_type=KEY)
    date: dt.date
    by: str = Field(sa_type=KEY)
    decided_at: dt.datetime
    on: dt.date | None
    at: dt.time | None


class CallChangeRow(Row, table=True):
    """A change of a call, with the whole call before and after."""

    __tablename__: ClassVar[str] = "call_change"
    __table_args__ = (UniqueConstraint("team_id", "call", "number"),)

    call: str = Field(sa_type=KEY)
    number: int
    at: dt.datetime
    by: str = Field(sa_type=Packed(str))  # a file's name may hold any bytes
    what: tuple[str, ...] = Field(sa_type=STRINGS)
    before: Call | None = Field(sa_type=Packed(Call), nullable=True)
    after: Call = Field(sa_type=Packed(Call))


class ChoiceRow(Row, table=True):
    """Which call somebody means in a conversation."""

    __tablename__: ClassVar[str] = "choice"
    __table_args__ = (UniqueConstraint("team_id", "person", "place"),)

    person: str = Field(sa_type=KEY)
    place: str = Field(sa_type=KEY)
    call: str = Field(sa_type=KEY)


class ContactRow(Row, table=True):
    """How somebody is written to."""

    __tablename__: ClassVar[str] = "contact"
    __table_args__ = (UniqueConstraint("team_id", "person"),)

    person: str = Field(sa_type=KEY)
    conversation: str
    known: Person | None = Field(sa_type=Packed(Person), nullable=True)
    looked_up_at: dt.datetime | None


class ReaderClockRow(Row, table=True):
    """In which zone somebody was when the workspace was asked last, and the quiet hours they chose."""

    __tablename__: ClassVar[str] = "reader_clock"
    __table_args__ = (UniqueConstraint("team_id", "person"),)

    person: str = Field(sa_type=KEY)
    zone: str
    seen_at: dt.datetime
    quiet: Quiet | None = Field(sa_type=Packed(Quiet), nullable=True)


class HomeRow(Row, table=True):
    """What somebody's home shows, as a digest (hash)."""

    __tablename__: ClassVar[str] = "home"
    __table_args__ = (UniqueConstraint("team_id", "person"),)

    person: str = Field(sa_type=KEY)
    digest: str
