"""How much a text sounds like an emergency, by the weights of its words and pairs of words.

The weights stand in `vocabulary/emergency_weights.tsv`, which `make weights` writes from labelled texts. A
point is a tenth of a logit: 0 is as likely as not, 20 is seven to one. The same words have the same score,
always.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from bot.reading.characters import folded
from bot.reading.vocabulary.word_kinds import DAYS, DENIALS, MONTHS, NUMBERS, TURNS, TURNS_BEHIND_A_COMMA

START = "(start)"  # the row of what every text has before its first word
DENIED = "not~"  # before a word that stands behind a denial
_BEGIN, _END = "^", "$"  # stand for the edges of a clause in pairs
_NUMBER, _NAME, _DAY, _MONTH = "(number)", "(name)", "(day)", "(month)"

_TOKEN = re.compile(
    r"https?://\S+|www\.\S+"  # addresses
    r"|(?<!\d):[a-z0-9_+-]+:"  # :pictures: by name
    r"|[^\W_]+(?:['./@-][^\W_]+)*"  # words, host names, `inc-123`
    r"|[.;!?:]+(?=\s|$)|\n+|\s[-\u2013\u2014]+\s|\u2014"  # ends of clauses
    r"|,"
)
_TYPESET = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2011": "-"})
_REFERENCE = re.compile(r"(?!cve)[a-z]{2,8}-\d+|(?:p|prio|sev)-?\d")
_SHORT_FORM = re.compile(r"(do|does|did|is|are|was|were|has|have|had|would|could|should|need)n'?t")
_CAN, _WILL = ("can", "not"), ("will", "not")
_FORMS: dict[str, tuple[str, ...]] = dict.fromkeys(("cant", "can't", "cannot"), _CAN)
_FORMS |= dict.fromkeys(("wont", "won't"), _WILL)
_FORMS |= dict.fromkeys(NUMBERS, (_NUMBER,)) | dict.fromkeys(DAYS, (_DAY,)) | dict.fromkeys(MONTHS, (_MONTH,))
_REACH = 4  # words that a denial holds for
_LONGEST = 60  # longer runs of letters are no words


def score(text: str) -> int:
    """How much a text sounds like an emergency, in points."""
    return points(text, _weights())


def points(text: str, weights: Mapping[str, int]) -> int:
    """The points of a text by a table.

    The most alarming clause counts, and the calmest of the others by half: what calms is strong in its own
    clause, and only casts doubt on another.
    """
    start = weights[START]
    said = [sum([weights[term] for term in weights.keys() & terms]) for terms in clauses(text)]
    if not said:
        return start
    most = max(said)
    said.remove(most)
    return start + most + min((0, *said)) // 2


def explain(text: str) -> list[list[tuple[str, int]]]:
    """The terms of each clause that have a weight, the heaviest first."""
    weights = _weights()
    return [
        sorted(
            [(term, weights[term]) for term in weights.keys() & terms], key=lambda row: (-abs(row[1]), row)
        )
        for terms in clauses(text)
    ]


def clauses(text: str) -> list[set[str]]:
    """The terms of each clause of a text: its words, those behind a denial marked, and its pairs of words."""
    return [set(_terms(words)) for words in _clauses(text)]


def _clauses(text: str) -> Iterator[list[str]]:
    """The words of each clause, and the commas between them."""
    words: list[str] = []
    for found in _TOKEN.findall(folded(text).translate(_TYPESET).lower()):
        if found == ",":
            if words:
                words.append(found)
        elif found in TURNS or (found in TURNS_BEHIND_A_COMMA and words[-1:] == [","]) or _is_end(found):
            yield from _whole(words)
            words = []
        elif found[0].isalnum() and len(found) <= _LONGEST:
            words.extend(_normal(found))
    yield from _whole(words)


def _is_end(found: str) -> bool:
    """Whether what was found ends a clause; a picture's name does not."""
    return not found[0].isalnum() and not any(map(str.isalnum, found))


def _whole(words: list[str]) -> Iterable[list[str]]:
    while words and words[-1] == ",":
        words.pop()
    return (words,) if words else ()


@lru_cache(maxsize=4096)
def _normal(word: str) -> tuple[str, ...]:
    """A word as it stands in the table, perhaps as several; none for addresses and references."""
    if (form := _FORMS.get(word)) is not None:
        return form
    if _REFERENCE.fullmatch(word) or word.startswith(("http://", "https://", "www.")):
        return ()
    if word[0].isdigit():
        return (_NUMBER,)
    if short := _SHORT_FORM.fullmatch(word):
        return (short[1], "not")
    if word.startswith("cve-"):
        return ("cve",)
    if "." in word or "@" in word or any(character.isdigit() for character in word):
        return (_NAME,)
    return tuple(_singular(part.removesuffix("'s")) for part in re.split("[-/]", word))


def _singular(word: str) -> str:
    """A word without the s of plurals and of verbs."""
    plural = len(word) > len("its") and word[-1] == "s" and word[-2] not in "siu"
    return word[:-1] if plural else word


def _terms(words: list[str]) -> Iterator[str]:
    """The words of a clause and its pairs; a comma parts pairs and ends what a denial holds for."""
    denied = 0
    for word in words:
        if word == ",":
            denied = 0
            continue
        yield DENIED + word if denied else word
        denied = _REACH if word in DENIALS else max(0, denied - 1)
    for first, second in pairwise((_BEGIN, *words, _END)):
        if first != "," and second != ",":
            yield first + " " + second


@cache
def _weights() -> Mapping[str, int]:
    table = files("bot.reading.vocabulary").joinpath("emergency_weights.tsv")
    return read(table.read_text(encoding="utf-8"))


def read(table: str) -> dict[str, int]:
    """Read a table of weights."""
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {term: int(weight) for term, weight in rows}
