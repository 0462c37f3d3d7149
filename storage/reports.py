"""Rows of what areas report: replies, what was understood of them, and how leads corrected it."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.model.call import Section
from bot.model.reply import Origin
from bot.model.update import Item, Why
from bot.model.words import Document, Shape, Words
from storage.columns import KEY, Choice, Packed
from storage.tables import STRINGS, Row


class ReplyRow(Row, table=True):
    """One revision of a reply; its words are never changed, and only removed where they have to be erased."""

    __tablename__: ClassVar[str] = "reply"
    __table_args__ = (
        UniqueConstraint("team_id", "conversation", "ts", "revision"),
        Index(None, "team_id", "call", "date"),
    )

    conversation: str = Field(sa_type=KEY)
    ts: str = Field(sa_type=KEY)
    revision: str = Field(sa_type=KEY)
    person: str = Field(sa_type=KEY)
    document: Document = Field(sa_type=Packed(Document))
    source: str = Field(sa_type=Packed(str))
    deleted: bool
    thread: str | None
    origin: Origin = Field(sa_type=Choice(Origin, other=Origin.MESSAGE))
    area: str | None
    whole: bool
    call: str = Field(sa_type=KEY)
    date: dt.date | None


class PlacementRow(Row, table=True):
    """Which area a reply is about, where it was asked."""

    __tablename__: ClassVar[str] = "placement"
    __table_args__ = (UniqueConstraint("team_id", "conversation", "ts"),)

    conversation: str = Field(sa_type=KEY)
    ts: str = Field(sa_type=KEY)
    area: str


class UpdateRow(Row, table=True):
    """What an area reports for a meeting, without its items."""

    __tablename__: ClassVar[str] = "area_update"  # UPDATE is a word of SQL
    __table_args__ = (UniqueConstraint("team_id", "call", "date", "area"),)

    call: str = Field(sa_type=KEY)
    date: dt.date
    area: str = Field(sa_type=KEY)
    none: tuple[tuple[Section, str], ...] = Field(sa_type=Packed(tuple[tuple[Section, str], ...]))
    nothing_new: bool
    by: tuple[str, ...] = Field(sa_type=STRINGS)
    confirmed: bool
    changed_at: dt.datetime | None


class ItemRow(Row, table=True):
    """An item; `place` counts in reading order, `level` is its depth below the section.

    `text` is there for searching: the words are the truth.
    """

    __tablename__: ClassVar[str] = "item"
    __table_args__ = (UniqueConstraint("update_id", "section", "place"),)

    update_id: int = Field(foreign_key="area_update.id")
    section: Section = Field(sa_type=Choice(Section))
    place: int
    level: int
    words: Words = Field(sa_type=Packed(Words))
    text: str
    why: Why = Field(sa_type=Choice(Why))
    shape: Shape = Field(sa_type=Choice(Shape))
    key: str = Field(sa_type=KEY)
    ask: bool = False


class CorrectionRow(Row, table=True):
    """A lead's newest word about an item."""

    __tablename__: ClassVar[str] = "correction"
    __table_args__ = (UniqueConstraint("team_id", "call", "date", "area", "item"),)

    call: str = Field(sa_type=KEY)
    date: dt.date
    area: str = Field(sa_type=KEY)
    item: str = Field(sa_type=KEY)
    section: Section | None = Field(sa_type=Choice(Section), nullable=True)
    words: str = Field(sa_type=Packed(str))
    beside: tuple[str, ...] = Field(sa_type=STRINGS)
    instead: Item | None = Field(sa_type=Packed(Item), nullable=True)
