"""Several hands at once, each with its own connection to the same database."""

import threading
from collections.abc import Callable, Sequence

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from storage.traffic import InboxRow

TEAM = "T1"


def at_once(works: Sequence[Callable[[], None]]) -> None:
    """Run all of these in threads of their own, from the same moment on; the first failure is raised."""
    start = threading.Barrier(len(works))
    failures: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        start.wait()
        try:
            work()
        except Exception as error:  # noqa: BLE001 - it is raised again where the test runs
            failures.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def count_up(session: Session) -> None:
    """Read a number, and write it back one higher."""
    row = session.exec(select(InboxRow).where(col(InboxRow.identity) == "counter")).one()
    row.attempts += 1
    session.flush()


def counted(engine: Engine) -> int:
    with Session(engine) as session:
        return session.exec(select(InboxRow).where(col(InboxRow.identity) == "counter")).one().attempts
