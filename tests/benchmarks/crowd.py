"""Many calls that ask their leads in one minute, and a few whose minutes are due among these questions."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bot.cli.demo import manifest
from bot.clock import now
from bot.demo.server.ledger import Kind, Record
from bot.demo.wire import Json
from bot.demo.workspace import Workspace
from bot.model.contact import Contact
from bot.model.errors import DatabaseUnusable
from bot.model.local_time import instant
from bot.model.person import Person
from bot.ports import Book
from storage.database import Database
from storage.store import RowStore, only_team
from tests.benchmarks.processes import AREA, CALL
from tests.week.actor import PostedClock

LEADS = 12  # of each call
FEW = 100
FRIDAY = date(2027, 1, 15)
ASKED = instant(FRIDAY, time(16), "America/New_York") - timedelta(hours=24)
HEARTBEATS = timedelta(seconds=35)  # in which everybody has seen a new time, and set the alarm by it


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many `calls` that ask at once; of so many others the minutes are due then, and in the minutes after.

    The workspace takes so many `posts` a minute, None for as many as come.
    """

    calls: int
    with_minutes: tuple[int, ...] = (10,)
    posts: int | None = None

    @property
    def asks(self) -> int:
        """How many questions are due at once."""
        return self.calls * LEADS

    @property
    def leads(self) -> Iterator[str]:
        """Who is asked."""
        return (f"U{number:05}" for number in range(self.asks))

    @property
    def channels(self) -> Iterator[tuple[str, datetime]]:
        """Where minutes are posted, and when."""
        for minute, count in enumerate(self.with_minutes):
            for number in range(count):
                yield f"CM{minute}X{number}", ASKED + timedelta(minutes=minute)

    def calls_file(self) -> str:
        """Its calls.toml."""
        parts = []
        people = tuple(self.leads)
        for number in range(self.calls):
            mine = people[number * LEADS : (number + 1) * LEADS]
            leads = ", ".join(f'{{ name = "{each}", slack = "{each}" }}' for each in mine)
            parts += [CALL.format(call=number, weekday="friday"), AREA.format(area=0, leads=leads)]
        for channel, at in self.channels:
            held = CALL.format(call=channel.removeprefix("C"), weekday=f"{at:%A}".lower())
            held = held.replace("America/New_York", "UTC")
            held = held.replace('time = "16:00"', f'time = "{at.astimezone(UTC):%H:%M}"')
            parts += [held, AREA.format(area=0, leads='{ name = "UM", slack = "UM" }')]
        return "".join(parts)

    @asynccontextmanager
    async def workspace(self, folder: Path) -> AsyncIterator[Workspace]:
        """A workspace with Slack's limits, by the clock in a folder."""
        made = Workspace(manifest=manifest(), clock=PostedClock(folder / "ahead"))
        for person in self.leads:
            made.add_person(person, f"Lead {person}")
        made.add_person("UM", "Minutes")
        for channel, _ in self.channels:
            made.add_channel(channel, f"minutes-{channel}".lower(), ["UM"])
        made.context.one_post_a_second = True
        made.context.rates.posts = self.posts
        await made.start()
        try:
            yield made
        finally:
            await made.stop()

    def questions(self, workspace: Workspace) -> list[list[Json]]:
        """What stands in the conversation with each lead."""
        return [workspace.messages(workspace.dm(person)) for person in self.leads]

    def lateness(self, workspace: Workspace) -> list[float]:
        """By how many seconds the minutes came late that stand there, in order."""
        found = ((at, workspace.messages(channel)) for channel, at in self.channels)
        return sorted(float(said[0]["ts"]) - at.timestamp() for at, said in found if said)


def set_to(folder: Path, moment: datetime) -> None:
    """Let everything that lives in a folder have this time."""
    draft = folder / "ahead.new"
    draft.write_text(str((moment - now()) / timedelta(seconds=1)), encoding="ascii")
    draft.rename(folder / "ahead")


def count(database: Database, what: str) -> int:
    """How many there are: what a statement `SELECT count(…) FROM …` finds, 0 while there are no tables."""
    try:
        return int(database.read(lambda session: session.execute(text(f"SELECT count({what}")).scalar_one()))
    except (DatabaseUnusable, ProgrammingError):
        return 0


async def make_known(database: Database, crowd: Crowd, workspace: Workspace) -> None:
    """Let the bot know readers and conversations, as it does when it has asked them an hour before.

    A few at a time: a bot that cannot write to its database for seconds takes itself to be behind.
    """
    before, store = ASKED - timedelta(hours=1), RowStore(database, only_team(database))
    people = ("UM", *crowd.leads)
    contacts = [Contact(each, workspace.dm(each), Person(each, each, "UTC"), before) for each in people]
    for first in range(0, len(contacts), FEW):
        await store.change(_keep, contacts[first : first + FEW])


def _keep(book: Book, contacts: list[Contact]) -> None:
    for contact in contacts:
        book.keep_contact(contact)


def requests(records: Iterable[Record]) -> Counter[str]:
    """How often each method was called."""
    return Counter(record.name for record in records if record.kind is Kind.CALL)


async def until(holds: Callable[[], bool], seconds: float) -> None:
    """Wait until something holds; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - neither the workspace nor a database has an event for it
            await asyncio.sleep(1)
