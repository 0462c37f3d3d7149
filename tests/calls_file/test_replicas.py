"""Replicas that start together and apply the same calls file: one after the other, whatever that takes."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.calls_file import write_calls
from bot.calls_on_disk import apply_news
from bot.journal import Journal
from bot.model.errors import DatabaseLocked
from storage import postgres
from storage.database import Database, open_database
from storage.store import RowStore
from tests.mail.test_around_it import MAILED
from tests.waiting import until

NOW = datetime(2027, 1, 11, 22, 0, tzinfo=UTC)
IMPATIENT = timedelta(milliseconds=10)
TEAM = "T1"


@pytest.fixture
def database(postgres_url_with_tables: str) -> Iterator[Database]:
    with closing(open_database(postgres_url_with_tables, patience=IMPATIENT)) as database:
        yield database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "calls.toml"
    file.write_text(write_calls([MAILED]), encoding="utf-8")
    return file


def waits(caplog: pytest.LogCaptureFixture) -> bool:
    """Whether it was said that somebody waits."""
    return "calls.toml is not applied yet: another process changes this workspace" in caplog.text


async def test_a_replica_waits_while_another_one_applies_its_calls(database, file, caplog):
    caplog.set_level(logging.WARNING)
    store, journal = RowStore(database, TEAM), Journal()
    with Session(database.engine) as other, other.begin():
        postgres.alone(other, TEAM)
        with pytest.raises(DatabaseLocked):
            await store.change(lambda book: book.calls())
        applying = asyncio.create_task(apply_news(file, store, NOW, journal, may_mail=True))
        await until(lambda: waits(caplog))
        assert not applying.done()
    await applying
    assert [call.name for call in await store.read(lambda book: book.calls())] == ["Production"]


async def test_another_workspace_is_not_waited_for(database, file, caplog):
    with Session(database.engine) as other, other.begin():
        postgres.alone(other, "T2")
        await apply_news(file, RowStore(database, TEAM), NOW, Journal(), may_mail=True)
    assert not waits(caplog)
