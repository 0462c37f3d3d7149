"""The promises of issue 11 about emergencies, on the sets on which thresholds were chosen."""

import pytest

from bot.reading.danger import Emergency
from tests.accuracy.alarms import Figures, figures, of_corpus, real_items, typed_replies
from tests.accuracy.corpus import corpus
from tests.paths import SHARED

_ALARMS = SHARED / "alarms"


@pytest.fixture(scope="module")
def measured() -> Figures:
    if not _ALARMS.is_dir():
        pytest.skip("the folder of labelled alarms is not beside this one")
    return figures((*typed_replies(_ALARMS / "A.dev.jsonl"), *real_items(_ALARMS / "B.dev.jsonl")))


def test_there_is_enough_to_measure(measured):
    assert measured.emergencies >= 70
    assert measured.near >= 60
    assert measured.ordinary >= 40


def test_nine_of_ten_emergencies_are_filed_or_asked_about(measured):
    assert measured.recall >= 0.90


def test_what_is_filed_is_an_emergency(measured):
    assert measured.precision >= 0.92


def test_leads_are_rarely_asked_about_ordinary_items(measured):
    assert measured.asks <= 3


def test_every_emergency_of_the_old_corpus_is_filed_or_asked_about_and_nothing_else_is_filed():
    lines = tuple(of_corpus(corpus()))
    assert figures(lines).wrong == 0
    assert not [line for line in lines if line.kind == "emergency" and line.found is Emergency.NEITHER]
