"""Any question finds the lines that hold its words, and no sign in it breaks the search."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.history import Entry
from bot.model.search_words import LONGEST
from storage.store import RowStore
from tests.storage.test_book import same_database, trial
from tests.storage.test_past import CALL, DAY, ENTRIES, found, keep

VOCABULARY = (
    "grid",
    "Grid2",
    "gridftp",
    "disk",
    "1",
    "12",
    "\u0434\u0438\u0441\u043a",
    "and",
    "\u78c1\u789f",
)
BEGINNINGS = ("g", "GRI", "dis", "1", "\u0434\u0418", "an", "\u78c1")


@pytest.fixture
async def kept(store):
    await keep(store, *ENTRIES)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("gums", [0]),
        ("GUMS server", [0]),
        ("server gums", [0]),
        ("gums network", []),
        ("serv", [0]),
        ("erver", []),
        ("gums-2", [0]),
        ("example", [0, 1]),
        ("cafe", [1]),
        ("CAFÉ", [1]),
        ("network_plan", [1]),
        ("https://wiki.example.org/Network_Plan?rev=12", [1]),
        ("3.6.1", [2]),
        ("cve-2026", [2]),
        ("CVE 1234", [2]),
        ("strasse", [3]),
        ("STRASSE", [3]),
        ("12", [1, 2, 3]),
        ("don't", [4]),
        ("don\u2019t", [4]),
        ("near", [4]),
        ("node_7", [4]),
    ],
)
async def test_lines_that_hold_all_the_words_are_found(store, kept, question, places):
    assert await found(store, question) == (len(places), tuple(ENTRIES[place] for place in places))


@pytest.mark.parametrize(
    "nothing", ["", "  ", "\0", '"', "'", "*", "-", "…!?:;()[]", "\U0001f600", "\ud83d", "__"]
)
async def test_a_question_without_words_finds_nothing(store, kept, nothing):
    assert await found(store, nothing) == (0, ())


@pytest.mark.parametrize(
    "question",
    [
        '"gums',
        'gums"',
        "'gums",
        "gums*",
        "*gums",
        "gums:",
        "-gums",
        "+gums",
        "^gums",
        "(gums",
        "gums\0",
        "gums & ",
        "!gums",
        "gums\\",
        "gums'':*",
        "\ud83dgums",
        "g\u00fcms",
    ],
)
async def test_signs_are_passed_over(store, kept, question):
    assert await found(store, question) == (1, ENTRIES[:1])


@pytest.mark.parametrize("word", ["NOT", "AND", "OR", "NEAR", "text", "sought", "rowid", "rank"])
async def test_words_that_mean_something_to_a_database_are_words(store, word):
    entry = Entry(CALL, DAY, 1, f"this is {word.lower()} special")
    await keep(store, entry, Entry(CALL, DAY, 2, "special"))
    assert await found(store, f"{word} special") == (1, (entry,))
    assert await found(store, f"{word}:special") == (1, (entry,))


@given(st.text(st.characters(), max_size=200) | st.text("\"'*-:()^+&|!<>\\ aNEARORT\0", max_size=60))
@same_database
def test_no_question_breaks_the_search(database, question):
    def work(book):
        book.keep_entries(CALL, DAY, (replace(ENTRIES[0], text=f"word {question}"),))
        count, entries = book.search(question, calls=(CALL,), limit=9)
        assert (count, len(entries)) in {(0, 0), (1, 1)}
        assert book.search(f"{question} word", calls=(CALL,), limit=9)[0] == 1

    trial(database, work)


@given(
    st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=4), max_size=6),
    st.lists(st.sampled_from(VOCABULARY) | st.sampled_from(BEGINNINGS), min_size=1, max_size=3),
    st.sampled_from((" ", "-", ", ", "\0", " AND ", "_")),
)
@same_database
def test_a_line_is_found_if_each_word_of_the_question_begins_one_of_its_words(
    database, lines, question, between
):
    entries = tuple(Entry(CALL, DAY, place, between.join(line)) for place, line in enumerate(lines))
    said = [
        *(word.lower() for word in question),
        *(["and"] if between == " AND " and len(question) > 1 else []),
    ]

    def holds_all(entry: Entry) -> bool:
        spoken = (
            entry.text.lower()
            .replace("_", " ")
            .replace("-", " ")
            .replace(",", " ")
            .replace("\0", " ")
            .split()
        )
        return all(any(word.startswith(begun) for word in spoken) for begun in said)

    def work(book):
        book.keep_entries(CALL, DAY, entries)
        expected = tuple(entry for entry in entries if holds_all(entry))
        assert book.search(between.join(question), calls=(CALL,), limit=9) == (len(expected), expected)

    trial(database, work)


async def test_very_long_lines_and_questions_are_borne(store):
    many = " ".join(f"word{number}" for number in range(100_000))
    wide = " ".join(chr(0x4E00 + number) * LONGEST for number in range(10_000))
    await keep(
        store, *(replace(ENTRIES[n], text=line) for n, line in enumerate((many, wide, "x" * 1_000_000)))
    )
    for question in (many, wide, "x" * 999_999):
        assert (await found(store, question))[0] == 1


@pytest.mark.parametrize(
    "question",
    [
        "gums' OR '1'='1",
        "gums'; DROP TABLE entry; --",
        'gums" OR sought:"security',
        "gums OR security",
        "gums | security",
        "gums) UNION SELECT * FROM entry --",
        "NEAR(gums security, 5)",
        "{sought} : gums OR security",
        "gums* OR *",
        "% _ gums",
        "!gums | security",
        "security:* <-> gums",
    ],
)
async def test_no_question_reaches_another_call_or_another_workspace(store, kept, database, question):
    secret = replace(ENTRIES[0], call="Security", text="gums security or drop table entry union select near")
    await keep(store, secret)
    await keep(RowStore(database, "T2"), secret)
    count, entries = await found(store, question)
    assert {entry.call for entry in entries} <= {CALL}
    assert count == len(entries)
    assert await found(store, "gums") == (1, ENTRIES[:1])
