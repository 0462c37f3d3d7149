"""Whether an item stood in the minutes of the meeting before, and what it says of one that did."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.model.call import Section
from bot.model.update import Item, Sections, everything
from bot.reading.plain import either, flat, gist
from bot.reading.vocabulary.cues import FINISHED, NOT_FINISHED

_ALIKE = 87
_NAMED = 90  # how much of an earlier item's words its report of success repeats, in percent
_FEWEST_WORDS = 2
_FIGURE = re.compile(r"\S*\d\S*")
_TURN = frozenset(("not", "no", "never", "without", "started", "stopped", "failed", "cancelled", "delayed"))
_FINISHED = either(FINISHED)
_NOT_FINISHED = either(NOT_FINISHED)


@lru_cache(maxsize=256)
def list_of(last: Sections) -> tuple[str, ...]:
    """What stood in the minutes before, ready to be compared."""
    return tuple(dict.fromkeys(full_gist(item) for section in Section for item in last.of(section)))


def full_gist(item: Item) -> str:
    """The words of an item and of all below it."""
    return gist(" ".join(part.text for part in everything((item,))))


def is_carried_over(said: str, before: Iterable[str]) -> bool:
    """Whether a gist is (nearly) one of those before.

    Other numbers, versions, a `not` more or less, or that it is finished now make it news.
    """
    before = tuple(before)
    if said in before:
        return bool(said)
    alike = process.extract(said, before, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3)
    return any(_says_the_same(said, other) for other, _, _ in alike)


def is_finished(text: str) -> bool:
    """Whether a text says that the matter is closed."""
    line = flat(text)
    return _FINISHED.search(line) is not None and _NOT_FINISHED.search(line) is None


def is_alike(said: str, before: str) -> bool:
    """Whether a gist has nearly the words of another, perhaps not its meaning: `12 sites`, `16 sites`."""
    return fuzz.ratio(said, before) >= _ALIKE


def most_alike(said: str, others: list[str]) -> str | None:
    """The gist of others that has nearly the words of this one, most nearly if there are several."""
    found = process.extractOne(said, others, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else None


def closes(item: Item, before: Item) -> bool:
    """Whether an item reports that an earlier one is finished."""
    if not is_finished(item.text) or is_finished(before.text):
        return False
    said, named = full_gist(item), full_gist(before)
    return len(named.split()) >= _FEWEST_WORDS and fuzz.token_set_ratio(said, named) >= _NAMED


def _says_the_same(said: str, before: str) -> bool:
    if _FIGURE.findall(said) != _FIGURE.findall(before):
        return False
    changed = frozenset(said.split()) ^ frozenset(before.split())
    return not changed & _TURN and is_finished(said) == is_finished(before)
