"""A deployment that serves several workspaces, in which the same people with the same ids are."""

import asyncio
import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp

from bot.calls_file import read_calls
from bot.cli.demo import manifest
from bot.clock import MovableClock, now
from bot.cycle.calls.apply_calls import adopt_calls
from bot.demo import week
from bot.demo.several import SeveralWorkspaces
from bot.demo.story import cast
from bot.demo.workspace import Workspace
from bot.hands import Hand
from bot.setting_values import LogFormat, LogLevel
from bot.settings import Settings
from bot.teams import Teams, at_work
from handlers.incoming.connect import EVENTS_PATH
from storage.sealing import new_key
from tests.waiting import PATIENCE_SECONDS, patient, until

ONE, TWO = "T0ONE", "T0TWO"
SECRET, KEY = "5ec2e75ec2e7", new_key()
COOKIE = "slack-app-oauth-state"
WEDNESDAY = datetime(2027, 1, 20, 15, tzinfo=UTC)  # the day after a call: nobody is asked


@dataclass(frozen=True)
class Page:
    """What a browser was shown."""

    status: int
    text: str
    cookie: str


@dataclass
class Stage:
    """Workspaces, the browser of whoever installs the app, and the deployment while it is `open`."""

    slack: SeveralWorkspaces
    settings: Settings
    door: str
    clock: MovableClock
    teams: list[Teams] = field(default_factory=list)

    @property
    def at_work(self) -> Teams:
        return self.teams[-1]

    def workspace(self, team: str) -> Workspace:
        return next(each for each in self.slack.workspaces if each.world.team == team)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Teams]:
        """The deployment at work until the context ends."""
        async with at_work(self.settings, self.clock) as teams:
            self.teams.append(teams)
            looking = asyncio.create_task(teams.run())
            try:
                yield teams
                for workspace in self.slack.workspaces:
                    await workspace.settled(PATIENCE_SECONDS)  # the bot hears of its own messages, too
            finally:
                looking.cancel()
                with suppress(asyncio.CancelledError):
                    await looking

    async def get(self, address: str, cookie: str = "") -> Page:
        headers = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser,
            browser.get(address, headers=headers) as answer,
        ):
            known = answer.cookies.get(COOKIE)
            return Page(answer.status, await answer.text(), known.value if known else "")

    async def consent(self, workspace: Workspace) -> tuple[str, str]:
        """Begin to install, and allow it: where Slack sends the browser back to, and its cookie."""
        page = await self.get(f"{self.door}/slack/install")
        (address,) = re.findall(r'href="(http[^"]+oauth/v2/authorize[^"]+)"', page.text)
        return self.slack.allow(html.unescape(address), workspace), page.cookie

    async def install(self, team: str) -> Hand:
        """Install the app, and wait until it is at work there."""
        earlier = self.at_work.hands.get(self.served_as(team))
        page = await self.get(*await self.consent(self.workspace(team)))
        assert (page.status, "Thank you" in page.text) == (200, True)
        await until(lambda: self.at_work.hands.get(self.served_as(team)) not in {None, earlier})
        return self.at_work.hands[self.served_as(team)]

    def served_as(self, team: str) -> str:
        return self.slack.organisation or team

    async def set_up(self, team: str) -> None:
        """Let the call of the demo be this team's, with a meeting to report for."""
        bot = self.at_work.hands[self.served_as(team)].bot
        store = bot.context.store
        await store.change(
            adopt_calls,
            read_calls(cast.CALLS, "calls.toml"),
            file="calls.toml",
            now=self.clock(),
            news_only=True,
        )
        bot.wake()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await store.read(lambda book: book.meetings("Production")):  # noqa: ASYNC110 - the same
                await asyncio.sleep(0.01)

    def said_to(self, team: str, person: str = cast.SECURITY.person) -> list[str]:
        """What the bot said to a lead of this team."""
        workspace = self.workspace(team)
        messages: list[dict[str, Any]] = workspace.messages(workspace.dm(person))
        return [said["text"] for said in messages if "bot_id" in said]

    async def hears(self, team: str, words: str) -> None:
        """Wait until the bot has said something with these words to a lead of this team."""
        await until(lambda: any(words in said for said in self.said_to(team)))

    async def writes(self, team: str, words: str) -> None:
        await self.workspace(team).write(cast.SECURITY.person, words)


@asynccontextmanager
async def made(
    database_url: str, port: int, *, organisation: str | None = None, teams: tuple[str, ...] = (ONE, TWO)
) -> AsyncIterator[Stage]:
    """The workspaces, listening, and a deployment that is not open yet."""
    door, clock = f"http://127.0.0.1:{port}", MovableClock(WEDNESDAY)
    workspaces = [
        Workspace(
            manifest=manifest(),
            clock=clock,
            team=team,
            events_url=f"{door}{EVENTS_PATH}",
            signing_secret=SECRET,
            signing_clock=now,
        )
        for team in teams
    ]
    for workspace in workspaces:
        week.populate(workspace)
        patient(workspace)
    slack = SeveralWorkspaces(workspaces, f"{door}/slack/oauth_redirect", organisation=organisation)
    await slack.start()
    settings = Settings(
        bot_token="",
        app_token=None,
        signing_secret=SECRET,
        api_url=slack.api_url,
        database_url=database_url,
        calls_file=None,
        http=("127.0.0.1", port),
        tick_seconds=0.2,
        log_level=LogLevel.WARNING,
        log_format=LogFormat.TEXT,
        client_id=slack.client_id,
        client_secret=slack.client_secret,
        token_keys=(KEY,),
    )
    try:
        yield Stage(slack, settings, door, clock)
    finally:
        await slack.stop()
