"""A chair sets the call up with the hands, in the demo's page: from the command to the overview."""

import pytest
from playwright.async_api import expect

from bot.demo.story import cast
from tests.browser import NEEDS_BROWSER, demonstration, screen

pytestmark = NEEDS_BROWSER


@pytest.fixture
async def stage(tmp_path):
    async with demonstration(tmp_path) as made:
        yield made


async def test_a_chair_changes_the_time_and_adds_an_area_in_the_page(stage):
    async with screen(stage.workspace.url, height=1000) as shown:
        page, form = shown.page, shown.page.locator("#form")
        await page.get_by_label("You are").select_option(label=cast.CHAIR.name)
        await page.get_by_role("button", name="# production").click()
        await page.get_by_label("Message", exact=True).fill("/minutes setup")
        await page.get_by_role("button", name="Send").click()
        await expect(form).to_contain_text("Tuesdays at 16:00, America/New_York")
        assert await shown.violations() == []
        await form.get_by_role("button", name="Change when").click()
        await form.get_by_label("Time zone", exact=True).fill("Eastern")
        await form.get_by_role("button", name="Save").click()
        await expect(form).to_contain_text('did you mean "America/New_York"?')
        await form.get_by_label("Time zone", exact=True).fill("America/Chicago")
        await form.get_by_label("Shown in these time zones").fill("")
        await form.get_by_role("button", name="Save").click()
        await expect(form).to_contain_text("timezone America/New_York → America/Chicago")
        assert await shown.violations() == []
        await form.get_by_role("button", name="Back").click()
        await expect(form).to_contain_text("Tuesdays at 16:00, America/Chicago")
        await form.get_by_role("button", name="Add an area").click()
        await form.get_by_label("Name of the area").fill("Campus")
        await form.get_by_label("Leads", exact=True).select_option(label=[cast.VISITOR.name])
        assert await shown.violations() == []
        await form.get_by_role("button", name="Add", exact=True).click()
        await expect(form).to_contain_text(f"new area Campus ({cast.VISITOR.name})")
        await form.get_by_role("button", name="Back").click()
        await form.get_by_role("button", name="History").click()
        await expect(form).to_contain_text("new area Campus")
        await form.get_by_role("button", name="Undo change 3").click()
        await expect(form).to_contain_text("Change 3 is undone.")
        await form.get_by_role("button", name="Back").click()
        await expect(form).to_contain_text("7. Security (Karen)")
        await expect(form).not_to_contain_text("Campus")
        assert await shown.violations() == []
        assert shown.complaints == []
