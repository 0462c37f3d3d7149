"""Signals to a real process: it stops in good order and in time, and takes the calls file over again."""

import asyncio
import signal
import sqlite3
import time
from contextlib import closing
from datetime import timedelta

import pytest

from bot.cycle.deliver import LEASE
from bot.demo.server.faults import Fault
from bot.demo.story import cast, scenes_before
from tests.waiting import PATIENCE_SECONDS, until
from tests.week.mortal import free_port, mortal

pytestmark = pytest.mark.wire

MEETING = "Production/2027-01-12"
LEADS = [f"{MEETING}/ask/{role.person}" for role in cast.EVERYBODY if role not in (cast.CHAIR, cast.VISITOR)]
WITHIN = (
    25  # seconds, less than Slack takes here for an answer; ten are promised on a machine that is not busy
)
BEFORE_ASKING = scenes_before.CALL - timedelta(days=6, hours=20)
ASKING = scenes_before.CALL - timedelta(hours=24)


async def ended(process: asyncio.subprocess.Process, number: signal.Signals) -> int:
    """Send a signal; returns with which code the process ended, in time."""
    began = time.monotonic()
    process.send_signal(number)
    async with asyncio.timeout(PATIENCE_SECONDS):
        code = await process.wait()
    assert time.monotonic() - began < WITHIN
    return code


def statuses(stage) -> set[str]:
    """What becomes of the questions, by the database."""
    with closing(sqlite3.connect(stage.folder / "minutesbot.db")) as rows:
        query = "SELECT DISTINCT status FROM delivery WHERE key LIKE ?"
        return {status for (status,) in rows.execute(query, (f"{MEETING}/ask/%",))}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_bot_at_rest_ends_and_says_so_last(tmp_path, number):
    async with mortal(tmp_path) as stage, stage.process() as process:
        await until(lambda: " next call=Production " in stage.log)
        assert await ended(process, number) == 0
        assert f"stopped reason={number.name} took_ms=" in stage.log.splitlines()[-1]
        assert not [line for line in stage.log.splitlines() if " WARNING " in line or " ERROR " in line]


async def test_what_is_in_hand_is_finished_and_the_rest_is_left_to_the_next(tmp_path):
    async with mortal(tmp_path) as stage:
        stage.move(BEFORE_ASKING)
        async with stage.process() as process:
            await until(stage.connected)
            stage.workspace.fail_next("chat.postMessage", Fault.SLOW_ANSWER, seconds=2, times=len(LEADS))
            stage.move(ASKING)
            await until(lambda: stage.calls("chat.postMessage") > 0)
            assert await ended(process, signal.SIGTERM) == 0
        assert 0 < stage.log.count(" asked ") < len(LEADS)
        assert statuses(stage) == {"sent", "pending"}
        stage.workspace.mend("chat.postMessage")
        async with stage.process():
            await until(lambda: all(key in stage.posts() for key in LEADS))
            await stage.rest()
        assert {key: stage.posts()[key] for key in LEADS} == dict.fromkeys(LEADS, 1)


async def test_a_slack_that_does_not_answer_holds_nobody_up_and_nothing_is_said_twice(tmp_path):
    async with mortal(tmp_path) as stage:
        stage.move(BEFORE_ASKING)
        async with stage.process() as process:
            await until(stage.connected)
            stage.workspace.fail_next("chat.postMessage", Fault.SLOW_ANSWER, seconds=30, times=len(LEADS))
            stage.move(ASKING)
            await until(lambda: stage.calls("chat.postMessage") > 0)
            assert await ended(process, signal.SIGTERM) == 0
        assert "sending" in statuses(stage)
        stage.workspace.mend("chat.postMessage")
        stage.move(stage.clock() + LEASE)
        async with stage.process():
            await until(lambda: all(key in stage.posts() for key in LEADS))
            await stage.rest()
        assert {key: stage.posts()[key] for key in LEADS} == dict.fromkeys(LEADS, 1)


async def test_who_holds_a_connection_open_holds_nobody_up(tmp_path):
    port = free_port()
    async with mortal(tmp_path) as stage, stage.process(MINUTESBOT_HTTP=f"127.0.0.1:{port}") as process:
        await until(lambda: " next call=Production " in stage.log)
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /health HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000\r\n\r\n")
        await writer.drain()
        assert await ended(process, signal.SIGTERM) == 0
        writer.close()


async def test_the_calls_file_is_applied_again_when_it_was_edited(tmp_path):
    async with mortal(tmp_path) as stage, stage.process() as process:
        await until(lambda: " next call=Production " in stage.log)
        calls = tmp_path / "calls.toml"
        calls.write_text(cast.CALLS.replace('time = "16:00"', 'time = "25:00"'), encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        await until(lambda: " ERROR   bot.journal: calls_refused reason=" in stage.log)
        calls.write_text(cast.CALLS.replace('time = "16:00"', 'time = "15:00"'), encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        await until(lambda: " call_changed call=Production" in stage.log)
        await until(lambda: stage.log.count(" calls_applied file=calls.toml ") == 2)
        await until(lambda: stage.log.count(" next call=Production ") == 2)
        assert "posts=2027-01-05T20:00:00Z" in stage.log.splitlines()[-1]
        assert await ended(process, signal.SIGTERM) == 0


async def test_without_a_calls_file_the_signal_is_answered_and_a_first_run_says_what_it_waits_for(tmp_path):
    async with mortal(tmp_path) as stage, stage.process(MINUTESBOT_CALLS="") as process:
        await until(lambda: ' waiting reason="no call is set up yet: ' in stage.log)
        process.send_signal(signal.SIGHUP)
        await until(lambda: ' calls_refused reason="MINUTESBOT_CALLS names no file"' in stage.log)
        assert await ended(process, signal.SIGTERM) == 0
