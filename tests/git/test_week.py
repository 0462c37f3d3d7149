"""A week whose minutes go to a real repository: once, amended in place, and told if they do not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cycle.deliver import deliver
from bot.formats.markdown import markdown
from bot.git.pages import GitPages
from bot.model.call import GitRepository
from bot.model.delivery import Status
from bot.model.message import Undelivered
from handlers.blocks.render import render
from storage.database import open_database
from storage.migrations import upgrade
from storage.store import RowStore
from tests.cycle.test_wiki_page import Week
from tests.git.repository import Hosted
from tests.rounds import advance
from tests.rules.test_plan import CALL, DAY

FILE = f"{DAY:%Y}/{DAY}.md"
KEY = f"Production/{DAY}/git"


class GitWeek(Week):
    """The steps of the week, with the repositories of the real adapter."""

    async def start(self, at: Hosted) -> None:
        there = GitRepository(str(at.clone), "{year}/{year}-{month2}-{day2}.md")
        await self.store.change(lambda book: book.keep_call(replace(CALL, git=there)))
        await self.turn(-timedelta(hours=1))
        self.moment = timedelta(0)
        await self.report("Grid", before=timedelta(minutes=1))

    async def turn(self, after: timedelta = timedelta(0), *, seconds: float = 20):
        self.moment += after
        await advance(store=self.store, pages=self.wall.pages, now=self.clock())
        await deliver(
            store=self.store,
            chat=self.wall,
            wiki=self.board,
            clock=self.clock,
            owner="me",
            repository=GitPages(seconds),
        )

    async def delivery(self):
        found = await self.store.read(lambda book: book.delivery(KEY))
        assert found is not None
        return found


@pytest.fixture
def week(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/minutes.db")
    upgrade(database)
    yield GitWeek(RowStore(database, "T1"))
    database.close()


async def test_the_minutes_are_committed_once_and_a_late_reply_amends_the_same_file(week, repository):
    await week.start(repository)
    for _ in range(2):
        await week.turn()
    first = (await week.delivery()).message.minutes
    assert repository.file(FILE) == markdown(first)
    assert len(repository.commits(FILE)) == 1
    await week.report("Storage", before=timedelta(minutes=-1))
    await week.turn(timedelta(minutes=2))
    second = await week.delivery()
    assert second.status is Status.SENT
    assert second.message.stood == (first,)
    assert repository.file(FILE) == markdown(second.message.minutes)
    assert len(repository.commits(FILE)) == 2
    assert week.board.put_there == []
    assert week.told("twiki")


async def test_a_bot_that_crashed_after_the_push_commits_nothing_again(week, repository):
    await week.start(repository)
    repository.hook("post-receive", "sleep 3")
    await week.turn(seconds=1.5)
    assert (await week.delivery()).status is Status.PENDING
    repository.hook("post-receive", "true")
    await week.turn(timedelta(minutes=2))
    assert (await week.delivery()).status is Status.SENT
    assert len(repository.commits(FILE)) == 1


async def test_a_repository_that_refuses_is_told_to_the_chair_and_the_copy_stays(week, repository):
    repository.hook("pre-receive", "exit 1")
    await week.start(repository)
    for _ in range(3):
        await week.turn(timedelta(minutes=1))
    assert (await week.delivery()).status is Status.DEAD
    (notice,) = week.told("notice")
    assert isinstance(notice.message, Undelivered)
    said = render(notice.message, notice.key).text
    assert (
        f"The minutes for the Production call of Tuesday, March 10 did not get through to {FILE} of" in said
    )
    assert "branch main does not take a push" in said
