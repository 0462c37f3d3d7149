"""The rows of the live parts of meetings."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.columns import KEY, Packed
from storage.tables import Row

TEXT = Packed(str)  # what people type may hold what a text column cannot


class AnnouncementRow(Row, table=True):
    """Something for everybody at a meeting."""

    __tablename__: ClassVar[str] = "announcement"
    __table_args__ = (UniqueConstraint("team_id", "call", "date", "number"),)

    call: str = Field(sa_type=KEY)
    date: dt.date
    number: int
    text: str = Field(sa_type=TEXT)
    by: str = Field(sa_type=KEY)
    name: str = Field(sa_type=TEXT)
    at: dt.datetime


class AttendanceRow(Row, table=True):
    """Whether somebody is present at a meeting; of a person there is one row, whatever the name."""

    __tablename__: ClassVar[str] = "attendance"
    __table_args__ = (UniqueConstraint("team_id", "call", "date", "person", "name"),)

    call: str = Field(sa_type=KEY)
    date: dt.date
    person: str = Field(sa_type=KEY)
    name: str = Field(sa_type=TEXT)
    at: dt.datetime
    present: bool
    by: str = Field(sa_type=KEY)


class NoteRow(Row, table=True):
    """What was said about an area during a meeting."""

    __tablename__: ClassVar[str] = "note"
    __table_args__ = (UniqueConstraint("team_id", "call", "date", "number"),)

    call: str = Field(sa_type=KEY)
    date: dt.date
    number: int
    area: str = Field(sa_type=KEY)
    text: str = Field(sa_type=TEXT)
    by: str = Field(sa_type=KEY)
    name: str = Field(sa_type=TEXT)
    at: dt.datetime


class ActionRow(Row, table=True):
    """Something somebody agreed to do; it outlives its meeting."""

    __tablename__: ClassVar[str] = "action"
    __table_args__ = (UniqueConstraint("team_id", "call", "number"),)

    call: str = Field(sa_type=KEY)
    number: int
    text: str = Field(sa_type=TEXT)
    owner: str = Field(sa_type=TEXT)
    opened: dt.date | None
    due: dt.date | None
    done: bool
    person: str = Field(sa_type=KEY)
    closed: dt.date | None
