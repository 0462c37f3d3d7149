"""Minutes are owed to the wiki where the call has one, and what may stand there is remembered."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.cycle.deliver import LEASE, deliver
from bot.model.call import WikiTopic
from bot.model.delivery import Delivery, Posted, Status
from bot.model.errors import NotNow, OutcomeUnknown, Rejected
from bot.model.message import WikiPage
from bot.model.minutes import Minutes
from bot.model.person import Person
from bot.model.update import Item, Sections
from bot.model.words import Shape, words
from storage.store import RowStore
from tests.rounds import advance
from tests.rules.test_plan import AT_CALL, CALL, DAY, report
from tests.tables import with_tables

WIKI = replace(CALL.twiki, url="https://wiki.example.org/bin", web="Production", login="MinutesBot")
KEY = f"Production/{DAY}/wiki"


@dataclass
class Wall:
    """A chat that takes everything."""

    said: list[Delivery] = field(default_factory=list)

    def pages(self, minutes: Minutes) -> int:  # noqa: ARG002 - every chat is asked so
        return 1

    async def own_status(self, person: str) -> None:
        """Nobody shows anything of themselves."""

    async def members(self, channel: str) -> frozenset[str]:
        raise AssertionError(channel)

    async def permalink(self, posted: Posted) -> str:
        raise AssertionError(posted)

    async def person(self, person: str) -> Person:
        return Person(person, person)

    async def say(self, delivery: Delivery) -> Posted:
        self.said.append(delivery)
        return Posted(delivery.to, str(len(self.said)))

    async def amend(self, delivery: Delivery) -> None:
        self.said.append(delivery)

    async def find(self, delivery: Delivery) -> Posted | None:  # noqa: ARG002 - the same
        return None


@dataclass
class Board:
    """A wiki that shows what was put there, and fails as it is told to."""

    put_there: list[WikiPage] = field(default_factory=list)
    doubted: list[bool] = field(default_factory=list)
    failing: list[Exception] = field(default_factory=list)

    async def put(self, page: WikiPage, *, doubtful: bool = False) -> Posted:
        self.put_there.append(page)
        self.doubted.append(doubtful)
        if self.failing:
            raise self.failing.pop(0)
        return Posted(page.name, "1")


@dataclass
class Week:
    """The steps of the week over a real memory, at a moment that is moved by hand."""

    store: RowStore
    wall: Wall = field(default_factory=Wall)
    board: Board = field(default_factory=Board)
    moment: timedelta = timedelta(0)

    def clock(self):
        return AT_CALL + self.moment

    async def begin(self, wiki: WikiTopic = WIKI):
        await self.store.change(lambda book: book.keep_call(replace(CALL, twiki=wiki)))
        await self.turn(-timedelta(hours=1))
        self.moment = timedelta(0)
        await self.report("Grid", before=timedelta(minutes=1))

    async def report(self, area: str, *said: str, before: timedelta = timedelta(0)):
        items = tuple(Item(words(text), shape=Shape.BULLET) for text in said)
        update = report(area, self.clock() - before)
        update = replace(update, sections=Sections(news=items)) if said else update
        await self.store.change(lambda book: book.keep_update(update))

    async def turn(self, after: timedelta = timedelta(0)):
        self.moment += after
        await advance(store=self.store, pages=self.wall.pages, now=self.clock())
        await deliver(store=self.store, chat=self.wall, wiki=self.board, clock=self.clock, owner="me")

    async def page(self) -> Delivery:
        found = await self.store.read(lambda book: book.delivery(KEY))
        assert found is not None
        return found

    def told(self, kind: str) -> list[Delivery]:
        return [said for said in self.wall.said if f"/{kind}" in said.key]


@pytest.fixture
def week(tmp_path):
    database = with_tables(tmp_path / "minutes.db")
    yield Week(RowStore(database, "T1"))
    database.close()


async def test_a_call_without_a_wiki_owes_none(week):
    await week.begin(CALL.twiki)
    await week.turn()
    assert await week.store.read(lambda book: book.delivery(KEY)) is None
    assert week.told("twiki")


async def test_the_minutes_go_to_their_page_once(week):
    await week.begin()
    for _ in range(3):
        await week.turn(timedelta(minutes=1))
    (page,) = week.board.put_there
    assert (page.name, page.stood) == (f"Production.{page.minutes.topic}", ())
    assert (await week.page()).status is Status.SENT


async def test_a_late_reply_goes_to_the_page_with_what_stands_there(week):
    await week.begin()
    await week.turn()
    await week.report("Storage", before=timedelta(minutes=-1))
    await week.turn(timedelta(minutes=2))
    first, second = week.board.put_there
    assert second.stood == (first.minutes,)
    assert second.minutes.revision == 2


async def test_a_page_that_was_never_put_there_stands_perhaps_until_it_is(week):
    await week.begin()
    week.board.failing = [NotNow(3600, "the wiki cannot be reached")]
    await week.turn()
    await week.report("Storage", before=timedelta(minutes=-1))
    await week.turn(timedelta(minutes=2))
    await week.turn(timedelta(hours=1))
    first, second = week.board.put_there
    assert (second.stood, second.unsure) == ((first.minutes,), True)
    await week.report("Grid", "Done twice", before=timedelta(minutes=-1))
    await week.turn(timedelta(minutes=2))
    assert (week.board.put_there[-1].stood, week.board.put_there[-1].unsure) == ((second.minutes,), False)


async def test_a_save_of_which_nobody_knows_is_tried_again_in_doubt_when_its_lease_is_over(week):
    await week.begin()
    week.board.failing = [OutcomeUnknown("TimeoutError")]
    await week.turn()
    await week.turn(LEASE - timedelta(seconds=1))
    assert week.board.doubted == [False]
    await week.turn(timedelta(seconds=1))
    assert week.board.doubted == [False, True]
    assert (await week.page()).status is Status.SENT


async def test_a_refusal_is_final_keeps_the_copy_in_the_channel_and_is_told_to_the_chair_once(week):
    await week.begin()
    week.board.failing = [Rejected("the wiki refused the login MinutesBot")]
    for _ in range(3):
        await week.turn(timedelta(minutes=1))
    await week.report("Storage", before=timedelta(minutes=-1))
    await week.turn(timedelta(minutes=2))
    assert len(week.board.put_there) == 1
    assert (await week.page()).status is Status.DEAD
    assert week.told("twiki")
    (notice,) = week.told("notice")
    assert notice.to == "UCHAIR"
    assert "refused the login" in repr(notice.message)


async def test_a_wiki_that_stays_away_is_told_to_the_chair_while_it_is_tried_on(week):
    await week.begin()
    week.board.failing = [NotNow(60, "the wiki cannot be reached") for _ in range(8)]
    for _ in range(5):
        await week.turn(timedelta(minutes=1))
    assert week.told("notice") == []
    for _ in range(6):
        await week.turn(timedelta(minutes=1))
    assert len(week.told("notice")) == 1
    assert (await week.page()).status is Status.SENT
