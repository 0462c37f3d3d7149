"""The protections that can be taken away, each by a part that is as the real one but for it."""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.app import Bot
from bot.composition import BotParts
from bot.cycle.isolation import Isolation
from bot.model.delivery import Delivery
from bot.model.errors import DatabaseUnusable
from bot.model.message import UnknownMessage
from bot.model.reply import Reply
from bot.ports import Arrival
from handlers.incoming.inbox import Drain
from handlers.incoming.look_back_beside import LookBackBeside

Weaken = Callable[[BotParts], BotParts]
SOON_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Protection:
    """Something that keeps a promise, and the fault that shows that it does."""

    name: str
    fault: str
    database: str
    weaken: Weaken


class Through:
    """As what is inside, but for what a subclass does otherwise."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class NeverLooksUp(Through):
    """A chat that does not look whether an earlier try succeeded."""

    async def find(self, _delivery: Any) -> None:
        return None


class OpensBook(Through):
    """A store whose units of work see another book."""

    def __init__(self, inner: Any, book: Callable[[Any], Any]) -> None:
        super().__init__(inner)
        self._book = book

    async def change(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        def with_book(book: Any, *given: Any, **more: Any) -> Any:
            return work(self._book(book), *given, **more)

        with_book.__qualname__ = getattr(work, "__qualname__", "work")
        return await self._inner.change(with_book, *args, **kwargs)


class ClaimsForNoTime(Through):
    """A book whose claims are over at once."""

    def claim(self, now: datetime, owner: str, _lease: timedelta, limit: int, **more: Any) -> Any:
        return self._inner.claim(now, owner, timedelta(0), limit, **more)


class FailsWithWhatIsUnknown(Through):
    """A book that cannot read a delivery of another release, and then reads none."""

    def claim(self, *args: Any, **more: Any) -> Any:
        claimed = self._inner.claim(*args, **more)
        if any(isinstance(each.message, UnknownMessage) for each in claimed):
            raise LookupError
        return claimed


class ForgetsDeletions(Through):
    """A book that keeps no deletion of what it has not seen."""

    def keep_reply(self, reply: Reply) -> None:
        if not reply.deleted or self._inner.reply(reply.conversation, reply.ts) is not None:
            self._inner.keep_reply(reply)


class NeverLooksAtTheLease(Through):
    """A chat that begins a request however much of the lease is left."""

    async def say(self, delivery: Delivery) -> Any:
        return await self._inner.say(replace(delivery, lease=None))

    async def amend(self, delivery: Delivery) -> Any:
        return await self._inner.amend(replace(delivery, lease=None))


class GivesArrivalsToAll(Through):
    """An inbox whose claims keep nobody away."""

    async def claim(self, now: datetime, owner: str, _: timedelta, limit: int, *, but: Any = ()) -> Any:
        return await self._inner.claim(now, owner, timedelta(0), limit, but=but)

    async def renew(self, now: datetime, owner: str, _: timedelta) -> Any:
        return await self._inner.renew(now, owner, timedelta(0))


class KeepsLater(Through):
    """An inbox that lets Slack be answered before anything is saved."""

    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self._tasks: set[asyncio.Task[None]] = set()

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        task = asyncio.create_task(self._later(identity, payload, at))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _later(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        await asyncio.sleep(SOON_SECONDS)
        await self._inner.keep(identity, payload, at)


class TakesAllForNew(Through):
    """An inbox that does not see that something came before."""

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        await self._inner.keep(f"{identity}-{uuid.uuid4().hex}", payload, at)


class InTheWay(LookBackBeside):
    """Looking back that everything else waits for."""

    async def begin(self) -> bool:
        found = await super().begin()
        if self._looking is not None:
            await asyncio.wait({self._looking})
        return found


class StopsAtTheFirst(Drain):
    """Work on arrivals that ends with the first that fails."""

    async def _note(self, arrival: Arrival, failure: Exception) -> None:
        raise DatabaseUnusable(f"{arrival.identity} failed") from failure


def _chat(parts: BotParts, chat: Any) -> BotParts:
    return replace(parts, context=replace(parts.context, chat=chat))


def _book(parts: BotParts, book: Callable[[Any], Any]) -> BotParts:
    return replace(parts, context=replace(parts.context, store=OpensBook(parts.context.store, book)))


PROTECTIONS = (
    Protection(
        "look-up before repeat",
        "lost-answers",
        "sqlite",
        lambda parts: _chat(parts, NeverLooksUp(parts.context.chat)),
    ),
    Protection("lease", "slow-posts", "postgresql", lambda parts: _book(parts, ClaimsForNoTime)),
    Protection(
        "commit before acknowledgement",
        "acknowledged",
        "sqlite",
        lambda parts: replace(parts, inbox=KeepsLater(parts.inbox)),
    ),
    Protection(
        "dedupe of arrivals",
        "twice",
        "postgresql",
        lambda parts: replace(parts, inbox=TakesAllForNew(parts.inbox)),
    ),
    Protection(
        "claim of arrivals",
        "twice",
        "postgresql",
        lambda parts: replace(parts, inbox=GivesArrivalsToAll(parts.inbox)),
    ),
    Protection(
        "lease re-check",
        "frozen",
        "postgresql",
        lambda parts: _chat(parts, NeverLooksAtTheLease(parts.context.chat)),
    ),
    Protection(
        "deletions remembered", "deleted-first", "sqlite", lambda parts: _book(parts, ForgetsDeletions)
    ),
    Protection(
        "isolation of deliveries", "poison", "sqlite", lambda parts: _book(parts, FailsWithWhatIsUnknown)
    ),
    Protection("isolation of arrivals", "raising", "sqlite", lambda parts: parts),
    Protection("isolation of meetings", "poison", "sqlite", lambda parts: parts),
    Protection("look-back beside the turn", "limited", "sqlite", lambda parts: parts),
)
BY_NAME = {each.name: each for each in PROTECTIONS}


def weakened(parts: BotParts, without: str) -> BotParts:
    """The parts of a bot that lacks a protection; raises KeyError for one that nobody knows."""
    return BY_NAME[without].weaken(parts) if without else parts


def weaken_bot(bot: Bot, without: str) -> None:
    """Put another part into a bot, where it is the bot itself that makes it."""
    match without:
        case "look-back beside the turn":
            beside = bot._look_back
            bot._look_back = InTheWay(beside._look_back, beside._clock, beside._finished)
        case "isolation of arrivals":
            drain = bot._drain
            bot._drain = StopsAtTheFirst(drain._inbox, drain._work, drain._clock, drain._tell)
        case "isolation of meetings":
            bot._isolation = Isolation(raised=(Exception,))
