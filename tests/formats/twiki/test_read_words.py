import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.legible import lines_of
from bot.formats.twiki.escape import code_block, escape
from bot.formats.twiki.read_words import code, spoken
from bot.model.call import Charset
from bot.model.words import Span, plain, words
from tests.formats.twiki.test_escape import SPANS, TYPED, seen
from tests.processor_time import processor_seconds


def tidy(text: str) -> str:
    return " ".join(text.split())


@given(TYPED, st.sampled_from(Charset))
def test_what_was_written_is_read_again(text, charset):
    assert tidy("".join(span.text for span in spoken(escape(text, charset=charset)))) == (
        seen(text) or "(no text)"
    )


@given(st.lists(SPANS, min_size=1, max_size=4).map(tuple), st.sampled_from(Charset))
def test_styles_are_read_again(said, charset):
    lines = lines_of(said)
    found = spoken(escape(said, charset=charset))
    for style in ("bold", "italic", "strike", "code"):
        meant = any(getattr(span, style) for line in lines for span in line)
        assert any(getattr(span, style) for span in found) == meant


@given(TYPED, st.sampled_from(Charset))
def test_a_code_block_is_read_again(text, charset):
    assert tidy(plain(code(code_block(text, charset)))) == seen(text)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("!MyProxy and <nop>PanDA", words("MyProxy and PanDA")),
        ("stop! now!", words("stop! now!")),
        ("1&nbsp;April &ndash; &hellip;", words("1 April \u2013 \u2026")),
        ("a *bold one* b", (Span("a "), Span("bold one", bold=True), Span(" b"))),
        ("=code= __both__", (Span("code", code=True), Span(" "), Span("both", bold=True, italic=True))),
        ("2 * 3 * 4 a_b_c x=y=z", words("2 * 3 * 4 a_b_c x=y=z")),
        (
            "[[https://w.example/?a=1&amp;b=2][the plan]]",
            (Span("the plan", url="https://w.example/?a=1&b=2"),),
        ),
        ("see [[SomeTopic]] or [[SomeTopic][that]]", words("see SomeTopic or that")),
        ('shown: <br /> <img src="x.png" />', words("shown:")),
        ("<del>old</del><ins>new</ins> <!-- hidden -->text", words("new text")),
    ],
)
def test_what_people_wrote_by_hand_is_read_as_they_meant_it(source, said):
    assert spoken(source) == said


@pytest.mark.parametrize("trap", [" *a", " _a", "<del>", "<!--", "<pre>", "[["])
def test_reading_a_long_line_takes_time_in_proportion(trap):
    spoken(trap * 100)
    assert seconds(trap * 16_000) < 8 * 4 * max(seconds(trap * 2_000), 0.001)


def seconds(source: str) -> float:
    def read() -> None:
        spoken.cache_clear()  # what was read before is remembered
        spoken(source)

    return processor_seconds(read, tries=3)
