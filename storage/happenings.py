"""What happened, seen by the rows that a transaction saved, and told once it is committed: so it is true."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, inspect
from sqlmodel import Session

from bot.model.call import Section
from bot.model.delivery import Kind, Status
from bot.model.happened import Event, Fact, Happened, moment
from bot.model.meeting import State
from bot.model.minutes import Minutes
from bot.model.reason import reason_in
from storage.delivery_keys import call_in
from storage.reports import ReplyRow, UpdateRow
from storage.tables import CallRow, MeetingRow, Row
from storage.traffic import DeliveryRow

log = logging.getLogger(__name__)

Tell = Callable[[Happened], None]
WATCHED: dict[type[Row], tuple[str, ...]] = {
    CallRow: (),
    DeliveryRow: ("status", "confirmed"),
    MeetingRow: ("state", "starts", "late_until", "waits"),
    ReplyRow: (),
    UpdateRow: ("confirmed", "changed_at"),
}
NO_CALL = ("", "-")  # in the key of what is said to somebody who reports for none
LATE_SECONDS = 60  # after its moment; a delivery waits for the next turn anyway
UNTOLD = "what happened could not be told"
_SEEN = "happenings"  # where a session keeps what its transaction does


@dataclass(slots=True)
class _Change:
    """A row that a transaction changes, as it was before, where it was there."""

    row: Any
    was_there: bool
    before: dict[str, Any]


@dataclass(slots=True)
class _Seen:
    """The rows that a transaction changes, and what is known of them besides what stands in them.

    They are held, so that no two have the same id.
    """

    changes: dict[int, _Change] = field(default_factory=dict)
    facts: dict[int, dict[str, Fact]] = field(default_factory=dict)
    happened: list[Happened] = field(default_factory=list)


def notice(session: Session, tell: Tell) -> None:
    """Tell what the transaction of this session did, as soon as it is committed."""
    seen = session.info.setdefault(_SEEN, _Seen())

    def before_flush(*_: object) -> None:
        for row in session.new:
            _note(seen, row, was_there=False)
        for row in session.dirty:
            if session.is_modified(row):
                _note(seen, row, was_there=True)
        for row in session.deleted:
            seen.changes.pop(id(row), None)

    def before_commit(*_: object) -> None:
        session.flush()  # what is still to be written is part of it
        seen.happened = _worked_out(seen)  # some rows cannot be read any more once they are committed
        seen.changes.clear()

    def after_commit(*_: object) -> None:
        happened, seen.happened = seen.happened, []
        _tell_all(happened, tell)

    event.listen(session, "before_flush", before_flush)
    event.listen(session, "before_commit", before_commit)
    event.listen(session, "after_commit", after_commit)


def _worked_out(seen: _Seen) -> list[Happened]:
    """What the changed rows say; nothing where that fails, as whoever saves something must not hear of it."""
    try:
        return [
            happened
            for identity, change in seen.changes.items()
            for happened in _happened(change, seen.facts.get(identity, {}))
        ]
    except Exception:
        log.exception(UNTOLD)
        return []


def _tell_all(happened: list[Happened], tell: Tell) -> None:
    try:
        for each in happened:
            tell(each)
    except Exception:  # it is saved: whoever saved it must not hear that this failed
        log.exception(UNTOLD)


def besides(session: Session, row: Row, **facts: Fact) -> None:
    """Facts that belong to what is told of a row, and stand elsewhere."""
    if isinstance(seen := session.info.get(_SEEN), _Seen):
        seen.facts.setdefault(id(row), {}).update(facts)


def changed(session: Session, row: Row) -> None:
    """Let it be told that a row has changed, though only what belongs to it has."""
    if isinstance(seen := session.info.get(_SEEN), _Seen):
        _note(seen, row, was_there=True)


def _note(seen: _Seen, row: Any, *, was_there: bool) -> _Change | None:
    watched = WATCHED.get(type(row))
    if watched is None:
        return None
    if id(row) not in seen.changes:
        before = {name: _before(row, name) for name in watched} if was_there else {}
        seen.changes[id(row)] = _Change(row, was_there, before)
    return seen.changes[id(row)]


def _before(row: Any, name: str) -> Any:
    history = inspect(row).attrs[name].history
    return history.deleted[0] if history.deleted else getattr(row, name)


def _happened(change: _Change, beside: dict[str, Fact]) -> Iterator[Happened]:
    match change.row:
        case CallRow():
            yield _of_call(change)
        case DeliveryRow():
            yield from _of_delivery(change, beside)
        case MeetingRow():
            yield from _of_meeting(change)
        case ReplyRow():
            yield from _of_reply(change)
        case UpdateRow():
            yield from _of_update(change, beside)


def _of_call(change: _Change) -> Happened:
    event_ = Event.CALL_CHANGED if change.was_there else Event.CALL_ADDED
    return Happened(event_, {"call": change.row.name})


def _of_reply(change: _Change) -> Iterator[Happened]:
    reply: ReplyRow = change.row
    if not change.was_there and reply.call and reply.date:
        how = "deleted" if reply.deleted else "edited" if reply.revision else reply.origin.value
        yield Happened(Event.HEARD, {**_meeting(reply), "how": how})


def _of_update(change: _Change, beside: dict[str, Fact]) -> Iterator[Happened]:
    update: UpdateRow = change.row
    where = {**_meeting(update), "area": update.area}
    if change.before.get("changed_at") != update.changed_at:
        yield Happened(Event.REPORTED, {**where, **beside})
    if update.confirmed and not change.before.get("confirmed"):
        yield Happened(Event.CONFIRMED, where)


def _of_meeting(change: _Change) -> Iterator[Happened]:
    meeting: MeetingRow = change.row
    before = change.before.get("state")
    where, reason = _meeting(meeting), reason_in(meeting.reason)
    why = {"reason": str(reason).removesuffix(": ").rstrip()} if reason else {}
    moments = {"starts": moment(meeting.starts), "posts": moment(meeting.posts)}
    if meeting.state is not before:
        match meeting.state:
            case State.POSTED if before is State.CLOSED:
                yield Happened(Event.REOPENED, where)
            case State.POSTED if meeting.minutes is not None:
                yield Happened(Event.FROZEN, {**where, **_counted(meeting.minutes)})
            case State.CLOSED:
                yield Happened(Event.CLOSED, {**where, **why})
            case State.SKIPPED:
                yield Happened(Event.SKIPPED, {**where, **why})
            case State.SCHEDULED if change.was_there:
                yield Happened(Event.RESTORED, {**where, **moments})
            case _:
                pass
    elif change.before["starts"] != meeting.starts:
        yield Happened(Event.MOVED, {**where, **moments})
    elif meeting.state is State.POSTED and meeting.late_until > change.before["late_until"]:
        yield Happened(Event.REOPENED, where)  # it was over, and only waited to be closed
    if meeting.waits is not None and meeting.waits != change.before.get("waits"):
        yield Happened(Event.HELD_BACK, {**where, "until": moment(meeting.waits.until)})


def _counted(minutes: Minutes) -> dict[str, Fact]:
    areas = minutes.areas
    items = {each.value: sum(len(area.sections.of(each)) for area in areas) for each in Section}
    return {"areas": len(areas), "silent": sum(area.silence is not None for area in areas), **items}


def _of_delivery(change: _Change, beside: dict[str, Fact]) -> Iterator[Happened]:
    delivery: DeliveryRow = change.row
    where: dict[str, Fact] = {"kind": delivery.kind.value, "delivery": delivery.key, **_of_key(delivery.key)}
    before = change.before.get("confirmed", 0)
    if delivery.posted is not None and delivery.confirmed > before:
        first = before == 0
        event_ = _FIRST.get(delivery.kind, Event.TOLD) if first else _ANEW.get(delivery.kind, Event.TOLD_ANEW)
        lateness = _late(delivery) if first else {}
        version = {} if first and event_ is not Event.PUBLISHED else {"version": delivery.confirmed}
        yield Happened(event_, {**where, **version, **lateness, **beside})
    if delivery.status is not change.before.get("status"):
        if delivery.status is Status.DEAD:
            yield Happened(Event.GIVEN_UP, {**where, "reason": delivery.reason})
        elif delivery.status is Status.SKIPPED:
            yield Happened(Event.LEFT_OUT, {**where, "reason": delivery.reason})


_FIRST = {
    Kind.ASK: Event.ASKED,
    Kind.REMIND_1: Event.REMINDED,
    Kind.REMIND_2: Event.REMINDED,
    Kind.MINUTES: Event.POSTED,
    Kind.WIKI: Event.PUBLISHED,
    Kind.GIT: Event.PUBLISHED,
    Kind.MAIL: Event.MAILED,
}
_ANEW = {Kind.MINUTES: Event.AMENDED, Kind.WIKI: Event.PUBLISHED, Kind.GIT: Event.PUBLISHED}


def _late(delivery: DeliveryRow) -> dict[str, Fact]:
    """How long after its moment, or after the first try, it was said; nothing where that was in time."""
    if delivery.sent_at is None:
        return {}
    since = min(delivery.due, delivery.first_try_at or delivery.due)
    late = int((delivery.sent_at - since).total_seconds())
    return {"late_s": late} if late > LATE_SECONDS else {}


def _of_key(key: str) -> dict[str, Fact]:
    call = next(iter(call_in(key)), "")
    return {"call": call, "meeting": key.removeprefix(f"{call}/")[:10]} if call not in NO_CALL else {}


def _meeting(row: Any) -> dict[str, Fact]:
    return {"call": row.call, "meeting": row.date.isoformat()}
