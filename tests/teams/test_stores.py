"""What Bolt's flow stores is kept by our ports, and found by the ids that Slack sends."""

import re

import pytest
from slack_sdk.oauth.installation_store import Installation as SlackInstallation

from handlers.oauth.stores import LASTS, InstallationStore, StateStore
from storage.installations import RowBegunInstallations, RowInstallations
from storage.sealing import Seal, new_key
from tests.storage.hands import NOON
from tests.tables import with_tables


@pytest.fixture
def database(tmp_path):
    opened = with_tables(tmp_path / "week.db")
    yield opened
    opened.close()


@pytest.fixture
def installations(database):
    return RowInstallations(database, Seal([new_key()]))


@pytest.fixture
def kept():
    return []


@pytest.fixture
def store(installations, kept):
    return InstallationStore(installations, lambda: NOON, lambda: kept.append("kept"))


def of(team: str | None, organisation: str | None = None, *, whole: bool = False) -> SlackInstallation:
    return SlackInstallation(
        app_id="A1",
        team_id=team,
        enterprise_id=organisation,
        bot_token=f"xoxb-{team or organisation}",
        bot_user_id="U0BOT",
        bot_id="B1",
        bot_scopes="chat:write,commands",
        user_id="U1",
        is_enterprise_install=whole,
    )


async def token(store, team=None, organisation=None, *, whole=False):
    found = await store.async_find_bot(enterprise_id=organisation, team_id=team, is_enterprise_install=whole)
    return found and found.bot_token


async def test_a_workspace_has_its_own_bot_or_that_of_its_organisation(store, kept):
    await store.async_save(of("T1"))
    await store.async_save(of(None, "E1", whole=True))
    assert kept == ["kept", "kept"]
    assert await token(store, "T1") == "xoxb-T1"
    assert await token(store, "T1", "E1") == "xoxb-T1"
    assert await token(store, "T1", "E1", whole=True) == "xoxb-E1"
    assert await token(store, "T2", "E1") == "xoxb-E1"
    assert await token(store, "T2", "E2") is None
    assert await token(store) is None


async def test_what_is_found_is_what_slack_said(store):
    await store.async_save(of("T1", "E1"))
    found = await store.async_find_bot(enterprise_id="E1", team_id="T1")
    assert (found.app_id, found.team_id, found.enterprise_id, found.is_enterprise_install) == (
        "A1",
        "T1",
        "E1",
        False,
    )
    assert (found.bot_user_id, found.bot_id, [*found.bot_scopes]) == (
        "U0BOT",
        "B1",
        ["chat:write", "commands"],
    )
    assert found.installed_at == NOON.timestamp()


async def test_who_installed_the_app_is_not_kept(store, database):
    await store.async_save(of("T1"))
    assert await store.async_find_installation(enterprise_id=None, team_id="T1", user_id="U1") is None
    with database.engine.connect() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM installation")
    assert [
        cell for cell in row if re.search(r"\bU1\b", str(cell))
    ] == []  # sealed cells may hold any letters


async def test_removed_is_removed(store):
    await store.async_save(of("T1", "E1"))
    await store.async_save(of(None, "E1", whole=True))
    await store.async_delete_installation(enterprise_id="E1", team_id="T1", user_id="U1")
    assert await token(store, "T1", "E1") == "xoxb-T1"
    await store.async_delete_all(enterprise_id="E1", team_id="T1")
    assert await token(store, "T1") is None
    assert await token(store, "T1", "E1") == "xoxb-E1"
    await store.async_delete_all(enterprise_id="E1", team_id=None)
    assert await token(store, "T1", "E1") is None


async def test_a_state_is_another_each_time_counts_once_and_for_ten_minutes(database):
    moments = [NOON]
    states = StateStore(RowBegunInstallations(database), lambda: moments[-1])
    first, second = await states.async_issue(), await states.async_issue()
    assert first != second
    assert [await states.async_consume(first), await states.async_consume(first)] == [True, False]
    assert not await states.async_consume("")
    moments.append(NOON + 2 * LASTS)
    assert not await states.async_consume(second)
