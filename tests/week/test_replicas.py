"""Three replicas on one database: whoever types or presses something is answered once."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

import pytest

from bot.app import Bot
from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.story.cast import CHAIR, CHANNEL, CMS, SECURITY, SOFTWARE, VISITOR
from tests.week.story import Story
from tests.week.theatre import theatre

pytestmark = [pytest.mark.wire, pytest.mark.postgres]


class Replicas:
    """Several bots that take their turns at the same time, as if they were one."""

    def __init__(self, bots: list[Bot]) -> None:
        self.bots = bots

    async def turn(self) -> None:
        await asyncio.gather(*(bot.turn() for bot in self.bots))


@asynccontextmanager
async def replicas(stage, address, count=3):
    settings = replace(settings_for(stage.workspace, stage.folder), database_url=address)
    async with AsyncExitStack() as stack:
        bots = [await stack.enter_async_context(at_work(settings, stage.clock)) for _ in range(count)]
        made = Replicas(bots)
        for bot in bots:
            await bot.turn()
        yield made
        await stage.workspace.settled()


async def test_with_three_replicas_a_command_and_a_click_are_answered_once(
    tmp_path,
    postgres_url,
):
    async with theatre(tmp_path) as stage, replicas(stage, postgres_url) as three:
        story = Story(stage, three)
        await story.at("2027-01-11", "16:00")
        for role in (CHAIR, CMS, SECURITY, SOFTWARE, VISITOR):
            for asked in ("status", "help", "areas"):
                before = len(stage.workspace.private(role.person))
                await story.types(role, asked)
                assert len(stage.workspace.private(role.person)) == before + 1, (role, asked)
        before = len(stage.workspace.private(SOFTWARE.person))
        await story.types(SOFTWARE, "forget me")
        await story.presses(SOFTWARE, "Erase it", room=CHANNEL)
        assert len(stage.workspace.private(SOFTWARE.person)) == before + 2


async def test_what_many_type_at_once_is_answered_once_each(
    tmp_path,
    postgres_url,
):
    asked = [(role, text) for role in (CHAIR, CMS, SECURITY) for text in ("status", "areas", "help", "why")]
    async with theatre(tmp_path) as stage, replicas(stage, postgres_url) as three:
        await Story(stage, three).at("2027-01-11", "16:00")
        typed = [
            asyncio.ensure_future(stage.workspace.command(role.person, "/minutes", text, channel=CHANNEL))
            for role, text in asked
        ]
        while not all(each.done() for each in typed):
            await three.turn()
        await three.turn()
        assert Counter(
            {role: len(stage.workspace.private(role.person)) for role in (CHAIR, CMS, SECURITY)}
        ) == (Counter(role for role, _ in asked))
