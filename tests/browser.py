"""A real browser for tests: the installed Chromium, driven by Playwright."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped] # it ships no types
from playwright.async_api import Page, async_playwright, expect

from bot.cli.demo import DemoRun, demo_run
from tests.complaints import complaints
from tests.waiting import patient

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NEEDS_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MILLISECONDS = 120_000  # also on a machine that does much else; what is there sooner is seen sooner
expect.set_options(timeout=PATIENCE_MILLISECONDS)
WIDTHS = {"phone": 375, "desk": 1280}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass
class Screen:
    """One page in the browser, every complaint of its console, and every address it asked."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    async def violations(self) -> list[str]:
        """What hinders people who see, hear or move otherwise, as far as axe can tell."""
        found = await Axe().run(self.page)
        return [
            f"{one['id']}: {node['html']}" for one in found.response["violations"] for node in one["nodes"]
        ]

    async def fits(self) -> bool:
        """Whether nothing sticks out at the side."""
        return bool(await self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@asynccontextmanager
async def demonstration(folder: Path) -> AsyncIterator[DemoRun]:
    """The demo with its bot at work; at the end nobody must have complained of what the bot sent."""
    async with demo_run(folder) as made:
        patient(made.workspace)
        changes_between = asyncio.ensure_future(made.bot.run())
        yield made
        await made.workspace.settled()  # the bot hears of its own messages, too
        changes_between.cancel()
        assert complaints(made.workspace) == ([], [])


@asynccontextmanager
async def screen(
    url: str, *, width: int = 1280, height: int = 800, scheme: Scheme = "light"
) -> AsyncIterator[Screen]:
    """A fresh browser that shows a page."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = await browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=False
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        shown = Screen(await context.new_page())
        shown.page.on("request", lambda request: shown.addresses.append(request.url))
        shown.page.on("pageerror", lambda error: shown.complaints.append(str(error)))
        shown.page.on(
            "console",
            lambda said: shown.complaints.append(said.text) if said.type in {"error", "warning"} else None,
        )
        await shown.page.goto(url)
        yield shown
        await browser.close()
