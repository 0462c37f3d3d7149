"""Migrations that are killed at their statements, and started again.

`python -m tests.faults.upgrades URL SEED MOST` is a process of its own, so that it can be forked: what is
forked upgrades the database and kills itself before or after a statement, or before a commit. At the end one
JSON object says what was tried and what is broken.
"""

import asyncio
import json
import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import event, make_url, text

from storage import migrations
from storage.database import Database, open_database
from tests.faults.shelves import PostgresShelf
from tests.faults.stage import Stage
from tests.faults.trial import Outcome
from tests.storage.test_migrations import A_CALL, A_DELIVERY, A_MEETING, NEWEST

MOST, MOST_BRIEFLY = 40, 5  # deaths on the way from the first revision to the newest
STRIDES = (5, 25, 50, 100)  # points that one life passes at most
A_MOMENT = "'2026-01-06 21:00:00'"
ROWS = (
    A_CALL,
    A_MEETING.format(moment=A_MOMENT, minutes="NULL"),
    A_DELIVERY.format(key="Production/2026-01-06/notice/one"),
)


async def upgraded(here: Stage, most: int) -> Outcome:
    """Upgrade a database of the first revision, with deaths on the way."""
    url = f"sqlite:///{here.folder / 'old.db'}"
    if isinstance(here.shelf, PostgresShelf):
        url = here.shelf.another()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.upgrades", url, str(here.seed), str(most)),
        stdout=asyncio.subprocess.PIPE,
    )
    written, _ = await process.communicate()
    found = json.loads(written.splitlines()[-1])
    return Outcome(found["counts"], tuple(found["broken"]))


def main(url: str, seed: int, most: int) -> None:
    """Upgrade again and again, until so many were killed."""
    rng, left, broken, upgrades = random.Random(seed), list[str](), list[str](), 0
    while len(left) < most:
        _begin(url)
        while _dies(url, rng.randint(1, rng.choice(STRIDES))):
            left.append(_reached(url))
        upgrades += 1
        broken += _broken(url)
    counts = {"kills": len(left), "upgrades": upgrades}
    print(
        json.dumps(
            {"counts": counts | {f"after {each}": left.count(each) for each in left}, "broken": broken}
        )
    )


def _begin(url: str) -> None:
    """Make the tables of the first revision anew, with a row in some."""
    for file in Path(make_url(url).database or "").parent.glob("old.db*"):
        file.unlink()
    database = open_database(url)
    with database.engine.begin() as connection:
        if database.file is None:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    config = migrations._config(migrations.HERE)
    config.attributes["engine"] = database.engine
    command.upgrade(config, "0001")
    with database.engine.begin() as connection:
        for row in ROWS:
            connection.execute(text(row.replace(":00", r"\:00")))
    database.close()


def _dies(url: str, after: int) -> bool:
    """Upgrade in a process of its own, which dies at the so-manieth point; false if it got to its end."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            database = open_database(url)
            _watch(database, after)
            database.own()
            migrations.upgrade(database)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == 1:
        raise RuntimeError("an upgrade failed that was not killed")
    return code == -signal.SIGKILL


def _reached(url: str) -> str:
    database = open_database(url)
    try:
        return migrations.current(database)
    finally:
        database.close()


def _watch(database: Database, left: int) -> None:
    def passing(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for point in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(database.engine, point, passing)


def _broken(url: str) -> Iterator[str]:
    """Start once more, and look whether all is there."""
    database = open_database(url)
    database.own()
    reached = migrations.upgrade(database)
    if reached != NEWEST:
        yield f"I9 the tables are at {reached}"
    migrations.check(database)
    with database.engine.connect() as connection:
        for table in ("call", "meeting", "delivery"):
            many = connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
            if many != 1:
                yield f"I9 {many} rows of {table} are left of one"
        if database.file is not None:
            yield from (f"I9 {row}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check"))
            left = Path(f"{database.file}.before-{NEWEST}")
            if not left.exists():
                yield "I9 no copy was made before"
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
