"""Whether an item reports an emergency: filed when that is sure, asked when it is not.

Reading is by clause: what calms or denies counts in its own, and in another only where it plainly speaks of
the same thing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bot.model.update import Item, everything
from bot.model.words import Shape
from bot.reading.emergency_score import score
from bot.reading.late_pattern import LatePattern
from bot.reading.plain import either, flat, without_pictures
from bot.reading.vocabulary.danger import CALM, DANGER, HARMLESS, PERSISTS, SIGNS
from bot.reading.vocabulary.denials import DENIED, LEANING, REBUTTALS, TO_THE_BOT

# Points of the score, chosen on the development sets: see docs/decisions/0015-a-table-that-asks.md
CONFIRM = 0  # what the phrases say is filed from here on,
DENY = -25  # and asked from here on
ASK = 2  # without a phrase it is asked from here on,
ALONE = 25  # and filed from here on

_CLAUSE = re.compile(
    r"(?<=[.;!?])\s+|\n| -+ (?!\d)| [\u2013\u2014] (?!\d)|, | (?=(?:but|although|though|whereas|however)\b)"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LINK = re.compile(r"\(?https?://\S+|\bwww\.\S+")
_TAG = re.compile(
    r"[\[({<]\s*(?:(?!cve)[\w#:. -]{0,20}\d[\w#:. -]{0,20}|@\w+)\s*[\])}>]"  # (INC-123), [P1], [09:40]
    r"|^(?:(?:p|prio|priority|sev|severity|#)\s?-?\d+|\d\d?:\d\d|(?!cve)[a-z]{2,10}-\d+\s?(?=[:|-]))\s?[:|-]*\s+"
    r"|(?:\s(?:see|cf\.?|ref\.?|ticket|issue|incident))*:?\s(?:#|(?!cve)[a-z]{2,10}-)\d+[.!]?$"
    r"|(?<=mon|tue|wed|thu|fri|sat|sun|day),(?= \d)"  # Mon, 30/Nov
    r"|\s(?:see|cf\.?|ref\.?|details|more)(?: (?:here|at|in))?:?$"
)
_BRACKETS = str.maketrans(dict.fromkeys("[](){}<>", " "))
_YES_OR_NO = re.compile(r"(?:and |so |but )?(?:is|are|was|were|do|does|did|has|have|had)\b")
_DANGER = either(DANGER)
_HARMLESS = either(HARMLESS)
_DENIED = either(DENIED)
_CALM = either(CALM)
_PERSISTS = either(PERSISTS)
_LEANING = LatePattern(f"(?:{'|'.join(LEANING)})")
_SIGNS = either(SIGNS)
_TO_THE_BOT = LatePattern(f"(?:{'|'.join(TO_THE_BOT)})")
_REBUTTAL = LatePattern(f"(?:{'|'.join(REBUTTALS)})")


class Emergency(Enum):
    """What is to become of an item that may report an emergency, the most urgent first."""

    FILED = "filed"
    ASKED = "asked"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of a sentence, and what it says of danger.

    One that is `calm` and `leans` on what was said before it calms that, too.
    """

    alarming: bool
    denied: bool
    calm: bool
    leans: bool


def emergency(item: Item) -> Emergency:
    """Say what is to become of an item by its words, and those below it, if no heading says more.

    What stands below a title is several statements; the most urgent of them counts.
    """
    if item.items and item.text.rstrip().endswith(":"):
        return min(map(emergency, item.items), key=list(Emergency).index)
    said = tuple(_said(item))
    if not said or _TO_THE_BOT.match(said[0]):
        return Emergency.NEITHER
    points = score("\n".join(said))
    if points < DENY:
        return Emergency.NEITHER
    parts = [part.rstrip(" .!") for line in said for part in _CLAUSE.split(_unmarked(line))]
    if points < ASK and not any(map(_is_dangerous, parts)):
        return Emergency.NEITHER
    return _judged(list(map(_read, parts)), points)


def rebuts(text: str) -> bool:
    """Whether a text denies what was quoted before it."""
    return _REBUTTAL.match(flat(text)) is not None


def _said(item: Item) -> Iterator[str]:
    """The flat lines of an item, without what it asks, and what it quotes and denies."""
    denied = rebuts(item.text)
    for part in everything((item,)):
        if part.shape is Shape.QUOTE and part is not item and denied:
            continue
        for line in part.text.split("\n") if part.shape is Shape.CODE else (part.text,):
            if stated := " ".join(each for each in _SENTENCE.split(flat(line)) if not _asks(each)):
                yield stated


def _asks(sentence: str) -> bool:
    """Whether a sentence asks if something is so, and says nothing."""
    return sentence.endswith("?") and _YES_OR_NO.match(sentence) is not None


def _unmarked(line: str) -> str:
    """A flat line without the signs, tags and references round what it says."""
    line = without_pictures(_SIGNS.sub(" emergency ", line))
    return " ".join(_TAG.sub(" ", _LINK.sub(" ", line)).translate(_BRACKETS).split())


def _is_dangerous(said: str) -> bool:
    """Whether a clause sounds dangerous, also without what in it sounds so and is harmless."""
    if not _DANGER.search(said):
        return False
    return _DANGER.search(_HARMLESS.sub("", said).rstrip()) is not None


def _read(said: str) -> _Clause:
    """Read a clause of a flat text."""
    denied = _DENIED.search(said) is not None
    calm = denied or (_CALM.search(said) is not None and _PERSISTS.search(said) is None)
    return _Clause(
        alarming=not calm and _is_dangerous(said),
        denied=denied,
        calm=calm,
        leans=calm and _LEANING.match(said) is not None,
    )


def _judged(clauses: list[_Clause], points: int) -> Emergency:
    """Let both witnesses say what an item is."""
    known = _is_alarming(clauses)
    if known and points >= CONFIRM:
        return Emergency.FILED
    if points >= ALONE and not any(clause.calm for clause in clauses):
        return Emergency.FILED
    doubtful = ALONE if any(clause.denied for clause in clauses) else ASK
    return Emergency.ASKED if points >= (DENY if known else doubtful) else Emergency.NEITHER


def _is_alarming(clauses: list[_Clause]) -> bool:
    """Whether danger is left: a clause that calms and has no subject takes away what stands before it."""
    alarming = False
    for clause in clauses:
        alarming = clause.alarming or (alarming and not clause.leans)
    return alarming
