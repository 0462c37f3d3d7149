"""A copy that is put back in the middle of the week: nothing is said twice, and nothing written is lost."""

import asyncio
import shutil
from dataclasses import replace

import pytest

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo import week
from storage.copies import back_up, look_through_file
from storage.database import open_database
from storage.restore import note_restored, restore
from tests.golden_files import FOLDER
from tests.waiting import PATIENCE_SECONDS
from tests.week.test_postgres import replica
from tests.week.test_restarts import WRITTEN
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

COPY = FOLDER / "week" / "January12,2027ProductionMeeting.txt"


def address(stage):
    return settings_for(stage.workspace, stage.folder).database_url


def copied(url, file):
    """Copy a database while its bot may run."""
    database = open_database(url)
    back_up(database, file)
    database.close()


def doubles(stage):
    return {key for key, count in stage.posts().items() if count > 1}


@pytest.mark.parametrize("number", WRITTEN[::3])
async def test_what_was_written_and_answered_after_the_copy_is_read_again_and_not_answered_twice(
    tmp_path, number
):
    async with theatre(tmp_path) as stage:
        async with stage.bot() as bot:
            await stage.play(bot, week.SCENES[:number])
            copied(address(stage), tmp_path / "copy.db")
            await stage.play(bot, [week.SCENES[number]])
        restore(address(stage), tmp_path / "copy.db", stage.clock(), replace=True)
        async with stage.bot() as bot:
            await stage.play(bot, week.SCENES[number + 1 :])
        assert stage.twiki == COPY.read_text(encoding="utf-8")
        assert doubles(stage) == set()


@pytest.mark.parametrize("until", range(5, len(week.SCENES), 8))
async def test_a_copy_from_the_beginning_of_the_week_repeats_nothing_at_whatever_time_it_is_put_back(
    tmp_path, until
):
    async with theatre(tmp_path) as stage:
        async with stage.bot():
            copied(address(stage), tmp_path / "copy.db")
        async with stage.bot() as bot:
            await stage.play(bot, week.SCENES[:until])
        restore(address(stage), tmp_path / "copy.db", stage.clock(), replace=True)
        async with stage.bot() as bot:
            await stage.play(bot, [scene for scene in week.SCENES[until:] if scene.act is None])
        assert doubles(stage) == set()
        assert "Production/2027-01-12/minutes" in stage.posts()


@pytest.mark.parametrize("is_told", [True, False])
async def test_a_copy_that_was_put_back_by_hand_repeats_what_was_posted_unless_that_is_told(
    tmp_path, is_told
):
    async with theatre(tmp_path) as stage:
        async with stage.bot():
            copied(address(stage), tmp_path / "copy.db")
        async with stage.bot() as bot:
            await stage.play(bot, week.SCENES[:5])
        shutil.copy(tmp_path / "copy.db", stage.folder / "minutesbot.db")
        if is_told:
            database = open_database(address(stage))
            note_restored(database, stage.clock())
            database.close()
        async with stage.bot():
            pass
        assert bool(doubles(stage)) is not is_told


@pytest.mark.postgres
async def test_a_week_goes_on_from_a_file_to_a_server_and_from_a_copy_of_that_to_another_file(
    tmp_path,
    postgres_url,
):
    third = len(week.SCENES) // 3
    async with theatre(tmp_path) as stage:
        async with stage.bot() as bot:
            await stage.play(bot, week.SCENES[:third])
        copied(address(stage), tmp_path / "one.db")
        restore(postgres_url, tmp_path / "one.db", stage.clock(), replace=False)
        async with replica(stage, postgres_url) as bot:
            await stage.play(bot, week.SCENES[third : 2 * third])
            copied(postgres_url, tmp_path / "two.db")
        settings = replace(
            settings_for(stage.workspace, stage.folder), database_url=f"sqlite:///{tmp_path}/two.db"
        )
        async with at_work(settings, stage.clock) as bot:
            await bot.turn()
            await stage.play(bot, week.SCENES[2 * third :])
        assert stage.twiki == COPY.read_text(encoding="utf-8")
        assert doubles(stage) == set()


async def test_the_running_bot_makes_the_copy_of_the_day_in_the_folder_that_is_named(tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    async with theatre(tmp_path) as stage:
        settings = replace(settings_for(stage.workspace, stage.folder), backup_dir=folder)
        async with at_work(settings, stage.clock), asyncio.timeout(PATIENCE_SECONDS):
            while not list(folder.glob("*.db")):  # noqa: ASYNC110 - no event tells
                await asyncio.sleep(0.05)
        (copy,) = folder.iterdir()
        assert copy.name == f"minutesbot-{stage.clock():%Y-%m-%d}.db"
        assert look_through_file(copy).rows > 0
