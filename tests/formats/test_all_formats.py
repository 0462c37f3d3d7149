from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.formats.export import as_json
from bot.formats.twiki.read_page import read_page
from bot.formats.twiki.write import twiki
from bot.formats.wording import ORDER
from bot.model.call import Charset, Labels, Section, Style
from bot.model.minutes import ActionItem, AreaMinutes, Minutes, Silence
from bot.model.update import Item, Sections, everything
from bot.model.words import Shape, Span
from tests.formats.samples import MEETING, full
from tests.formats.twiki.tml import render
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
SENTENCES = st.lists(SENTENCE, max_size=2).map(tuple)
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
    notes=SENTENCES | st.just(("Notes", "Note: Notes:")),
)
MINUTES = st.builds(
    replace,
    st.just(MEETING),
    coordinates=SENTENCES,
    announcements=SENTENCES,
    attendees=SENTENCES,
    apologies=SENTENCES,
    actions=st.lists(st.builds(ActionItem, st.integers(1, 99), SENTENCE, owner=SENTENCE), max_size=2).map(
        tuple
    ),
    areas=st.lists(AREAS, max_size=3).map(tuple),
    charset=st.sampled_from(Charset),
)


def said(minutes: Minutes) -> Counter[str]:
    """Every word that somebody said in these minutes."""
    texts = [*minutes.coordinates, *minutes.announcements, *minutes.attendees, *minutes.apologies]
    texts += [text for action in minutes.actions for text in (action.text, action.owner)]
    for area in minutes.areas:
        texts += [area.heading, *(text for _, text in area.none), *area.notes]
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


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MINUTES)
def test_nothing_in_a_whole_copy_acts_in_the_wiki(minutes):
    page = render(twiki(minutes))
    assert page.surprises == []
    assert {block.kind for block in page.blocks} <= {"heading", "bullet", "paragraph"}
    assert set(page.links) <= {"https://w.example/a"}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MINUTES)
def test_a_whole_copy_is_read_back_as_it_was_said(minutes):
    labelled = [
        replace(area, heading=f"Area {number} (Ana)", none=()) for number, area in enumerate(minutes.areas)
    ]
    page = read_page(twiki(replace(minutes, areas=tuple(labelled))))
    assert [found.heading for found in page.areas] == [area.heading for area in labelled]
    for area, found in zip(labelled, page.areas, strict=True):
        assert ["".join(note.split()) for note in found.body.notes] == [
            "".join(note.split()) for note in area.notes
        ]
        items = {section: area.sections.of(section) for section in Section}
        if area.style is Style.FLAT:  # bullets without labels: which section they came from cannot be told
            assert shape_of(found.body.sections.news) == shape_of(sum((items[one] for one in ORDER), ()))
        else:
            assert {one: shape_of(found.body.sections.of(one)) for one in Section} == {
                one: shape_of(items[one]) for one in Section
            }


def shape_of(items: tuple[Item, ...]) -> list[Any]:
    return [("".join(item.text.split()), shape_of(item.items)) for item in items]


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
