import re

from hypothesis import given

from bot.formats.html import html
from bot.model.update import Item, Sections
from bot.model.words import Span
from tests.formats.samples import area, full, item, minutes
from tests.formats.twiki.test_escape import TYPED, seen
from tests.formats.visible import of_html


@given(TYPED)
def test_whatever_is_typed_shows_as_typed_and_adds_no_tag(text):
    empty = of_html(html(minutes(area(sections=Sections(news=(item("x"),))))))
    page = of_html(html(minutes(area(sections=Sections(news=(item(text),))))))
    assert f" {seen(text) or '(no text)'} " in " ".join("".join(page.text).split())
    assert [tag for tag in page.tags if tag not in ("br", "a")] == empty.tags


def test_the_page_needs_nothing_but_itself():
    page = html(full())
    assert page.startswith("<!doctype html>")
    assert re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?([^"\')\s>]+)', page) == [
        "https://ops.example/notes?a=1&amp;b=2"
    ]
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_every_section_is_named_by_its_heading():
    page = html(full())
    named = re.findall(r'aria-labelledby="([^"]+)"', page)
    assert named
    assert all(page.count(f'<h2 id="{name}">') == 1 for name in named)
    assert len(set(named)) == len(named)
    assert '<html lang="en">' in page
    assert 'name="viewport"' in page


def test_it_can_be_read_in_the_dark_and_on_paper():
    page = html(full())
    assert "@media (prefers-color-scheme: dark)" in page
    assert "@media print" in page


def test_a_link_that_could_run_something_is_text():
    trap = Item((Span("click", url="javascript:alert(1)"),))
    page = of_html(html(minutes(area(sections=Sections(news=(trap,))))))
    assert page.targets == []
    assert "click (javascript:alert(1))" in "".join(page.text)


def test_emergencies_stand_above_everything_else():
    page = html(full())
    assert page.index("Host db2 is down") < page.index('id="coordinates"') < page.rindex("Host db2 is down")
