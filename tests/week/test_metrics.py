"""What a bot says to Prometheus over a week, and that rules and dashboard ask for nothing else."""

import asyncio
import json
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
import yaml

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo import week
from bot.demo.server.faults import Fault
from bot.demo.story import cast, scenes_before
from bot.demo.story.scene import Scene
from tests.prometheus import Scrapes, Vector, scraped, selectors, worked_out
from tests.test_operating import rows
from tests.week.mortal import free_port
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

TEAM = "T0DEMO"
DEPLOY = Path(__file__).parents[2] / "deploy"
RULES = yaml.safe_load((DEPLOY / "prometheus-alerts.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
PANELS = json.loads((DEPLOY / "grafana-dashboard.json").read_text(encoding="utf-8"))["panels"]
EXPRESSIONS = [
    *((rule["alert"], rule["expr"]) for rule in RULES),
    *((panel["title"], target["expr"]) for panel in PANELS for target in panel["targets"]),
]


def unheard(_: Scene) -> None:
    """Tell nobody what is played."""


@dataclass(frozen=True)
class Played:
    """The page as the bot started, while leads were silent, and when the week was over; and /ready."""

    start: dict[str, Vector]
    asked: dict[str, Vector]
    end: dict[str, Vector]
    text: str
    ready: dict[str, object]


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> Played:
    async def play() -> Played:
        folder, port = tmp_path_factory.mktemp("metrics"), free_port()
        async with theatre(folder) as stage, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as web:

            async def page(path: str) -> str:
                async with web.get(path) as answer:
                    assert answer.status == 200
                    return await answer.text()

            async def move(moment) -> None:
                stage.clock.move(moment)
                await bot.turn()

            settings = replace(settings_for(stage.workspace, folder), http=("127.0.0.1", port))
            async with at_work(settings, stage.clock) as bot:
                await bot.turn()
                start = scraped(await page("/metrics"))
                asking = next(n for n, scene in enumerate(week.SCENES) if "asks every lead" in scene.told)
                await week.play(stage.workspace, move=move, tell=unheard, scenes=week.SCENES[: asking + 1])
                asked = scraped(await page("/metrics"))
                await week.play(stage.workspace, move=move, tell=unheard, scenes=week.SCENES[asking + 1 :])
                text = await page("/metrics")
                ready = json.loads(await page("/ready"))
        return Played(start, asked, scraped(text), text, ready)

    return asyncio.run(play())


def value(vector: Vector, **labels: str) -> float:
    return vector[frozenset(labels.items())]


def test_what_was_said_is_counted_by_kind(played):
    sent = played.end["minutesbot_deliveries_sent_total"]
    leads = len(cast.EVERYBODY) - 2
    assert value(sent, kind="ask") == 2 * leads
    assert value(sent, kind="remind-2") == 3
    assert value(sent, kind="minutes") == 6
    assert value(played.start["minutesbot_deliveries_sent_total"], kind="minutes") == 0


def test_replies_and_items_are_counted(played):
    replies, items = played.end["minutesbot_replies_total"], played.end["minutesbot_items_total"]
    assert (value(replies, how="edited"), value(replies, how="button")) == (1, 1)
    assert [value(items, section=name) for name in ("news", "ongoing", "emergencies")] == [10, 8, 1]


def test_what_the_rows_say_is_read_from_them(played):
    assert played.end["minutesbot_calls"] == {frozenset({("team", TEAM)}): 1}
    assert (
        value(played.asked["minutesbot_leads_silent"], team=TEAM, call="Production")
        == len(cast.EVERYBODY) - 3
    )
    assert "minutesbot_leads_silent" not in played.end
    assert value(played.end["minutesbot_database_bytes"]) > 10_000
    assert value(played.end["minutesbot_database_up"]) == 1


def test_everything_that_slack_sent_was_acknowledged_and_counted(played):
    counted = played.end["minutesbot_event_seconds_count"]
    assert value(counted, what="event", outcome="acknowledged") > 20
    assert value(counted, what="interaction", outcome="acknowledged") >= 3
    assert not [labels for labels in counted if ("outcome", "refused") in labels]


def test_requests_to_slack_are_counted_by_method_and_outcome(played):
    counted = played.end["minutesbot_slack_request_seconds_count"]
    assert value(counted, method="chat.postMessage", outcome="ok") > 30
    assert value(counted, method="chat.update", outcome="ok") > 5


def test_turns_and_the_socket_are_seen(played):
    assert value(played.end["minutesbot_turn_seconds_count"]) > len(week.SCENES)
    assert value(played.end["minutesbot_socket_connected"]) == 1
    assert value(played.end["minutesbot_socket_age_seconds"]) > 0
    assert value(played.end["minutesbot_turn_failures_total"], team=TEAM) == 0


def test_the_bot_is_ready(played):
    assert played.ready == {"ready": True, "database": "ok", "migrations": "ok", "slack": "ok"}


def test_no_metric_holds_a_person_or_a_token(played):
    assert not re.search(r"\bU0[A-Z]+\b|xox|xapp", played.text)


@pytest.mark.parametrize(("what", "expression"), EXPRESSIONS, ids=[what for what, _ in EXPRESSIONS])
def test_rules_and_panels_ask_for_what_the_bot_says(played, what, expression):
    known = {row.split("`")[1]: set(re.findall(r"`(\w+)`", row.split("|")[3])) for row in rows("metric")}
    for name, labels in selectors(expression):
        family = re.sub(r"_(bucket|count|sum)$", "", name)
        assert name in known or family in known or name in played.end, name
        if name.startswith("minutesbot_"):
            grouped = ", ".join(re.findall(r"by \((.*?)\)", expression))
            asked = {*labels, *re.findall(r"\w+", grouped)}
            assert asked - {"le"} <= known.get(name, known.get(family, set())), name


def test_no_alert_fires_over_a_week_in_which_all_goes_well(played):
    firing = {rule["alert"] for rule in RULES if worked_out(rule["expr"], Scrapes(played.start, played.end))}
    assert firing == set()


def of_kind(kind: str) -> frozenset[tuple[str, str]]:
    return frozenset({("team", TEAM), ("kind", kind)})


TROUBLE: dict[str, dict[str, Vector]] = {
    "MinutesbotGone": {"minutesbot_build_info": {}},
    "MinutesbotTakesNoTurns": {"minutesbot_last_turn_age_seconds": {frozenset({("team", TEAM)}): 301.0}},
    "MinutesbotMinutesLate": {"minutesbot_oldest_due_seconds": {of_kind("minutes"): 121.0}},
    "MinutesbotWaitsLong": {"minutesbot_oldest_due_seconds": {of_kind("card"): 901.0}},
    "MinutesbotGaveUp": {"minutesbot_deliveries_dead_total": {of_kind("ask"): 1.0}},
    "MinutesbotNotConnected": {"minutesbot_socket_connected": {frozenset(): 0.0}},
    "MinutesbotSlackSilent": {"minutesbot_socket_pong_age_seconds": {frozenset(): 61.0}},
    "MinutesbotAnswersLate": {
        "minutesbot_event_seconds_count": {frozenset({("what", "event"), ("outcome", "acknowledged")}): 1e6}
    },
    "MinutesbotDatabaseFails": {"minutesbot_database_errors_total": {frozenset(): 1.0}},
    "MinutesbotCopyMissing": {"minutesbot_daily_copy_missing": {frozenset(): 1.0}},
}


@pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
def test_an_alert_fires_when_that_is_so_and_it_alone(played, rule):
    if rule["alert"] == "MinutesbotRateLimited":
        labels = frozenset({("method", "chat.postMessage")})
        name = "minutesbot_slack_rate_limited_total"
        scrapes = Scrapes({**played.start, name: {labels: 0.0}}, {**played.end, name: {labels: 21.0}})
    else:
        scrapes = Scrapes(played.start, {**played.end, **TROUBLE[rule["alert"]]})
    firing = {each["alert"] for each in RULES if worked_out(each["expr"], scrapes)}
    assert firing == {rule["alert"]}
    assert {"summary", "action"} == rule["annotations"].keys()


@pytest.mark.refuses
async def test_what_slack_finds_too_fast_what_waits_and_what_is_refused_shows(tmp_path):
    port = free_port()
    async with theatre(tmp_path, refuses=True) as stage, aiohttp.ClientSession() as web:
        settings = replace(settings_for(stage.workspace, tmp_path), http=("127.0.0.1", port))
        async with at_work(settings, stage.clock) as bot:
            await bot.turn()
            stage.workspace.fail_next("chat.postMessage", Fault.RATE_LIMITED, seconds=30)
            stage.workspace.fail_next("chat.postMessage", Fault.REFUSED, error="user_not_found")
            stage.clock.move(scenes_before.CALL - timedelta(days=8) + timedelta(hours=1))
            await bot.turn()
            stage.clock.advance(timedelta(minutes=20))
            async with web.get(f"http://127.0.0.1:{port}/metrics") as answer:
                page = scraped(await answer.text())
        labels = {"method": "chat.postMessage"}
        assert value(page["minutesbot_slack_rate_limited_total"], **labels) == 1
        assert value(page["minutesbot_slack_request_seconds_count"], **labels, outcome="limited") == 1
        assert value(page["minutesbot_deliveries_dead_total"], team=TEAM, kind="ask") == 1
        assert value(page["minutesbot_deliveries_due"], team=TEAM, kind="ask") == 1
        assert value(page["minutesbot_oldest_due_seconds"], team=TEAM, kind="ask") > 15 * 60
