"""Somebody installs the app, changes their mind, comes with what is not theirs, or installs it again."""

import json
import logging
from urllib.parse import parse_qs, urlsplit

import pytest

from handlers.oauth.scopes import SCOPES
from tests.paths import MANIFEST
from tests.teams.stage import ONE, TWO
from tests.waiting import until

pytestmark = pytest.mark.wire


def test_the_scopes_that_are_asked_for_are_those_of_the_manifest():
    shipped = json.loads(MANIFEST.read_text(encoding="utf-8"))
    assert list(SCOPES) == shipped["oauth_config"]["scopes"]["bot"]


async def test_several_are_ready_when_requests_can_be_taken(stage):
    await stage.install(ONE)
    assert json.loads((await stage.get(f"{stage.door}/ready")).text)["ready"] is True


async def test_once_the_app_is_installed_the_bot_serves_the_workspace(stage):
    await stage.install(ONE)
    await stage.set_up(ONE)
    await stage.writes(ONE, "News:\n- canary of one")
    health = json.loads((await stage.get(f"{stage.door}/health")).text)
    assert (health["alive"], health["teams"], health["teams_in_trouble"]) == (True, 1, 0)
    await stage.hears(ONE, "canary of one")
    assert stage.said_to(TWO) == []
    await stage.workspace(ONE).settled()  # every payload was acknowledged


async def test_installed_again_the_bot_speaks_with_the_new_token_and_knows_what_it_knew(stage):
    await stage.install(ONE)
    await stage.set_up(ONE)
    old = stage.workspace(ONE).bot_token
    hand = await stage.install(ONE)
    assert hand.installation.token == stage.workspace(ONE).bot_token != old
    await stage.writes(ONE, "News:\n- said after that")
    await stage.hears(ONE, "said after that")


async def test_after_a_restart_all_who_have_installed_the_app_are_served(closed):
    async with closed.open():
        await closed.install(ONE)
        await closed.install(TWO)
        await closed.set_up(TWO)
    async with closed.open() as teams:
        await until(lambda: set(teams.hands) == {ONE, TWO})
        await closed.writes(TWO, "News:\n- said after that")
        await closed.hears(TWO, "said after that")


@pytest.mark.refuses
@pytest.mark.parametrize(
    ("query", "status", "why"),
    [
        ("error=access_denied", 200, "access_denied"),
        ("error=%3Cscript%3Ealert%3C/script%3E", 200, "Something Went Wrong"),
        ("code=1&state=made-up", 400, "invalid_browser"),
        ("code=1", 400, "invalid_browser"),
        ("", 400, "invalid_browser"),
    ],
)
async def test_whoever_does_not_come_from_their_own_consent_is_told_so_and_nothing_is_installed(
    stage, query, status, why
):
    page = await stage.get(f"{stage.door}/slack/oauth_redirect?{query}")
    assert (page.status, why in page.text, "<script" in page.text) == (status, True, False)
    assert await stage.at_work._deployment.installations.teams() == ()


@pytest.mark.refuses
async def test_a_consent_counts_once_and_in_the_browser_in_which_it_was_given(stage):
    address, cookie = await stage.consent(stage.workspace(ONE))
    assert (await stage.get(address, "another browser's")).status == 400
    assert (await stage.get(address, cookie)).status == 200
    again = await stage.get(address, cookie)
    assert (again.status, "invalid_state" in again.text) == (401, True)


@pytest.mark.refuses
@pytest.mark.parametrize("what", ["code", "secret", "rotation", "away"])
async def test_what_slack_refuses_is_a_page_and_one_line_without_the_code(stage, caplog, what):
    caplog.set_level(logging.INFO)
    address, cookie = await stage.consent(stage.workspace(ONE))
    (code,) = parse_qs(urlsplit(address).query)["code"]
    match what:
        case "code":
            address = address.replace(code, "0ther")
        case "secret":
            stage.slack.client_secret = "changed meanwhile"
        case "rotation":
            stage.slack.token_rotation = True
        case "away":
            stage.workspace(ONE).fail_next("auth.test", "drop_before")
    page = await stage.get(address, cookie)
    assert (page.status, "invalid_code" in page.text) == (401, True)
    assert await stage.at_work._deployment.installations.teams() == ()
    (line,) = [each.getMessage() for each in caplog.records if "was not installed" in each.getMessage()]
    assert {"code": "invalid_code", "secret": "bad_client_secret", "rotation": "rotation", "away": "answer"}[
        what
    ] in line
    assert code not in caplog.text
    assert stage.workspace(ONE).bot_token not in caplog.text


async def test_whoever_only_looks_whether_the_page_is_there_begins_nothing(stage):
    assert (await stage.get(f"{stage.door}/slack/events")).status == 405
    assert (await stage.get(f"{stage.door}/health")).status == 200
