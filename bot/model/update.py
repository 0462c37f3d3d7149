"""An update: what was understood from an area's replies for one meeting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.model.absence import SaidAway
from bot.model.call import Section
from bot.model.words import Document, Shape, Words, plain


class Why(StrEnum):
    """Why an item stands in its section, strongest reason first."""

    CORRECTED = "corrected"
    HEADING = "heading"
    EMERGENCY = "emergency"
    CARRIED_OVER = "carried over"
    WAS_AHEAD = "was ahead"  # under a label that is a time, which has come by now
    AHEAD = "ahead"  # it tells of what is still to come
    CUE = "cue"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Item:
    """One statement of an update; may have nested items below it.

    `shape` is BULLET for ordinary items, CODE or QUOTE for blocks kept as such. `key` is the item's identity
    within its update (it survives an edit of other items); nested items carry none. `ask` says that it looks
    like an emergency, stands elsewhere, and nobody has said whether it is one; nested items never do.
    """

    words: Words
    items: tuple["Item", ...] = ()
    why: Why = Why.DEFAULT
    shape: Shape = Shape.BULLET
    key: str = ""
    ask: bool = False

    @property
    def text(self) -> str:
        """The item's own words as plain text, links as `label (url)`."""
        return plain(self.words)


@dataclass(frozen=True, slots=True)
class Sections:
    """Items by section, in the order in which they were said."""

    news: tuple[Item, ...] = ()
    ongoing: tuple[Item, ...] = ()
    emergencies: tuple[Item, ...] = ()

    def of(self, section: Section) -> tuple[Item, ...]:
        """The items in one section."""
        match section:
            case Section.NEWS:
                return self.news
            case Section.ONGOING:
                return self.ongoing
            case Section.EMERGENCIES:
                return self.emergencies

    def adding(self, section: Section, *items: Item) -> "Sections":
        """The same with these items at the end of a section."""
        return replace(self, **{section.value: (*self.of(section), *items)})

    def __bool__(self) -> bool:
        return bool(self.news or self.ongoing or self.emergencies)


class Intent(StrEnum):
    """What a whole reply asks for instead of stating items."""

    NOTHING_NEW = "nothing new"  # keep last week's list as Ongoing
    SAME_AS_LAST_WEEK = "same as last week"  # repeat last week's update


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reply says for one area; between its parts it holds every word of the reply.

    `none` pairs a section with the words that said there is nothing in it. `questions` are the asides that
    want an answer, and `absence` the one that says the writer is away, its days not told yet.
    """

    sections: Sections = Sections()
    none: tuple[tuple[Section, str], ...] = ()
    aside: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    intent: Intent | None = None
    absence: SaidAway | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A lead's word about one item: the section it belongs into, or (None) that it is not status.

    `words` are those of the item, to know it by when they are edited, and `beside` the keys of the items that
    stood in the update with it and so cannot be what became of it. `instead` is what it should say; it counts
    until the item is edited where it was written, as that is a newer word.
    """

    item: str
    section: Section | None
    words: str = ""
    beside: tuple[str, ...] = ()
    instead: Item | None = None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What a lead makes of one item in a form; without a `document` its words stay as they are."""

    item: str
    section: Section | None
    document: Document = ()


@dataclass(frozen=True, slots=True)
class Update:
    """What an area reports for one meeting.

    `by` holds the persons who wrote it; `changed_at` is the moment of its last change; `confirmed` says that
    a lead found it right since then. `none` pairs a section with the words that said there is nothing in it.
    """

    call: str
    date: date
    area: str
    sections: Sections = Sections()
    none: tuple[tuple[Section, str], ...] = ()
    nothing_new: bool = False
    by: tuple[str, ...] = ()
    confirmed: bool = False
    changed_at: datetime | None = None

    @property
    def reported(self) -> bool:
        """Whether the area said anything that counts, if only that there is nothing."""
        return bool(self.sections or self.none or self.nothing_new)


def by_area(updates: Iterable[Update]) -> dict[str, Update]:
    """The updates by the names of their areas; an area that nobody has reported for may have none."""
    return {update.area: update for update in updates}


def reported_by_area(updates: Iterable[Update]) -> dict[str, Update]:
    """The updates that say anything, by the names of their areas."""
    return by_area(update for update in updates if update.reported)


def everything(items: Iterable[Item]) -> Iterator[Item]:
    """Items and all that is nested below them, in reading order."""
    for item in items:
        yield item
        yield from everything(item.items)
