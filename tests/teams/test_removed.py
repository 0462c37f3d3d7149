"""The app is removed, its token revoked, its key lost: nothing is said there, and nobody else notices."""

import logging
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import create_engine, select
from sqlmodel import col

from bot.cli.finding import Finding
from bot.cli.installed import installed_findings
from bot.demo.server.faults import Fault
from handlers.oauth.scopes import SCOPES
from storage.sealing import new_key
from storage.tables import Row
from storage.traffic import DeliveryRow
from tests.teams.stage import ONE, TWO
from tests.waiting import until

pytestmark = [pytest.mark.wire, pytest.mark.refuses]


def tables(stage) -> str:
    """All rows as text."""
    engine = create_engine(stage.settings.database_url)
    with engine.connect() as connection:
        rows = repr([[*connection.execute(select(table))] for table in Row.metadata.sorted_tables])
    engine.dispose()
    return rows


async def examined(stage) -> list[Finding]:
    """What the doctor finds."""
    manifest = {"oauth_config": {"scopes": {"bot": list(SCOPES)}}}
    return [finding async for finding in installed_findings(stage.settings, lambda: manifest)]


async def test_at_the_end_what_is_in_hand_is_finished_for_every_team(closed):
    async with closed.open():
        await both_at_work(closed)
        for team in (ONE, TWO):
            slack = closed.workspace(team)
            slack.fail_next("chat.postMessage", Fault.SLOW_ANSWER, seconds=2, times=9)
            before = len(slack.ledger)
            await closed.writes(team, "News:\n- canary")
            await until(partial(confirms, slack, before, "canary"))
    engine = create_engine(closed.settings.database_url)
    with engine.connect() as connection:
        rows = connection.execute(
            select(col(DeliveryRow.team_id), col(DeliveryRow.kind), col(DeliveryRow.status))
        ).all()
    engine.dispose()
    assert {(ONE, "card", "sent"), (TWO, "card", "sent")} <= {tuple(map(str, row)) for row in rows}
    assert "sending" not in {str(status) for _, _, status in rows}


def confirms(workspace, since: int, words: str) -> bool:
    """Whether a card with these words is being posted; questions and the like may be, too."""
    asked = (record for record in workspace.ledger[since:] if record.name == "chat.postMessage")
    return any(words in str(record.arguments) for record in asked)


async def both_at_work(stage) -> None:
    for team in (ONE, TWO):
        await stage.install(team)
        await stage.set_up(team)


async def test_once_it_is_removed_nothing_is_said_there_and_the_other_team_does_not_notice(stage):
    await both_at_work(stage)
    gone = stage.workspace(ONE)
    gone.uninstall()
    await until(lambda: ONE not in stage.at_work.hands)
    await gone.settled()
    calls = len(gone.ledger)
    await stage.writes(ONE, "News:\n- nobody is here")
    await stage.writes(TWO, "News:\n- canary of two")
    await stage.hears(TWO, "canary of two")
    await gone.settled()
    assert [record.name for record in gone.ledger[calls:] if record.kind == "call"] == []
    assert gone.unacked == []
    assert "nobody is here" not in tables(stage)
    assert ONE in tables(stage)  # what it had is kept for a while


async def test_installed_again_after_a_removal_it_goes_on_where_it_was(stage):
    await both_at_work(stage)
    stage.workspace(ONE).uninstall()
    await until(lambda: ONE not in stage.at_work.hands)
    await stage.install(ONE)
    await stage.writes(ONE, "News:\n- back again")
    await stage.hears(ONE, "back again")


async def test_word_of_an_earlier_removal_does_not_remove_what_was_installed_since(stage):
    await both_at_work(stage)
    gone = stage.workspace(ONE)
    gone.events.holding = True
    gone.uninstall()
    await gone.settled()
    for event in gone.events.held:
        event["event_time"] -= 60
    hand = await stage.install(ONE)
    gone.events.release()
    await gone.settled()
    assert stage.at_work.hands[ONE] is hand


async def test_another_bots_token_or_a_persons_is_not_ours(stage):
    await both_at_work(stage)
    for tokens in ({"oauth": ["U1"], "bot": ["U0ELSE"]}, {"oauth": ["U1"], "bot": []}, {"oauth": ["U1"]}, {}):
        stage.workspace(ONE).events.tell({"type": "tokens_revoked", "tokens": tokens}, None)
    await stage.workspace(ONE).settled()
    assert set(stage.at_work.hands) == {ONE, TWO}


async def test_a_token_that_is_refused_without_a_word_stops_nobody_else(closed):
    async with closed.open():
        await both_at_work(closed)
    closed.workspace(ONE).api.revoked = True
    async with closed.open() as teams:
        await until(lambda: TWO in teams.hands)
        await closed.writes(TWO, "News:\n- canary of two")
        await closed.hears(TWO, "canary of two")
        assert ONE not in teams.hands
        closed.workspace(ONE).api.revoked = False


async def test_a_token_that_no_key_can_read_stops_nobody_else_and_is_one_line(closed, caplog):
    async with closed.open():
        await both_at_work(closed)
    kept, closed.settings = closed.settings, replace(closed.settings, token_keys=(new_key(),))
    async with closed.open():
        await until(lambda: "cannot be read" in caplog.text)
        hand = await closed.install(TWO)  # with the new key
        await closed.writes(TWO, "News:\n- canary of two")
        await closed.hears(TWO, "canary of two")
        assert closed.at_work.hands == {TWO: hand}
        (first, *_, last) = await examined(closed)
        assert (first.fine, last.fine) == (True, True)
        (unread,) = [str(finding) for finding in await examined(closed) if not finding.fine]
        assert unread.startswith(f"FAIL  workspace {ONE}: A token cannot be read with the keys")
        lines = {each.getMessage() for each in caplog.records if f"serving {ONE}" in each.getMessage()}
        assert all("MINUTESBOT_TOKEN_KEYS" in line and "\n" not in line for line in lines)
    assert kept.token_keys[0] not in caplog.text


async def test_what_was_stored_is_erased_once_the_time_that_the_operator_set_is_over(stage, caplog):
    caplog.set_level(logging.INFO)
    await both_at_work(stage)
    stage.workspace(ONE).uninstall()
    await until(lambda: ONE not in stage.at_work.hands)
    stage.at_work.wake()
    assert f"'{ONE}'" in tables(stage)
    stage.at_work._settings = replace(stage.settings, keep_after_uninstall=timedelta(0))
    await until(lambda: "was erased" in caplog.text)
    assert f"'{ONE}'" not in tables(stage)
    assert f"'{TWO}'" in tables(stage)


async def test_a_strange_row_of_one_team_stops_nobody_else(closed):
    async with closed.open():
        await both_at_work(closed)
    engine = create_engine(closed.settings.database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE call SET chairs = 'no JSON' WHERE team_id = '{ONE}'")
        connection.exec_driver_sql(f"UPDATE installation SET scopes = 'neither' WHERE team_id = '{ONE}'")
    engine.dispose()
    async with closed.open() as teams:
        await until(lambda: TWO in teams.hands)
        await closed.writes(TWO, "News:\n- canary of two")
        await closed.hears(TWO, "canary of two")
