"""The chat and the wiki as ports, before a simulated workspace: every request may fail in every way."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.model.delivery import Delivery, Posted
from bot.model.errors import NotNow, OutcomeUnknown
from bot.model.message import WikiPage
from bot.model.minutes import Minutes
from bot.model.person import Person
from tests.faults.simulation.process import TIMEOUT, Process
from tests.faults.simulation.weather import Fate
from tests.faults.simulation.workspace import Workspace

SLOWEST = 60.0  # seconds until what nobody answered to has its effect; far less than the lease


@dataclass
class Poison:
    """Whoever asks for this person, or writes to them, gets an answer that nobody foresaw, until a moment."""

    person: str = ""
    until: datetime | None = None

    def hurts(self, person: str, now: datetime) -> bool:
        """Whether it does so now."""
        return self.until is not None and now < self.until and person in (self.person, "UPOISON")


async def _with_fate(process: Process, to: str, effect: Callable[[], Any]) -> Any:
    """Do something as it is fated; returns what the effect does."""
    fate, rng = await process.fate(to), process.dice.rng
    match fate:
        case Fate.REFUSED:
            raise NotNow(rng.choice((1.0, 5.0, 30.0, 60.0)), "rate limited")
        case Fate.LOST:
            await process.passes(TIMEOUT)
            raise OutcomeUnknown("simulated: lost")
        case Fate.UNANSWERED:
            effect()
            await process.passes(TIMEOUT)
            raise OutcomeUnknown("simulated: answer lost")
        case Fate.SLOW:
            asyncio.get_running_loop().call_later(rng.random() * SLOWEST, effect)
            await process.passes(TIMEOUT)
            raise OutcomeUnknown("simulated: slow")
        case Fate.STRANGE:
            effect()
            raise KeyError("ts")
        case Fate.KILLED_BEFORE:
            process.die()
        case Fate.KILLED_AFTER:
            asyncio.get_running_loop().call_later(rng.choice((0.0, 0.1, SLOWEST)) * rng.random(), effect)
            process.die()
    done = effect()
    await process.passes(process.dice.pause())
    return done


class SimulatedChat:
    """Implements `bot.ports.Chat` for one process."""

    def __init__(self, workspace: Workspace, process: Process, poison: Poison) -> None:
        self._workspace = workspace
        self._process = process
        self._poison = poison

    def pages(self, minutes: Minutes) -> int:
        """How many messages these minutes take."""
        return 1 + len(minutes.areas) // 3

    async def person(self, person: str) -> Person:
        """Look somebody up."""
        await self._asks(person)
        return Person(person, f"Name of {person}")

    async def own_status(self, person: str) -> None:
        """Nobody shows anything of themselves."""

    async def members(self, channel: str) -> frozenset[str]:
        """Who is in a channel: nobody we would have to know."""
        await self._asks(channel)
        return frozenset()

    async def permalink(self, posted: Posted) -> str:
        """The address of a message."""
        await self._asks(posted.conversation)
        return f"https://chat.invalid/{posted.conversation}/{posted.ts}"

    async def say(self, delivery: Delivery) -> Posted:
        """Post a message."""
        self._poisoned(delivery.to)
        posted: Posted = await _with_fate(
            self._process, delivery.to, lambda: self._workspace.land(delivery, self._process.name)
        )
        return posted

    async def amend(self, delivery: Delivery) -> None:
        """Change a posted message."""
        await _with_fate(self._process, delivery.to, lambda: self._workspace.change(delivery))

    async def find(self, delivery: Delivery) -> Posted | None:
        """Look for a message by its key."""
        await self._asks(delivery.to)
        return self._workspace.carrying(delivery)

    async def _asks(self, about: str) -> None:
        """Ask for something, which changes nothing; what was not answered can be asked again."""
        self._poisoned(about)
        fate = await self._process.fate(about)
        if fate in (Fate.KILLED_BEFORE, Fate.KILLED_AFTER):
            self._process.die()
        if fate is Fate.STRANGE:
            raise KeyError("user")
        if fate is not Fate.TAKEN:
            raise NotNow(30.0, "simulated")

    def _poisoned(self, person: str) -> None:
        if self._poison.hurts(person, self._process.around.now()):
            raise KeyError("simulated: poisoned")


@dataclass
class Pages:
    """The pages of a wiki: what stands on each, and how often it was saved."""

    shown: dict[str, WikiPage] = field(default_factory=dict)
    saved: dict[str, int] = field(default_factory=dict)

    def put(self, page: WikiPage) -> Posted:
        """Save a page, unless it says the same already."""
        known = self.shown.get(page.name)
        if known is None or known.minutes != page.minutes:
            self.saved[page.name] = self.saved.get(page.name, 0) + 1
        self.shown[page.name] = page
        return Posted(page.name, "1")


class SimulatedWiki:
    """Implements `bot.ports.Wiki` for one process."""

    def __init__(self, pages: Pages, process: Process) -> None:
        self._pages = pages
        self._process = process

    async def put(self, page: WikiPage, *, doubtful: bool = False) -> Posted:  # noqa: ARG002 - saving it again changes nothing here
        """Write minutes to their page."""
        posted: Posted = await _with_fate(self._process, page.name, lambda: self._pages.put(page))
        return posted
