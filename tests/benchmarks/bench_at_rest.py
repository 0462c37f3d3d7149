"""A turn with nothing due, beside one call and ten thousand, without history and with ten years of it."""

import asyncio
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

from sqlalchemy import Connection, text

from bot.model.call import Area, Call, Lead, Weekday
from bot.model.meeting import schedule
from bot.ports import Book
from storage.database import Database
from storage.queue import RowInbox
from storage.store import RowStore
from tests.rounds import advance
from tests.tables import with_tables

MANY, YEARS, ROUNDS = 10_000, 520, 200  # the second in weeks
NOW = datetime(2027, 1, 9, 12, tzinfo=UTC)
DAY = date(2027, 1, 12)
CALL = Call(
    name="Call",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time_of_day(16),
    timezone="UTC",
    areas=(Area("Grid", (Lead("Anna", "UANNA"),)),),
)
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most})"


def measure() -> list[tuple[str, str]]:
    """Turns in rotation, so that what else the machine does is shared; medians and ratios."""
    worlds = {
        "1 call": (1, 1),
        f"{MANY} calls": (MANY, 1),
        "1 call, ten years": (1, YEARS),
        f"{MANY} calls, ten years": (MANY, YEARS),
    }
    with tempfile.TemporaryDirectory() as folder:
        times = asyncio.run(_turns(Path(folder), worlds))
    medians = {name: 1000 * statistics.median(each) for name, each in times.items()}
    return [
        (f"a turn at rest: {name}", f"{found:.2f} ms: ratio {found / medians['1 call']:.2f}")
        for name, found in medians.items()
    ]


async def _turns(folder: Path, worlds: dict[str, tuple[int, int]]) -> dict[str, list[float]]:
    databases = {name: with_tables(folder / f"{place}.db") for place, name in enumerate(worlds)}
    for name, (calls, weeks) in worlds.items():
        await _remember(databases[name], calls, weeks)
    times: dict[str, list[float]] = {name: [] for name in worlds}
    for _ in range(ROUNDS):
        for name, database in databases.items():
            began = time.process_time()
            await _a_turn(database)
            times[name].append(time.process_time() - began)
    for database in databases.values():
        database.close()
    return times


async def _remember(database: Database, calls: int, weeks: int) -> None:
    """One call as a bot knows it after some turns, and copies of its rows under other names and dates."""
    store = RowStore(database, "T1")
    await store.change(lambda book: book.keep_call(CALL))
    await store.change(_long_ago, weeks)
    for _ in range(3):
        await advance(store=store, pages=lambda _: 1, now=NOW)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA cache_size = -200000")  # for millions of rows; in kibibytes
        connection.execute(
            text("UPDATE meeting SET state = 'closed', next_at = NULL WHERE date < '2027-01-01'")
        )
        for table, name in (("call", "name"), ("meeting", "call")):
            _copy(connection, table, name, calls)
        connection.execute(text("ANALYZE"))


def _long_ago(book: Book, weeks: int) -> None:
    for week in range(weeks):
        book.keep_meeting(schedule(CALL, DAY - timedelta(weeks=week + 10)))


def _copy(connection: Connection, table: str, name: str, calls: int) -> None:
    rows = connection.exec_driver_sql(f'SELECT * FROM "{table}" LIMIT 1')
    columns = ", ".join(f'"{column}"' for column in tuple(rows.keys()) if column not in ("id", name))
    numbers = NUMBERS.format(most=calls - 1)
    if calls > 1:
        connection.exec_driver_sql(
            f'INSERT INTO "{table}" ("{name}", {columns}) {numbers} '
            f"SELECT 'Call ' || n.i, {columns} FROM \"{table}\" CROSS JOIN n ORDER BY 1"
        )


async def _a_turn(database: Database) -> None:
    store, inbox = RowStore(database, "T1"), RowInbox(database, "T1")
    await inbox.claim(NOW, "one", timedelta(minutes=1), 20)
    await advance(store=store, pages=lambda _: 1, now=NOW)
    await store.read(lambda book: book.next_moment(NOW))
    await store.change(lambda book: book.claim(NOW, "one", timedelta(minutes=1), 4))
    await store.read(lambda book: book.next_due())
