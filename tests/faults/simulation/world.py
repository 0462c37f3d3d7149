"""A simulated world: its teams, their processes and people, and all that happens to them."""

import asyncio
import random
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import NamedTuple, TypedDict, Unpack

from bot.model.call import Call
from bot.ports import Book
from storage.database import Database
from storage.store import RowStore
from tests.faults.simulation.chat import Pages, Poison
from tests.faults.simulation.ledgers import Trouble
from tests.faults.simulation.people import People
from tests.faults.simulation.protections import PROVOKED
from tests.faults.simulation.replica import Replica
from tests.faults.simulation.stage import ASK, BEGINS, DAY, LATE, Timetable, a_call
from tests.faults.simulation.weather import CALM, Dice, weather
from tests.faults.simulation.workspace import Workspace

CALM_AT_THE_END = timedelta(minutes=70)
LONGEST_OUTAGE = timedelta(minutes=90)
BEFORE_AND_AFTER = ASK + LATE  # from when everybody is asked until the minutes are closed
GRAVE = timedelta(minutes=1)
MOMENTS = timedelta(hours=2, minutes=30)  # of a day, in which something befalls a team


class Span(NamedTuple):
    """From when to when."""

    first: datetime
    last: datetime


@dataclass
class Team:
    """A workspace with its calls, the bot's processes in it, and what befalls them (see `replica.Place`)."""

    team: str
    database: Database
    dice: Dice
    timetable: Timetable
    without: str = ""
    wiki: Pages = field(default_factory=Pages)
    poison: Poison = field(default_factory=Poison)
    troubles: list[Trouble] = field(default_factory=list)
    away: list[Span] = field(default_factory=list)  # of the database
    people: list[People] = field(default_factory=list)
    replicas: list[Replica] = field(default_factory=list)
    down_until: datetime = BEGINS
    holidays: tuple[Span, ...] = ()  # in which the bot is away for days
    over: bool = False

    def __post_init__(self) -> None:
        self.workspace = Workspace(self.team, self.dice, self.now)

    def now(self) -> datetime:
        """The true time."""
        return BEGINS + timedelta(seconds=asyncio.get_running_loop().time())

    def beat(self) -> float:
        """Seconds until the heart beats next."""
        return self.timetable.until_next_beat(self.now())

    def trouble(self, cost: timedelta, what: str = "") -> None:
        """Note that something went wrong, and by how much that may delay what is said to somebody."""
        lasts = cost + timedelta(seconds=self.beat())
        grave = cost >= GRAVE and not what
        self.troubles.append(Trouble(self.team, self.now(), lasts, what, grave))

    def database_is_away(self) -> bool:
        """Whether the database cannot be reached just now."""
        return any(first <= self.now() < last for first, last in self.away)

    async def keep_up(self, replica: Replica) -> None:
        """Start a process, and another one whenever it has ended, until the world ends."""
        while not self.over:
            if self.now() < self.down_until:
                await asyncio.sleep((self.down_until - self.now()).total_seconds() + self.dice.rng.random())
                continue
            await replica.live()
            pause = self.dice.span(timedelta(seconds=self.dice.rng.choice((2, 20, 20, 300))))
            self.trouble(pause + timedelta(seconds=150))
            await asyncio.sleep(pause.total_seconds())

    async def befall(self, calm_from: datetime) -> None:
        """Let the outages come, until it is calm."""
        days = self.timetable.days
        for first, following in zip_longest(days, days[1:]):
            for _ in range(self.dice.weather.outages):
                begins = first + self.dice.span(MOMENTS)
                self.workspace.soon(self._outage(begins, begins + self.dice.span(LONGEST_OUTAGE)))
            if following:
                self.workspace.soon(self._outage(first + DAY, following, planned=True))
            if self.dice.happens(self.dice.weather.poisoned):
                begins = first + self.dice.span(timedelta(hours=1))
                self.workspace.soon(self._poisoning(begins))
        for away in self.holidays:
            self.workspace.soon(self._outage(away.first, min(away.last, calm_from)))
        for call in self.timetable.calls:
            for meeting in self.timetable.meetings(call):
                for _ in range(self.dice.weather.kills):
                    self.workspace.soon(self._kill(meeting.posts + self.dice.span(BEFORE_AND_AFTER) - ASK))

    async def _kill(self, at: datetime) -> None:
        """One of the processes dies, whatever it does."""
        await self._until(at)
        self.dice.rng.choice(self.replicas).end()

    async def _outage(self, begins: datetime, ends: datetime, *, planned: bool = False) -> None:
        """The bot or its database is away."""
        await self._until(begins)
        self.trouble(ends - begins + timedelta(seconds=180))
        if not planned and self.dice.happens(0.4) and ends - begins < LONGEST_OUTAGE:
            self.away.append(Span(begins, ends))
            return
        self.down_until = max(self.down_until, ends)
        for replica in self.replicas:
            replica.end()

    async def _poisoning(self, begins: datetime) -> None:
        """One person, and one person who is named, make requests fail in a strange way."""
        await self._until(begins)
        lasts = self.dice.span(timedelta(hours=1), timedelta(minutes=20))
        self.poison.until = self.now() + lasts
        self.trouble(lasts + timedelta(hours=1), self.poison.person)

    async def _until(self, moment: datetime) -> None:
        await asyncio.sleep(max(0.0, (moment - self.now()).total_seconds()))


@dataclass
class World:
    """All teams of a seed; they share one database."""

    teams: tuple[Team, ...]
    slip: timedelta

    async def play(self) -> None:
        """Let the weeks pass."""
        ends = self._ends()
        for team in self.teams:
            await _lay_in(team)
            await team.befall(ends - CALM_AT_THE_END)
            for people, call in zip(team.people, team.timetable.calls, strict=True):
                for meeting in team.timetable.meetings(call):
                    await people.write_for(meeting, poisoned=team.poison.person)
        lives = [
            asyncio.ensure_future(team.keep_up(replica)) for team in self.teams for replica in team.replicas
        ]
        start = self.teams[0].now()
        await asyncio.sleep((ends - CALM_AT_THE_END - start).total_seconds())
        for team in self.teams:
            team.dice.weather, team.poison.until = CALM, None
        await asyncio.sleep(CALM_AT_THE_END.total_seconds())
        for team in self.teams:
            team.over = True
            for replica in team.replicas:
                replica.end()
        await asyncio.gather(*lives)

    def _ends(self) -> datetime:
        last = max(team.timetable.days[-1] for team in self.teams)
        back = (away.last for team in self.teams for away in team.holidays)
        return max(last, *back, BEGINS) + DAY + CALM_AT_THE_END


async def _lay_in(team: Team) -> None:
    """Give the team its calls."""
    store = RowStore(team.database, team.team)
    for call in team.timetable.calls:
        await store.change(_keep, call)


def _keep(book: Book, call: Call) -> None:
    book.keep_call(call)


class Given(TypedDict):
    """What all teams have in common."""

    without: str
    replicas: int
    slip: timedelta


def world(seed: int, database: Database, *, without: str = "") -> World:
    """The world of a seed."""
    rng = random.Random(seed)
    weeks, replicas = rng.choice((1, 2, 4, 4)), rng.choice((1, 2, 2, 3))
    if database.file is not None:
        replicas = 1  # an SQLite file has one owner
    longest = timedelta(minutes=2) if replicas > 1 else timedelta(0)
    given = Given(without=without, replicas=replicas, slip=longest)
    teams = range(1, rng.choice((1, 1, 2)) + 1)
    tables = ((number, Timetable(_calls(number, rng), weeks)) for number in teams)
    return World(tuple(_team(number, table, rng, database, **given) for number, table in tables), longest)


def _calls(team: int, rng: random.Random) -> tuple[Call, ...]:
    return tuple(a_call(team, number, rng) for number in range(1, rng.choice((1, 1, 2, 3)) + 1))


def _team(
    number: int, timetable: Timetable, rng: random.Random, database: Database, **given: Unpack[Given]
) -> Team:
    now = replace(weather(rng), **PROVOKED.get(given["without"], {}))  # type: ignore[arg-type]
    dice, slip = Dice(rng, now), given["slip"]
    team = Team(f"T{number}", database, dice, timetable, given["without"])
    team.poison.person = timetable.calls[0].leads[0].person
    team.holidays = tuple(_away(day, dice) for day in timetable.days if dice.happens(now.holidays))
    team.people = [People(call, team.workspace, rng) for call in timetable.calls]
    team.replicas = [
        Replica(f"{team.team}R{each}", slip * (2 * rng.random() - 1), team)
        for each in range(1, given["replicas"] + 1)
    ]
    return team


def _away(day: datetime, dice: Dice) -> Span:
    begins = day + dice.span(MOMENTS)
    return Span(begins, begins + dice.span(timedelta(days=9), timedelta(days=5)))
