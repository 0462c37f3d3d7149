"""Every second week, quiet hours in Tokyo, a renamed area and a pause, by one bot and by several."""

import re
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.story import cast
from bot.demo.story.cast import CHAIR, CMS, SECURITY, SOFTWARE, VISITOR
from tests.golden_files import golden
from tests.week.story import Story
from tests.week.test_replicas import Replicas
from tests.week.theatre import Theatre, theatre

pytestmark = pytest.mark.wire

PRODUCTION = cast.CALLS.replace('late = "24h"', 'late = "24h"\nquiet = "20:00-08:00"')
CALLS = f"""\
{PRODUCTION}
[[call]]
name = "Planning"
channel = "{cast.CHANNEL}"
every = "2 weeks"
weekday = "thursday"
from = 2027-01-07
time = "11:00"
timezone = "America/New_York"
chairs = ["{CHAIR.person}"]

[[call.area]]
name = "Roadmap"
leads = [{{ name = "{VISITOR.name}", slack = "{VISITOR.person}" }}]
"""


async def planning_is_held(story: Story) -> None:
    await story.at("2027-01-05", "16:00")
    await story.at("2027-01-06", "11:00")
    await story.says(VISITOR, "- The plan for spring is written")
    await story.at("2027-01-07", "11:00")


async def an_area_is_renamed_in_the_middle_of_the_week(story: Story) -> None:
    await story.at("2027-01-08", "10:00")
    early = await story.says(SOFTWARE, "News:", "- Load tests reached 12K jobs")
    await story.types(CHAIR, "in Production rename Software to Software and Tools")
    await story.edits(SOFTWARE, early, "News:", "- Load tests reached 14K jobs")


async def planning_is_paused(story: Story) -> None:
    await story.at("2027-01-10", "17:54")
    await story.at("2027-01-11", "05:55")  # five to eight in the evening in Tokyo
    await story.at("2027-01-11", "16:00")
    await story.types(CHAIR, "in Planning pause")
    await story.types(CHAIR, "in Planning status")


async def production_is_held(story: Story) -> None:
    await story.at("2027-01-12", "05:55")
    await story.types(CHAIR, "in Production why @Tomas")
    await story.at("2027-01-12", "13:00")
    await story.says(SOFTWARE, "Software and Tools:", "- Certificate tools are in progress")
    await story.says(SECURITY, "none")
    await story.at("2027-01-12", "15:30")
    await story.at("2027-01-12", "16:00")
    await story.types(CHAIR, "in Production history Software")


async def planning_is_resumed(story: Story) -> None:
    await story.at("2027-01-14", "11:00")  # a week between two meetings of every second week
    await story.at("2027-01-19", "16:00")
    await story.at("2027-01-20", "11:00")  # nobody is asked, as it is paused
    await story.at("2027-01-20", "17:00")
    await story.types(CHAIR, "in Planning resume")
    await story.at("2027-01-21", "11:00")
    await story.at("2027-01-22", "11:00")


ACTS = (
    planning_is_held,
    an_area_is_renamed_in_the_middle_of_the_week,
    planning_is_paused,
    production_is_held,
    planning_is_resumed,
)


@asynccontextmanager
async def bots(stage: Theatre, count: int = 1, address: str = ""):
    """So many bots at work, as if they were one."""
    settings = settings_for(stage.workspace, stage.folder, CALLS)
    settings = replace(settings, database_url=address or settings.database_url)
    async with AsyncExitStack() as stack:
        several = [await stack.enter_async_context(at_work(settings, stage.clock)) for _ in range(count)]
        made = Replicas(several)
        await made.turn()
        yield made
        await stage.workspace.settled()


def moments(stage: Theatre) -> list[str]:
    """When the leads in Tokyo and in Berlin were asked and reminded, by their own clocks."""
    found = []
    for role, zone in ((CMS, "Asia/Tokyo"), (VISITOR, "Europe/Berlin")):
        for message in stage.workspace.messages(stage.workspace.dm(role.person)):
            key = str((message.get("metadata") or {}).get("event_payload", {}).get("key", ""))
            local = datetime.fromtimestamp(float(message["ts"]), UTC).astimezone(ZoneInfo(zone))
            if "/ask/" in key or "/remind" in key:
                found.append(f"{role.name}: {local:%a %d %b %H:%M} {key.rpartition('/')[0]}")
    return found


def outcome(stage: Theatre, story: Story) -> str:
    found = "\n".join(("Asked and reminded", *moments(stage), *story.told, "", stage.transcript()))
    return re.sub(r"\d{8}T\d{12}", "(moment)", found)  # in keys of what a chair decided


@asynccontextmanager
async def in_tokyo(folder):
    async with theatre(folder) as stage:
        stage.workspace.world.people[CMS.person].tz = "Asia/Tokyo"
        yield stage


async def test_two_weeks_of_rhythms_by_one_bot(tmp_path):
    async with in_tokyo(tmp_path) as stage, bots(stage) as bot:
        story = Story(stage, bot)
        for act in ACTS:
            await act(story)
        found = outcome(stage, story)
        assert found == golden("week/rhythms.txt", found)


async def test_the_same_by_a_bot_that_is_restarted_between_any_two_acts(tmp_path):
    async with in_tokyo(tmp_path) as stage:
        told = list[str]()
        for act in ACTS:
            async with bots(stage) as bot:
                story = Story(stage, bot, told)
                await act(story)
        found = outcome(stage, story)
        assert found == golden("week/rhythms.txt", found)
        assert [key for key, count in stage.posts().items() if count > 1] == []


@pytest.mark.postgres
async def test_the_same_by_two_replicas(tmp_path, postgres_url):
    async with in_tokyo(tmp_path) as stage, bots(stage, 2, postgres_url) as two:
        story = Story(stage, two)
        for act in ACTS:
            await act(story)
        assert [key for key, count in stage.posts().items() if count > 1] == []
        found = outcome(stage, story)
        assert found == golden("week/rhythms.txt", found)
