"""Which of the words that are known somebody means who writes one of them with a slip."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

SLIPS_FROM = (4, 8)  # from so many letters on a slip is forgiven, and a second one; never more


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is nearest to this one; None if none is near enough to be meant.

    A slip is a letter that is wrong, missing, too many, or swapped with its neighbour. Case counts: whoever
    forgives it gives both in small letters. What shares a long beginning with a known word is another word
    all the same: `DATABASE_PORT` is no `DATABASE_URL`.
    """
    slips = {each: OSA.distance(word, each) for each in known}
    near = [each for each, count in slips.items() if count <= _forgiven(word, each)]
    return min(near, key=slips.__getitem__, default=None)


def _forgiven(word: str, other: str) -> int:
    """How many slips there may be between two words."""
    length = max(len(word), len(other))
    return sum(length >= enough for enough in SLIPS_FROM)
