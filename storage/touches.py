"""What time and changes may bring about: every change of what a week is planned from makes its call due.

Which calls a change was about is told once it is committed.

A change is a matter of a whole call, that is of its few meetings that are still open; a moment is one
meeting's. `AT_ONCE` stands for a change, `next_at` of none for what time alone changes no more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, event, inspect, null, select, text, union, update
from sqlmodel import Session, col

from bot.model.delivery import Status
from bot.model.meeting import UNFINISHED
from storage.decisions import OverrideRow, ReaderClockRow
from storage.delivery_keys import call_in
from storage.live_parts import ActionRow, AnnouncementRow, AttendanceRow, NoteRow
from storage.reports import ReplyRow, UpdateRow
from storage.roster import led_by
from storage.tables import OPEN_MEETING, AbsenceRow, CallRow, MeetingRow
from storage.traffic import DeliveryRow

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
NEVER: Any = null()
_DUE = "due"  # where a session keeps what its transaction has made due already
OF_A_CALL = (
    ActionRow,
    AnnouncementRow,
    AttendanceRow,
    MeetingRow,
    NoteRow,
    OverrideRow,
    ReplyRow,
    UpdateRow,
)
OF_ITS_CALENDAR = (MeetingRow, OverrideRow)
TOLD = ("message", "reason", "failures", "status")  # what `plan` minds of a delivery
GIVEN_UP = (Status.SKIPPED, Status.DEAD)
# said as the index says it: else it is not used
IS_OPEN = text(f"{MeetingRow.__tablename__}.{OPEN_MEETING}")


TellTouched = Callable[[frozenset[str]], None]
_ABOUT = "about"  # where a session keeps which calls its changes are about


@dataclass(slots=True)
class Touched:
    """The calls that changes are about, those whose calendar is, and people who are away, back, elsewhere."""

    calls: set[str] = field(default_factory=set)
    calendars: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)

    def note(self, row: Any) -> None:
        """Note what a changed row is about."""
        match row:
            case CallRow():
                self.calls.add(row.name)
                self.calendars.add(row.name)
            case AbsenceRow() | ReaderClockRow():
                self.people.add(row.person)
            case DeliveryRow() if _brings_steps(row):
                self.calls.update(call_in(row.key))
            case _ if isinstance(row, OF_A_CALL):
                self.calls.add(row.call)
                if isinstance(row, OF_ITS_CALENDAR):
                    self.calendars.add(row.call)


def watch(session: Session, team: str, tell: TellTouched = lambda _: None) -> None:
    """Let whatever this session changes make due what it is about, in the same transaction."""
    about: set[str] = session.info.setdefault(_ABOUT, set())

    def before_flush(*_: object) -> None:
        touched = Touched()
        for row in _changed(session):
            match row:
                case MeetingRow():
                    # said as SQL, as a new row with None would get the default of the column
                    row.next_at = AT_ONCE if row.state in UNFINISHED else NEVER
                case CallRow():
                    row.next_at = AT_ONCE
                case DeliveryRow():
                    about.update(call_in(row.key))  # also when it is sent, which makes nothing due
            touched.note(row)
        touch(session, team, touched)

    def after_commit(*_: object) -> None:
        if about:
            tell(frozenset(about))

    event.listen(session, "before_flush", before_flush)
    event.listen(session, "after_commit", after_commit)


def touch(session: Session, team: str, touched: Touched) -> None:
    """Make due what was touched, once in a transaction, however often it is."""
    about: set[str] = session.info.setdefault(_ABOUT, set())
    about.update(touched.calls, touched.calendars)
    due: Touched = session.info.setdefault(_DUE, Touched())
    connection = session.connection()
    if calls := touched.calls - due.calls:
        connection.execute(_meetings_at_once(), {"of_team": team, "calls": sorted(calls)})
        due.calls |= calls
    if calendars := touched.calendars - due.calendars:
        connection.execute(_calendars_at_once(), {"of_team": team, "calls": sorted(calendars)})
        due.calendars |= calendars
    if touched.people:
        asked = {"team": team, "people": sorted(touched.people)}
        theirs = connection.execute(_calls_of(), asked).scalars().all()
        about.update(theirs)
        connection.execute(_meetings_at_once(), {"of_team": team, "calls": theirs})


def looked_at(session: Session) -> None:
    """Let what is touched from now on be made due again: its next moment is kept, which may be later."""
    session.info.pop(_DUE, None)


def _changed(session: Session) -> Iterator[Any]:
    """The rows that the flush will add, change or delete."""
    yield from session.new
    yield from session.deleted
    yield from (row for row in session.dirty if session.is_modified(row))


def _brings_steps(row: DeliveryRow) -> bool:
    """Whether a change of a delivery may bring steps about, as its being sent in time never does."""
    state = inspect(row)
    if not state.persistent:
        return True
    changed = {name for name in TOLD if state.attrs[name].history.has_changes()}
    return bool(changed - {"status"}) or ("status" in changed and row.status in GIVEN_UP)


# What each change asks is made once: to make it costs more than to run it.


@cache
def _meetings_at_once() -> Update:
    """Make the open meetings of some calls due."""
    mine = col(MeetingRow.team_id) == bindparam("of_team"), IS_OPEN
    theirs = col(MeetingRow.call).in_(bindparam("calls", expanding=True))
    return update(MeetingRow).where(*mine, theirs).values(next_at=AT_ONCE)


@cache
def _calendars_at_once() -> Update:
    """Make the calendars of some calls due."""
    mine = col(CallRow.team_id) == bindparam("of_team")
    theirs = col(CallRow.name).in_(bindparam("calls", expanding=True))
    return update(CallRow).where(mine, theirs).values(next_at=AT_ONCE)


@cache
def _calls_of() -> Any:
    """The names of the calls in which some people lead an area or own an action item."""
    people = col(ActionRow.person).in_(bindparam("people", expanding=True))
    owned = select(col(ActionRow.call)).where(col(ActionRow.team_id) == bindparam("team"), people)
    return union(led_by(), owned)
