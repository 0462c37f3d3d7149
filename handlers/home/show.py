"""The bot's home: shown to whoever opens it, and kept fresh for everybody who has."""

import logging
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.cycle.homes import homes_of, readable_calls
from bot.cycle.isolation import Isolation
from bot.model.call import Call
from bot.model.delivery import Posted
from bot.model.errors import DatabaseUnusable, NotNow, OutcomeUnknown, Rejected
from bot.ports import Book
from bot.rules.homes import Home
from handlers.blocks.home import digest_of, home
from handlers.blocks.parts import Block
from handlers.context import HandlerContext
from handlers.errors import unseen
from handlers.untrusted_json import text_of
from handlers.web_api.api_errors import RETRY_SECONDS, outcome

log = logging.getLogger(__name__)

MOST_PER_MINUTE = 80  # of the hundred that Slack takes
MINUTE = timedelta(minutes=1)
MEMBERS_KNOWN_FOR = timedelta(hours=1)
UNSEEN_FOR = timedelta(minutes=5)  # until it is tried again to see who is in a channel
LOOK_AGAIN = timedelta(hours=1)  # what no turn brings about, as another process that changes a call


@dataclass(frozen=True, slots=True)
class _Channel:
    """Who is in a channel, as seen last; `unseen` says why that could not be seen `until` a moment."""

    members: frozenset[str]
    until: datetime
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class _Shared:
    """The channel of each call, by the call's name."""

    channels: Mapping[str, _Channel]

    def homes(
        self, book: Book, people: Iterable[str], now: datetime, names: frozenset[str] | None = None
    ) -> dict[str, Home]:
        """The homes of these people, of the calls called so; who may miss a call of a channel is told why."""
        members = {name: channel.members for name, channel in self.channels.items()}
        found = homes_of(book, people, members, now, names)
        return {person: replace(each, unseen=self._missed(each)) for person, each in found.items()}

    def _missed(self, home: Home) -> str:
        shown = _shown(home)
        reasons = (channel.unseen for name, channel in self.channels.items() if name not in shown)
        return next(filter(None, reasons), "")


class HomeRefresher:
    """Shows people their homes; remembers what need not be asked of Slack again."""

    def __init__(self, context: HandlerContext) -> None:
        self._at = context
        self._links: dict[Posted, str] = {}
        self._channels: dict[str, _Channel] = {}
        self._of_calls: dict[str, _Channel] = {}
        self._touched: deque[frozenset[str]] = deque()  # heard from other threads
        self._changed: frozenset[str] | None = None  # calls that homes are to be compared with; None for all
        self._shown: dict[str, frozenset[str]] = {}  # the calls on each home when it was compared last
        context.store.tell_touched(self._touched.append)
        self._shown_at: list[datetime] = []
        self._behind = True
        self._looked_at: datetime | None = None
        self._not_before: datetime | None = None
        self._isolation = Isolation(raised=(DatabaseUnusable, NotNow, OutcomeUnknown))

    async def opened(self, event: Mapping[str, Any]) -> None:
        """Show somebody their home, now that they look at it."""
        person = text_of(event.get("user"))
        if not person or event.get("tab") != "home":
            return
        now, shared = self._at.clock(), await self._shared()
        found = await self._at.store.read(lambda book: shared.homes(book, [person], now))
        await self._show_if_taken(person, found[person])

    async def refresh(self, *, changed: bool) -> None:
        """Show everybody who has opened their home what is new there; what Slack does not take now waits."""
        now = self._at.clock()
        if self._isolation.due(now) or self._is_long_ago(now):
            self._behind, self._changed = True, None
        self._behind = self._behind or changed
        if not self._behind or (self._not_before is not None and now < self._not_before):
            return
        try:
            self._behind = not await self._show_all(now)
        except NotNow as later:
            self._not_before = now + timedelta(seconds=later.after)
        except OutcomeUnknown:
            self._not_before = now + timedelta(seconds=RETRY_SECONDS)

    async def _show_all(self, now: datetime) -> bool:
        """Whether everybody could be shown what is new."""
        self._looked_at = self._looked_at if self._changed is not None else now
        stand = await self._at.store.read(lambda book: book.homes())
        names = self._take_up(stand, now)
        if stand and names != frozenset():
            shared = await self._shared(names)
            for person, found in (await self._stale(shared, now, names)).items():
                if not self._has_room(now):
                    return False
                show = partial(self._show_if_taken, person, found)
                await self._isolation.run(f"showing {person} their home", show, now)
        self._changed = frozenset()
        return True

    def _take_up(self, stand: Mapping[str, str], now: datetime) -> frozenset[str] | None:
        """The calls that were touched since all homes were right, or whose channel may be seen again.

        None for all, or if a home is not known.
        """
        while self._touched:
            touched = self._touched.popleft()
            self._changed = None if self._changed is None else self._changed | touched
        if self._changed is not None:
            self._changed |= {
                name for name, seen in self._of_calls.items() if seen.unseen and now >= seen.until
            }
        if not stand.keys() <= self._shown.keys():
            self._changed = None
        return self._changed

    async def _stale(self, shared: _Shared, now: datetime, names: frozenset[str] | None) -> dict[str, Home]:
        """The homes that are to be shown; when they cannot be looked at together, each by itself."""
        store = self._at.store
        together = partial(store.read, self._compared, shared, now, names)
        found = await self._isolation.run("looking at all homes", together, now)
        if found is None:
            found = {}
            for person in await store.read(lambda book: tuple(book.homes())):
                one = partial(store.read, self._compared, shared, now, None, person)
                found |= await self._isolation.run(f"looking at the home of {person}", one, now) or {}
        self._shown |= {person: _shown(home) for person, (home, _) in found.items()}
        return {person: home for person, (home, is_stale) in found.items() if is_stale}

    def _compared(
        self, book: Book, shared: _Shared, now: datetime, names: frozenset[str] | None, only: str = ""
    ) -> dict[str, tuple[Home, bool]]:
        """The homes that these calls are on, or were, and whether each shows what it should not."""
        stand = book.homes()
        people, wanted = [only] if only else list(stand), names
        if names is not None:
            there = shared.homes(book, people, now, names)
            people = [each for each in people if names & (self._shown.get(each, names) | _shown(there[each]))]
            wanted = names.union(*(self._shown.get(each, names) for each in people))
        homes = shared.homes(book, people, now, wanted)
        return {person: (each, digest_of(each) != stand[person]) for person, each in homes.items()}

    async def _show_if_taken(self, person: str, found: Home) -> None:
        """Show a home; one that Slack will never take is tried again only when it has changed."""
        try:
            await self._show(person, found)
        except Rejected as rejection:
            log.warning("a home could not be shown (%s)", rejection.detail)
            await self._keep(person, found)

    async def _show(self, person: str, found: Home) -> None:
        self._shown_at.append(self._at.clock())
        reader = await self._at.chat.person(person)
        links = {posted: await self._link(posted) for posted in found.posted}
        view: Block = home(found, reader.zone, links)
        await outcome(self._at.posting.views_publish(user_id=person, view=view))
        await self._keep(person, found)

    async def _keep(self, person: str, found: Home) -> None:
        digest = digest_of(found)
        await self._at.store.change(lambda book: book.keep_home(person, digest))

    async def _link(self, posted: Posted) -> str:
        if posted not in self._links:
            self._links[posted] = await self._at.chat.permalink(posted)
        return self._links[posted]

    async def _shared(self, names: frozenset[str] | None = None) -> _Shared:
        """The channels of all calls, of which those called so are looked at; all where no names are given."""
        if names is None:
            calls = await self._at.store.read(readable_calls)
            self._of_calls = {call.name: await self._channel(call) for call in calls}
        for name in names or ():
            found = await self._at.store.read(partial(readable_calls, names=[name]))
            self._of_calls.pop(name, None)
            self._of_calls |= {call.name: await self._channel(call) for call in found}
        return _Shared(dict(self._of_calls))

    async def _channel(self, call: Call) -> _Channel:
        """Who is in the channel of a call; those seen there before, while Slack does not tell."""
        now, known = self._at.clock(), self._channels.get(call.channel)
        if known is None or now >= known.until:
            try:
                known = _Channel(await self._at.chat.members(call.channel), now + MEMBERS_KNOWN_FOR)
            except Rejected as rejection:
                log.warning("the members of %s cannot be seen (%s)", call.channel, rejection.detail)
                before = known.members if known else frozenset()
                why = unseen(rejection, f"the channel of {call.name}")
                known = _Channel(before, now + UNSEEN_FOR, why)
            self._channels[call.channel] = known
        return known

    def _has_room(self, now: datetime) -> bool:
        self._shown_at = [moment for moment in self._shown_at if now - moment < MINUTE]
        return len(self._shown_at) < MOST_PER_MINUTE

    def _is_long_ago(self, now: datetime) -> bool:
        return self._looked_at is None or now - self._looked_at >= LOOK_AGAIN


def _shown(home: Home) -> frozenset[str]:
    return frozenset(each.call.name for each in (*home.mine, *home.others))
