from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.formats.export import as_json
from bot.model.call import Charset, Labels, Section, Style
from bot.model.minutes import ActionItem, AreaMinutes, Minutes, Silence
from bot.model.update import Item, Sections, everything
from bot.model.words import Shape, Span
from tests.formats.samples import MEETING, full
from tests.formats.visible import words_of_all

WORD = st.text(st.sampled_from("abcABC019%*_#<&>!|[](){}=`~+-.:;@$\\/'\"\xe9\u20ac"), min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
STYLED = st.builds(
    Span,
    SENTENCE,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, "https://w.example/a"]),
)
SAID = st.lists(STYLED, min_size=1, max_size=3).map(
    lambda spans: tuple(part for span in spans for part in (span, Span(" ")))
)
SHAPES = st.sampled_from([Shape.BULLET, Shape.QUOTE, Shape.CODE])
LEAF = st.builds(Item, SAID, shape=SHAPES)
ITEMS = st.lists(st.builds(Item, SAID, st.lists(LEAF, max_size=2).map(tuple), shape=SHAPES), max_size=3).map(
    tuple
)
SECTIONS = st.builds(Sections, ITEMS, ITEMS, ITEMS)
NONE = st.lists(st.tuples(st.sampled_from(Section), SENTENCE), max_size=2).map(tuple)
AREAS = st.builds(
    AreaMinutes,
    area=st.just("Area"),
    heading=SENTENCE,
    style=st.sampled_from(Style),
    labels=st.just(Labels()),
    sections=SECTIONS,
    none=NONE,
    silence=st.none() | st.sampled_from(Silence),
)
SENTENCES = st.lists(SENTENCE, max_size=2).map(tuple)
MINUTES = st.builds(
    replace,
    st.just(MEETING),
    coordinates=SENTENCES,
    announcements=SENTENCES,
    attendees=SENTENCES,
    actions=st.lists(st.builds(ActionItem, st.integers(1, 99), SENTENCE, owner=SENTENCE), max_size=2).map(
        tuple
    ),
    areas=st.lists(AREAS, max_size=3).map(tuple),
    charset=st.sampled_from(Charset),
)


def said(minutes: Minutes) -> Counter[str]:
    """Every word that somebody said in these minutes."""
    texts = [*minutes.coordinates, *minutes.announcements, *minutes.attendees]
    texts += [text for action in minutes.actions for text in (action.text, action.owner)]
    for area in minutes.areas:
        texts += [area.heading, *(text for _, text in area.none)]
        texts += [
            "".join(span.text for span in item.words)
            for section in Section
            for item in everything(area.sections.of(section))
        ]
    return bare(word for text in texts for word in text.split())


def bare(words: Iterable[str]) -> Counter[str]:
    """Punctuation that the formats put between words does not count."""
    return Counter(word for text in words if (word := text.strip("(),:'")))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MINUTES)
def test_no_format_drops_a_word(minutes):
    expected = said(minutes)
    for name, words in words_of_all(minutes).items():
        assert not expected - bare(words), name


def test_all_formats_say_the_same_of_a_full_meeting():
    expected = said(full())
    assert expected.total() > 70
    for name, words in words_of_all(full()).items():
        assert not expected - bare(words), name


def test_the_silence_of_an_area_is_worded_alike_everywhere():
    for name, words in words_of_all(full()).items():
        sentence = " ".join(words)
        for silence in ("no report", "nothing significant to report", "away"):
            assert silence in sentence, name


def test_nothing_in_the_json_is_left_out_of_the_value():
    exported = as_json(full())
    assert exported["areas"][6]["none"] == [{"section": "news", "text": "none as far as I know."}]
    assert exported["areas"][2]["sections"]["news"][0]["words"][0] == {
        "text": "Release notes",
        "url": "https://ops.example/notes?a=1&b=2",
    }
