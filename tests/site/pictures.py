"""The pictures of the documentation, made from the demo in an installed Chromium: `make pictures`."""

import asyncio
import logging
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page, expect

from bot.cli.demo import DemoRun, demo_run
from tests.browser import CHROMIUM, screen
from tests.paths import ROOT
from tests.site.moving_png import moving

FOLDER = ROOT / "docs" / "pictures"
ICON = ROOT / "bot" / "demo" / "page" / "static" / "icon.svg"
LARGEST = 1_000_000  # bytes of the moving picture
# Scenes that the moving picture shows, by how they begin, and for how many seconds.
SHOWN = {
    "Monday, 16:00: the bot asks": 4.0,
    "Anush reports for Atlas": 4.0,
    "Karen reports an emergency": 4.0,
    "Tuesday, 16:00: the minutes": 5.0,
    "Ruth goes through the areas": 5.0,
}
# The newest message with this button, at scenes that begin like this.
STILLS = {
    "Monday, 16:00: the bot asks": ("ask.png", "Nothing new"),
    "Anush reports for Atlas": ("card.png", "Looks right"),
    "Ruth answers the roll call": ("minutes.png", "I can't come"),
}
WIDTH, HEIGHT = 1140, 700
TALL = 2400  # so that no message is cut off


async def pictures(folder: Path) -> None:
    """Play the week on the demo's page, and write what is seen at some scenes into a folder that is there."""
    shutil.copy(ICON, folder / "icon.svg")
    frames: list[bytes] = []
    with TemporaryDirectory() as files:
        async with (
            demo_run(Path(files)) as stage,
            screen(stage.workspace.url, width=WIDTH, height=HEIGHT) as shown,
        ):
            turns = asyncio.ensure_future(stage.bot.run())
            while stage.script.next:
                told = await _next_scene(shown.page, stage)
                if told.startswith(tuple(SHOWN)):
                    await _at_the_end(shown.page)
                    frames.append(await shown.page.screenshot())
                for begins, (name, button) in STILLS.items():
                    if told.startswith(begins):
                        await _still(shown.page, button, folder / name)
            await stage.workspace.settled()
            turns.cancel()
            await asyncio.gather(turns, return_exceptions=True)
    made = moving(frames, list(SHOWN.values()))
    if len(made) > LARGEST:
        raise ValueError(f"the moving picture has {len(made)} bytes, at most {LARGEST} are allowed")
    (folder / "demo.png").write_bytes(made)


async def _next_scene(page: Page, stage: DemoRun) -> str:
    """Let the page play the next scene; returns what is told of it."""
    scene = stage.script.next
    assert scene is not None
    await page.get_by_role("button", name="Next scene").click()
    await expect(page.locator("#story-told")).to_have_text(scene.told)
    await expect(page.get_by_label("You are")).to_have_value(scene.look.person)
    return scene.told


async def _at_the_end(page: Page) -> None:
    """Wait until the page has come to rest, with the newest message in sight."""
    await page.evaluate("document.fonts.ready")
    await page.locator("#messages").evaluate("it => it.scrollTo(0, it.scrollHeight)")


async def _still(page: Page, button: str, file: Path) -> None:
    """The newest message with a button, whole."""
    await page.set_viewport_size({"width": WIDTH, "height": TALL})
    await _at_the_end(page)
    await page.mouse.move(0, 0)
    # by its place, as the page may draw the message anew meanwhile
    message = page.locator("#messages .message", has=page.get_by_role("button", name=button)).last
    await expect(message).to_be_visible()
    place = await message.bounding_box()
    assert place is not None
    await page.screenshot(path=file, clip=place)
    await page.set_viewport_size({"width": WIDTH, "height": HEIGHT})


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("Chromium is not installed; the pictures stay as they are")
    FOLDER.mkdir(exist_ok=True)
    logging.disable()  # while the demo is taken down in the middle of a turn
    asyncio.run(pictures(FOLDER))
