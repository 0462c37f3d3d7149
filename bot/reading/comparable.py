"""What an item says in a form in which it can be compared with what was said last week."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.model.update import Item, everything
from bot.reading.finished import is_finished
from bot.reading.plain import either, flat
from bot.reading.vocabulary.absence import MONTH
from bot.reading.vocabulary.progress import (
    LEFT,
    NO_PROGRESS,
    PERCENT,
    RECORDS,
    SO_MANY_OF_ALL,
    STATUS,
    TURNS,
)
from bot.reading.vocabulary.times import BEFORE_A_MONTH, MONTHS_THAT_ARE_WORDS

COUNT = "#"  # stands for a number that is expected to change
_LINK = re.compile(r"\(?<?(?:https?://|mailto:)[^\s<>()]+>?\)?")
_WORD = re.compile(r"#|\d{1,3}(?:,\d{3})+(?![\d,])|\w+(?:[.:'](?=\w)\w+|[-/](?=\w*\d)\w+)*")
_COUNT = tuple(re.compile(rf"(?<![\w.,/-]){count}") for count in (SO_MANY_OF_ALL, PERCENT, LEFT))
_SAID_ON = re.compile(r"\b(?:on|by|until|till|from|since|of) $")  # what a date stands behind, and no fraction
_LONGEST_ON = 8  # characters of it, and more
_NO_PROGRESS = either(NO_PROGRESS)
_DIGIT = re.compile(r"\d")
_MONTH = re.compile(MONTH)
_HEAD_ENDS = re.compile(r"[:;.] | [-\u2013\u2014] | \(")
_VERSION = re.compile(r"v?\d+(?:\.\d+)+\S*|v\d+")
_RECORD = re.compile(r"\d[\d.]*[kmgtp]b?(?:[/p].*)?|\d{1,3}(?:,\d{3})+")
_UNIT = re.compile(r"[kmgtp]i?b(?:ps|its?)?|[kmg]|million|thousand")
_ENDING = re.compile(r"(?<=\w{3})(?:'s|e?ments?|ing|ions?|ed|es|e|s)$")


@dataclass(frozen=True, slots=True)
class Comparable:
    """The words of an item and of all below it, without the addresses of links.

    `gist` has them all, with COUNT for every number that is expected to change. `topic` has the stems of
    those that say what it is about, and `head` the ones before a colon, dash or bracket, if there is one.
    `figures` are the other numbers, and months, `records` those of them that are told for their own sake:
    versions, and how much was reached. `own` are the words without those of the items below, and `is_over`
    says of them that the matter is closed, or that all that is counted is there.
    """

    own: frozenset[str]
    gist: str
    topic: tuple[str, ...]
    head: tuple[str, ...]
    links: frozenset[str]
    figures: frozenset[str]
    records: frozenset[str]
    is_over: bool

    @property
    def turns(self) -> frozenset[str]:
        """The words without which it would say another thing."""
        return TURNS.intersection(self.gist.split())


@lru_cache(maxsize=4096)
def comparable(item: Item) -> Comparable:
    """The item, ready to be compared."""
    links, said = _without_links(flat(" ".join(part.text for part in everything((item,)))))
    own, is_complete = _counted(_without_links(flat(item.text))[1] if item.items else said)
    own_words = _words(own)
    words = _words(_counted(said)[0]) if item.items else own_words
    head, *rest = _HEAD_ENDS.split(own, maxsplit=1)
    figures = frozenset(_figures(words))
    return Comparable(
        gist=" ".join(words),
        topic=_topic(words),
        head=_topic(_words(head)) if rest else (),
        links=links,
        figures=figures,
        records=frozenset(_records(words)) if figures else figures,
        own=frozenset(own_words),
        is_over=is_complete or is_finished(item.text),
    )


def _without_links(said: str) -> tuple[frozenset[str], str]:
    links = frozenset(link.strip("()<>") for link in _LINK.findall(said))
    return links, _LINK.sub(" ", said) if links else said


def _words(said: str) -> list[str]:
    return _WORD.findall(_NO_PROGRESS.sub(" ", said))


def _topic(words: list[str]) -> tuple[str, ...]:
    """The stems of what is no small word: the same for `update`, `updated` and `updating`."""
    about = (word for word in words if word not in STATUS and word != COUNT)
    return tuple(word if _DIGIT.search(word) else _ENDING.sub("", word) for word in about)


def _counted(said: str) -> tuple[str, bool]:
    """A text with a mark in place of every number that is expected to change, and whether one is complete."""
    complete: list[bool] = []

    def mark(found: re.Match[str]) -> str:
        if not _is_count(found):
            return found[0]
        complete.append(_is_complete(found))
        return f" {COUNT} "

    for count in _COUNT:
        said = count.sub(mark, said)
    return said, bool(complete) and all(complete)


def _is_count(found: re.Match[str]) -> bool:
    """Whether it is one, and no date: `by 1/15`, `24/7`."""
    numbers = found.groupdict()
    if "done" not in numbers:
        return True
    begin = found.start()
    is_date = (
        "/" in found[0] and _SAID_ON.search(found.string, max(0, begin - _LONGEST_ON), begin) is not None
    )
    return not is_date and int(numbers["done"]) <= int(numbers["all"])


def _is_complete(found: re.Match[str]) -> bool:
    match found.groupdict():
        case {"done": done, "all": all_of_them}:
            return int(done) == int(all_of_them)
        case {"part": part}:
            return float(part.replace(",", ".")) >= 100  # noqa: PLR2004 - percent
        case {"left": left}:
            return int(left) == 0
        case _:
            return False


def _figures(words: list[str]) -> Iterator[str]:
    """The numbers and months; what is also another word is a month only where it stands like one."""
    for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False):
        if _DIGIT.search(word):
            yield word
        elif _MONTH.fullmatch(word):
            like_one = before in BEFORE_A_MONTH or _DIGIT.search(before) or _DIGIT.match(behind)
            if like_one or word not in MONTHS_THAT_ARE_WORDS:
                yield word


def _records(words: list[str]) -> Iterator[str]:
    """The figures that are told for their own sake."""
    for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False):
        if not _DIGIT.search(word):
            continue
        told = _VERSION.fullmatch(word) or _RECORD.fullmatch(word) or _UNIT.fullmatch(behind)
        if told or before in RECORDS:
            yield word
