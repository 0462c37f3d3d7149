"""The demo as a newcomer meets it: the real bot, and a browser in front of it."""

import pytest
from playwright.async_api import Page, expect

from tests.browser import NEEDS_BROWSER, SCHEMES, WIDTHS, demonstration, screen

pytestmark = NEEDS_BROWSER


@pytest.fixture
async def stage(tmp_path):
    async with demonstration(tmp_path) as made:
        yield made


async def send(page: Page, *lines: str) -> None:
    """Write a message of several lines and send it."""
    await page.get_by_label("Message", exact=True).fill("\n".join(lines))
    await page.get_by_role("button", name="Send").click()


async def jump(page: Page, to: str) -> None:
    """Go on to what comes next, which should be this."""
    await expect(page.locator("#due")).to_contain_text(to)
    before = await page.locator("#due").text_content()
    await page.get_by_role("button", name="Jump ahead").click()
    await expect(page.locator("#due")).not_to_have_text(before or "")


async def test_somebody_plays_a_lead_from_the_ask_to_the_posted_minutes(stage):
    async with screen(stage.workspace.url, height=1000) as shown:
        page = shown.page
        last = page.locator("#messages .message").last
        await page.get_by_label("You are").select_option(label="Tilda C.")
        await jump(page, "the leads of Production are asked")
        await expect(last).to_contain_text("What is new for the Production call?")
        await send(page, "- Released HTCondor 24.4", "- Working on certificates")
        await expect(last).to_contain_text("Looks right")
        await last.get_by_role("button", name="Correct").click()
        form = page.locator("#form")
        await expect(form.get_by_label("Item 1", exact=True)).to_have_value("• Released HTCondor 24.4")
        assert await shown.violations() == []
        assert await shown.fits()
        await form.get_by_label("Item 1 is").select_option("ongoing")
        await form.get_by_role("button", name="Send").click()
        await expect(last).to_contain_text("moved by you")
        mine = page.locator("#messages .message", has_text="Released HTCondor 24.4").nth(0)
        await mine.hover()
        await mine.get_by_role("button", name="Edit").click()
        await send(page, "- Released HTCondor 24.5", "- Working on certificates")
        await expect(last).to_contain_text("24.5")
        await send(page, "/minutes status")
        await expect(last).to_contain_text("Only visible to you")
        await last.page.get_by_role("button", name="Use a form").last.click()
        await expect(page.locator("#form")).to_be_visible()
        assert await shown.violations() == []
        await page.locator("#form .foot").get_by_role("button").first.click()
        await expect(page.locator("#form")).to_be_hidden()
        for step in ("a reminder goes to", "the last call goes to", "the minutes of Production are posted"):
            await jump(page, step)
        await page.get_by_role("button", name="# production").click()
        await expect(last).to_contain_text("Released HTCondor 24.5")
        await expect(page.get_by_role("tabpanel", name="Page")).to_contain_text("Released HTCondor 24.5")
        assert await shown.violations() == []
        assert shown.complaints == []
        outside = [each for each in shown.addresses if not each.startswith(stage.workspace.url)]
        assert outside == []


async def test_the_week_is_played_scene_by_scene_and_each_scene_is_explained(stage):
    async with screen(stage.workspace.url) as shown:
        page, scenes = shown.page, stage.script.scenes
        await expect(page.locator("#story-told")).to_have_text("A week of the Production call")
        for number, scene in enumerate(scenes, 1):
            await page.get_by_role("button", name="Next scene").click()
            await expect(page.locator("#story-count")).to_have_text(f"{number} of {len(scenes)}")
            await expect(page.locator("#story-told")).to_have_text(scene.told)
            await expect(page.locator("#story-why")).to_have_text(scene.why)
            await expect(page.get_by_label("You are")).to_have_value(scene.look.person)
        await expect(page.get_by_role("button", name="Next scene")).to_have_count(0)
        assert shown.complaints == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
async def test_the_page_after_the_week_hinders_nobody(stage, width, scheme):
    while stage.script.next:
        await stage.script.go_on()
    async with screen(stage.workspace.url, width=width, scheme=scheme) as shown:
        await expect(shown.page.locator("#story-count")).to_contain_text("of")
        for person, room in (("U0TILDA", "Minutesbot"), ("U0RUTH", "# production")):
            await shown.page.get_by_label("You are").select_option(person)
            await shown.page.locator("#rooms").get_by_role("button", name=room).click()
            await expect(shown.page.locator("#messages .message")).not_to_have_count(0)
            assert await shown.violations() == []
            assert await shown.fits()
        assert shown.complaints == []
