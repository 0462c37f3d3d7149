"""Minutes kept in Markdown are read as a wiki page that says the same."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.markdown_pages.read_markdown import read_markdown
from bot.formats.twiki.read_page import Page, read_page
from bot.model.call import Section
from bot.model.update import Item, everything
from tests.processor_time import processor_seconds

MINUTES = """\
---
title: Weekly harbour call
date: 2027-01-05
attendees: [Wanda K., Sol]
---

# Harbour Meeting

## Apologies

* Ida (travel)

## Action Items

- [ ] Order rope (Sol)

## Cranes (Wanda K.)

### News

- [x] Painted **crane 4**, see [the notes](https://wiki.example/n_1?a=1&b=2)
- [ ] Move the mirror
    - north first,
      then south
+ run `make test_all`

### Ongoing

1. Looking for a new cable
2. Three offers

| Crane | Lifts |
|-------|------:|
| North | 1,200 |

## Night Watch

**Emergencies**

* none

**Ongoing**

* Lamps are being changed
"""


def read(text: str) -> Page:
    return read_page(read_markdown(text).source)


def shown(items: tuple[Item, ...]) -> list[object]:
    return [[item.text, shown(item.items)] if item.items else item.text for item in items]


def sections(page: Page) -> dict[str, dict[str, list[object]]]:
    return {
        area.name: {
            part.value: shown(area.body.sections.of(part)) for part in Section if area.body.sections.of(part)
        }
        for area in page.areas
    }


def test_headings_lists_tasks_and_styles_are_read():
    page = read(MINUTES)
    assert sections(page) == {
        "Cranes": {
            "news": [
                "\u2705 Painted crane 4, see the notes (https://wiki.example/n_1?a=1&b=2)",
                ["Move the mirror", ["north first, then south"]],
                "run make test_all",
            ],
            "ongoing": ["Looking for a new cable", "Three offers"],
        },
        "Night Watch": {"ongoing": ["Lamps are being changed"]},
    }
    assert page.areas[0].leads == ("Wanda K.",)
    assert page.areas[1].body.none == ((Section.EMERGENCIES, "none"),)


def test_the_frame_is_read_from_headings_and_front_matter():
    page = read(MINUTES)
    assert (page.attendees, page.actions) == (("Wanda K.", "Sol"), ("Order rope (Sol)",))
    assert page.apologies == ("Ida (travel)",)
    assert any("Weekly harbour call" in text for text in page.kept)


def test_a_table_is_kept():
    (kept,) = read(MINUTES).areas[0].body.kept
    assert all(cell in kept for cell in ("Crane", "Lifts", "North", "1,200"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (MINUTES, date(2027, 1, 5)),
        ("---\ndate: 'January 5, 2027'\n---\n# Cranes\n", date(2027, 1, 5)),
        ("---\nwhen: 5 Jan 2027 16:00\n---\n", date(2027, 1, 5)),
        ("# Harbour Meeting, January 5, 2027\n\n## Cranes\n", date(2027, 1, 5)),
        ("# Cranes\n\n- ready by January 5, 2027\n", None),
        ("- no heading\n", None),
    ],
)
def test_front_matter_or_the_title_tells_the_day(text, day):
    assert read_markdown(text).day == day


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("# Meeting\n\n## Cranes\n- a\n\n## Ferries\n- b\n", ["Cranes", "Ferries"]),
        ("# Cranes\n- a\n\n# Ferries\n- b\n", ["Cranes", "Ferries"]),
        ("# Cranes\n\n## News\n- a\n\n## Ongoing\n- b\n", ["Cranes"]),
        ("### Cranes\n- a\n\n#### News\n- b\n", ["Cranes"]),
        ("Cranes\n------\n- a\n\nFerries\n-------\n- b\n", ["Cranes", "Ferries"]),
    ],
)
def test_areas_are_found_on_whatever_level_they_stand(text, areas):
    assert [area.name for area in read(text).areas] == areas


def test_code_and_quotes_stay_what_they_are():
    (area,) = read("## Cranes\n\n- log:\n  ```\n  * no bullet\n  %META:X\n  ```\n\n> as typed\n").areas
    log, quote = area.body.sections.news
    assert (log.text, [(each.shape.value, each.text) for each in log.items]) == (
        "log:",
        [("code", "* no bullet\n%META:X")],
    )
    assert (quote.shape.value, quote.text) == ("quote", "as typed")


def test_html_within_a_line_shows_what_it_shows():
    text = (
        "## Cranes\n- <b>Crane</b> 4<br>is <sup>green</sup>\n- <img src='http://a.example/4.png' width='8'>\n"
    )
    (area,) = read(text).areas
    assert shown(area.body.sections.news) == ["Crane 4\nis green", "http://a.example/4.png"]


_LINE = st.text("ab *_`[]()#<>&|!%=-\n", max_size=40)


@given(st.lists(_LINE, max_size=6))
def test_every_word_of_a_list_is_found_again(lines):
    text = "".join(f"- word {line}\n" for line in lines)
    page = read(f"## Cranes\n{text}")
    said = [
        item.text
        for area in page.areas
        for part in Section
        for item in everything(area.body.sections.of(part))
    ]
    kept = [text for area in page.areas for text in (*area.body.kept, area.heading)]
    found = " ".join([*said, *kept, *page.kept, *(text for area in page.areas for _, text in area.body.none)])
    assert found.count("word") >= len(re.findall("word", text))


def test_reading_takes_time_in_proportion_to_the_length():
    def seconds(count: int) -> float:
        text = "## Cranes\n" + "- item *one*\n" * count + "- " * count + "x\n"
        return processor_seconds(lambda: read(text))

    seconds(100)
    assert seconds(2_000) < 12 * seconds(500) + 0.2
