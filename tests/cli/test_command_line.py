"""The command line as its users meet it: what it prints, where, and with which exit code."""

import asyncio
import json
import sqlite3
from contextlib import closing, suppress

import pytest

from bot.cli.demo import manifest
from bot.clock import now
from bot.demo import week
from bot.demo.story import cast
from bot.demo.workspace import Workspace
from bot.version import VERSION
from tests.command_line import CALLS, tokens


@pytest.fixture
async def workspace():
    made = Workspace(manifest=manifest(), clock=now)
    week.populate(made)
    await made.start()
    yield made
    await made.stop()


async def test_a_bot_without_tokens_says_at_once_all_that_is_missing(minutesbot):
    said = await minutesbot("run")
    assert (said.code, said.out) == (2, "")
    assert "SLACK_BOT_TOKEN is missing" in said.err
    assert "SLACK_APP_TOKEN" in said.err
    assert "Traceback" not in said.err


async def test_an_unknown_command_and_a_wrong_option_are_wrong_usage(minutesbot):
    assert (await minutesbot("rum")).code == 2
    assert (await minutesbot("preview", "--format", "pdf")).code == 2


async def test_calls_are_applied_shown_and_applied_again_to_no_change(minutesbot, tmp_path):
    (tmp_path / "calls.toml").write_text(CALLS, encoding="utf-8")
    first = await minutesbot("calls", "apply", "calls.toml")
    assert "Production: new call, Tuesdays 16:00 America/New_York, in C0PRODUCTION" in first.out
    shown = await minutesbot("calls", "show")
    (tmp_path / "shown.toml").write_text(shown.out, encoding="utf-8")
    again = await minutesbot("calls", "apply", "shown.toml")
    assert (again.code, again.out) == (0, "nothing changes\n")


async def test_a_date_to_skip_on_which_there_is_no_meeting_is_told(minutesbot, tmp_path):
    weekday = 'weekday = "tuesday"'
    assert weekday in CALLS
    skipped = CALLS.replace(weekday, f'{weekday}\nskip = ["2099-12-29", "2099-12-30", "2001-01-03"]', 1)
    (tmp_path / "calls.toml").write_text(skipped, encoding="utf-8")
    said = await minutesbot("calls", "apply", "calls.toml")
    told = "skip 2099-12-30 is a Wednesday without a meeting; the next meeting is on Tuesday, 2100-01-05"
    assert (said.code, said.out.splitlines()[-1]) == (0, f"Production: {told}")


async def test_a_broken_calls_file_is_told_with_its_line_and_changes_nothing(minutesbot, tmp_path):
    (tmp_path / "calls.toml").write_text(CALLS.replace('"tuesday"', '"tusday"'), encoding="utf-8")
    said = await minutesbot("calls", "apply", "calls.toml")
    assert said.code == 2
    assert "line 4" in said.err
    assert "tuesday" in said.err
    assert (await minutesbot("calls", "show")).out == ""


async def test_parse_says_what_would_be_understood(minutesbot, tmp_path):
    (tmp_path / "last.txt").write_text("Certificate tool changes\n", encoding="utf-8")
    text = "- Load tests reached 16K\n- Certificate tool changes\nthanks!\n"
    said = await minutesbot("parse", "-", "--json", "--last", "last.txt", stdin=text)
    found = json.loads(said.out)
    assert [item["text"] for item in found["sections"]["news"]] == ["Load tests reached 16K"]
    assert found["sections"]["ongoing"] == [
        {"text": "Certificate tool changes", "items": [], "why": "carried over"}
    ]
    assert (found["none"], found["aside"]) == ([], ["thanks!"])


async def test_parse_shows_an_area_as_it_would_stand_in_the_wiki(minutesbot, tmp_path):
    (tmp_path / "calls.toml").write_text(cast.CALLS, encoding="utf-8")
    area = ("--calls", "calls.toml", "--call", "Production", "--area", "Security")
    said = await minutesbot(
        "parse", *area, "--format", "twiki", stdin="Emergencies: none\nOperations:\n- a drill"
    )
    assert said.out == (
        "---++ Security (Karen)\nEmergencies/Vulnerabilities?\n   * none\n\nOperations\n   * a drill\n"
    )


async def test_parse_reads_a_slack_message_and_refuses_what_is_none(minutesbot):
    message = json.dumps({"text": "News: it works"})
    said = await minutesbot("parse", "--blocks", "--json", stdin=message)
    assert json.loads(said.out)["sections"]["news"][0]["text"] == "it works"
    refused = await minutesbot("parse", "--blocks", stdin="News: it works")
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)


async def test_preview_shows_the_next_minutes_in_every_format(minutesbot, tmp_path):
    (tmp_path / "calls.toml").write_text(CALLS, encoding="utf-8")
    await minutesbot("calls", "apply", "calls.toml")
    for form in ("text", "twiki", "slack", "markdown", "html", "json", "csv"):
        said = await minutesbot("preview", "--format", form)
        assert (said.code, said.err) == (0, "")
        assert "Software" in said.out
    assert (await minutesbot("preview", "--meeting", "2001-01-01")).err == (
        "minutesbot: There is no such meeting: Production on 2001-01-01\n"
    )


async def test_tick_lists_what_is_due_without_doing_it(minutesbot, tmp_path):
    (tmp_path / "calls.toml").write_text(CALLS, encoding="utf-8")
    await minutesbot("calls", "apply", "calls.toml")
    tuesday = "2031-01-07"
    at = f"{tuesday}T10:00:00+0000"
    said = await minutesbot("tick", "--at", at, "--dry-run")
    assert f"Production/{tuesday}: ask Tilda C." in said.out
    assert (await minutesbot("tick", "--at", at, "--dry-run")).out == said.out


@pytest.mark.wire
async def test_tick_does_what_is_due_once(minutesbot, tmp_path, workspace):
    (tmp_path / "calls.toml").write_text(cast.CALLS, encoding="utf-8")
    environment = tokens(workspace) | {"MINUTESBOT_CALLS": "calls.toml"}
    at = ("--at", "2031-01-07T10:00:00+0000")
    first = await minutesbot("tick", *at, **environment)
    assert "Production/2031-01-07: ask Tilda C." in first.out
    again = await minutesbot("tick", *at, **environment)
    assert again.out == "nothing was due\n"
    assert len(workspace.messages(workspace.dm(cast.SOFTWARE.person))) == 1


@pytest.mark.wire
async def test_a_wrong_token_is_one_line_that_says_what_to_do_and_does_not_show_it(minutesbot, workspace):
    wrong = tokens(workspace) | {"SLACK_BOT_TOKEN": "xoxb-wrong-and-secret"}
    said = await minutesbot("run", **wrong)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "invalid_auth" in said.err
    assert "wrong-and-secret" not in said.err


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("sqlite:////nowhere/at/all.db", "there is no directory"),
        ("postgresql://127.0.0.1:1/minutes", "Connection refused"),
        ("mysql://127.0.0.1/minutes", "sqlite:///file.db or postgresql://"),
    ],
)
async def test_a_database_that_cannot_be_used_is_one_line(minutesbot, address, words):
    said = await minutesbot("calls", "show", DATABASE_URL=address)
    assert said.code in (1, 2)
    assert words in said.err
    assert "Traceback" not in said.err


async def test_a_backup_is_a_whole_database_and_overwrites_nothing(minutesbot, tmp_path):
    (tmp_path / "calls.toml").write_text(CALLS, encoding="utf-8")
    await minutesbot("calls", "apply", "calls.toml")
    assert "revision" in (await minutesbot("db", "upgrade")).out
    assert (await minutesbot("db", "backup", "copy.db")).code == 0
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()
    assert (await minutesbot("db", "backup", "copy.db")).code == 1
    assert (await minutesbot("calls", "show", DATABASE_URL="sqlite:///copy.db")).out == (
        await minutesbot("calls", "show")
    ).out


@pytest.mark.wire
async def test_a_second_bot_on_the_same_file_says_so_and_leaves(minutesbot, workspace, tmp_path):
    (tmp_path / "calls.toml").write_text(cast.CALLS, encoding="utf-8")
    environment = tokens(workspace) | {"MINUTESBOT_CALLS": "calls.toml"}
    running = asyncio.ensure_future(minutesbot("run", **environment))
    while not workspace.sockets.open and not running.done():  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.05)
    second = await minutesbot("run", **environment)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert (second.code, second.err.count("\n")) == (1, 1)
    assert second.err.startswith("minutesbot: Another process is already running on this database: ")


@pytest.mark.parametrize("how", ["version", "--version"])
async def test_the_release_says_its_number(minutesbot, how):
    assert (await minutesbot(how)).out == f"minutesbot {VERSION}\n"


async def test_a_database_of_a_newer_release_is_one_line_for_every_command(minutesbot, tmp_path):
    assert (await minutesbot("db", "upgrade")).code == 0
    with closing(sqlite3.connect(tmp_path / "minutesbot.db")) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in (["db", "upgrade"], ["calls", "show"], ["db", "verify"], ["export"]):
        said = await minutesbot(*command)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
        assert "a newer release changed its tables (to 9999" in said.err


async def test_a_database_is_moved_restored_and_looked_through_by_command(minutesbot, tmp_path):
    (tmp_path / "calls.toml").write_text(CALLS, encoding="utf-8")
    await minutesbot("calls", "apply", "calls.toml")
    assert (await minutesbot("db", "backup", "copy.db")).code == 0
    assert (await minutesbot("db", "verify", "copy.db")).out.startswith("copy.db can be restored: ")
    assert (await minutesbot("db", "verify")).out.startswith("everything can be read: ")
    moved = await minutesbot("db", "move", "sqlite:///minutesbot.db", "sqlite:///new.db")
    assert "rows moved and compared" in moved.out
    assert "were moved to sqlite:///new.db" in (await minutesbot("calls", "show")).err
    assert (await minutesbot("db", "restore", "copy.db")).code == 1
    assert (await minutesbot("db", "restore", "copy.db", "--replace")).code == 0
    assert "C0PRODUCTION" in (await minutesbot("calls", "show")).out
    assert "will be looked up" in (await minutesbot("db", "restored")).out
