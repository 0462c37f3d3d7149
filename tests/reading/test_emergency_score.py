"""The score of a text is the sum of what its words weigh, in a table that people can read."""

from importlib.resources import files

import pytest
from hatchling.builders.wheel import WheelBuilder
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.emergency_score import DENIED, START, clauses, explain, points, read, score
from tests.paths import ROOT
from tests.processor_time import processor_seconds

TABLE = files("bot.reading.vocabulary").joinpath("emergency_weights.tsv")


def test_the_table_is_small_sorted_and_without_rows_that_say_nothing():
    text = TABLE.read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    terms = [term for term, _ in rows]
    assert len(text.encode()) < 50_000
    assert 1_000 < len(rows) <= 2_500
    assert terms == sorted(terms, key=lambda term: (term.removeprefix(DENIED), term))
    assert len(set(terms)) == len(terms)
    assert START in terms
    assert all(int(weight) and abs(int(weight)) < 100 for _, weight in rows)


def test_the_package_brings_the_table_along():
    included = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert "bot/reading/vocabulary/emergency_weights.tsv" in included


def test_the_table_has_no_name_of_the_invented_world():
    words = {word for term in read(TABLE.read_text(encoding="utf-8")) for word in term.split()}
    assert not words & {"velden", "oskar", "northwick", "kestrel", "bramble"}


@pytest.mark.parametrize(
    ("alarming", "calm"),
    [
        ("mail is down", "mail is back up"),
        ("nobody can log in", "the log in page is live"),
        ("we lost the tape index", "no tape was lost"),
        ("the cooling has failed", "the cooling was repaired"),
        ("hacked", "nothing was hacked"),
        ("outage of the portal", "post-mortem of the outage"),
    ],
)
def test_what_is_broken_weighs_more_than_what_is_not(alarming, calm):
    assert score(alarming) > 0 > score(calm)


@pytest.mark.parametrize(
    "said",
    [
        "🔴 wiki down",
        ":fire: wiki down",
        "[P1] wiki down",
        "SEV1: wiki down",
        "wiki down (INC-123)",
        "wiki down https://x.org/1",
        "WIKI DOWN!!",
        "wiki\u00a0down",
    ],
)
def test_signs_tags_references_and_case_weigh_nothing(said):
    assert score(said) == score("wiki down")


def test_the_most_alarming_clause_counts_and_the_calmest_by_half():
    weights = {START: -1, "burn": 10, "fine": -5, "dull": -4}
    assert points("it burns", weights) == 9
    assert points("it burns; dull; fine", weights) == 6
    assert points("it burns; it burns", weights) == 9
    assert points("", weights) == -1


def test_a_denial_marks_the_four_words_behind_it_and_ends_at_a_comma():
    (terms,) = clauses("no loss of any data at Oskar")
    assert {"not~loss", "not~of", "not~any", "not~data", "at", "oskar"} <= terms
    (terms,) = clauses("no, data lost")
    assert "data" in terms


def test_a_score_can_be_explained_by_its_rows():
    (clause,) = explain("mail is down")
    assert (
        score("mail is down")
        == sum(weight for _, weight in clause) + read(TABLE.read_text(encoding="utf-8"))[START]
    )


@given(st.text())
def test_every_text_has_a_score_and_always_the_same(text):
    assert score(text) == score(text)


def test_a_score_takes_time_in_proportion_to_the_text():
    said = "pool 7 lost its array, " * 40_000 + "x" * 100_000
    assert processor_seconds(lambda: score(said)) < 30
