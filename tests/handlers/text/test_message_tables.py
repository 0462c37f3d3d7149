"""Tables in a lead's message: every word of every cell is kept."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.twiki.write import area_text
from bot.model.call import Labels, Style
from bot.model.minutes import AreaMinutes
from bot.model.update import Item, Sections
from bot.model.words import Line, Shape, Span
from handlers.text.rich_text import document_of, mentioned


def raw(text: str) -> dict[str, Any]:
    return {"type": "raw_text", "text": text}


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def message(*rows: list[dict[str, Any]], **also: Any) -> dict[str, Any]:
    return {"blocks": [{"type": "table", "rows": list(rows)}], **also}


def test_a_table_is_kept_with_its_columns_below_each_other():
    (line,) = document_of(message([raw("Site"), raw("Jobs")], [raw("North Hall"), raw("1400")]), {})
    assert line.shape is Shape.CODE
    assert line.words == (Span("Site        |  Jobs\nNorth Hall  |  1400"),)


def test_what_is_written_stands_above_the_table():
    text = {"type": "rich_text_section", "elements": [{"type": "text", "text": "News: the counts"}]}
    blocks = [{"type": "rich_text", "elements": [text]}, message([raw("North"), raw("7")])["blocks"][0]]
    assert document_of({"blocks": blocks, "text": "fallback"}, {}) == (
        Line((Span("News: the counts"),)),
        Line((Span("North  |  7"),), Shape.CODE),
    )


def test_links_mentions_numbers_and_lists_in_cells_are_kept():
    link = {"type": "link", "url": "https://n.example/", "text": "North"}
    bullets = [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]} for text in ("a", "b")
    ]
    listed = {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": bullets}]}
    row = [rich(link), rich({"type": "user", "user_id": "U1"}), {"type": "raw_number", "value": 7}, listed]
    (line,) = document_of(message(row), {"U1": "Tim"})
    shown = line.words[0].text
    assert shown.startswith("North (https://n.example/)  |  ")
    assert "Tim" in shown
    assert shown.endswith("7  |  a b")
    assert mentioned(message(row, text="<@U2> look")) == {"U1", "U2"}


@pytest.mark.parametrize("rows", [None, "x", [None], [["x"]], [[{}]], []])
def test_a_table_that_is_none_says_nothing(rows):
    assert document_of({"blocks": [{"type": "table", "rows": rows}]}, {}) == ()


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), max_size=4))
def test_no_word_of_a_table_is_lost(rows):
    read = document_of(message(*([raw(text) for text in row] for row in rows)), {})
    said = Counter(word for line in read for span in line.words for word in span.text.split() if word != "|")
    assert said == Counter(word for row in rows for text in row for word in text.split() if word != "|")


@given(st.lists(st.sampled_from(["^", "|", "*", "%TOC%", "<nop>", "   * Set A = b", "---+ x"]), min_size=1))
def test_nothing_in_a_table_runs_in_the_wiki(texts):
    (line,) = document_of(message([raw(text) for text in texts]), {})
    item = Item(line.words, shape=line.shape)
    area = AreaMinutes("A", "A", Style.FLAT, Labels(), Sections(news=(item,)))
    source = area_text(area)
    block = source[source.index("<pre>") : source.index("</pre>")].removeprefix("<pre>")
    assert not set(block) & set("%<>")
    assert "\n---+" not in block
