"""The protections of the bot, each taken away by what stands before its ports: never by a switch in it."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any, cast

from bot.model.delivery import Delivery, Posted
from bot.model.errors import MinutesError
from bot.model.person import Person
from bot.ports import Arrival, Book, Chat, Inbox, Store

LOOK_UP = "look-up before repeat"
LEASE = "lease"
DEDUPE = "dedupe of arrivals"
COMMIT_FIRST = "commit before acknowledgement"
UNIQUE_KEY = "unique key"
ISOLATION = "isolation"
CLAIM = "claim of arrivals"
LATER_SECONDS = 20.0
# What has to happen often, so that the lack of a protection shows within a few weeks.
PROVOKED: dict[str, dict[str, float]] = {
    ISOLATION: {"poisoned": 1.0},
    COMMIT_FIRST: {"killed_at_commit": 0.03},
    DEDUPE: {"event_repeated": 1.0},
}
PROTECTIONS = (LOOK_UP, LEASE, DEDUPE, COMMIT_FIRST, UNIQUE_KEY, ISOLATION, CLAIM)


class EndsAll(BaseException):
    """What one thing alone should have suffered from, ends the whole process."""


@dataclass(frozen=True, slots=True)
class Ports:
    """What a bot process is given."""

    chat: Chat
    store: Store
    inbox: Inbox

    def without(self, protection: str) -> "Ports":
        """The same with a protection taken away."""
        if not protection:
            return self
        return _WITHOUT[protection](self)


class _Behind:
    """Does what another port does, but for what is overridden."""

    def __init__(self, port: Any) -> None:
        self._port = port

    def __getattr__(self, name: str) -> Any:
        return getattr(self._port, name)


class _Blind(_Behind):
    """Never finds what was posted before."""

    async def find(self, delivery: Delivery) -> Posted | None:  # noqa: ARG002 - it does not look
        return None


class _Contagious(_Behind):
    """Whatever is strange about one request ends the process."""

    async def say(self, delivery: Delivery) -> Posted:
        try:
            posted: Posted = await self._port.say(delivery)
        except MinutesError:
            raise
        except Exception as failure:
            raise EndsAll from failure
        return posted

    async def person(self, person: str) -> Person:
        try:
            found: Person = await self._port.person(person)
        except MinutesError:
            raise
        except Exception as failure:
            raise EndsAll from failure
        return found


class _Rebound:
    """A store whose book is not quite the book."""

    def __init__(self, store: Store, bound: Callable[[Book], Any]) -> None:
        self._store = store
        self._bound = bound

    async def change(self, work: Any, *args: Any, **kwargs: Any) -> Any:
        return await self._store.change(lambda book: work(self._bound(book), *args, **kwargs))

    async def read(self, work: Any, *args: Any, **kwargs: Any) -> Any:
        return await self._store.read(work, *args, **kwargs)


class _Leaseless(_Behind):
    """A book in which a claim is over as soon as it begins."""

    def claim(  # its lease is none
        self, now: datetime, owner: str, _lease: timedelta, limit: int, **more: Any
    ) -> tuple[Delivery, ...]:
        claimed: tuple[Delivery, ...] = self._port.claim(now, owner, timedelta(0), limit, **more)
        return claimed


def _manifold() -> Callable[[Book], Any]:
    numbers = count(1)

    class Manifold(_Behind):
        """A book in which everything that is enqueued has a key of its own."""

        def enqueue(self, delivery: Delivery) -> None:
            self._port.enqueue(replace(delivery, key=f"{delivery.key}~{next(numbers)}"))

    return Manifold


class _Forgetful(_Behind):
    """An inbox to which everything that is sent again is new."""

    def __init__(self, port: Any) -> None:
        super().__init__(port)
        self._numbers = count(1)

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        await self._port.keep(f"{identity}~{next(self._numbers)}~{at.timestamp()}", payload, at)


class _Hasty(_Behind):
    """An inbox that says that something is kept, and keeps it a little later."""

    def __init__(self, port: Any) -> None:
        super().__init__(port)
        self._later: set[asyncio.Task[None]] = set()

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        async def later() -> None:
            await asyncio.sleep(LATER_SECONDS)
            await self._port.keep(identity, payload, at)

        task = asyncio.ensure_future(later())
        self._later.add(task)
        task.add_done_callback(self._later.discard)


class _Shared(_Behind):
    """An inbox from which everybody takes everything, whoever has it in hand."""

    async def claim(
        self, _now: datetime, _owner: str, _lease: timedelta, limit: int, *, but: Collection[str] = ()
    ) -> tuple[Arrival, ...]:
        waiting: tuple[Arrival, ...] = await self._port.waiting(limit + len(but))
        return tuple(arrival for arrival in waiting if arrival.identity not in but)[:limit]

    async def renew(self, _now: datetime, _owner: str, _lease: timedelta) -> frozenset[str]:
        waiting: tuple[Arrival, ...] = await self._port.waiting(1000)
        return frozenset(arrival.identity for arrival in waiting)

    async def done(self, identities: Sequence[str], at: datetime, _owner: str = "") -> None:
        await self._port.done(identities, at)

    async def failed(self, identity: str, reason: str, _owner: str = "") -> None:
        await self._port.failed(identity, reason)


_WITHOUT: dict[str, Callable[[Ports], Ports]] = {
    LOOK_UP: lambda ports: replace(ports, chat=cast("Chat", _Blind(ports.chat))),
    LEASE: lambda ports: replace(ports, store=cast("Store", _Rebound(ports.store, _Leaseless))),
    UNIQUE_KEY: lambda ports: replace(ports, store=cast("Store", _Rebound(ports.store, _manifold()))),
    DEDUPE: lambda ports: replace(ports, inbox=cast("Inbox", _Forgetful(ports.inbox))),
    COMMIT_FIRST: lambda ports: replace(ports, inbox=cast("Inbox", _Hasty(ports.inbox))),
    ISOLATION: lambda ports: replace(ports, chat=cast("Chat", _Contagious(ports.chat))),
    CLAIM: lambda ports: replace(ports, inbox=cast("Inbox", _Shared(ports.inbox))),
}
