"""The demo: the real bot in a workspace in memory, through a scripted week and after it."""

import asyncio
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.rule import Rule

from bot.app import Bot
from bot.at_work import at_work
from bot.cli.shipped import manifest
from bot.clock import MovableClock
from bot.cycle.queries import the_call, the_meeting, the_minutes
from bot.cycle.weeks import weeks
from bot.demo import week
from bot.demo.story import cast
from bot.demo.story.scene import Scene
from bot.demo.story.script import Script
from bot.demo.workspace import Workspace
from bot.formats.text import text
from bot.logs import set_up_logging
from bot.model.errors import ConfigurationWrong
from bot.model.minutes import Minutes
from bot.ports import Book
from bot.rules.coming import coming
from bot.setting_values import LogFormat, LogLevel
from bot.settings import Settings

__all__ = ["DemoRun", "demo", "demo_run", "manifest", "settings_for"]


@dataclass(frozen=True)
class DemoRun:
    """The demo while it runs: a workspace with people, and the bot in it."""

    workspace: Workspace
    bot: Bot
    clock: MovableClock

    @cached_property
    def script(self) -> Script:
        """The scripted week, scene by scene."""
        return Script(week.SCENES, partial(week.perform, workspace=self.workspace, move=self.move))

    async def move(self, moment: datetime) -> None:
        """Set the clock forward to a moment, and let the bot take a turn."""
        self.clock.move(moment)
        await self.bot.turn()

    async def next_due(self) -> tuple[datetime, str] | None:
        """When something will happen next, and what; None if nothing is to come."""
        now = self.clock()
        ahead = coming(await self.bot.context.store.read(lambda book: weeks(book, now)), now)
        return (ahead[0].at, ahead[0].what) if ahead else None


async def demo(*, once: bool, play: bool, port: int, browser: bool) -> None:
    """Run the demo: play the week, print the minutes, and serve a page.

    With `once` it ends after printing. Without `play` the page plays the week, scene by scene. `port` is
    where the page is served, and with `browser` it is opened.
    """
    console = Console(highlight=False)
    with TemporaryDirectory(prefix="minutesbot-demo-") as folder:
        async with demo_run(Path(folder), port=0 if once else port) as stage:
            while play and (scene := stage.script.next):
                _tell(console, scene)
                await stage.script.go_on()
            if play:
                await _show(console, stage)
            if not once:
                await _go_on(console, stage, browser=browser)


@asynccontextmanager
async def demo_run(folder: Path, *, port: int = 0) -> AsyncIterator[DemoRun]:
    """A running demo, until the context ends, with its files in a folder; `port` 0 picks a free one."""
    clock = MovableClock(week.START)
    workspace = Workspace(manifest=manifest(), clock=clock)
    week.populate(workspace)
    try:
        await workspace.start(port)
    except OSError as error:
        raise ConfigurationWrong(f"--port {port} cannot be used ({error.strerror})") from error
    try:
        settings = settings_for(workspace, folder)
        set_up_logging(settings)
        async with at_work(settings, clock) as bot:
            await bot.turn()
            stage = DemoRun(workspace, bot, clock)
            workspace.controls.script = stage.script
            workspace.on_clock_move, workspace.next_due = stage.move, stage.next_due
            yield stage
    finally:
        await workspace.stop()


def settings_for(workspace: Workspace, folder: Path, calls_text: str = cast.CALLS) -> Settings:
    """Settings for the bot in a workspace of the demo, with its files in a folder."""
    calls = folder / "calls.toml"
    calls.write_text(calls_text, encoding="utf-8")
    return Settings(
        bot_token=workspace.bot_token,
        app_token=workspace.app_token,
        signing_secret=None,
        api_url=workspace.api_url,
        database_url=f"sqlite:///{folder / 'minutesbot.db'}",
        calls_file=calls,
        http=None,
        tick_seconds=1.0,
        log_level=LogLevel.WARNING,
        log_format=LogFormat.TEXT,
    )


def _tell(console: Console, scene: Scene) -> None:
    console.print(f"[dim]{scene.at:%a %d %b %H:%M} UTC[/dim]  {scene.told}")


async def _show(console: Console, stage: DemoRun) -> None:
    """Print the minutes, and the TWiki copy as it was shared in their thread."""
    minutes = await stage.bot.context.store.read(lambda book: _newest(book, stage.clock()))
    console.print(Rule(f"the minutes, as posted to #{cast.CHANNEL_NAME}"))
    console.print(text(minutes), markup=False, soft_wrap=True)
    copy = stage.workspace.files[-1]
    console.print(Rule(f"the TWiki copy: {copy.name}"))
    console.print((copy.content or b"").decode(), markup=False, soft_wrap=True)


async def _go_on(console: Console, stage: DemoRun, *, browser: bool) -> None:
    """Serve the page until somebody presses Ctrl-C."""
    console.print(Rule())
    console.print(f"Go on yourself at [bold]{stage.workspace.url}[/bold] (Ctrl-C ends it)")
    console.print(
        "[dim]The minutes can also go to a wiki, a git repository, or by mail: docs/publishing.md[/dim]"
    )
    if browser:
        webbrowser.open(stage.workspace.url)
    changes_between = asyncio.ensure_future(stage.bot.run())
    try:
        await changes_between
    finally:
        changes_between.cancel()


def _newest(book: Book, moment: datetime) -> Minutes:
    call = the_call(book, None)
    return the_minutes(book, call, the_meeting(book, call, None, moment))
