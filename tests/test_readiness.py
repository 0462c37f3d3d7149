"""/ready tells what a bot lacks, and /metrics answers whatever is missing."""

import json
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from sqlalchemy import text

from bot.health import Health, serve
from bot.metrics import Metrics
from bot.model.errors import DatabaseUnusable
from bot.model.figures import Due, Figures
from bot.readiness import NO_SOCKET, OK, OTHER_TABLES, Readiness
from storage.migrations import is_current
from tests.prometheus import scraped
from tests.tables import with_tables
from tests.week.mortal import free_port

NOON = datetime(2027, 1, 12, 12, tzinfo=UTC)
FIGURES = Figures({"card": Due(2, NOON - timedelta(minutes=3))}, calls=1, silent={"Production": 4}, bytes=5)
GONE = DatabaseUnusable("disk I/O error")
NOTHING = frozenset[tuple[str, str]]()


@dataclass(frozen=True)
class Stands:
    age: float = 7.0
    pong_age: float | None = None


async def fine() -> bool:
    return True


async def other() -> bool:
    return False


async def away() -> bool:
    raise GONE


async def read() -> dict[str, Figures]:
    return {"T1": FIGURES}


async def cannot_read() -> dict[str, Figures]:
    raise GONE


@asynccontextmanager
async def served(*, is_current=fine, reads=read, look=Stands):
    """The pages of a bot, over HTTP."""
    health, port = Health(), free_port()
    pages = Readiness(Metrics("1.2.3"), health, lambda: NOON, team="T1", read=reads, is_current=is_current)
    pages.look = look
    stop = await serve(
        ("127.0.0.1", port), health, {}, pages={"/ready": pages.ready, "/metrics": pages.metrics}
    )
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as web:
            yield web
    finally:
        await stop()


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({}, {}),
        ({"look": None}, {}),  # over HTTP there is no socket
        ({"look": lambda: None}, {"slack": NO_SOCKET}),
        ({"is_current": other}, {"migrations": OTHER_TABLES}),
        (
            {"is_current": away},
            {"database": str(GONE), "migrations": "not known"},
        ),
    ],
    ids=["nothing", "no socket is wanted", "the socket", "the tables", "the database"],
)
async def test_a_bot_is_ready_when_database_tables_and_slack_are_fine(lacking, said):
    async with served(**lacking) as web, web.get("/ready") as answer:
        everything = {"database": OK, "migrations": OK, "slack": OK, **said}
        assert json.loads(await answer.text()) == {"ready": not said, **everything}
        assert answer.status == (503 if said else 200)


async def test_the_metrics_say_what_the_rows_and_the_socket_say():
    async with served() as web, web.get("/metrics") as answer:
        assert answer.headers["Content-Type"].startswith("text/plain; version=")
        page = scraped(await answer.text())
    assert page["minutesbot_deliveries_due"] == {frozenset({("team", "T1"), ("kind", "card")}): 2}
    assert page["minutesbot_oldest_due_seconds"] == {frozenset({("team", "T1"), ("kind", "card")}): 180}
    assert page["minutesbot_leads_silent"] == {frozenset({("team", "T1"), ("call", "Production")}): 4}
    assert page["minutesbot_socket_age_seconds"] == {NOTHING: 7}
    assert page["minutesbot_build_info"] == {frozenset({("version", "1.2.3")}): 1}


async def test_without_database_and_socket_the_metrics_say_so():
    async with served(reads=cannot_read, look=lambda: None) as web, web.get("/metrics") as answer:
        assert answer.status == 200
        page = scraped(await answer.text())
    assert page["minutesbot_database_up"] == {NOTHING: 0}
    assert page["minutesbot_socket_connected"] == {NOTHING: 0}
    assert "minutesbot_deliveries_due" not in page


def test_the_tables_of_another_release_are_known(tmp_path):
    database = with_tables(tmp_path / "minutes.db")
    assert is_current(database)
    database.change("", lambda session: session.execute(text("UPDATE alembic_version SET version_num = 'z'")))
    assert not is_current(database)
    database.close()


def test_a_database_that_cannot_be_used_is_counted(tmp_path):
    database, metrics = with_tables(tmp_path / "minutes.db"), Metrics("1.0")
    database.failure_observed = metrics.database_failed
    with pytest.raises(DatabaseUnusable):
        database.read(lambda session: session.execute(text("SELECT * FROM nowhere")))
    assert scraped(metrics.text().decode())["minutesbot_database_errors_total"] == {NOTHING: 1}
    database.close()
