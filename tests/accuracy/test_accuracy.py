"""The promises of issue 3 about how well replies are understood."""

import pytest

from tests.accuracy.corpus import corpus
from tests.accuracy.judge import Score, judge


@pytest.fixture(scope="module")
def score() -> Score:
    return judge(corpus())


def test_the_labelled_corpus_is_large_enough_to_mean_something(score):
    assert score.messages >= 300
    assert score.emergencies >= 40


def test_items_stand_in_the_right_section(score):
    assert score.in_section >= 98, "\n".join(score.wrong)


def test_no_word_of_a_lead_is_lost(score):
    assert score.words_lost == 0


def test_no_small_talk_is_published(score):
    assert score.talk_published == 0, "\n".join(score.wrong)


def test_emergencies_are_found_and_nothing_else_is_called_one(score):
    assert score.precision >= 95, "\n".join(score.wrong)
    assert score.recall >= 95, "\n".join(score.wrong)


def test_every_labelled_reply_is_understood_as_a_reader_would(score):
    assert score.right == score.messages, "\n".join(score.wrong)


def test_no_status_is_set_aside(score):
    assert score.items_right == score.items, "\n".join(score.wrong)
