"""Danger and cues are looked for only where a word stands that one of their phrases cannot be without."""

import pytest

from bot.reading.plain import FOREIGN, Lookout, either, flat, phrases_about, spelled
from bot.reading.vocabulary.cues import NEWS_CUES, ONGOING_CUES
from bot.reading.vocabulary.danger import DANGER
from bot.reading.vocabulary.telling import OF_DANGER, OF_NEWS, OF_ONGOING
from tests.accuracy.corpus import corpus
from tests.reading.pattern_words import holds_one_of

TABLES = {"danger": (DANGER, OF_DANGER), "ongoing": (ONGOING_CUES, OF_ONGOING), "news": (NEWS_CUES, OF_NEWS)}
EACH = [(phrase, phrases, words) for phrases, words in TABLES.values() for phrase in phrases]


@pytest.mark.parametrize(("phrase", "phrases", "words"), EACH)
def test_nothing_matches_a_phrase_without_a_word_that_tells_of_it(phrase, phrases, words):
    telling = frozenset(word for word in (*words, FOREIGN) if phrase in phrases_about(word, phrases))
    assert holds_one_of(phrase, telling)


@pytest.mark.parametrize("name", TABLES)
def test_no_word_is_told_of_for_nothing(name):
    phrases, words = TABLES[name]
    idle = [
        word for word in words if all(holds_one_of(each, (words - {word}) | {FOREIGN}) for each in phrases)
    ]
    assert not idle


@pytest.mark.parametrize("name", TABLES)
def test_a_lookout_finds_what_a_search_for_everything_finds(name):
    phrases, words = TABLES[name]
    lookout, everything = Lookout(phrases, words), either(phrases)
    texts = {flat(line) for each in corpus() for line in (each.says, *each.says.split("\n"))}
    found = {text for text in texts if everything.search(text)}
    assert {text for text in texts if lookout.finds(text, spelled(text))} == found
    assert {text for text in texts if lookout.may_find(spelled(text))} >= found
    assert found
