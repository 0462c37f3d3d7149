from hypothesis import given
from hypothesis import strategies as st

from bot.formats.markdown import inline, markdown
from bot.model.update import Sections
from bot.model.words import Shape, Span
from tests.formats.samples import area, item, minutes
from tests.formats.twiki.test_escape import TYPED, seen
from tests.formats.visible import READER, of_html, of_markdown


@given(TYPED)
def test_whatever_is_typed_shows_as_typed(text):
    page = of_markdown("- " + "\\\n  ".join(inline(text) or ["x"]))
    assert " ".join("".join(page.text).split()) == (seen(text) or "x")
    assert set(page.tags) <= {"ul", "li", "br", "a"}
    assert page.tags.count("ul") == page.tags.count("li") == 1
    assert page.tags.count("a") <= text.lower().count("://")


@given(
    st.lists(
        st.builds(Span, TYPED, st.booleans(), st.booleans(), st.booleans(), st.booleans()), max_size=4
    ).map(tuple)
)
def test_styles_show_as_styles_and_never_as_marks(said):
    page = of_html(READER.render("- " + "\\\n  ".join(inline(said) or ["x"])))
    assert "".join("".join(page.text).split()) == (
        "".join(seen("".join(span.text for span in said)).split()) or "x"
    )
    if any(span.bold and seen(span.text) for span in said):
        assert "strong" in page.tags


def test_a_code_block_is_fenced_with_more_than_it_holds():
    page = markdown(minutes(area(sections=Sections(news=(item("a\n  ```\n    b", shape=Shape.CODE),)))))
    assert "  - ````\n    a\n      ```\n        b\n    ````\n" in page


def test_a_soft_line_break_stays_in_its_bullet():
    page = markdown(minutes(area(sections=Sections(news=(item("load\n# 16K\n1. jobs"),)))))
    assert "  - load\\\n    \\# 16K\\\n    1\\. jobs\n" in page


def test_a_link_after_an_exclamation_mark_is_no_picture():
    assert inline("see!https://w.example") == (r"see\![https\://w.example](https://w.example)",)
