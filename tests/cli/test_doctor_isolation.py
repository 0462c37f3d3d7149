"""Whatever the doctor meets, each check is one line: it was made, or it says why it was not."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.calls_file import read_calls
from bot.cli import workspace_checks
from bot.cli.call_checks import KnownCall, messages_tab
from bot.cli.demo import manifest
from bot.cli.doctor import as_json, examine
from bot.cli.finding import Result, made
from bot.clock import now
from bot.demo import week
from bot.demo.story import cast
from bot.demo.workspace import Workspace
from bot.model.delivery import Delivery, Kind, Status
from bot.model.message import Notice
from bot.records import open_records
from bot.settings import load
from tests.command_line import CALLS, tokens

METHODS = {  # what the doctor asks, and how many checks fail where Slack refuses it
    "auth.test": 1,
    "apps.connections.open": 1,
    "api.test": 0,  # every answer tells the time, also a refusal
    "files.getUploadURLExternal": 1,
    "conversations.info": 1,
    "users.info": 10,
    "conversations.open": 10,
}
KINDS = {
    "a known code": ("refused", "missing_scope"),
    "an unknown code": ("refused", "a_code_of_tomorrow"),
    "a lost connection": ("drop_before", ""),
    "an answer without its fields": ("bare", ""),
    "a page instead of an answer": ("http_500_html", ""),
}


@pytest.fixture
async def workspace():
    made_ = Workspace(manifest=manifest(), clock=now)
    week.populate(made_)
    await made_.start()
    yield made_
    await made_.stop()


@pytest.fixture
async def examined(workspace, tmp_path):
    """Examines a bot with one call, in this workspace; other settings may be given."""
    address = f"sqlite:///{tmp_path / 'minutesbot.db'}"

    def settings(**more: str):
        given = {**tokens(workspace), "DATABASE_URL": address, "MINUTESBOT_HTTP": "off", **more}
        return load(given, None)

    with open_records(settings()) as records:
        (call,) = read_calls(cast.CALLS, "calls.toml")
        await records.store.change(lambda book: book.keep_call(call))

    async def run(**more: str):
        return [finding async for finding in examine(lambda: settings(**more))]

    return run


@pytest.mark.wire
@pytest.mark.refuses
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", METHODS)
async def test_each_check_is_one_line_whatever_becomes_of_one_method(workspace, examined, method, kind):
    all_well = await examined()
    unseen = {"messages tab", "daily copies"}
    assert {finding.result for finding in all_well if finding.what not in unseen} == {Result.OK}
    fault, code = KINDS[kind]
    workspace.fail_next(method, fault, error=code, times=1000)
    found = await examined()
    assert [finding.what for finding in found] == [finding.what for finding in all_well]
    assert all("\n" not in str(finding) and finding.detail for finding in found)
    assert not any(token in str(finding) for finding in found for token in tokens(workspace).values())
    failed = [finding for finding in found if finding.result is Result.FAILED]
    expected = METHODS[method] or (1 if kind == "a lost connection" else 0)
    assert len(failed) == expected, [str(finding) for finding in found]
    if code == "a_code_of_tomorrow":
        assert all(code in finding.detail for finding in failed)
    if method == "auth.test":
        skipped = {finding.what for finding in found if finding.result is Result.SKIPPED}
        assert {*workspace_checks.WHAT, "channel of Production"} <= skipped
    assert json.loads(as_json(found))["ok"] is not bool(failed)


@pytest.mark.wire
@pytest.mark.refuses
@pytest.mark.parametrize(("method", "code"), [("users.info", 1), ("api.test", 0)])
async def test_the_exit_code_says_whether_a_check_failed_also_as_json(
    minutesbot, tmp_path, workspace, method, code
):
    (tmp_path / "calls.toml").write_text(cast.CALLS, encoding="utf-8")
    await minutesbot("calls", "apply", "calls.toml")
    workspace.fail_next(method, "refused", error="a_code_of_tomorrow", times=1000)
    said = await minutesbot("doctor", "--json", **tokens(workspace))
    told = json.loads(said.out)
    failed = [check for check in told["checks"] if check["result"] == "failed"]
    assert (told["ok"], said.err) == (not failed, "")
    assert said.code == code == (1 if failed else 0)


@pytest.mark.wire
@pytest.mark.refuses
async def test_a_scope_that_is_missing_is_named_with_the_events_that_cannot_come(workspace, examined):
    scopes = tuple(scope for scope in workspace.world.manifest.scopes if scope != "im:history")
    workspace.world.manifest = replace(workspace.world.manifest, scopes=scopes)
    told = {finding.what: str(finding) for finding in await examined()}
    assert told["scopes"].startswith("FAIL  scopes: missing im:history: compare with deploy/slack-manifest")
    assert told["events"].startswith("FAIL  events: message.im lacks im:history: compare with")


@pytest.mark.wire
async def test_an_optional_scope_that_is_missing_fails_nothing_and_says_what_the_bot_goes_without(
    workspace, examined
):
    scopes = tuple(scope for scope in workspace.world.manifest.scopes if scope != "users.profile:read")
    workspace.world.manifest = replace(workspace.world.manifest, scopes=scopes)
    told = {finding.what: finding for finding in await examined()}
    assert told["scopes"].result is Result.OK
    assert "users.profile:read is optional and not granted" in told["scopes"].detail


@pytest.mark.wire
async def test_a_database_that_cannot_be_used_keeps_nothing_else_from_being_checked(workspace, examined):
    found = await examined(DATABASE_URL="sqlite:////nowhere/minutesbot.db")
    told = {finding.what: finding.result for finding in found}
    assert told["database"] is Result.FAILED
    assert told["calls"] is Result.SKIPPED
    assert told["scopes"] is told["file upload"] is Result.OK


@pytest.mark.wire
@pytest.mark.parametrize(
    ("days", "result", "said"),
    [
        (None, Result.OK, "the bot makes the first one when it runs"),
        (0, Result.OK, "the newest in "),
        (1, Result.OK, "the newest in "),
        (2, Result.FAILED, "the log of the bot says why it made none since"),
    ],
)
async def test_daily_copies_are_looked_at(examined, tmp_path, days, result, said):
    if days is not None:
        newest = now().date() - timedelta(days=days)
        (tmp_path / f"minutesbot-{newest}.db").write_bytes(b"a copy")
    told = {finding.what: finding for finding in await examined(MINUTESBOT_BACKUP_DIR=str(tmp_path))}
    assert (told["daily copies"].result, said in told["daily copies"].detail) == (result, True)


@pytest.mark.wire
@pytest.mark.parametrize(
    ("text", "result", "said"),
    [
        (CALLS, Result.OK, "calls in it: Production"),
        ("", Result.FAILED, "there is no call"),
        (CALLS.replace("tuesday", "tusday"), Result.FAILED, 'did you mean "tuesday"?'),
    ],
    ids=["right", "empty", "wrong"],
)
async def test_the_calls_file_is_read_before_the_bot_would_read_it(examined, tmp_path, text, result, said):
    file = tmp_path / "calls.toml"
    file.write_text(text, encoding="utf-8")
    told = {finding.what: finding for finding in await examined(MINUTESBOT_CALLS=str(file))}
    assert (told["calls file"].result, said in told["calls file"].detail) == (result, True)


@pytest.mark.wire
async def test_before_the_first_start_the_calls_of_the_file_are_looked_at(workspace, minutesbot, tmp_path):
    (tmp_path / "calls.toml").write_text(cast.CALLS, encoding="utf-8")
    said = await minutesbot("doctor", MINUTESBOT_CALLS="calls.toml", **tokens(workspace))
    assert (said.code, "FAIL" in said.out) == (0, False)
    assert "ok    calls: 0 known; applied when the bot starts: Production" in said.out
    assert "ok    channel of Production: C0PRODUCTION, the bot is in it" in said.out
    assert "skip  next meeting of Production: not checked, as the call is applied when the bot" in said.out


async def test_settings_that_are_wrong_are_one_line_and_the_rest_is_named(minutesbot):
    said = await minutesbot("doctor", SLACK_API_URL="nonsense")
    first, *others = said.out.splitlines()
    assert said.code == 1
    assert said.err == ""
    assert first.startswith("FAIL  settings: The configuration cannot be used: 3 problems; SLACK_API_URL is")
    assert [line[:4] for line in others] == ["ok  ", *["skip"] * (len(others) - 1)]


async def test_what_a_check_meets_by_surprise_is_told_without_its_words():
    async def surprise() -> str:
        raise KeyError("- Moved the mirror")

    finding = await made("mirror", surprise())
    assert not finding.fine
    assert "KeyError" in finding.detail
    assert "Moved" not in finding.detail


async def test_a_check_that_does_not_come_to_an_end_is_given_up():
    async def endless() -> str:
        await asyncio.Event().wait()
        return ""

    finding = await made("patience", endless(), seconds=0.01)
    assert (finding.fine, finding.detail) == (False, "it could not be checked within 0 seconds")


async def test_the_messages_tab_is_judged_by_what_became_of_direct_messages():
    (call,) = read_calls(CALLS, "calls.toml")

    def asked(status: Status, reason: str = "") -> KnownCall:
        kept = Delivery("k/ask/U0TIM", "U0TIM", Notice("x"), due=now(), kind=Kind.ASK)
        return KnownCall(call, direct=(replace(kept, status=status, reason=reason),))

    async def told(*known: KnownCall) -> str:
        return str(await made("messages tab", messages_tab(known)))

    assert (await told()).startswith("skip")
    assert (await told(asked(Status.SENT))).startswith("ok")
    off = await told(asked(Status.SENT), asked(Status.PENDING, "messages_tab_disabled"))
    assert off.startswith("FAIL  messages tab: Slack refused a direct message, as the messages tab is off")
