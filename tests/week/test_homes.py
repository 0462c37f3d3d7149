"""Homes stay fresh while the bot runs."""

from datetime import timedelta

import pytest

from bot.demo import week
from bot.demo.story import cast, scenes_before
from handlers.home.show import MOST_PER_MINUTE
from tests.handlers.looks import strings
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire


def _shown(stage, role) -> str:
    return "\n".join(strings(stage.workspace.world.homes[role.person]["blocks"]))


async def test_a_home_follows_the_week_without_anybody_opening_it_again(tmp_path):
    async with theatre(tmp_path) as stage, stage.bot() as bot:
        for role in (cast.SECURITY, cast.CHAIR):
            await stage.workspace.open_home(role.person)
        await stage.workspace.settled()
        await bot.turn()
        assert "Nothing is reported yet." in _shown(stage, cast.SECURITY)
        await stage.play(bot, [scene for scene in week.SCENES if scene.at < scenes_before.CALL])
        assert "CVE-2027-0142" in _shown(stage, cast.SECURITY)
        assert "Security (Karen): 2 ongoing, 1 emergency" in _shown(stage, cast.CHAIR)
        before = _published(stage)
        await bot.turn()
        assert _published(stage) == before
        stage.clock.move(scenes_before.CALL)
        await bot.turn()
        assert "The minutes are posted." in _shown(stage, cast.SECURITY)
        assert "January 12, 2027" in _shown(stage, cast.SECURITY)


def _published(stage) -> int:
    return sum(record.name == "views.publish" for record in stage.workspace.ledger)


async def test_homes_shown_to_who_opens_them_and_homes_shown_again_share_one_budget(tmp_path):
    async with theatre(tmp_path) as stage, stage.bot() as bot:
        await stage.workspace.open_home(cast.SECURITY.person)
        await stage.workspace.settled()
        await bot.turn()
        stage.clock.advance(timedelta(minutes=1))
        for _ in range(MOST_PER_MINUTE):
            await stage.workspace.open_home(cast.CHAIR.person)
        await stage.workspace.write(cast.SECURITY.person, "News:\n- Patched the gateway")
        await stage.workspace.settled()
        before = _published(stage)
        await bot.turn()
        assert _published(stage) - before == MOST_PER_MINUTE
        assert "Patched the gateway" not in _shown(stage, cast.SECURITY)
        stage.clock.advance(timedelta(minutes=1))
        await bot.turn()
        assert "Patched the gateway" in _shown(stage, cast.SECURITY)
