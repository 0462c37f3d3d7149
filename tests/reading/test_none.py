"""What says that there is nothing never becomes an item; what is broken always does."""

import tomllib
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Area, Section
from bot.model.update import Reading, everything
from bot.reading.none import is_sign, nothing_in, says_none
from bot.reading.understand import understand
from bot.reading.vocabulary import none as table
from bot.reading.vocabulary import none_abroad as abroad
from handlers.text.rich_text import document_from_text
from tests.accuracy.corpus import FOLDER

AREA = Area("Software", ())


def read(said: str) -> Reading:
    found = understand(document_from_text(said), areas=(AREA,), last={})
    assert len(found) == 1
    return found[0][1]


def items(reading: Reading) -> list[str]:
    return [item.text for section in Section for item in everything(reading.sections.of(section))]


def some(words: tuple[str, ...], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), max_size=most)


ANY_OF_THESE = tuple(f"{denial} any" for denial in table.DENIALS)
ANYTHING = tuple(f"{denial} anything" for denial in table.DENIALS)
THING = st.tuples(
    st.sampled_from((*table.NO, *ANY_OF_THESE)),
    some(table.ADJECTIVES, 3).map(" ".join),
    st.sampled_from((*table.DANGERS, *table.THINGS)),
)
PLAIN = st.tuples(st.sampled_from((*table.NOTHING, *ANYTHING)), some(table.ADJECTIVES, 2).map(" ".join))
DENIAL = st.one_of(THING.map(" ".join), PLAIN.map(" ".join), st.sampled_from((*table.ALONE, *ANY_OF_THESE)))
SENTENCES = st.builds(
    lambda adverbs, denial, participle, tails, end: " ".join([*adverbs, denial, *participle, *tails]) + end,
    some(table.ADVERBS, 3),
    DENIAL,
    some(table.PARTICIPLES, 1),
    some(table.TAILS, 3),
    st.sampled_from(["", ".", "!", ", thanks", " :slightly_smiling_face:", "...", " (so far)", "; sorry"]),
).map(lambda said: " ".join(said.split()))


@given(SENTENCES, st.sampled_from([str.lower, str.capitalize, str.upper]))
def test_a_sentence_of_the_grammar_is_no_item_wherever_it_stands(sentence, case):
    said = case(sentence)
    assert items(read(f"Emergencies:\n- {said}")) == []
    assert items(read(f"Emergencies: {said}")) == []
    assert items(read(f"*Emergencies*\n{said}")) == []
    assert items(read(said)) == []


@given(SENTENCES)
def test_under_emergencies_it_says_that_there_are_none(sentence):
    for said in (f"Emergencies:\n- {sentence}", f"Emergencies: {sentence}"):
        assert [section for section, _ in read(said).none] == [Section.EMERGENCIES]


BROKEN = st.builds(
    lambda denial, thing, state, tail: " ".join(f"{denial} {thing} {state} {tail}".split()),
    st.sampled_from(
        ["no", "none of the", "not one of the", "no longer any", "still no", "we have no", "there is no"]
    ),
    st.sampled_from(
        [
            "power",
            "network",
            "cooling",
            "water",
            "jobs",
            "nodes",
            "gateways",
            "backups",
            "access",
            "space",
            "login",
        ]
    ),
    st.sampled_from(
        ["", "is running", "works", "are running", "start", "accepts jobs", "left", "comes back"]
    ),
    st.sampled_from(
        ["in building 3", "at Velden", "since noon", "on the head node", "for all users", "at all"]
    ),
) | st.sampled_from(
    [
        "nothing works",
        "nothing runs since the upgrade",
        "nothing gets through the gateway",
        "nothing boots any more",
        "no one can log in",
        "no user can submit",
        "nobody gets in",
        "nobody can reach the portal",
        "no jobs are running",
        "none of the sites responds",
        "no data since Friday",
        "no response from the tape robot",
        "zero jobs running at Oskar",
        "we have no backup of the catalogue",
        "not a single node is up",
        "no new jobs start",
        "no other site can reach us",
    ]
)


@given(BROKEN)
def test_what_is_broken_is_an_item(sentence):
    assert nothing_in(sentence, Section.EMERGENCIES) is None
    for said in (f"Emergencies:\n- {sentence}", f"Emergencies: {sentence}"):
        reading = read(said)
        assert [item.text for item in reading.sections.emergencies] == [sentence]
        assert reading.none == ()
    assert items(read(sentence)) == [sentence]


SAID_ABROAD = (
    *abroad.NOTHING_ABROAD,
    *abroad.NO_EMERGENCY_ABROAD,
    *abroad.QUIET_ABROAD,
    *abroad.UNCHANGED_ABROAD,
)


@pytest.mark.parametrize("said", SAID_ABROAD)
def test_so_it_is_in_other_languages(said):
    for text in (
        f"Emergencies:\n- {said}",
        f"Emergencies: {said}.",
        f"News:\n- a\nEmergencies: {said.capitalize()}",
    ):
        reading = read(text)
        assert reading.sections.emergencies == ()
        assert [section for section, _ in reading.none] == [Section.EMERGENCIES]
    assert items(read(said)) == []


@pytest.mark.parametrize("sign", table.SIGNS)
def test_a_sign_right_below_a_heading_is_none(sign):
    assert is_sign(sign)
    assert items(read(f"News:\n- a\nEmergencies: {sign}")) == ["a"]


@pytest.mark.parametrize("sign", ["-", "\u2013", "0", "✅", "...", "\u2026", "👍", "/", "🟢"])
def test_a_sign_says_none_on_the_line_of_its_heading(sign):
    for label in ("Emergencies", "Ongoing"):
        (section,) = (part for part in Section if part.value == label.lower())
        assert [part for part, _ in read(f"News:\n- a\n{label}: {sign}").none] == [section]


def test_a_sign_elsewhere_is_none_of_that():
    assert read("Ongoing:\n- a\n- 🎉\n- b").none == ()
    assert items(read("0 transfers since noon")) == ["0 transfers since noon"]


@pytest.mark.parametrize(
    ("text", "under", "section", "rest"),
    [
        ("none", None, None, ""),
        ("none", Section.ONGOING, Section.ONGOING, ""),
        ("no emergencies", Section.NEWS, Section.EMERGENCIES, ""),
        ("Quiet week", Section.EMERGENCIES, Section.EMERGENCIES, ""),
        ("No emergencies, still testing 4.3", None, Section.EMERGENCIES, "still testing 4.3"),
        ("No outages. Tern is out.", None, Section.EMERGENCIES, "Tern is out."),
        ("No emergencies but Tern is late", None, Section.EMERGENCIES, "but Tern is late"),
        ("none, but watch Velden", Section.EMERGENCIES, Section.EMERGENCIES, "but watch Velden"),
        ("Tool in progress. No emergencies.", None, Section.EMERGENCIES, "Tool in progress."),
        ("Still testing, no emergencies", None, Section.EMERGENCIES, "Still testing"),
        ("Tern is out. Nothing else.", Section.NEWS, Section.NEWS, "Tern is out."),
        ("no outages at Velden", Section.EMERGENCIES, Section.EMERGENCIES, ""),
        ("not yet", Section.EMERGENCIES, Section.EMERGENCIES, ""),
    ],
)
def test_what_is_empty_is_told_and_what_else_is_said(text, under, section, rest):
    found = says_none(text, under)
    assert found is not None
    assert found.section is section
    whole = (found.begin, found.end) == (0, len(text))
    assert (rest if whole else found.rest(text)) == rest


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("Quiet week", Section.NEWS),
        ("not yet", None),
        ("Upgraded the portal. No problems.", None),
        ("Rolled out 4.2, no outages", None),
        ("Nothing urgent, but the wiki needs a new theme", None),
        ("Nothing but praise from the reviewers", Section.EMERGENCIES),
        ("None of the pools needed a rebuild", None),
        ("No outages at Velden until it went down", Section.EMERGENCIES),
        ("No more SHA-1 anywhere", None),
        ("zero", None),
        ("", None),
    ],
)
def test_the_rest_says_something(text, under):
    assert says_none(text, under) is None


def test_every_denial_can_stand_with_every_danger():
    for no, danger in product(table.NO, table.DANGERS):
        assert nothing_in(f"{no} {danger}") is not None, (no, danger)


def test_the_corpus_of_items_says_nothing_of_the_kind():
    for path in FOLDER.glob("*.toml"):
        for group in tomllib.loads(path.read_text(encoding="utf-8")).get("each", ()):
            for message in group["messages"] if "section" in group else ():
                assert says_none(message) is None, message
