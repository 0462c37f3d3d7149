"""A document is understood as items in News, Ongoing and Emergencies, each with its reason, no word lost."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.model.call import Area, Labels, Lead, Section
from bot.model.update import Intent, Item, Reading, Sections, Why, everything
from bot.model.words import Line, Shape, Span, plain, words
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text
from tests.processor_time import in_proportion

_SOFTWARE = Area(
    "Software", (Lead("Tim C.", "U1"),), labels=Labels(ongoing="Ongoing (and no significant news)")
)
_RELEASE = Area("Release", (Lead("Tim T.", "U1"),))
_CALL = Area("Grid Operations Center", (), labels=Labels(news="Last Week", ongoing="Field work"))


def read(said: str, area: Area = _SOFTWARE, **last: str) -> Reading:
    before = Sections(**{section: (Item(words(text)),) for section, text in last.items()})
    ((name, reading),) = understand(document_from_text(said), areas=(area,), last={area.name: before})
    assert name == area.name
    return reading


def reason(reading: Reading) -> list[tuple[str, str]]:
    return [(section.value, item.why.value) for section in Section for item in reading.sections.of(section)]


def test_the_strongest_evidence_decides_and_is_remembered():
    assert reason(read("News:\n- Velden is down", ongoing="Velden is down")) == [("news", "heading")]
    assert reason(read("Velden is down", ongoing="Velden is down")) == [("emergencies", "emergency")]
    assert reason(read("Probe work: done", ongoing="Probe work: done")) == [("ongoing", "carried over")]
    assert reason(read("Probe work: in progress")) == [("ongoing", "cue")]
    assert reason(read("Probe work")) == [("news", "default")]


def test_nested_items_stand_where_they_do_for_the_same_reason():
    (item,) = read("News:\n- a\n  - b\n    - c").sections.news
    assert [(each.text, each.why) for each in everything((item,))] == [(x, Why.HEADING) for x in "abc"]


def test_the_labels_of_the_area_are_headings():
    reading = read("Last Week\n- a\nField work\n- b", _CALL)
    assert [item.text for item in reading.sections.news] == ["a"]
    assert [item.text for item in reading.sections.ongoing] == ["b"]
    assert reading.headings == ("Last Week", "Field work")


def test_the_label_of_an_area_wins_over_what_the_word_means_elsewhere():
    area = Area("Security", (), labels=Labels(news="Operations"))
    assert reason(read("Operations\n- a", area)) == [("news", "heading")]


@pytest.mark.parametrize(
    "heading",
    [
        "News",
        "News:",
        "*News*",
        "*News:*",
        "_News_",
        "NEWS",
        "## News",
        "---++ News",
        "== News ==",
        "• News",
        "1. News",
        "[News]",
        "📰 News",
        ":newspaper: News",
        "📰",
        "News this week:",
        "Any news?",
        "News / Updates",
        "**News**",
    ],
)
def test_a_heading_may_have_any_shape(heading):
    reading = read(f"{heading}\n   - Tern released")
    assert [item.text for item in reading.sections.news] == ["Tern released"]
    assert reason(reading) == [("news", "heading")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Today we moved",
        "news from Oskar: all fine",
        "Ongoing issues were solved",
        "Updates to Tern, Harrow",
        "Plans changed",
        "Operations staff is away",
        "This week we move",
        "Done with Tern",
        "Emergency contact list renewed",
    ],
)
def test_a_word_inside_a_sentence_is_no_heading(sentence):
    reading = read(f"{sentence}\n\nnext one")
    assert [item.text for item in reading.sections.news] == [sentence, "next one"]
    assert reading.headings == ()


def test_code_and_quotes_hang_below_the_item_before_them():
    (item,) = read("look:\n```x = 1```").sections.news
    assert [(each.text, each.shape) for each in item.items] == [("x = 1", Shape.CODE)]


def test_styles_and_links_of_an_item_are_kept():
    (item,) = read("News: *big* <https://example.org|step>").sections.news
    assert item.words == (Span("big", bold=True), Span(" "), Span("step", url="https://example.org"))


def test_a_link_before_a_colon_is_no_heading():
    (item,) = read("<https://example.org|News>: all of it").sections.news
    assert item.text == "News (https://example.org): all of it"


def test_nothing_new_is_meant_for_the_reply_as_a_whole():
    assert read("nothing new").intent is Intent.NOTHING_NEW
    assert read("nothing new").none == ((Section.NEWS, "nothing new"),)
    assert read("same as last week, thanks").intent is Intent.SAME_AS_LAST_WEEK
    assert read("nothing new\n- but Tern is out").intent is None


def test_a_question_is_set_aside_and_wants_an_answer():
    reading = read("Tern is out\nwhen is the call?")
    assert (reading.aside, reading.questions) == (("when is the call?",), ("when is the call?",))


def test_what_names_none_of_several_areas_is_not_clear():
    document = document_from_text("3.9 is out\nSoftware: Tern builds")
    found = dict(understand(document, areas=(_SOFTWARE, _RELEASE), last={}))
    assert [item.text for item in found[None].sections.news] == ["3.9 is out"]
    assert [item.text for item in found["Software"].sections.news] == ["Tern builds"]


def test_the_only_list_of_last_week_that_fits_tells_the_area():
    last = {"Release": Sections(ongoing=(Item(words("3.9 in testing")), Item(words("docs"))))}
    document = document_from_text("- 3.9 in testing\n- docs\n- 3.8 retired")
    ((name, reading),) = understand(document, areas=(_SOFTWARE, _RELEASE), last=last)
    assert (name, len(reading.sections.ongoing), len(reading.sections.news)) == ("Release", 2, 1)


def test_nothing_said_is_nothing_read():
    assert understand((), areas=(_SOFTWARE,), last={}) == ()
    assert understand(document_from_text(" \n\n "), areas=(_SOFTWARE,), last={}) == ()


_PIECES = st.sampled_from(
    [
        "News",
        "ongoing",
        ":",
        "*",
        "_",
        "- ",
        "• ",
        "\n",
        "\n\n",
        " ",
        "    ",
        "Emergencies",
        "none",
        "thanks",
        "Tern",
        "is out",
        ";",
        "Release",
        "Software",
        "?",
        "(",
        ")",
        "`",
        "```",
        "<",
        ">",
        "1. ",
        "2. ",
        "http://x.y/z",
        "🚨",
        "down",
        "same as last week",
        "nothing new",
        "\t",
        "ok",
        ",",
        "---++ ",
        "## ",
        "when is the call",
        "<http://x|News>",
        " - ",
        "no emergencies",
        ". ",
        "; Ongoing: ",
        ", Emergencies: ",
        "Kind regards,\n",
        "\n--\n",
        "I'm on vacation until Jan 29",
        "stop reminding me",
        "Issues:",
        "\uff1b",
        "・",
        "【緊急】",
        "特になし",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=60)
_LINES = st.builds(
    Line,
    st.lists(
        st.builds(
            Span, _TEXTS, bold=st.booleans(), code=st.booleans(), url=st.none() | st.just("http://u.v")
        ),
        max_size=3,
    ).map(tuple),
    st.sampled_from(Shape),
    st.integers(0, 12),
)
_LAST = {
    "Software": Sections(news=(Item(words("Tern is out")),)),
    "Release": Sections(ongoing=(Item(words("down")),)),
}


def count(said: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", said))


def kept(readings: tuple[tuple[str | None, Reading], ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for _, reading in readings:
        items = (item for section in Section for item in everything(reading.sections.of(section)))
        for said in (
            *(item.text for item in items),
            *reading.headings,
            *reading.aside,
            *(text for _, text in reading.none),
        ):
            found += count(said)
    return found


@given(_TEXTS | st.text(), st.sampled_from([(), (_SOFTWARE,), (_SOFTWARE, _RELEASE)]))
def test_every_word_of_any_text_is_kept(said, areas):
    document = document_from_text(said)
    whole = sum((count(plain(line.words)) for line in document), Counter())
    assert kept(understand(document, areas=areas, last=_LAST)) == whole


def test_a_bold_link_that_is_called_news_is_no_heading_and_stands_once():
    document = (Line((Span("News", bold=True, url="http://u.v"), Span(" of the week"))),)
    ((_, reading),) = understand(document, areas=(_SOFTWARE,), last=_LAST)
    assert reading == Reading(sections=Sections(news=(Item(document[0].words),)))


@example((Line((Span("", url="http://u.v"),)), Line((Span("News"),), Shape.BULLET)), ())
@given(st.lists(_LINES, max_size=12).map(tuple), st.sampled_from([(), (_SOFTWARE,), (_SOFTWARE, _RELEASE)]))
def test_every_word_of_any_document_is_kept(document, areas):
    whole = sum((count(plain(line.words)) for line in document), Counter())
    assert kept(understand(document, areas=areas, last=_LAST)) == whole


@given(_TEXTS)
def test_reading_is_the_same_every_time(said):
    document = document_from_text(said)
    assert understand(document, areas=(_SOFTWARE,), last=_LAST) == understand(
        document, areas=(_SOFTWARE,), last=_LAST
    )


@pytest.mark.parametrize(
    "piece",
    [
        "- Tern released, see <https://example.org|notes>\n",
        "word ",
        "News: ",
        "- a\n  goes on\n",
        "*",
        "_",
        "`",
        "<",
        "thanks ",
        "> quoted\n",
        "all x y z ",
        "partly ",
        "wrote is down ",
        "no news ",
        ": ",
        "(",
        "a; ",
        "1. x\n",
        "no emergencies. ",
        "- none so far but\n",
        "News: a; Ongoing: b; ",
        "thanks\n",
        "--\n",
        "- I'm away this week and next week and\n",
    ],
)
def test_time_grows_with_the_length_and_no_faster(piece):
    def read(length: int) -> Callable[[], object]:
        said = piece * (length // len(piece))
        return lambda: understand(document_from_text(said), areas=(_SOFTWARE,), last=_LAST)

    assert in_proportion(read(20_000), read(200_000), 10)
