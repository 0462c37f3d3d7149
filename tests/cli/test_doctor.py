"""What the doctor finds, and what it says to do about it."""

import asyncio
from datetime import timedelta

import pytest

from bot.cli.demo import manifest
from bot.clock import now
from bot.demo import limits, week
from bot.demo.story import cast
from bot.demo.workspace import Workspace
from handlers.live_check.scratch_channel import tried
from tests.command_line import tokens

DOOR = {"MINUTESBOT_HTTP": "127.0.0.1:8080"}


@pytest.fixture
async def workspace():
    made = Workspace(manifest=manifest(), clock=now)
    week.populate(made)
    await made.start()
    yield made
    await made.stop()


@pytest.mark.wire
async def test_the_doctor_finds_nothing_wrong_where_nothing_is(minutesbot, tmp_path, workspace):
    (tmp_path / "calls.toml").write_text(cast.CALLS, encoding="utf-8")
    await minutesbot("calls", "apply", "calls.toml")
    said = await minutesbot("doctor", **tokens(workspace))
    assert (said.code, said.err) == (0, "")
    assert "FAIL" not in said.out
    assert "channel of Production: C0PRODUCTION, the bot is in it" in said.out
    assert "next meeting of Production: Tuesday" in said.out


@pytest.mark.wire
async def test_the_doctor_says_what_to_do_about_a_channel_without_the_bot_and_a_lead_who_left(
    minutesbot, tmp_path, workspace
):
    (tmp_path / "calls.toml").write_text(cast.CALLS, encoding="utf-8")
    await minutesbot("calls", "apply", "calls.toml")
    workspace.add_channel(cast.CHANNEL, cast.CHANNEL_NAME, bot_is_member=False)
    workspace.add_person(cast.SECURITY.person, cast.SECURITY.name, deleted=True)
    workspace.add_person(cast.CHAIR.person, cast.CHAIR.name, team="T0ELSEWHERE")
    said = await minutesbot("doctor", **tokens(workspace))
    assert said.code == 1
    assert "FAIL  channel of Production: the bot is not in it; invite the bot" in said.out
    assert "FAIL  lead Karen of Production: is deactivated" in said.out
    assert f"FAIL  chair {cast.CHAIR.person} of Production: belongs to another workspace" in said.out


@pytest.mark.wire
async def test_the_doctor_tries_in_a_scratch_channel_what_only_a_real_workspace_can_tell(
    minutesbot, workspace
):
    workspace.add_channel("C0SCRATCH", "scratch")
    workspace.context.history_without_metadata = True
    workspace.envelopes.ack_seconds = 0.2
    doctor = ("doctor", "--live", "--channel", "C0SCRATCH", "--wait", "8")
    running = asyncio.ensure_future(minutesbot(*doctor, **tokens(workspace)))
    while not workspace.sockets.open and not running.done():  # noqa: ASYNC110 - another process opens it
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.3)  # let it be greeted first
    await workspace.write(cast.SOFTWARE.person, "thanks")
    said = await running
    assert said.code == 1
    assert said.err.startswith("Write one direct message to the bot now, within 8 seconds.\n")
    again, *others = said.out.splitlines()
    assert again.startswith("ok    a message that nobody acknowledges comes again: after 0.")
    assert [line[:4] for line in others] == ["FAIL", "FAIL", "ok  ", "FAIL", *["ok  "] * 5]
    assert "FAIL  metadata comes back from conversations.history" in said.out
    assert f"sections: {limits.ALL_BLOCKS_TEXT} characters" in said.out
    assert workspace.messages("C0SCRATCH") == []


@pytest.mark.wire
async def test_the_doctor_asks_nobody_to_write_when_it_shall_not_wait(minutesbot, workspace):
    silent = ("doctor", "--live", "--channel", "C0NOWHERE", "--wait", "0")
    said = await minutesbot(*silent, **tokens(workspace))
    line = "skip  a message that nobody acknowledges comes again: not tried, as --wait is 0"
    assert (said.out.splitlines()[0], said.err) == (line, "")
    over_http = {**tokens(workspace), "SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "s", **DOOR}
    said = await minutesbot(*silent[:-2], **over_http)
    assert said.out.splitlines()[0].endswith("not tried, as there is no app token for a socket")


async def test_the_doctor_wants_to_know_where_to_try(minutesbot):
    said = await minutesbot("doctor", "--live")
    assert (said.code, said.out) == (2, "")
    assert "--channel" in said.err


@pytest.mark.wire
async def test_the_doctor_says_that_nothing_is_done_while_the_clock_is_wrong(minutesbot, workspace):
    workspace.world.clock = lambda: now() + timedelta(minutes=3)
    said = await minutesbot("doctor", **tokens(workspace))
    assert "s from Slack's: set this machine's clock; until then the bot does nothing" in said.out


@pytest.mark.wire
async def test_a_live_check_without_a_good_token_says_so_in_a_line_and_goes_on(minutesbot, workspace):
    refused = {**tokens(workspace), "SLACK_BOT_TOKEN": "xoxb-unknown"}
    said = await minutesbot("doctor", "--live", "--channel", "C0SCRATCH", "--wait", "0", **refused)
    assert (said.code, said.err) == (1, "")
    (line,) = said.out.splitlines()
    assert line.startswith("FAIL  bot token: The chat workspace cannot be used: the bot token was refused")


async def test_what_a_trial_meets_by_surprise_is_told_without_its_words():
    async def surprise() -> str:
        raise KeyError("xoxb-secret")

    trial = await tried("a trial", surprise())
    assert not trial.yes
    assert trial.detail.startswith("it could not be tried (KeyError at ")
    assert "secret" not in trial.detail
