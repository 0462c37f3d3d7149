"""The deployment as a process of its own, as an operator starts and ends it."""

import asyncio
import signal
import sys

import pytest

from tests.command_line import BARE
from tests.teams.stage import KEY, made
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.wire


async def test_it_serves_the_page_to_install_until_it_is_told_to_end(tmp_path, unused_tcp_port):
    async with made(f"sqlite:///{tmp_path}/unused.db", unused_tcp_port) as stage:
        settings = {
            "SLACK_CLIENT_ID": stage.slack.client_id,
            "SLACK_CLIENT_SECRET": stage.slack.client_secret,
            "SLACK_SIGNING_SECRET": "5ec2e7",
            "SLACK_API_URL": stage.slack.api_url,
            "MINUTESBOT_TOKEN_KEYS": KEY,
            "MINUTESBOT_HTTP": f"127.0.0.1:{unused_tcp_port}",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "run"),
            cwd=tmp_path,
            env={**BARE, **settings},
            stderr=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                try:
                    page = await stage.get(f"{stage.door}/slack/install")
                    break
                except OSError:
                    assert process.returncode is None, await process.communicate()
                    await asyncio.sleep(0.1)
            assert (page.status, bool(page.cookie)) == (200, True)
            process.send_signal(signal.SIGTERM)
            _, told = await process.communicate()
        lines = [line.partition(b": ")[2] for line in told.splitlines()]
        assert process.returncode == 0
        assert [line.partition(b" (")[0] for line in lines] == [
            b"started for every workspace that installs the app",
            b"stopped",
        ]


async def test_what_is_missing_is_one_line_each(minutesbot):
    said = await minutesbot("run", SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET="secret")
    assert said.code == 2
    assert "SLACK_SIGNING_SECRET is missing" in said.err
    assert "MINUTESBOT_TOKEN_KEYS is missing" in said.err
    assert "secret" not in said.err
