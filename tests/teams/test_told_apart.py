"""An operator sees in metrics and log which of several workspaces is meant."""

import aiohttp
import pytest

from bot.demo.server.faults import Fault
from bot.setting_values import LogFormat, LogLevel
from tests.log_lines import writing
from tests.prometheus import scraped
from tests.teams.stage import ONE, TWO
from tests.waiting import until
from tests.week.test_metrics import value

pytestmark = pytest.mark.wire


async def metrics(stage):
    async with aiohttp.ClientSession() as web, web.get(f"{stage.door}/metrics") as answer:
        return scraped(await answer.text())


def teams_of(vector) -> set[str]:
    return {dict(labels)["team"] for labels in vector}


async def test_what_may_be_wrong_in_one_workspace_only_is_told_by_workspace(stage):
    await stage.install(ONE)
    await stage.install(TWO)
    await stage.set_up(ONE)
    page = await metrics(stage)
    assert (value(page["minutesbot_calls"], team=ONE), value(page["minutesbot_calls"], team=TWO)) == (1, 0)
    assert teams_of(page["minutesbot_last_turn_age_seconds"]) == {"", ONE, TWO}
    assert value(page["minutesbot_deliveries_dead_total"], team=TWO, kind="minutes") == 0
    assert value(page["minutesbot_turn_failures_total"], team=ONE) == 0
    stage.workspace(ONE).uninstall()
    await until(lambda: ONE not in stage.at_work.hands)
    page = await metrics(stage)
    for name in ("deliveries_dead_total", "deliveries_late_total", "turn_failures_total", "calls"):
        assert teams_of(page[f"minutesbot_{name}"]) == {TWO}, name


@pytest.mark.refuses
async def test_what_one_workspace_refuses_is_counted_and_logged_for_it_alone(stage):
    with writing(LogFormat.TEXT, LogLevel.DEBUG) as written:
        for team in (ONE, TWO):
            await stage.install(team)
            await stage.set_up(team)
        stage.workspace(ONE).fail_next("chat.postMessage", Fault.REFUSED, error="user_not_found", times=99)
        for team in (ONE, TWO):
            await stage.writes(team, "News:\n- the secret crane stands again")
        await stage.hears(TWO, "the secret crane")
        given_up = "minutesbot_deliveries_dead_total"
        while not value((await metrics(stage))[given_up], team=ONE, kind="card"):
            pass
        assert value((await metrics(stage))[given_up], team=TWO, kind="card") == 0
    lines = written.getvalue().splitlines()
    about = [line for line in lines if "given_up" in line and "kind=card" in line]
    assert about
    assert all(line.endswith(f" team={ONE}") for line in about)
    of_the_test = "bot.journal: call_added"  # it sets up the calls by itself, and is no bot
    journal = [line for line in lines if "bot.journal" in line and of_the_test not in line]
    assert [line for line in journal if "team=" not in line] == []
    assert {line.rpartition("team=")[2].partition(" ")[0] for line in journal} == {ONE, TWO}
    assert "secret crane" not in written.getvalue()
    assert "xoxb-" not in written.getvalue()
