"""The inbox: requests saved before they are acknowledged, worked on afterwards, once."""

import asyncio
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from threading import Lock
from typing import Any

from sqlalchemy import Integer, bindparam, delete, func, update
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.ports import Arrival
from storage.database import Database
from storage.traffic import CursorRow, InboxRow, ended
from storage.values import parts

Waiter = asyncio.Future[None]


@dataclass(frozen=True, slots=True)
class _Unsaved:
    """A row that is not saved yet, and who waits until it is durable."""

    row: dict[str, Any]
    loop: asyncio.AbstractEventLoop
    waiter: Waiter


class RowInbox:
    """Implements `bot.ports.Inbox`; what arrives during a commit is saved together in the next.

    `sender` says who sent a payload.
    """

    def __init__(
        self, database: Database, team: str, sender: Callable[[dict[str, Any]], str] = lambda _: ""
    ) -> None:
        self._database = database
        self._team = team
        self._sender = sender
        self._unsaved: list[_Unsaved] = []
        self._guard = Lock()

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        """Save an arrival, and return once it is durable; saving a known identity again changes nothing."""
        if not identity.isprintable():  # a row that cannot be written would take its whole group with it
            raise ValueError(identity)
        sender = self._sender(payload)
        row = {
            "team_id": self._team,
            "identity": identity,
            "payload": json.dumps(payload),
            "kept_at": at,
            "person": sender if sender.isprintable() else "",
        }
        loop = asyncio.get_running_loop()
        entry = _Unsaved(row, loop, loop.create_future())
        with self._guard:
            if not self._unsaved:
                self._database.soon(self._save_all)
            self._unsaved.append(entry)
        await entry.waiter

    async def unknown(self, identities: Collection[str]) -> frozenset[str]:
        """Which of these arrivals were never kept, or so long ago that they were forgotten."""
        if not identities:
            return frozenset()
        mine = select(InboxRow.identity).where(InboxRow.team_id == self._team)

        def work(session: Session) -> frozenset[str]:
            asked = (mine.where(col(InboxRow.identity).in_(some)) for some in parts(identities))
            return frozenset(identities).difference(*map(session.exec, asked))

        return await self._database.reading(work)

    async def waiting(self, limit: int) -> tuple[Arrival, ...]:
        """At most `limit` arrivals that have not been worked on, in the order in which they came."""
        query = self._open().limit(limit)
        return await self._database.reading(lambda session: tuple(map(_arrival, session.exec(query))))

    async def claim(
        self, now: datetime, owner: str, lease: timedelta, limit: int, *, but: Collection[str] = ()
    ) -> tuple[Arrival, ...]:
        """Claim at most `limit` arrivals for the time of the lease, in the order in which they came.

        What a person sent stays in one hand: nothing of theirs is claimed while another owner has some of it.
        """

        def work(session: Session) -> tuple[Arrival, ...]:
            clock = self._clock(session, now)
            others = self._in_other_hands(session, owner, clock)
            asked = {"team": self._team, "but": list(but), "others": list(others), "most": limit}
            rows = session.exec(_claimable(), params=asked).all()
            for row in rows:
                row.owner, row.lease_until = owner, clock + lease
            return tuple(map(_arrival, rows))

        return await self._database.changing(self._team, work)

    async def renew(self, now: datetime, owner: str, lease: timedelta) -> frozenset[str]:
        """Let the leases of all that `owner` has in hand begin anew; returns the identities."""

        def work(session: Session) -> frozenset[str]:
            until = self._clock(session, now) + lease
            rows = session.exec(self._open().where(InboxRow.owner == owner)).all()
            for row in rows:
                row.lease_until = until
            return frozenset(row.identity for row in rows)

        return await self._database.changing(self._team, work)

    async def done(self, identities: Sequence[str], at: datetime, owner: str = "") -> None:
        """Save that arrivals were worked on, and delete their payloads: the words are kept in the replies.

        What has gone into another hand is left to it, so the owner counts; "" is for what nobody has in hand.
        """
        await self._change(self._held(identities, owner).values(**ended(at)))

    async def failed(self, identity: str, reason: str, owner: str = "") -> None:
        """Save that a try failed and why; the arrival keeps waiting, in nobody's hand."""
        change = self._held([identity], owner).values(attempts=InboxRow.attempts + 1, reason=reason)
        await self._change(change.values(owner="", lease_until=None))

    async def forget_before(self, at: datetime) -> None:
        """Delete arrivals worked on before a moment; Slack may repeat requests for days."""
        mine = col(InboxRow.team_id) == self._team
        await self._change(delete(InboxRow).where(mine, col(InboxRow.done_at) < at))

    async def cursors(self) -> dict[str, str]:
        """For each direct conversation the `ts` up to which all messages are known to have arrived."""
        query = select(CursorRow).where(CursorRow.team_id == self._team)
        return await self._database.reading(
            lambda session: {row.conversation: row.ts for row in session.exec(query)}
        )

    async def move_cursor(self, conversation: str, ts: str) -> None:
        """Save that all messages of a conversation up to `ts` have arrived; an older `ts` changes nothing."""
        query = select(CursorRow).where(
            CursorRow.team_id == self._team, CursorRow.conversation == conversation
        )

        def work(session: Session) -> None:
            row = session.exec(query).one_or_none()
            if row is None:
                session.add(CursorRow(team_id=self._team, conversation=conversation, ts=ts))
            elif Decimal(ts) > Decimal(row.ts):
                row.ts = ts

        await self._database.changing(self._team, work)

    def _open(self) -> Any:
        """All that has not been worked on, in the order in which it came."""
        mine = InboxRow.team_id == self._team, col(InboxRow.done_at).is_(None)
        return select(InboxRow).where(*mine).order_by(col(InboxRow.id))

    def _held(self, identities: Sequence[str], owner: str) -> Any:
        mine = col(InboxRow.team_id) == self._team, col(InboxRow.identity).in_(identities)
        return update(InboxRow).where(*mine, col(InboxRow.done_at).is_(None), col(InboxRow.owner) == owner)

    def _in_other_hands(self, session: Session, owner: str, clock: datetime) -> Collection[str]:
        """The people of whom another owner has something in hand; on SQLite other owners are dead."""
        if self._database.dialect == "sqlite":
            return ()
        leased = select(InboxRow.person).where(
            InboxRow.team_id == self._team,
            col(InboxRow.done_at).is_(None),
            InboxRow.owner != owner,
            col(InboxRow.lease_until) > clock,
        )
        return frozenset(session.exec(leased))

    def _clock(self, session: Session, now: datetime) -> datetime:
        """The clock for leases: the server's, where several processes share one, as theirs may differ."""
        if self._database.dialect == "sqlite":
            return now
        found: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
        return found

    async def _change(self, statement: Any) -> None:
        await self._database.changing(self._team, lambda session: session.execute(statement))

    def _save_all(self) -> None:
        """Save all unsaved rows in one transaction, and resume those who wait for them."""
        with self._guard:
            unsaved, self._unsaved = self._unsaved, []
        statement = self._insert().on_conflict_do_nothing(index_elements=["team_id", "identity"])
        rows = [entry.row for entry in unsaved]
        failure: BaseException | None = None
        try:
            self._database.receive(lambda session: session.execute(statement, rows))
        except BaseException as error:  # noqa: BLE001 - it is raised again where somebody waits for the row
            failure = error
        for loop in {entry.loop for entry in unsaved}:
            loop.call_soon_threadsafe(_resolve, [w.waiter for w in unsaved if w.loop is loop], failure)

    def _insert(self) -> Any:
        if self._database.dialect == "sqlite":
            return sqlite.insert(InboxRow)
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - large, and of no use beside SQLite

        return postgresql.insert(InboxRow)


@cache
def _claimable() -> SelectOfScalar[InboxRow]:
    """What nobody has worked on, in the order in which it came, but for some; made once, asked every turn."""
    mine = col(InboxRow.team_id) == bindparam("team"), col(InboxRow.done_at).is_(None)
    but = col(InboxRow.identity).not_in(bindparam("but", expanding=True))
    free = col(InboxRow.person).not_in(bindparam("others", expanding=True))
    most = bindparam("most", type_=Integer)
    return select(InboxRow).where(*mine, but, free).order_by(col(InboxRow.id)).limit(most)


def _arrival(row: InboxRow) -> Arrival:
    return Arrival(row.identity, json.loads(row.payload), row.attempts)


def _resolve(waiters: Sequence[Waiter], failure: BaseException | None) -> None:
    for waiter in waiters:
        if waiter.done():  # whoever waited has gone
            continue
        if failure is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(failure)
