"""What wakes the bot: something that arrives, and something that is due again; not only its heartbeat."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Connection, Engine, event

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.story import cast
from storage.store import RowStore
from tests.waiting import until
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

AN_HOUR = 3600.0


@contextmanager
def writing(engine: Engine) -> Iterator[list[str]]:
    """What each transaction that changed rows changed last, until the context ends."""
    written: list[str] = []
    changed: dict[Connection, str] = {}

    def executed(connection, cursor, statement, *_) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")) and cursor.rowcount:
            changed[connection] = " ".join(statement.split()[:3])

    def committed(connection) -> None:
        if connection in changed:
            written.append(changed.pop(connection))

    event.listen(engine, "after_cursor_execute", executed)
    event.listen(engine, "commit", committed)
    try:
        yield written
    finally:
        event.remove(engine, "after_cursor_execute", executed)
        event.remove(engine, "commit", committed)


async def test_a_card_that_slack_did_not_take_is_sent_when_slack_said_without_waiting_for_a_heartbeat(
    tmp_path,
):
    async with theatre(tmp_path) as stage:
        settings = replace(settings_for(stage.workspace, tmp_path), tick_seconds=AN_HOUR)
        async with at_work(settings, stage.clock) as bot:
            await bot.turn()
            running = asyncio.ensure_future(bot.run())
            stage.workspace.fail_next("chat.postMessage", "rate_limited", seconds=1)
            await stage.workspace.write(cast.CMS.person, "- 14,212 jobs a day")
            await until(lambda: any(key.endswith(f"card/{cast.CMS.person}") for key in stage.posts()))
            await bot.end()
            await running
            await stage.workspace.settled()  # the bot hears of what it said
            assert sum(stage.posts().values()) == 1


async def test_who_writes_is_answered_after_four_writes_and_before_anything_else_is_looked_at(tmp_path):
    async with theatre(tmp_path) as stage, stage.bot() as bot:
        store = bot.context.store
        assert isinstance(store, RowStore)
        with writing(store._database.engine) as written:
            await stage.workspace.write(cast.CMS.person, "- 14,212 jobs a day")
            await stage.workspace.settled()
            await bot.turn()
    kept, in_hand, understood, card_in_hand, *later = written
    assert (kept, in_hand) == ("INSERT INTO inbox", "UPDATE inbox SET")
    assert (understood, card_in_hand) == ("UPDATE inbox SET", "UPDATE delivery SET")  # the arrival is done
    assert "UPDATE meeting SET" in later
