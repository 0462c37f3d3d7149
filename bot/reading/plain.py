"""How two texts are compared: without case, markup, punctuation and pictures."""

import re
from collections.abc import Iterable

from bot.reading.characters import folded
from bot.reading.late_pattern import LatePattern

_WORD = re.compile(r"\w+(?:[.:/'-]\w+)*")
_PICTURE = re.compile("[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3]+")
_NAMED_PICTURE = re.compile(r"(?<!\d):[a-z0-9_+'-]+:")
TYPED = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-"})
_EDGES = " \t\n*_~=#+-\u2013\u2014:;,.!?|<>\"'()[]{}•"


def flat(text: str) -> str:
    """The text in small letters, with straight quotes and single spaces."""
    return " ".join(folded(text).translate(TYPED).lower().split())


def bare(text: str) -> str:
    """A flat text without markup, punctuation and pictures round it."""
    return without_pictures(text).strip(_EDGES)


def gist(text: str) -> str:
    """The words of a text, to be compared: no case, no punctuation, versions and numbers whole."""
    return " ".join(_WORD.findall(folded(text).lower()))


def without_pictures(text: str) -> str:
    """The text without emoji, with single spaces where they stood."""
    named = _NAMED_PICTURE.sub(" ", text) if ":" in text else text
    return " ".join((named if named.isascii() else _PICTURE.sub(" ", named)).split())


def is_picture(text: str) -> bool:
    """Whether a text is nothing but emoji."""
    return not without_pictures(text)


def either(phrases: Iterable[str]) -> LatePattern:
    """One pattern for a table of phrases, none of which begins inside a word."""
    return LatePattern(r"(?:(?<!\w)|(?!\w))(?:" + "|".join(phrases) + ")")
