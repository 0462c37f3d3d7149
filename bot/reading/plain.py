"""How two texts are compared: without case, markup, punctuation and pictures."""

import re
from collections.abc import Iterable

FOREIGN = "?"  # stands for all letters and pictures that are not of ASCII
_WORD = re.compile(r"\w+(?:[.:/'-]\w+)*")
_PICTURE = re.compile("[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3]+")
_NAMED_PICTURE = re.compile(r":[a-z0-9_+'-]+:")
_TYPESET = {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-"}
_APART = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))  # noqa: PLR2004 - ASCII
_ROOT = 4  # letters of a word that its other forms share
_EDGES = " \t\n*_~=#+-\u2013\u2014:;,.!?|<>\"'()[]{}•"


def flat(text: str) -> str:
    """The text in small letters, with straight quotes and single spaces."""
    if not text.isascii():
        for typeset, typed in _TYPESET.items():  # much faster than `str.translate`
            text = text.replace(typeset, typed)
    return " ".join(text.lower().split())


def bare(text: str) -> str:
    """A flat text without markup, punctuation and pictures round it."""
    if text.isascii() and ":" not in text:
        return text.strip(_EDGES)  # no picture, and its spaces are single
    return without_pictures(text).strip(_EDGES)


def gist(text: str) -> str:
    """The words of a text, to be compared: no case, no punctuation, versions and numbers whole."""
    return " ".join(_WORD.findall(text.lower()))


def without_pictures(text: str) -> str:
    """The text without emoji, with single spaces where they stood."""
    if ":" in text:
        text = _NAMED_PICTURE.sub(" ", text)
    if not text.isascii():
        text = _PICTURE.sub(" ", text)
    return " ".join(text.split())


def is_picture(text: str) -> bool:
    """Whether a text is nothing but emoji."""
    return not without_pictures(text).strip()


def either(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for a table of phrases, none of which begins inside a word."""
    return re.compile(r"(?:(?<!\w)|(?!\w))(?:" + "|".join(phrases) + ")")


def spelled(text: str) -> list[bytes]:
    """The words of a flat text: its letters and digits of ASCII, and FOREIGN where there is anything else."""
    if text.isascii():
        return text.encode().translate(_APART).split()
    return [*text.encode("ascii", "replace").translate(_APART).split(), FOREIGN.encode()]


class Lookout:
    """A table of phrases; one is looked for only where one of the words stands without which it cannot be.

    Most texts hold none of them, and the others only a few.
    """

    def __init__(self, phrases: tuple[str, ...], telling: Iterable[str]) -> None:
        self._phrases = phrases
        foreign = () if all(phrase.isascii() for phrase in phrases) else (FOREIGN,)
        self._telling = frozenset(word.encode() for word in (*telling, *foreign))
        self._told: dict[bytes, re.Pattern[str]] = {}

    def may_find(self, words: list[bytes]) -> bool:
        """Whether there can be a phrase in a text of these words."""
        return not self._telling.isdisjoint(words)

    def finds(self, text: str, words: list[bytes]) -> bool:
        """Whether there is a phrase in a text; `words` are its words, and may be more than those."""
        return any(self._about(word).search(text) for word in self._telling.intersection(words))

    def _about(self, word: bytes) -> re.Pattern[str]:
        if word not in self._told:
            self._told[word] = either(phrases_about(word.decode(), self._phrases))
        return self._told[word]


def phrases_about(word: str, phrases: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases in which a word is written out: a short one as it is, of a longer one how it begins."""
    if word == FOREIGN:
        return tuple(phrase for phrase in phrases if not phrase.isascii())
    ends = r"(?![a-z](?!\?))" if len(word) <= _ROOT else ""
    written = re.compile(rf"(?<![a-z]){word[:_ROOT]}{ends}")
    return tuple(phrase for phrase in phrases if written.search(phrase))
