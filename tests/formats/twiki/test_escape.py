import json
import re
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.formats.twiki.escape import Place, code_block, escape
from bot.model.call import Charset
from bot.model.words import Span, Words, words
from tests.formats.twiki.tml import Rendered, render
from tests.paths import SHARED

NASTY = SHARED / "twiki-nasty.jsonl"

STRINGS = 100_000 if settings.get_current_profile_name() == "long" else 2_000

FRAGMENTS = (
    *"%!<>&|[](){}*_=#$@:;\\/-+^~`'\"., \n\t",
    *(
        "!!",
        "[[",
        "]]",
        "][",
        "---+",
        "---++ ",
        "%TOPIC%",
        "%INCLUDE{",
        "}%",
        "%META:",
        "%BB",
        "$percnt",
        "$n",
    ),
    *(
        "PanDA",
        "MyOSG",
        "Web.WikiWord",
        "Main/Sub.WebHome",
        "HTCondor",
        "GUMS",
        "R2D2",
        "#Anchor",
        "__init__.py",
    ),
    *(
        "http://",
        "https://x.example/a",
        "mailto:",
        "a@b",
        "News:",
        "RFC:822",
        "javascript:",
        "//",
        "?a=1&b=",
        "%20",
    ),
    *(":-)", ":ok:", "8-)", ";(", "&amp;", "&lt;", "&#37;", "&#x41;", "&copy", "<nop>", "<b>", "</verbatim>"),
    *(
        "<verbatim>",
        "<pre>",
        "<!--",
        "-->",
        "<br />",
        "Set ",
        "Local ",
        "SKIN = x",
        "   * ",
        "   1. ",
        "$ a: b",
        "| a |",
    ),
    *(
        "\x00",
        "\x0b",
        "\x85",
        "\xa0",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\u200b",
        "\ud800",
        "\xc9cole",
        "\u20ac",
        "\U0001f680",
    ),
    *("e\u0301", "\u3000", "DENYTOPICVIEW", "16K", "C:\\", "word", "Two words"),
)
TYPED = st.lists(st.sampled_from(FRAGMENTS) | st.characters() | st.text(max_size=5), max_size=12).map("".join)
ADDRESSES = st.none() | st.builds("https://w.example/{}".format, TYPED) | TYPED
SPANS = st.builds(Span, TYPED, st.booleans(), st.booleans(), st.booleans(), st.booleans(), ADDRESSES)
CHARSETS = st.sampled_from(Charset)
FRAMES = {
    Place.BULLET: ("   * ", ""),
    Place.PARAGRAPH: ("", ""),
    Place.HEADING: ("---+++ ", ""),
    Place.CELL: ("| left | ", " | right |"),
}
KINDS = {Place.BULLET: "bullet", Place.PARAGRAPH: "paragraph", Place.HEADING: "heading", Place.CELL: "table"}


def seen(text: str) -> str:
    """What a person expects to see of what was typed."""
    kept = "".join(sign for sign in text if not is_invisible(sign))
    return " ".join(kept.split())


def is_invisible(sign: str) -> bool:
    nonsense = unicodedata.category(sign) in ("Cc", "Cs") and not sign.isspace()
    separator = sign in "\x1c\x1d\x1e\x1f"
    direction = unicodedata.bidirectional(sign) in (
        "LRE",
        "RLE",
        "PDF",
        "LRO",
        "RLO",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    )
    nothing = ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF
    return nonsense or separator or direction or nothing or sign == "\ufeff"


def in_a_topic(source: str) -> Rendered:
    return render(f"---++ Before\n   * first\n\n{source}\n   * last\n")


def nasty_cases() -> list[ParameterSet]:
    if not NASTY.exists():
        return [pytest.param({}, marks=pytest.mark.skip("the folder with shared test data is not there"))]
    return [
        pytest.param(json.loads(line), id=str(n))
        for n, line in enumerate(NASTY.read_text("utf-8").splitlines(), 1)
    ]


@pytest.mark.parametrize("charset", Charset)
@pytest.mark.parametrize("case", nasty_cases())
def test_every_known_trap_shows_as_typed_and_does_nothing(case, charset):
    if case["context"] == "pre":
        page = in_a_topic("   * " + code_block(case["input"], charset))
    else:
        place = {"para": Place.PARAGRAPH}.get(case["context"]) or Place(case["context"])
        before, after = FRAMES[place]
        said = styled(case)
        page = in_a_topic(before + escape(said, place, charset) + after)
    text = page.blocks[2].text
    text = re.sub("^left | right$", "", text) if case["context"] == "cell" else text
    assert text == seen(case["expected_text"])
    assert page.links == case["expected_links"]
    assert page.surprises == []
    assert [page.blocks[n].text for n in (0, 1, -1)] == ["Before", "first", "last"]


def styled(case: dict[str, Any]) -> Words:
    """Three traps stand for styled text, of which only the visible words are given."""
    if case["expected_links"] and "http" not in case["input"]:
        return (Span(case["input"], url=case["expected_links"][0]),)
    if "<code>" in case["safe_twiki"]:
        head, _, code = case["input"].partition(" ")
        return (Span(f"{head} "), Span(code, code=True))
    return (Span(case["input"], bold=case["safe_twiki"].startswith("   * <b>")),)


@settings(max_examples=STRINGS, deadline=None)
@given(TYPED, st.sampled_from(Place), CHARSETS)
def test_whatever_is_typed_shows_as_typed_and_does_nothing(text, place, charset):
    before, after = FRAMES[place]
    page = in_a_topic(before + escape(text, place, charset) + after)
    expected = seen(text) or "(no text)"
    assert page.surprises == []
    assert [block.kind for block in page.blocks] == ["heading", "bullet", KINDS[place], "bullet"]
    assert page.blocks[2].text == (f"left {expected} right" if place is Place.CELL else expected)
    assert len(page.links) <= text.lower().count("://")


@settings(max_examples=STRINGS // 4, deadline=None)
@given(st.lists(SPANS, max_size=5).map(tuple), st.sampled_from(Place), CHARSETS)
def test_styles_and_links_add_tags_and_targets_and_nothing_else(said, place, charset):
    before, after = FRAMES[place]
    page = in_a_topic(before + escape(said, place, charset) + after)
    assert page.surprises == []
    assert [block.kind for block in page.blocks] == ["heading", "bullet", KINDS[place], "bullet"]
    for span in said:
        for word in seen(span.text).split():
            assert word in page.blocks[2].text


@settings(max_examples=STRINGS // 4, deadline=None)
@given(TYPED, CHARSETS)
def test_a_code_block_shows_its_lines_and_does_nothing(text, charset):
    page = in_a_topic("   * " + code_block(text, charset))
    assert page.surprises == []
    assert [block.kind for block in page.blocks] == ["heading", "bullet", "bullet", "bullet"]
    assert seen(page.blocks[2].text) == seen(text)


def test_an_item_is_one_line_of_the_page():
    assert escape("capacity now\n\n16K jobs") == "capacity now <br /> 16K jobs"


def test_a_wiki_word_is_escaped_as_people_do_it():
    assert escape("MyProxy (PanDA), gLExec, Web.MyTopic") == "!MyProxy (!PanDA), gLExec, !Web.MyTopic"


@pytest.mark.parametrize("short", ["Bo", "B", "8", "plan B is (B)", "BP", "Bo B.", "A/B", "8 Bo 8", "B: Bo:"])
def test_short_names_and_single_letters_stand_as_they_are(short):
    assert escape(short) == short


def test_a_face_that_begins_with_a_letter_or_a_digit_is_no_picture():
    assert escape("B) 8-) B-D 8)") == "<nop>B) <nop>8-) <nop>B-D <nop>8)"


def test_a_link_keeps_its_label_and_an_address_without_traps():
    said = (Span("see "), Span("the plan", url="https://w.example/a_(b)?x=50%25&y=*"), Span("."))
    assert escape(said) == "see [[https://w.example/a_&#37;28b&#37;29?x=50&#37;25&amp;y=&#37;2A][the plan]]."


def test_an_address_that_no_reader_should_follow_becomes_text():
    assert escape((Span("x", url="javascript:alert(1)"),)) == "x (javascript<nop>:alert(1))"


def test_a_style_is_written_with_tags_round_the_words_and_not_the_spaces():
    said = (Span("a "), Span(" bold ", bold=True), Span("b"), replace(words("x")[0], code=True, italic=True))
    assert escape(said) == "a <b>bold</b> b<i><code>x</code></i>"


def test_a_page_in_utf_8_keeps_its_letters():
    assert escape("\xc9cole \u2013 \xc9coleDeux", charset=Charset.UTF8) == "\xc9cole \u2013 <nop>\xc9coleDeux"
