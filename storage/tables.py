"""What all rows have, and the rows of calls, meetings and absences.

Columns are named like the fields of the values. Rows refer to each other only within one value (a call and
its areas, an update and its items). All else is found by name, so that replies outlive their area. `team_id`
is the workspace, empty until it is known.
"""

import datetime as dt
from typing import Any, ClassVar

from pydantic import ConfigDict
from sqlalchemy import MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.model.call import (
    GitRepository,
    Labels,
    StandIn,
    Standing,
    Style,
    Urgency,
    Weekday,
    WikiTopic,
)
from bot.model.meeting import State, Waiting
from bot.model.minutes import Minutes
from bot.model.quiet import Quiet
from bot.model.rhythm import Rhythm
from storage.columns import KEY, Choice, Packed, Span, open_index

# A constraint without a name cannot be dropped later on SQLite.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
STRINGS = Packed(tuple[str, ...])
WAITS = "next_at IS NOT NULL"
HAS_FORMER_NAMES = "was != '[]'"
OPEN_MEETING = "state IN ('scheduled', 'posted')"


class Row(SQLModel):
    """What all rows have; they are not validated, but their values are (`storage.columns`)."""

    # so what pydantic would validate them with is never made; sqlmodel's own type for this is private
    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment]

    metadata = MetaData(naming_convention=NAMES)

    id: int = Field(default=None, primary_key=True)  # given by the database
    team_id: str = Field(sa_type=KEY)


def next_moment() -> Any:
    """The column of when something is to be looked at next; releases without it make it due at once."""
    return Field(default=None, sa_column_kwargs={"server_default": "1970-01-01 00:00:00"})


class CallRow(Row, table=True):
    """A call without its areas; at `next_at` its calendar may change by time alone."""

    __tablename__: ClassVar[str] = "call"
    __table_args__ = (
        UniqueConstraint("team_id", "name"),
        open_index(WAITS, "ix_call_next_at", "team_id", "next_at"),
        open_index(HAS_FORMER_NAMES, "ix_call_was", "team_id"),
    )

    name: str = Field(sa_type=KEY)
    channel: str
    weekday: Weekday | None = Field(sa_type=Choice(Weekday, none=""), nullable=False)
    time: dt.time
    timezone: str
    also_in: tuple[str, ...] = Field(sa_type=STRINGS)
    coordinates: tuple[str, ...] = Field(sa_type=STRINGS)
    ask: dt.timedelta = Field(sa_type=Span)
    remind: tuple[dt.timedelta, ...] = Field(sa_type=Packed(tuple[dt.timedelta, ...]))
    post: dt.timedelta = Field(sa_type=Span)
    late: dt.timedelta = Field(sa_type=Span)
    emergencies: Urgency = Field(sa_type=Choice(Urgency))
    chairs: tuple[str, ...] = Field(sa_type=STRINGS)
    skip: tuple[dt.date, ...] = Field(sa_type=Packed(tuple[dt.date, ...]))
    holidays: str | None = None
    retention: dt.timedelta | None = Field(sa_type=Span, nullable=True)
    twiki: WikiTopic = Field(sa_type=Packed(WikiTopic))
    git: GitRepository = Field(sa_type=Packed(GitRepository), sa_column_kwargs={"server_default": "{}"})
    rhythm: Rhythm = Field(sa_type=Packed(Rhythm), sa_column_kwargs={"server_default": "{}"})
    standing: Standing = Field(
        default=Standing.HELD, sa_type=Choice(Standing), sa_column_kwargs={"server_default": "held"}
    )
    quiet: Quiet | None = Field(sa_type=Packed(Quiet), nullable=True)
    mail: tuple[str, ...] = Field(default=(), sa_type=STRINGS, sa_column_kwargs={"server_default": "[]"})
    was: tuple[str, ...] = Field(default=(), sa_type=STRINGS, sa_column_kwargs={"server_default": "[]"})
    next_at: dt.datetime | None = next_moment()


class AreaRow(Row, table=True):
    """An area of a call, without its leads; `place` is its place among the areas."""

    __tablename__: ClassVar[str] = "area"
    __table_args__ = (UniqueConstraint("call_id", "name"), UniqueConstraint("call_id", "place"))

    call_id: int = Field(foreign_key="call.id")
    place: int
    name: str = Field(sa_type=KEY)
    style: Style = Field(sa_type=Choice(Style))
    labels: Labels = Field(sa_type=Packed(Labels))
    joiner: str
    was: tuple[str, ...] = Field(default=(), sa_type=STRINGS, sa_column_kwargs={"server_default": "[]"})


class LeadRow(Row, table=True):
    """A lead of an area; `place` is their place among its leads."""

    __tablename__: ClassVar[str] = "lead"
    __table_args__ = (UniqueConstraint("area_id", "place"),)

    area_id: int = Field(foreign_key="area.id")
    place: int
    name: str
    person: str = Field(sa_type=KEY)


class MeetingRow(Row, table=True):
    """A meeting, with its minutes once they are frozen; `next_at` as `storage.touches` keeps it."""

    __tablename__: ClassVar[str] = "meeting"
    __table_args__ = (
        UniqueConstraint("team_id", "call", "date"),
        open_index(WAITS, "ix_meeting_next_at", "team_id", "next_at"),
        open_index(OPEN_MEETING, "ix_meeting_open", "team_id", "call", "date"),
    )

    call: str = Field(sa_type=KEY)
    date: dt.date
    starts: dt.datetime
    posts: dt.datetime
    opens: dt.datetime
    late_until: dt.datetime
    state: State = Field(sa_type=Choice(State))
    reason: str
    minutes: Minutes | None = Field(sa_type=Packed(Minutes), nullable=True)
    frozen_at: dt.datetime | None
    held_on: dt.date | None
    current_area: str = Field(sa_column_kwargs={"name": "floor"})  # its first name, which rows still have
    waits: Waiting | None = Field(default=None, sa_type=Packed(Waiting), nullable=True)
    next_at: dt.datetime | None = next_moment()


class AbsenceRow(Row, table=True):
    """When a lead is away, and who reports instead."""

    __tablename__: ClassVar[str] = "absence"
    __table_args__ = (UniqueConstraint("team_id", "person", "first"),)

    person: str = Field(sa_type=KEY)
    first: dt.date
    last: dt.date
    stand_in: StandIn | None = Field(sa_type=Packed(StandIn), nullable=True)
