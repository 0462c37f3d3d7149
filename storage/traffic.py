"""Rows of the inbox and the outbox, and of when they were worked on."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.model.delivery import Kind, Posted, Status
from bot.model.message import Message, UnknownMessage
from storage.columns import KEY, Choice, OneOf, Packed, open_index
from storage.message_words import MESSAGE_WORDS
from storage.tables import Row

OPEN = "status IN ('pending', 'sending')"


class DeliveryRow(Row, table=True):
    """A delivery; `owner` has it in hand until `lease_until`. Releases without `kind` leave it empty."""

    __tablename__: ClassVar[str] = "delivery"
    __table_args__ = (
        UniqueConstraint("team_id", "key"),
        open_index(OPEN, "ix_delivery_open", "team_id", "priority", "due", "id"),
    )

    key: str = Field(sa_type=KEY)
    kind: Kind = Field(sa_type=Choice(Kind, Kind.UNKNOWN), sa_column_kwargs={"server_default": ""})
    part: str = Field(default="", sa_type=KEY, sa_column_kwargs={"server_default": ""})
    to: str = Field(sa_type=KEY, sa_column_kwargs={"name": "recipient"})  # TO is a word of SQL
    message: Message | UnknownMessage = Field(sa_type=OneOf(MESSAGE_WORDS))
    due: dt.datetime
    not_after: dt.datetime | None
    priority: int
    follows: str | None = Field(sa_type=KEY, nullable=True)
    threaded: bool
    status: Status = Field(sa_type=Choice(Status))
    reason: str
    posted: Posted | None = Field(sa_type=Packed(Posted), nullable=True)
    thread: Posted | None = Field(sa_type=Packed(Posted), nullable=True)
    wanted: int
    confirmed: int
    attempts: int
    failures: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    first_try_at: dt.datetime | None
    sent_at: dt.datetime | None
    doubtful: bool
    first_key: str = Field(default="", sa_type=KEY, sa_column_kwargs={"server_default": ""})
    owner: str = ""
    lease_until: dt.datetime | None = None


class InboxRow(Row, table=True):
    """An arrival; once worked on its payload and results are emptied, its identity stays.

    `owner` has it in hand until `lease_until`, and with it whatever else `person` sent.
    """

    __tablename__: ClassVar[str] = "inbox"
    __table_args__ = (
        UniqueConstraint("team_id", "identity"),
        open_index("done_at IS NULL", "ix_inbox_waiting", "team_id", "id"),
    )

    identity: str = Field(sa_type=KEY)
    payload: str
    kept_at: dt.datetime
    done_at: dt.datetime | None = None
    attempts: int = 0
    reason: str = ""
    person: str = Field(default="", sa_type=KEY, sa_column_kwargs={"server_default": ""})
    owner: str = Field(default="", sa_column_kwargs={"server_default": ""})
    lease_until: dt.datetime | None = None
    results: str = Field(default="", sa_column_kwargs={"server_default": ""})


def ended(at: dt.datetime) -> dict[str, Any]:
    """The columns of an arrival that was worked on: nobody has it in hand, and nothing of it is kept."""
    return {"done_at": at, "payload": "{}", "results": "", "reason": "", "owner": "", "lease_until": None}


class UptimeRow(Row, table=True):
    """A span in which turns were taken."""

    __tablename__: ClassVar[str] = "uptime"
    __table_args__ = (UniqueConstraint("team_id", "since"),)

    since: dt.datetime
    until: dt.datetime


class CursorRow(Row, table=True):
    """Up to which `ts` everything in a direct conversation is known to have arrived."""

    __tablename__: ClassVar[str] = "cursor"
    __table_args__ = (UniqueConstraint("team_id", "conversation"),)

    conversation: str = Field(sa_type=KEY)
    ts: str
