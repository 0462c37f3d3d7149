"""The same week on PostgreSQL, with two replicas taking turns."""

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo import week
from bot.model.errors import DatabaseUnusable
from storage import migrations
from storage.database import open_database
from tests.golden_files import FOLDER
from tests.storage.test_beside import ADDS
from tests.storage.test_migrations import HISTORY, _history
from tests.week.theatre import theatre

pytestmark = [pytest.mark.wire, pytest.mark.postgres]

COPY = FOLDER / "week" / "January12,2027ProductionMeeting.txt"


@asynccontextmanager
async def replica(stage, address):
    settings = replace(settings_for(stage.workspace, stage.folder), database_url=address)
    async with at_work(settings, stage.clock) as bot:
        await bot.turn()
        yield bot


async def test_two_replicas_on_one_database_come_to_the_same_minutes_and_say_everything_once(
    tmp_path,
    postgres_url,
):
    async with theatre(tmp_path) as stage:
        async with replica(stage, postgres_url) as one, replica(stage, postgres_url) as two:
            for number, scene in enumerate(week.SCENES):
                await stage.play((one, two)[number % 2], [scene])
                await (two, one)[number % 2].turn()
        assert stage.twiki == COPY.read_text(encoding="utf-8")
        assert {key for key, count in stage.posts().items() if count > 1} == set()


async def test_replicas_go_on_while_a_newer_release_changes_the_tables_and_a_new_old_one_is_refused(
    tmp_path,
    postgres_url,
):
    newer = _history(tmp_path / "newer", HISTORY)
    (newer / "versions" / "9999.py").write_text(ADDS, encoding="utf-8")
    third = len(week.SCENES) // 3
    async with theatre(tmp_path) as stage:
        async with replica(stage, postgres_url) as one, replica(stage, postgres_url) as two:
            await stage.play(one, week.SCENES[:third])
            database = open_database(postgres_url)
            assert migrations.upgrade(database, newer) == "9999"
            database.close()
            for number, scene in enumerate(week.SCENES[third:]):
                await stage.play((one, two)[number % 2], [scene])
                await (two, one)[number % 2].turn()
        with pytest.raises(DatabaseUnusable, match="a newer release changed its tables"):
            async with replica(stage, postgres_url):
                pass
        assert stage.twiki == COPY.read_text(encoding="utf-8")
        assert {key for key, count in stage.posts().items() if count > 1} == set()
