"""Whether an item stood in the minutes of the meeting before, and what it says of one that did."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.model.call import Section
from bot.model.update import Item, Sections, everything
from bot.nearest import nearest
from bot.reading.comparable import Comparable, comparable
from bot.reading.finished import is_finished
from bot.reading.plain import gist
from bot.reading.vocabulary.progress import TURNS

_ALIKE = 87
_AROUND = 75  # how alike two topics are at least of which one holds the other, slips forgiven
_NAMED = 90  # how much of an earlier item's words its report of success repeats, in percent
_FEWEST_WORDS = 2
_LABEL = 3  # what is before a colon and shorter may name a heading of sorts: `Other updates: Tern`
_TOGETHER = 2  # a topic that is held stands together: in at most so many times its own words
_WORDS_FOR_ANOTHER = 8  # one of so many words of a topic may have become another
_REMARKS = 3  # and unless it stands first, what is around it has at most so many times its words
_FIGURE = re.compile(r"\S*\d\S*")


@lru_cache(maxsize=256)
def list_of(last: Sections) -> tuple[Comparable, ...]:
    """What stood in the minutes before, ready to be compared: each item with and without those below it."""
    found: dict[str, Comparable] = {}
    for item in (item for section in Section for item in last.of(section)):
        for each in _forms(item):
            found.setdefault(each.gist, each)
    return tuple(found.values())


def full_gist(item: Item) -> str:
    """The words of an item and of all below it."""
    return gist(" ".join(part.text for part in everything((item,))))


def is_carried_over(item: Item, before: Iterable[Comparable]) -> bool:
    """Whether an item is one of those before, or tells how one of them goes on.

    Words in front or behind, in another order, a link or other numbers in a count are progress. Other
    versions and records, a `not` more or less, or that it is finished now make it news.
    """
    said = comparable(item)
    return any(_goes_on(said, other) for other in _candidates(said, tuple(before)))


def goes_on(item: Item, before: Item) -> bool:
    """Whether an item tells how one before goes on."""
    return is_carried_over(item, _forms(before))


def is_repeated(item: Item, before: Item) -> bool:
    """Whether an item says (nearly) word by word what one before said, with the same numbers."""
    said, other = full_gist(item), full_gist(before)
    if said == other:
        return bool(said)
    same = comparable(item).turns == comparable(before).turns and is_finished(said) == is_finished(other)
    return same and _FIGURE.findall(said) == _FIGURE.findall(other) and is_alike(said, other)


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


def _forms(item: Item) -> tuple[Comparable, ...]:
    """An item with and without those below it."""
    alone = (comparable(replace(item, items=())),) if item.items else ()
    return (comparable(item), *alone)


def _candidates(said: Comparable, before: tuple[Comparable, ...]) -> Iterator[Comparable]:
    """Those before that have nearly the words of this one, or the words of its topic or of its head."""
    gists, topics = [each.gist for each in before], [" ".join(each.topic) for each in before]
    found = process.extract(said.gist, gists, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    for about in filter(None, (said.topic, said.head)):
        asked = " ".join(about)
        found += process.extract(asked, topics, scorer=fuzz.token_set_ratio, score_cutoff=_AROUND, limit=None)
    return (before[place] for place in dict.fromkeys(place for _, _, place in found))


def _goes_on(said: Comparable, other: Comparable) -> bool:
    if said.is_over != other.is_over or not _may_link(said.links, other.links):
        return False
    if said.gist == other.gist:
        return bool(said.gist or said.links)
    come, gone = said.figures - other.figures, other.figures - said.figures
    if not said.records.isdisjoint(come) or not other.records.isdisjoint(gone):
        return False
    if (said.own ^ other.own) & TURNS:
        return False
    if len(said.head) >= _LABEL and _holds(other.head or other.topic, said.head):
        return True
    if gone:
        return False
    if not come and said.turns == other.turns and _is_nearly(said, other):
        return True
    return _holds(said.topic, other.topic) or _holds(other.topic, said.topic)


def _may_link(links: frozenset[str], before: frozenset[str]) -> bool:
    """Whether links came or went, but none was exchanged for another."""
    return links <= before or before <= links


def _holds(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether a topic has the words of another close together, in any order, and is about little else."""
    if len(set(part)) < _FEWEST_WORDS or not _has(whole, part):
        return False
    places = {word: place for place, word in reversed(tuple(enumerate(whole)))}
    found = [places[word] for word in part if word in places]
    if not found or max(found) - min(found) >= _TOGETHER * len(part):
        return False
    return min(found) == 0 or (len(part) > _FEWEST_WORDS and len(whole) <= _REMARKS * len(part))


def _is_nearly(said: Comparable, other: Comparable) -> bool:
    """Whether both have nearly the same letters, and no word of one is another in the other."""
    alike = is_alike(said.gist, other.gist)
    return alike and _has(said.topic, other.topic) and _has(other.topic, said.topic)


def _has(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether a topic has the words of another, but for slips and one word of many."""
    there = frozenset(whole)
    missing = [word for word in part if word not in there]
    if len(missing) > 1 + len(part) // _WORDS_FOR_ANOTHER:
        return False
    lost = [word for word in missing if nearest(word, whole) is None]
    return len(lost) <= len(part) // _WORDS_FOR_ANOTHER
