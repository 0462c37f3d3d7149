"""Invisible characters and those that look alike are folded for understanding; nothing visible is lost."""

import re
import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.words import Span
from bot.reading.characters import INVISIBLE, folded, folded_words, parted, reach
from tests.processor_time import in_proportion

ODD = st.sampled_from(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\ufeff\u00ad\u00a0\u2007\u202f\u3000\u180e\ufe0f\u3164"
    "\uff2e\uff45\uff57\uff53\uff1a\uff0d\uff10\uff9e\uff76\U000e0041"
)
TEXTS = st.text(max_size=60) | st.lists(ODD | st.sampled_from("Neks: -\n\t0"), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("\u200bNews:", "News:"),
        ("\ufeffNews:", "News:"),
        ("Ne\u00adws", "News"),
        ("\u200eNews\u200f:", "News:"),
        ("\u202aNews:\u202c", "News:"),
        ("\u2060none\u2060", "none"),
        ("No\u00a0news", "No news"),
        ("no\u202fnews\u3000yet", "no news yet"),
        ("\uff2e\uff45\uff57\uff53\uff1a", "News:"),
        ("\uff08\uff29\uff2e\uff23\uff0d\uff11\uff12\uff13\uff09", "(INC-123)"),
        ("\uff85\uff7c", "ナシ"),
        ("no\u200dne", "none"),
        ("⚠\ufe0f down", "⚠ down"),
        ("Grüße, 無し ✅ été", "Grüße, 無し ✅ été"),
    ],
)
def test_a_text_is_understood_as_it_looks(typed, understood):
    assert folded(typed) == understood


def test_a_text_with_nothing_to_fold_stays_the_same_one():
    for text in ("", "News: Released 4.2\n\t- a", "Grüße 🎉 無し"):
        assert folded(text) is text


def test_every_format_character_of_unicode_is_invisible_but_the_signs_that_show():
    shown = {"Arabic", "Syriac", "Kaithi", "Egyptian", "Shorthand", "Musical"}
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) == "Cf" and not shown & {_script(character)}:
            assert folded(character) == "", f"{code:x}"
        if unicodedata.category(character) == "Zs":
            assert folded(character) == " ", f"{code:x}"


def _script(character: str) -> str:
    name = unicodedata.name(character, "").title()
    return "" if character == "\u061c" else name.split(" ")[0]


@given(TEXTS)
def test_to_fold_twice_is_to_fold_once(text):
    assert folded(folded(text)) == folded(text)


@given(TEXTS)
def test_no_text_grows_and_no_visible_character_is_lost(text):
    assert len(folded(text)) <= len(text)
    assert _shown(folded(text)) == _shown(re.sub(f"[{INVISIBLE}\u2800]", "", text))


@given(TEXTS, st.integers(0, 70))
def test_a_reach_cuts_a_text_where_its_folded_text_is_cut(text, count):
    cut = reach(text, count)
    assert folded(text[:cut]) == folded(text)[:count]
    assert folded(text[cut:]) == folded(text)[count:]


@given(st.lists(TEXTS.map(Span), min_size=1, max_size=4).map(tuple), st.data())
def test_words_are_parted_as_typed_where_they_are_parted_as_understood(spoken, data):
    understood = folded_words(spoken)
    number = data.draw(st.integers(0, len(spoken) - 1))
    cut = data.draw(st.integers(0, len(understood[number].text)))
    ending = (Span(understood[number].text[cut:]), *understood[number + 1 :])
    before, rest = parted(spoken, ending)
    assert "".join(span.text for span in (*before, *rest)) == "".join(span.text for span in spoken)
    assert folded_words(rest) == ending


def _shown(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("piece", ["a", "\u200b", "\uff2e", "no\u00a0", "🎉"])
def test_time_grows_with_the_length_and_no_faster(piece):
    def read(times: int) -> Callable[[], object]:
        text = piece * times
        return lambda: reach(folded(text), len(folded(text)) // 2)

    assert in_proportion(read(20_000), read(200_000), 10)
