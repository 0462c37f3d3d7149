"""Whether an item stood in the minutes of the meeting before, and what it says of one that did."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
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
_FEWEST_LEFT = 3  # words of an item that was cut short
_LABEL = 3  # what is before a colon and shorter may name a heading of sorts: `Other updates: Tern`
_TOGETHER = 2  # a topic that is held stands together: in at most so many times its own words
_WORDS_FOR_ANOTHER = 8  # one of so many words of a topic may have become another
_REMARKS = 3  # and unless it stands first, what is around it has at most so many times its words
_FIGURE = re.compile(r"\S*\d\S*")
# No list of a week comes near these; they keep the time for one that does in line with its length.
MOST_COMPARED = 150  # so many of what stood before are compared by their letters; all of them by their words
_MOST_LIKE = 12  # and so many of those that are most alike are looked at closely


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """What was said before, ready to be compared with: each statement once, and what was found of others."""

    said: tuple[Comparable, ...] = ()
    gists: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    by_gist: dict[str, list[Comparable]] = field(default_factory=dict)
    found: dict[Comparable, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, statements: Iterable[Comparable]) -> "Earlier":
        """Make it of statements, of which only the first of those that are the same counts."""
        said = tuple(dict.fromkeys(statements))
        compared = said[:MOST_COMPARED]
        by_gist: dict[str, list[Comparable]] = {}
        for each in said:
            by_gist.setdefault(each.gist, []).append(each)
        topics = tuple(" ".join(each.topic) for each in compared)
        return cls(said, tuple(each.gist for each in compared), topics, by_gist)

    def __bool__(self) -> bool:
        return bool(self.said)

    def has(self, item: Item) -> bool:
        """Whether one of these is said again word by word."""
        return comparable(item).gist in self.by_gist

    def holds(self, said: Comparable) -> bool:
        """Whether one of these is said again, or gone on with."""
        if said not in self.found:
            same = self.by_gist.get(said.gist, [])[:MOST_COMPARED]
            self.found[said] = any(_goes_on(said, other) for other in same) or any(
                _goes_on(said, other) for other in _candidates(said, self)
            )
        return self.found[said]


class Open:
    """Items that can be reported as finished: those that are not finished, and have some words."""

    def __init__(self, items: Sequence[Item]) -> None:
        gists = {place: full_gist(item) for place, item in enumerate(items) if not is_finished(item.text)}
        told = [(place, gist) for place, gist in gists.items() if len(gist.split()) >= _FEWEST_WORDS]
        self._told = told[:MOST_COMPARED]
        self._gists = [gist for _, gist in self._told]

    def closed_by(self, item: Item) -> Iterator[int]:
        """The places of those that an item reports as finished, in their order."""
        if not self._gists or not is_finished(item.text):
            return
        found = process.extract_iter(
            full_gist(item), self._gists, scorer=fuzz.token_set_ratio, score_cutoff=_NAMED
        )
        yield from (self._told[place][0] for _, _, place in found)


@lru_cache(maxsize=256)
def list_of(last: Sections) -> Earlier:
    """What stood in the minutes before, ready to be compared: each item with and without those below it."""
    found: dict[str, Comparable] = {}
    for item in (item for section in Section for item in last.of(section)):
        for each in _forms(item):
            found.setdefault(each.gist, each)
    return Earlier.of(found.values())


def full_gist(item: Item) -> str:
    """The words of an item and of all below it."""
    return gist(" ".join(part.text for part in everything((item,))))


def is_carried_over(item: Item, before: Earlier) -> bool:
    """Whether an item is one of those before, or tells how one of them goes on.

    Words in front or behind, in another order, a link or other numbers in a count are progress. Other
    versions and records, a `not` more or less, or that it is finished now make it news.
    """
    return bool(before) and before.holds(comparable(item))


def goes_on(item: Item, before: Item) -> bool:
    """Whether an item tells how one before goes on."""
    return is_carried_over(item, Earlier.of(_forms(before)))


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
    return any(True for _ in Open((before,)).closed_by(item))


def _forms(item: Item) -> tuple[Comparable, ...]:
    """An item with and without those below it."""
    alone = (comparable(replace(item, items=())),) if item.items else ()
    return (comparable(item), *alone)


def _candidates(said: Comparable, before: Earlier) -> Iterator[Comparable]:
    """Those before that have nearly the words of this one, or the words of its topic or of its head."""
    found = process.extract(said.gist, before.gists, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST_LIKE)
    for about in filter(None, (said.topic, said.head)):
        found += process.extract(
            " ".join(about),
            before.topics,
            scorer=fuzz.token_set_ratio,
            score_cutoff=_AROUND,
            limit=_MOST_LIKE,
        )
    return (before.said[place] for place in dict.fromkeys(place for _, _, place in found))


def _goes_on(said: Comparable, other: Comparable) -> bool:
    if said.is_over != other.is_over or not _may_link(said.links, other.links):
        return False
    if said.gist == other.gist:
        return bool(said.gist or said.links)
    if _is_cut_short(said, other):
        return True
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


def _is_cut_short(said: Comparable, other: Comparable) -> bool:
    """Whether one is the other without its end; what is left out there tells nothing new."""
    words, whole = said.gist.split(), other.gist.split()
    if len(words) < _FEWEST_LEFT or len(said.topic) < _FEWEST_WORDS or len(words) > len(whole):
        return False
    *first, last = words
    is_begun = whole[len(first)].startswith(last) and (last.isalpha() or whole[len(first)] == last)
    return is_begun and whole[: len(first)] == first


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
