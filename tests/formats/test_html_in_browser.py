"""The HTML minutes in a real browser: on a phone and a desk, in the light and in the dark, and on paper."""

import pytest
from playwright.async_api import Page

from bot.formats.html import html
from bot.model.call import Section
from bot.model.update import everything
from tests.browser import NEEDS_BROWSER, SCHEMES, WIDTHS, screen
from tests.formats.samples import full

pytestmark = NEEDS_BROWSER

# The least contrast (WCAG 2) between a text and what lies behind it.
CONTRAST = """
(() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (element) => {
    for (let it = element; it; it = it.parentElement) {
      const colour = parse(getComputedStyle(it).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const ratios = [...document.querySelectorAll("main *")]
    .filter((it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
    .map((it) => [light(parse(getComputedStyle(it).color)), light(behind(it))])
    .map(([one, other]) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05));
  return Math.min(...ratios);
})()
"""
# Items that a screen reader is given but that stand nowhere in the picture.
UNSEEN = """
[...document.querySelectorAll("main li, main h2, main h3")]
  .filter((it) => {
    const box = it.getBoundingClientRect();
    return !(box.width > 0 && box.height > 0 && box.left >= 0);
  })
  .map((it) => it.textContent)
"""


async def spoken(page: Page) -> tuple[set[str], str]:
    """What a screen reader is given: the roles, and all texts in reading order."""
    session = await page.context.new_cdp_session(page)
    nodes = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    seen = [node for node in nodes if not node.get("ignored")]
    roles = {node["role"]["value"] for node in seen}
    texts = [
        node["name"]["value"] for node in seen if node["role"]["value"] == "StaticText" and "name" in node
    ]
    return roles, " ".join(" ".join(texts).split())


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
async def test_everybody_can_read_every_item(tmp_path, width, scheme):
    file = tmp_path / "minutes.html"
    file.write_text(html(full()), encoding="utf-8")
    async with screen(file.as_uri(), width=width, scheme=scheme) as shown:
        page = shown.page
        roles, text = await spoken(page)
        assert {"main", "heading", "list", "listitem", "link"} <= roles
        for word in words():
            assert word in text
        picture = await page.screenshot(full_page=True)
        assert int.from_bytes(picture[16:20]) == width  # as the PNG's header says
        assert await page.evaluate(UNSEEN) == []
        assert await shown.fits()
        assert await page.evaluate(CONTRAST) >= 4.5
        assert await shown.violations() == []
        dark = await page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, dark.removeprefix("rgb(").rstrip(")").split(","))) < 200) == (scheme == "dark")
        assert shown.complaints == []
        assert [address for address in shown.addresses if not address.startswith(("about:", "file:"))] == []


async def test_on_paper_it_is_black_on_white_and_shows_where_links_lead(tmp_path):
    file = tmp_path / "minutes.html"
    file.write_text(html(full()), encoding="utf-8")
    async with screen(file.as_uri()) as shown:
        page = shown.page
        await page.emulate_media(media="print")
        after = await page.evaluate("getComputedStyle(document.querySelector('main a'), '::after').content")
        assert "https://ops.example/notes?a=1&b=2" in after
        assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        paper = await page.pdf()
        assert paper.startswith(b"%PDF")
        assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") <= 3


def words() -> list[str]:
    """Every word that somebody said in the areas."""
    items = (item for area in full().areas for one in Section for item in everything(area.sections.of(one)))
    return [word for item in items for span in item.words for word in span.text.split()]
