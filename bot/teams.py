"""One deployment for many teams: a bot for each that has installed the app, and none for any other."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.at_work import made_of
from bot.clock import now, running
from bot.composition import count_turns
from bot.cycle.isolation import Isolation
from bot.daily_copies import DailyCopiesBeside
from bot.deployment import Deployment, deployment, listening_for_all
from bot.hands import Hand, ended
from bot.health import Health
from bot.logs import of_team
from bot.model.errors import DatabaseUnusable, TokenUnreadable
from bot.model.trouble import described
from bot.ports import Clock, Running
from bot.settings import Settings
from bot.version import VERSION
from handlers.incoming.dispatch import said
from handlers.incoming.which_team import removed_bots, teams_of

log = logging.getLogger(__name__)

OK, NOT_NOW = 200, 503
NOTICED_WITHIN = 4  # heartbeats
BEGIN_AT_ONCE = 8  # teams; each asks Slack who it is before it begins


class Teams:
    """Serves each team by itself: its rows, its bot, its pace. Trouble of one is no other's.

    `refresh` brings those who are at work in line with what is installed; `answer` takes a request of any.
    """

    def __init__(
        self, made: Deployment, settings: Settings, clock: Clock = now, running: Running = running
    ) -> None:
        self.hands: dict[str, Hand] = {}
        self.health = Health(settings.tick_seconds)
        self._deployment = made
        self._settings = settings
        self._clock = clock
        self._running = running
        self._isolation = Isolation()
        self._alone = asyncio.Lock()
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Let what is installed be looked at: it may have changed."""
        self._woken.set()

    def installed(self) -> None:
        """Somebody has installed the app: what failed before is tried again at once."""
        self._isolation = Isolation()
        self.wake()

    async def run(self) -> None:
        """Look at what is installed whenever woken, and at a steady pace, until cancelled."""
        while True:
            self._woken.clear()
            self.health.begins()
            try:
                await self.refresh()
            except Exception as failure:  # noqa: BLE001 - the loop must outlive whatever it is
                log.error("what is installed could not be looked at: %s", described(failure))  # noqa: TRY400
                self.health.failed(described(failure))
            self.health.turned()
            self.health.others = {team: hand.bot.health for team, hand in self.hands.items()}
            with suppress(TimeoutError):
                async with asyncio.timeout(self._settings.tick_seconds):
                    await self._woken.wait()

    async def refresh(self) -> None:
        """Begin for teams that have installed the app, end for those that removed it, forget the long gone.

        Raises DatabaseUnusable; what fails for one team is tried again later, longer each time.
        """
        installations, moment = self._deployment.installations, self._clock()
        async with self._alone:
            standing = await installations.teams()
            for team in self.hands.keys() - set(standing):
                await self._end(team)
            slots = asyncio.Semaphore(BEGIN_AT_ONCE)
            begun = (self._begin(team, slots, moment) for team in standing)
            for failure in await asyncio.gather(*begun, return_exceptions=True):
                if failure is not None:
                    raise failure
            # so long another replica may go on before it notices, and what it then writes would stay for ever
            notices = timedelta(seconds=NOTICED_WITHIN * self._settings.tick_seconds)
            before = moment - self._settings.keep_after_uninstall - notices
            for team in await installations.removed_before(before):
                forget = partial(self._forget, team, before)
                await self._isolation.run(f"forgetting {team}", forget, moment)

    async def answer(self, payload: dict[str, Any], headers: dict[str, Any]) -> Any:
        """Hand a request to the bot of its team.

        Where that is not at work yet, or nothing can be looked up, Slack is to send it again; what is of
        nobody who has installed the app is acknowledged and left alone.
        """
        try:
            return await self._answer(payload, headers)
        except DatabaseUnusable as failure:
            log.error("a request could not be taken: %s", failure)  # noqa: TRY400 - its words are enough
            return said(NOT_NOW)

    async def _answer(self, payload: dict[str, Any], headers: dict[str, Any]) -> Any:
        named = teams_of(payload)
        bots = removed_bots(payload)
        if bots is not None:
            return await self._removed(named, bots, payload)
        for team in named:
            if team in self.hands:
                with of_team(team):
                    return await self.hands[team].answer(payload, headers)
        if set(named) & set(await self._deployment.installations.teams()):
            self.wake()  # another replica may have installed it
            return said(NOT_NOW)
        log.warning("something of a workspace that has not installed the app was left alone")
        return said(OK)

    async def stop(self) -> None:
        """End for all teams: what they have in hand is finished for a while, the rest is left to others."""
        async with self._alone:
            await asyncio.gather(*(hand.finish() for hand in self.hands.values()))
            for team in tuple(self.hands):
                await self._end(team)

    async def _removed(
        self, named: tuple[str, ...], bots: tuple[str, ...], payload: Mapping[str, Any]
    ) -> Any:
        """The app was removed from a team: nothing is said there any more. Its rows are kept a while."""
        installations = self._deployment.installations
        known = await installations.teams()
        team = next((team for team in named if team in known), None)
        if team is not None and await self._is_gone(team, bots, payload):
            await installations.remove(team, self._clock())
            log.info("the app was removed from %s: nothing is said there any more", team)
            async with self._alone:
                await self._end(team)
        return said(OK)

    async def _is_gone(self, team: str, bots: tuple[str, ...], payload: Mapping[str, Any]) -> bool:
        """Whether an event of a removal is about the installation that stands.

        Slack sends events again, also after the app was installed anew. One workspace of an organisation may
        have removed the app while it stays installed for the others; then its token still works.
        """
        try:
            found = await self._deployment.installations.find(team)
        except TokenUnreadable:
            return True
        if found is None or (bots and found.bot_user not in bots):
            return False
        told = payload.get("event_time")
        if isinstance(told, int) and told < int(found.installed_at.timestamp()):
            return False
        return not (found.of_organisation and await self._deployment.is_taken(found))

    async def _begin(self, team: str, slots: asyncio.Semaphore, moment: datetime) -> None:
        async with slots:
            with of_team(team):
                await self._isolation.run(f"serving {team}", partial(self._serve, team), moment)

    async def _serve(self, team: str) -> None:
        """Let a bot with today's token be at work for a team."""
        installation = await self._deployment.installations.find(team)
        hand = self.hands.get(team)
        if installation is None or (hand is not None and hand.installation == installation):
            return
        await self._end(team)
        async with AsyncExitStack() as stack:
            parts = await self._deployment.parts_for(installation, self._clock)
            bot, parts = made_of(parts, self._settings, self._running)
            alarm_clock, answer = self._deployment.hearing(parts, wake=bot.wake, missed=bot.connected)
            count_turns(parts.metrics, team, bot.health)
            stack.callback(parts.metrics.forget, team)
            stack.push_async_callback(bot.stop)
            stack.callback(alarm_clock.stop)
            alarm_clock.start()
            bot.waking.alarm = alarm_clock.set
            bot.connected()
            running = asyncio.create_task(bot.run(), name=f"serving {team}")
            stack.push_async_callback(ended, running)
            self.hands[team] = Hand(installation, bot, answer, running, stack.pop_all())
        log.info("serving %s", team)

    async def _end(self, team: str) -> None:
        hand = self.hands.pop(team, None)
        if hand is not None:
            await hand.let_go.aclose()

    async def _forget(self, team: str, before: datetime) -> None:
        if await self._deployment.installations.forget(team, before):
            log.info("what was stored of %s was erased: it has removed the app long ago", team)


@asynccontextmanager
async def at_work(settings: Settings, clock: Clock = now, running: Running = running) -> AsyncIterator[Teams]:
    """All teams, heard over HTTP, until the context ends. Raises what keeps them from starting."""
    async with deployment(settings) as made:
        teams = Teams(made, settings, clock, running)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(teams.stop)
            if made.copies is not None:
                stack.push_async_callback(DailyCopiesBeside(made.copies, clock, teams.health.copied).stop)
            await stack.enter_async_context(
                listening_for_all(
                    settings, made, teams.health, answer=teams.answer, installed=teams.installed, clock=clock
                )
            )
            yield teams


async def run(settings: Settings) -> None:
    """Serve all teams until SIGTERM; raises what keeps them from starting."""
    loop = asyncio.get_running_loop()
    async with at_work(settings) as teams:
        log.info("started for every workspace that installs the app (version %s)", VERSION)
        looking = asyncio.ensure_future(teams.run())
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, looking.cancel)
        loop.add_signal_handler(signal.SIGHUP, log.info, "SIGHUP does nothing here: there is no calls file")
        with suppress(asyncio.CancelledError):
            await looking
    log.info("stopped")
