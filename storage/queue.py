"""What came in: kept before it is acknowledged, worked on afterwards, once."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from threading import Lock
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from bot.ports import Arrival
from storage.database import Database
from storage.traffic import CursorRow, InboxRow

Waiter = asyncio.Future[None]


@dataclass(frozen=True, slots=True)
class _Wish:
    """A row somebody waits for until it is durable."""

    row: dict[str, Any]
    loop: asyncio.AbstractEventLoop
    waiter: Waiter


class RowInbox:
    """The inbox of one workspace. What arrives while a commit is under way goes into the next, together."""

    def __init__(self, database: Database, team: str) -> None:
        self._database = database
        self._team = team
        self._wishes: list[_Wish] = []
        self._guard = Lock()

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        """Keep an arrival durably; returns when it is. A known identity changes nothing."""
        if not identity.isprintable():  # a row that cannot be written would take its whole group with it
            raise ValueError(identity)
        row = {"team_id": self._team, "identity": identity, "payload": json.dumps(payload), "kept_at": at}
        loop = asyncio.get_running_loop()
        wish = _Wish(row, loop, loop.create_future())
        with self._guard:
            if not self._wishes:
                self._database.soon(self._grant)
            self._wishes.append(wish)
        await wish.waiter

    async def waiting(self, limit: int) -> tuple[Arrival, ...]:
        """Arrivals that nobody has worked on yet, in the order in which they came."""
        query = select(InboxRow).where(InboxRow.team_id == self._team, col(InboxRow.done_at).is_(None))
        query = query.order_by(col(InboxRow.id)).limit(limit)
        return await self._database.reading(
            lambda session: tuple(
                Arrival(row.identity, json.loads(row.payload), row.attempts) for row in session.exec(query)
            )
        )

    async def done(self, identities: Sequence[str], at: datetime) -> None:
        """Note that arrivals have been worked on, and empty them: the words live on in the replies."""
        mine = col(InboxRow.team_id) == self._team, col(InboxRow.identity).in_(identities)
        change = update(InboxRow).where(*mine, col(InboxRow.done_at).is_(None))
        await self._change(change.values(done_at=at, payload="{}", reason=""))

    async def failed(self, identity: str, reason: str) -> None:
        """Note a try that failed; the arrival keeps waiting."""
        mine = col(InboxRow.team_id) == self._team, col(InboxRow.identity) == identity
        await self._change(
            update(InboxRow).where(*mine).values(attempts=InboxRow.attempts + 1, reason=reason)
        )

    async def forget_before(self, at: datetime) -> None:
        """Forget what was worked on before this moment; it should be 30 days past, for late repetitions."""
        mine = col(InboxRow.team_id) == self._team
        await self._change(delete(InboxRow).where(mine, col(InboxRow.done_at) < at))

    async def cursors(self) -> dict[str, str]:
        """For each direct conversation the `ts` up to which everything is known to have arrived."""
        query = select(CursorRow).where(CursorRow.team_id == self._team)
        return await self._database.reading(
            lambda session: {row.conversation: row.ts for row in session.exec(query)}
        )

    async def move_cursor(self, conversation: str, ts: str) -> None:
        """Everything in this conversation up to `ts` has arrived; a cursor only moves forward."""
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

    async def _change(self, statement: Any) -> None:
        await self._database.changing(self._team, lambda session: session.execute(statement))

    def _grant(self) -> None:
        """Commit everything that waits, in one transaction, and tell who waits for it."""
        with self._guard:
            wishes, self._wishes = self._wishes, []
        statement = self._insert().on_conflict_do_nothing(index_elements=["team_id", "identity"])
        rows = [wish.row for wish in wishes]
        failure: BaseException | None = None
        try:
            self._database.receive(lambda session: session.execute(statement, rows))
        except BaseException as error:  # noqa: BLE001 - it is raised again where somebody waits for the row
            failure = error
        for loop in {wish.loop for wish in wishes}:
            loop.call_soon_threadsafe(_tell, [w.waiter for w in wishes if w.loop is loop], failure)

    def _insert(self) -> Any:
        dialect = sqlite if self._database.dialect == "sqlite" else postgresql
        return dialect.insert(InboxRow)


def _tell(waiters: Sequence[Waiter], failure: BaseException | None) -> None:
    for waiter in waiters:
        if waiter.done():  # whoever waited has gone
            continue
        if failure is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(failure)
