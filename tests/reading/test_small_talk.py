from collections.abc import Iterable
from importlib import import_module
from typing import Any

import pytest

from bot.reading.small_talk import phrases_of
from bot.reading.vocabulary import talk as table
from bot.reading.vocabulary.openers import OPENERS

PARSER = import_module("re._parser")  # the only thing that knows what a pattern is made of
TABLES = {
    "nothing": table.NOTHING,
    "quiet": table.QUIET,
    "unchanged": table.UNCHANGED,
    "no emergency": table.NO_EMERGENCY,
    "same": table.SAME,
    "small talk": table.SMALL_TALK,
    "questions": table.QUESTIONS,
}


@pytest.mark.parametrize("phrase", [phrase for phrases in TABLES.values() for phrase in phrases])
def test_the_openers_hold_the_first_word_of_everything_that_a_phrase_matches(phrase):
    words = {word.strip() for word in beginnings(PARSER.parse(phrase), {""})}
    assert words
    assert {word for word in words if word.isalpha()} <= OPENERS


def test_the_openers_hold_no_word_with_which_nothing_begins():
    parsed = (PARSER.parse(phrase) for phrases in TABLES.values() for phrase in phrases)
    words = {word.strip() for pattern in parsed for word in beginnings(pattern, {""})}
    assert words >= OPENERS


def test_a_phrase_writes_out_every_word_with_which_it_can_begin():
    for phrase in (phrase for phrases in TABLES.values() for phrase in phrases):
        words = {word.strip() for word in beginnings(PARSER.parse(phrase), {""})}
        for word in filter(str.isalpha, words):
            assert phrase in phrases_of(word), word


def beginnings(pattern: Iterable[Any], before: set[str]) -> set[str]:
    """Everything up to its first space that a pattern can go on with; what ends in a space is complete."""
    complete: set[str] = set()
    open_ones = before
    for kind, what in pattern:
        longer = {each for said in open_ones for each in _longer(str(kind), what, said)}
        complete |= {said for said in longer if said.endswith(" ")}
        open_ones = longer - complete
    return complete | open_ones


def _longer(kind: str, what: Any, said: str) -> set[str]:
    match kind:
        case "LITERAL":
            return {said + chr(what)}
        case "IN":
            assert all(str(part) == "LITERAL" for part, _ in what), "a phrase begins with a word"
            return {said + chr(letter) for _, letter in what}
        case "SUBPATTERN":
            return beginnings(what[3], {said})
        case "BRANCH":
            return {each for branch in what[1] for each in beginnings(branch, {said})}
        case "MAX_REPEAT" | "POSSESSIVE_REPEAT":
            return _repeated(what, said)
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return {said}
    raise AssertionError(kind)


def _repeated(what: Any, said: str) -> set[str]:
    fewest, most, inner = what
    found = set() if fewest else {said}
    current = {said}
    for count in range(1, min(most, 10) + 1):
        current = {each for one in current if not one.endswith(" ") for each in beginnings(inner, {one})}
        found |= current if count >= fewest else set()
    return found
