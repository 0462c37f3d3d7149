"""The bot's home and an emergency as people meet them: the real bot, and a browser in front of it."""

import pytest
from playwright.async_api import expect

from tests.browser import NEEDS_BROWSER, WIDTHS, demonstration, screen

pytestmark = NEEDS_BROWSER


@pytest.fixture
async def stage(tmp_path):
    async with demonstration(tmp_path) as made:
        yield made


async def test_a_lead_reports_in_their_home_and_it_stands_there_at_once(stage):
    async with screen(stage.workspace.url, height=1000) as shown:
        page = shown.page
        await page.get_by_label("You are").select_option(label="Tilda C.")
        await page.get_by_role("tab", name="Home").click()
        home = page.locator("#home")
        await expect(home).to_contain_text("Production call")
        await expect(home).to_contain_text("Nothing is reported yet")
        assert await shown.violations() == []
        await home.get_by_role("button", name="Nothing new").click()
        await expect(home).to_contain_text("Nothing new: the list of last time stays.")
        await home.get_by_role("button", name="Edit").click()
        await expect(page.locator("#form")).to_be_visible()
        assert await shown.violations() == []
        assert shown.complaints == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
async def test_a_chair_looks_at_the_preview_in_their_home(stage, width):
    async with screen(stage.workspace.url, width=width, height=1000) as shown:
        page = shown.page
        await page.get_by_label("You are").select_option(label="Ruth")
        await page.get_by_role("tab", name="Home").click()
        home = page.locator("#home")
        await expect(home).to_contain_text("of 7 areas have reported")
        assert await shown.violations() == []
        assert await shown.fits()
        await home.get_by_role("button", name="Preview").click()
        await expect(page.locator("#form")).to_contain_text("Grid Operations Center")
        assert await shown.violations() == []
        assert shown.complaints == []


async def test_an_emergency_is_told_after_one_question_and_resolved_with_one_press(stage):
    async with screen(stage.workspace.url, height=1000) as shown:
        page = shown.page
        last = page.locator("#messages .message").last
        await page.get_by_label("You are").select_option(label="Karen")
        await page.get_by_label("Message", exact=True).fill("Emergencies:\n- The gateway is down")
        await page.get_by_role("button", name="Send").click()
        await last.get_by_role("button", name="Tell the channel now").click()
        await expect(page.locator("#ask")).to_be_visible()
        assert await shown.violations() == []
        await page.locator("#ask").get_by_role("button", name="Tell the channel").click()
        card = page.locator("#messages .message", has_text="the channel was told")
        await card.get_by_role("button", name="Resolved: The gateway is down").click()
        await expect(page.locator("#messages .message", has_text="the channel was told")).to_have_count(0)
        await page.get_by_role("button", name="# production").click()
        await expect(last).to_contain_text("Resolved: emergency in Security (Production call)")
        assert await shown.violations() == []
        assert shown.complaints == []
