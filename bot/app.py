"""The running bot: it waits until it is woken, takes a turn, and waits again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TypeVar
from uuid import uuid4

from bot.clock_guard import ClockGuard
from bot.cycle.advance import Round, Taken, lay_out_due
from bot.cycle.isolation import Isolation
from bot.cycle.sweep import Sweep
from bot.cycle.uptimes import UptimeNotes
from bot.health import Health
from bot.journal import Journal
from bot.model.delivery import Priority
from bot.model.errors import ClockInDoubt, DatabaseUnusable
from bot.model.happened import Event, Happened
from bot.model.trouble import described
from bot.outgoing import Outgoing
from bot.outlook import Outlook
from bot.ports import Inbox, Mail, Repository, Wiki
from bot.waking import GivesWay, Waking, next_due
from handlers.context import HandlerContext
from handlers.home.show import HomeRefresher
from handlers.incoming.catch_up import LookBack
from handlers.incoming.inbox import Drain
from handlers.incoming.look_back_beside import LookBackBeside
from handlers.incoming.route import route
from handlers.incoming.stuck import tell_chairs

T = TypeVar("T")
log = logging.getLogger(__name__)

GRACE_SECONDS = 6.0  # at the end for what is in hand; with what it takes to close everything less than ten
REPEATED_WITHIN = timedelta(days=30)  # far longer than any event is sent again


class Bot:
    """The running bot. Requests and the alarm clock wake it; in each turn it does whatever is missing."""

    def __init__(  # noqa: PLR0913 - everything it works with, and where it publishes
        self,
        context: HandlerContext,
        wiki: Wiki,
        inbox: Inbox,
        look_back: LookBack,
        clock: ClockGuard,
        *,
        repository: Repository | None = None,
        mail: Mail | None = None,
        journal: Journal | None = None,
        tick_seconds: float = 0.0,
        owner: str = "",
    ) -> None:
        self.context = context
        self.inbox = inbox
        self.health = Health(tick_seconds)
        self._clock = clock
        self.waking = Waking(clock.running, tick_seconds)
        self._home_refresher = HomeRefresher(context)
        self._drain = Drain(
            inbox,
            route(context, self._home_refresher),
            clock,
            partial(tell_chairs, context=context),
            wake=self.wake,
            gives_way=lambda: self.waking.is_ending,
        )
        self.journal = journal or Journal()
        self._outlook = Outlook(context.store, self.journal)
        self.journal.listeners.append(self._outlook.heard)
        self._look_back = LookBackBeside(look_back, clock.unguarded, self._looked_back)
        self._isolation = Isolation()
        self._sweep = Sweep()
        self._uptime = UptimeNotes()
        self._unfinished = False  # more may be missing, now that a step was taken
        self._alone = asyncio.Lock()
        self._owner = owner or uuid4().hex  # under which it claims what it sends: no other bot's
        self._outgoing = Outgoing(context, clock, self._owner, wiki=wiki, repository=repository, mail=mail)

    def wake(self) -> None:
        """End the wait for the next turn: a request has arrived, or time has passed."""
        self.waking.woken.set()

    def connected(self) -> None:
        """Note that Slack is connected (again) or cannot be, or that something could not be kept.

        Messages that were missed are read back at once; minutes that are due wait for that, a little.
        """
        self._look_back.behind()
        self.wake()

    async def turn(self, gives_way: GivesWay = lambda: False) -> tuple[Taken, ...]:
        """Work on what arrived, do what should have happened by now, and deliver what is in the outbox.

        Before that it is noted that the bot is at work, and the calendar is laid out: what arrived may be
        about a meeting that nobody knew yet. A part that fails does not keep the next one from its work;
        DatabaseUnusable ends the turn. While the clock may be wrong nothing is done; what arrives is kept.
        What is left once it `gives_way` waits.
        """
        async with self._alone:
            self.health.begins()
            if not await self._trusts_clock():
                return ()
            await self._part("noting that it is at work", self._note_uptime)
            lay_out = partial(lay_out_due, store=self.context.store, isolation=self._isolation)
            await self._part("laying out the calendar", lambda: lay_out(now=self._clock()))
            self._look_back.turn_begins()
            worked = await self._part("working on arrivals", self._drain.run)
            if await self._look_back.begin():
                worked = await self._part("working on what was read back", self._drain.run) or worked
            taken, said = await self._do_due(gives_way, heard=bool(worked))
            await self._part("looking for what was overlooked", self._look_everywhere)
            changed = bool(worked or taken or said)
            await self._part("telling what comes next", lambda: self._outlook.tell(self._clock()))
            await self._part("showing homes", partial(self._home_refresher.refresh, changed=changed))
            self.health.turned()
            return taken

    async def run(self) -> None:
        """Take a turn whenever woken, until it is to end; what fails is missing still at the next turn."""
        while not self.waking.is_ending:
            try:
                await self._rest()
                self._unfinished = bool(await self.turn(self.waking.slice()))
            except Exception as failure:  # noqa: BLE001 - the loop must outlive whatever it is
                self._failed("a turn", failure)
                await self.waking.recover()

    async def end(self) -> None:
        """Let `run` return once what is in hand is done; what else is due is for the next bot."""
        self.waking.end()
        await self._look_back.stop()

    async def stop(self) -> None:
        """Do nothing beside turns any more, and give back what was claimed and not begun."""
        await self._look_back.stop()
        with suppress(DatabaseUnusable):  # the leases end by themselves, later
            await self._drain.stop()

    async def _trusts_clock(self) -> bool:
        right = await self._clock.is_right()
        self.health.clock = self._clock.trouble
        if not right:
            self.health.turned()
        return right

    async def _note_uptime(self) -> None:
        if self._clock.is_compared:
            await self._uptime.note(store=self.context.store, now=self._clock())

    async def _part(self, what: str, work: Callable[[], Awaitable[T]]) -> T | None:
        """Do one part of a turn; None if it fails, or the bot is to end."""
        if self.waking.is_ending:
            return None
        try:
            return await work()
        except DatabaseUnusable:
            self._look_back.behind()  # nothing could be kept meanwhile
            raise
        except ClockInDoubt:
            self.wake()  # to look at the clock before anything else is done
            return None
        except Exception as failure:  # noqa: BLE001 - the parts after it must not suffer
            self._failed(what, failure)
            return None

    def _failed(self, what: str, failure: Exception) -> None:
        reason = described(failure)
        log.error("%s was not taken to its end: %s", what, reason)
        self.health.failed(reason)

    async def _do_due(self, gives_way: GivesWay, *, heard: bool) -> tuple[tuple[Taken, ...], int]:
        """Take the missing steps of a few meetings at a time and deliver; returns them and how much was sent.

        Whoever was `heard` is answered before anything is looked at but minutes that are due.
        """
        taken, said, answers, goes_on = list[Taken](), 0, heard, True
        whole = Round(
            store=self.context.store,
            pages=self.context.chat.pages,
            isolation=self._isolation,
            backlog=self._look_back,
            look_up=self.context.chat.person,
            read_status=self.context.chat.own_status,
            replica=self._owner,
        )
        while goes_on:
            look = partial(self._take, whole, gives_way, urgent=answers)
            piece = await self._part("seeing what is due", look)
            say = partial(self._say, gives_way, Priority.ANSWER if answers else Priority.REMINDER)
            sent = await self._part("delivering what is in the outbox", say)
            taken += piece or ()
            said += sent or 0
            goes_on = answers or (piece is not None and not gives_way())
            answers = False
        return tuple(taken), said

    async def _take(self, whole: Round, gives_way: GivesWay, *, urgent: bool) -> tuple[Taken, ...] | None:
        """Take the most urgent steps, and be woken at the next moment that brings some about."""
        now = self._clock()
        taken = await whole.piece(now, gives_way, urgent=urgent)
        moment = whole.next_moment
        if taken is not None:  # what was looked at may be due earlier now
            moment = await self.context.store.read(lambda book: book.next_moment(now))
        if moment:
            self.waking.set_alarm(moment - self._clock.unguarded())
        return taken

    async def _look_everywhere(self) -> None:
        """Look at a few calls that are not due, for the next turn."""
        if await self._sweep.run(store=self.context.store, now=self._clock()):
            self.wake()

    async def _say(self, gives_way: GivesWay, least: Priority) -> int:
        said = await self._outgoing.deliver(gives_way, least)
        self.health.refused = self._outgoing.refused
        return said

    async def _rest(self) -> None:
        """Wait to be woken, or until something that Slack did not take is due again."""
        due = await self._part("seeing what is due next", partial(self.context.store.read, next_due))
        due_in = due - self._clock.unguarded() if due else None
        behind = self._look_back.is_behind or self._look_back.is_awaited
        await self.waking.rest_until(due_in, unfinished=self._unfinished, behind=behind)

    async def _looked_back(self, seen: int, took: float) -> None:
        self.journal(Happened(Event.CAUGHT_UP, {"messages": seen, "took_ms": round(took * 1000)}))
        before = self._clock() - REPEATED_WITHIN
        await self.inbox.forget_before(before)
        await self.context.store.change(lambda book: book.forget_deletions(f"{before.timestamp():.6f}"))
        self.wake()  # for what was found after the turn had gone on
