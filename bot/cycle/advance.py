"""What is due in the week: see, a few meetings at a time, what has not happened yet, and do it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import TypeVar

from bot.cycle.asking.learn_zones import LookUp, learn_zones
from bot.cycle.isolation import Isolation
from bot.cycle.minutes.publish import Pages
from bot.cycle.minutes.wait import are_held
from bot.cycle.take import Statuses, take, tell_leads
from bot.cycle.tell_trouble import tell_trouble
from bot.cycle.timetable import lay_out
from bot.cycle.weeks import Missing, look_at, next_piece, rest_calendar
from bot.model.absence import OwnStatus
from bot.model.call import Call
from bot.model.meeting import Meeting
from bot.model.trouble import TOLD_AFTER
from bot.ports import Backlog, Book, DueMeeting, Store
from bot.rules.meeting_state import Week
from bot.rules.steps import Ask, Omit, Remind, Step, ends_waiting, named

T = TypeVar("T")
Taken = tuple[Meeting, Step]
ReadStatus = Callable[[str], Awaitable[OwnStatus | None]]
PIECE = 10  # meetings that are looked at before what came of them goes out
READING = "reading the call"
TOGETHER = 25  # steps in one change, so that nobody else's change waits for long


def never() -> bool:
    """Give way to nothing."""
    return False


class Round:
    """One round through the meetings that are due, each looked at once, a piece at a time.

    Between two pieces words go out, and what has become due meanwhile is in the next one. What fails with one
    call, one meeting or one step is put aside in `isolation`, and the rest goes on. Minutes that wait for
    what the `backlog` misses are frozen another time, or found missing. With `look_up` people's zones are
    asked where quiet hours are minded, with `read_status` what those show of themselves who are about to be
    asked. `next_moment` is when more is due, as it was before the last piece. Replicas that call themselves
    differently begin with different meetings.
    """

    def __init__(
        self,
        *,
        store: Store,
        pages: Pages,
        isolation: Isolation,
        backlog: Backlog | None = None,
        look_up: LookUp | None = None,
        read_status: ReadStatus | None = None,
        replica: str = "",
    ) -> None:
        self._store = store
        self._pages = pages
        self._isolation = isolation
        self._backlog = backlog
        self._look_up = look_up
        self._read_status = read_status
        self._replica = replica
        self._seen: set[DueMeeting] = set()
        self.next_moment: datetime | None = None

    async def piece(
        self, now: datetime, gives_way: Callable[[], bool] = never, *, urgent: bool = False
    ) -> tuple[Taken, ...] | None:
        """Take every step that is missing of the next meetings, the most urgent; None if no meeting is left.

        `urgent` leaves those that nobody waits for to the next piece. Once it `gives_way` what is left of the
        piece waits, if anything was done: what stays due, as it fails or waits, must not be all that a busy
        bot ever looks at. DatabaseUnusable is raised: it is everybody's trouble.
        """
        due, self.next_moment = await self._store.read(_due, now)
        found = frozenset(due) - self._seen
        taken: list[Taken] = []
        able = (each for each in found if not self._rests(each, now))
        some = next_piece(able, now, PIECE, self._replica, urgent=urgent)
        for each in some:
            if taken and gives_way():
                break
            self._seen.add(each)
            taken += await self._take_missing(each, now)
        return tuple(taken) if some else None

    def _rests(self, due: DueMeeting, now: datetime) -> bool:
        """Whether a meeting could not be looked at so lately that it is not tried yet."""
        parts = (READING, _seeing(due))
        return any(self._isolation.waits(_key(due.call, what), now) for what in parts)

    async def _take_missing(self, due: DueMeeting, now: datetime) -> tuple[Taken, ...]:
        missing = await self._missing(due, now)
        alone = partial(_alone, due.call, store=self._store, now=now, isolation=self._isolation)
        asked = tuple(step.lead.person for _, step in missing if isinstance(step, Ask))
        read = partial(_read, asked, self._read_status)
        statuses = await alone("reading the statuses of leads", read) or {}
        done: list[Taken] = []
        for some in _together(missing):
            done += await self._take_some(some, statuses, due, now)
        if done and len(done) == len(missing):
            await self._missing(due, now)  # what time brings about next
        return tuple(done)

    async def _missing(self, due: DueMeeting, now: datetime) -> tuple[Missing, ...]:
        """See what is missing of a meeting, once it is known in which zones its leads are."""
        store = self._store
        alone = partial(_alone, due.call, store=store, now=now, isolation=self._isolation)
        look = partial(look_at, due=due, now=now, learns=self._look_up is not None)
        seen = await alone(_seeing(due), partial(store.change, look))
        if seen is None:  # it may be the call that cannot be read: one trouble for all its meetings
            await alone(READING, partial(store.read, partial(_called, due.call)))
            return ()
        if seen.unlocated and self._look_up:
            learn = partial(_learn, seen.unlocated, self._look_up, store=store, now=now)
            await alone("looking up the zones of leads", learn)
            seen = await alone(_seeing(due), partial(store.change, partial(look, learns=False)))
        return seen.missing if seen else ()

    async def _take_some(
        self, some: Sequence[Missing], statuses: Statuses, due: DueMeeting, now: datetime
    ) -> list[Taken]:
        """Take steps in one change; where that fails each by itself, so that one alone is the victim."""
        store, isolation = self._store, self._isolation
        if len(some) > 1:
            change = partial(store.change, tell_leads, some, statuses, now=now)
            if await isolation.run(f"{due.call}, {due.date}: telling several leads", change, now):
                return [(week.meeting, step) for week, step in some]
        alone = partial(_alone, due.call, store=store, now=now, isolation=isolation)
        return [
            (week.meeting, step)
            for week, step in some
            if not (ends_waiting(step) and await self._waits(week, now))
            and await alone(
                f"{due.date}: {named(step)}",
                partial(take, step, week, statuses, store=store, pages=self._pages, now=now),
            )
        ]

    async def _waits(self, week: Week, now: datetime) -> bool:
        """Whether minutes wait; where that cannot be seen they do not."""
        if self._backlog is None:
            return False
        meeting = week.meeting
        see = partial(are_held, week, self._backlog, store=self._store, now=now)
        alone = partial(_alone, meeting.call, store=self._store, now=now, isolation=self._isolation)
        return await alone(f"{meeting.date}: seeing whether the minutes wait", see) or False


async def lay_out_due(*, store: Store, now: datetime, isolation: Isolation) -> None:
    """Lay out the calendars that may have changed, so that what was written for a meeting finds it."""
    for name in await store.read(lambda book: book.due_calendars(now)):
        alone = partial(_alone, name, store=store, now=now, isolation=isolation)
        if call := await alone(READING, partial(store.read, partial(_called, name))):
            await alone(
                "laying out the calendar", partial(store.change, partial(_lay_out, call=call, now=now))
            )


async def _alone(
    call: str,
    what: str,
    work: Callable[[], Awaitable[T]],
    *,
    store: Store,
    now: datetime,
    isolation: Isolation,
) -> T | None:
    """Do one thing of a call by itself; when it has failed for a while the chairs are told, once."""
    key = _key(call, what)
    if isolation.waits(key, now):
        return None
    done = await isolation.run(key, work, now)
    trouble = isolation.trouble(key)
    if trouble and trouble.failures == TOLD_AFTER:
        tell = partial(tell_trouble, call=call, what=what, reason=trouble.reason, now=now)
        await isolation.run(f"{call}, telling the chairs", partial(store.change, tell), now)
    return done


def _key(call: str, what: str) -> str:
    return f"{call}, {what}"


def _seeing(due: DueMeeting) -> str:
    return f"{due.date}: seeing what is due"


async def _learn(people: Iterable[str], look_up: LookUp, *, store: Store, now: datetime) -> bool:
    await learn_zones(people, look_up, store=store, now=now)
    return True


async def _read(people: Iterable[str], read_status: ReadStatus | None) -> Statuses:
    """What these people show of themselves, of all at once; who shows nothing is left out."""
    if read_status is None:
        return {}
    found = dict(zip(people, await asyncio.gather(*map(read_status, people)), strict=True))
    return {person: status for person, status in found.items() if status}


def _due(book: Book, now: datetime) -> tuple[tuple[DueMeeting, ...], datetime | None]:
    return book.due_meetings(now), book.next_moment(now)


def _called(name: str, book: Book) -> Call | None:
    return book.call(name)


def _lay_out(book: Book, *, call: Call, now: datetime) -> bool:
    if book.is_calendar_due(call.name, now):  # unless another replica was quicker
        lay_out(book, call, now)
        rest_calendar(book, call, now)
    return True


def _together(missing: Sequence[Missing]) -> Iterator[Sequence[Missing]]:
    """What is said to leads many at a time, everything else by itself; in the order given."""
    for to_leads, found in groupby(missing, key=lambda each: isinstance(each[1], Ask | Remind | Omit)):
        some, most = tuple(found), TOGETHER if to_leads else 1
        yield from (some[first : first + most] for first in range(0, len(some), most))
