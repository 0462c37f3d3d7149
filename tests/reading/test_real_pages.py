"""What the leads of a real call wrote, typed as messages, is understood as the wiki page has it."""

import html
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.formats.twiki.read_page import read_page
from bot.model.call import Area, Labels, Section, Style
from bot.model.update import Item, Sections, Why
from bot.model.words import words
from bot.reading.reworded import lines_of
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text, document_of
from tests.paths import SHARED

_PAGES = SHARED / "pages"
_DECEMBER_9 = "Production.December9,2014ProductionMeeting.r7.txt"
_DECEMBER_16 = "Production.December16,2014ProductionMeeting.r7.txt"
_JANUARY = (
    "Production.January6,2015ProductionMeeting.r3.txt",
    "Production.January6,2015ProductionMeeting.r13.txt",
)
_AREAS = {
    "Software": Area("Software", (), Style.NESTED, Labels(ongoing="Ongoing (and no significant news)")),
    "Security": Area(
        "Security", (), Style.PLAIN, Labels(ongoing="Operations", emergencies="Emergencies/Vulnerabilities?")
    ),
    "Grid Operations Center": Area(
        "Grid Operations Center", (), Style.HEADINGS, Labels(news="Last Week", ongoing="This Week")
    ),
    "CMS": Area("CMS", (), Style.FLAT),
    "Atlas": Area("Atlas", (), Style.FLAT),
}

pytestmark = pytest.mark.skipif(not _PAGES.is_dir(), reason="the folder of real pages is not beside this one")


@pytest.mark.parametrize("name", _JANUARY)
@pytest.mark.parametrize("area", _AREAS)
@pytest.mark.parametrize("as_blocks", [False, True], ids=["text", "rich text"])
def test_with_its_headings_every_item_stands_in_the_section_of_the_page(name, area, as_blocks):
    lines = section_of(page(name), area)
    expected = items_by_section(lines, _AREAS[area])
    document = document_of(rich_text(lines), {}) if as_blocks else document_from_text(typed(lines))
    readings = understand(document, areas=(_AREAS[area],), last={})
    found = readings[0][1].sections if readings else Sections()
    assert {section: [list(texts(item)) for item in found.of(section)] for section in Section} == expected


@pytest.mark.parametrize("name", _JANUARY)
def test_none_as_far_as_i_know_is_no_emergency(name):
    lines = section_of(page(name), "Security")
    ((_, reading),) = understand(document_from_text(typed(lines)), areas=(_AREAS["Security"],), last={})
    assert [section for section, _ in reading.none] == [Section.EMERGENCIES]


@pytest.mark.parametrize(
    ("before", "this"), [(_DECEMBER_9, _DECEMBER_16), *((_DECEMBER_16, january) for january in _JANUARY)]
)
def test_without_headings_last_weeks_page_tells_news_from_ongoing(before, this):
    area = _AREAS["Software"]
    last = Sections(
        **{
            section.value: tuple(Item(words(text)) for (text, *_) in items)
            for section, items in items_by_section(section_of(page(before), "Software"), area).items()
        }
    )
    expected = items_by_section(section_of(page(this), "Software"), area)
    bullets = [text for section in (Section.ONGOING, Section.NEWS) for (text, *_) in expected[section]]
    document = document_from_text("\n".join(f"• {text}" for text in bullets))
    ((_, reading),) = understand(document, areas=(area,), last={"Software": last})
    right = sum(
        [item.text] in expected[section] for section in Section for item in reading.sections.of(section)
    )
    assert right >= 0.95 * len(bullets)
    assert {item.why for item in reading.sections.ongoing} == {Why.CARRIED_OVER}


@pytest.mark.parametrize(
    ("before", "this", "day"),
    [(_DECEMBER_9, _DECEMBER_16, date(2014, 12, 16)), (_DECEMBER_16, _JANUARY[1], date(2015, 1, 6))],
)
def test_under_labels_that_are_times_most_stands_where_the_page_has_it(before, this, day):
    name = "Grid Operations Center"
    then, now = (
        next(
            area for area in read_page((_PAGES / each).read_text(encoding="utf-8")).areas if area.name == name
        )
        for each in (before, this)
    )
    stood = then.body.sections
    expected = now.body.sections
    found = [
        (section, reading)
        for section in Section
        for item in expected.of(section)
        for _, reading in understand(
            tuple(lines_of([item])), areas=(_AREAS[name],), last={name: stood}, day=day
        )
    ]
    right = sum(bool(reading.sections.of(section)) for section, reading in found)
    assert right >= 0.75 * len(found)


def page(name: str) -> list[str]:
    return html.unescape((_PAGES / name).read_text(encoding="utf-8")).split("\n")


def section_of(lines: list[str], area: str) -> list[str]:
    """The lines below an area's heading, as people see them: without escapes and pictures."""
    start = next(number for number, line in enumerate(lines) if line.startswith(f"---++ {area}"))
    end = next(
        (n for n, line in enumerate(lines) if n > start and re.match(r"---\+\+ |%META|-- Main", line)),
        len(lines),
    )
    seen = (re.sub(r"\[\[([^]]*)]\[([^]]*)]]", r"<\1|\2>", line) for line in lines[start + 1 : end])
    return [re.sub(r"!(?=[A-Za-z])", "", line).replace("<br />", "").rstrip() for line in seen]


def items_by_section(lines: list[str], area: Area) -> dict[Section, list[list[str]]]:
    """Each item's text with those below it, read off the page by its layout, not by our parser."""
    found: dict[Section, list[list[str]]] = {section: [] for section in Section}
    section, base = Section.NEWS, 3
    for line in lines:
        said = line.strip(" *-+")
        named = next((each for each in Section if area.labels.of(each) == said), None)
        if named is not None:
            section = named
            base = 6 if area.style is Style.NESTED else 3
            continue
        bullet = re.match(r"( +)\* +(.*)", line)
        if bullet and bullet[2].strip() and not re.match(r"none as far", bullet[2]):
            text = shown(bullet[2].strip())
            if len(bullet[1]) <= base:
                found[section].append([text])
            else:
                found[section][-1].append(text)
    return found


def shown(text: str) -> str:
    return re.sub(r"<([^|>]*)\|([^>]*)>", r"\2 (\1)", text)


def typed(lines: list[str]) -> str:
    """The lines as they are typed into a message: escapes for all but the links."""
    links = re.compile(r"&lt;(https?:[^|]*)\|(.*?)&gt;")
    escaped = (line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in lines)
    return "\n".join(links.sub(r"<\1|\2>", line) for line in escaped)


def rich_text(lines: list[str]) -> dict[str, Any]:
    """The lines as Slack's composer sends them: nested bullets as lists side by side."""
    elements: list[dict[str, Any]] = []
    for line in lines:
        bullet = re.match(r"( +)\* +(.*)", line)
        if not bullet:
            elements.append({"type": "rich_text_section", "elements": list(inline(line.strip() + "\n"))})
            continue
        item = {"type": "rich_text_section", "elements": list(inline(bullet[2].strip()))}
        indent = len(bullet[1]) // 3 - 1
        if elements and elements[-1].get("indent") == indent:
            elements[-1]["elements"].append(item)
        else:
            elements.append({"type": "rich_text_list", "indent": indent, "elements": [item]})
    return {"text": typed(lines), "blocks": [{"type": "rich_text", "elements": elements}]}


def inline(text: str) -> Iterator[dict[str, Any]]:
    for number, part in enumerate(re.split(r"(<[^|>]*\|[^>]*>)", text)):
        if number % 2:
            url, label = part.strip("<>").split("|")
            yield {"type": "link", "url": url, "text": label}
        elif part:
            yield {"type": "text", "text": part}


def texts(item: Item) -> Iterator[str]:
    yield item.text
    for below in item.items:
        yield from texts(below)
