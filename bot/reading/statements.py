"""A document as what is stated in it, one thing after the other, each under its heading."""

from dataclasses import dataclass, replace

from bot.model.call import Area, Section
from bot.model.update import Intent, Item, Why
from bot.model.words import Document, Shape, Span, Words, plain
from bot.reading.characters import folded
from bot.reading.headings import Heading, heading, names
from bot.reading.outline import BLOCKS, Branch, outline
from bot.reading.small_talk import Talk, talk


@dataclass(frozen=True, slots=True)
class Said:
    """An item; `section` is that of its heading, if it has one."""

    area: str | None
    section: Section | None
    item: Item


@dataclass(frozen=True, slots=True)
class SaidNone:
    """Words that say there is nothing, in a section or (None) at all."""

    area: str | None
    section: Section | None
    text: str


@dataclass(frozen=True, slots=True)
class SaidSame:
    """Words that ask for last week's update once more, or for last week's list as Ongoing."""

    area: str | None
    intent: Intent
    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that are no status."""

    area: str | None
    text: str
    question: bool = False


@dataclass(frozen=True, slots=True)
class Headed:
    """The words of a heading."""

    area: str | None
    text: str


_NAMES = 3  # first names and last name
Statement = Said | SaidNone | SaidSame | Aside | Headed


@dataclass(frozen=True, slots=True)
class _Under:
    """The headings under which something stands; `flat` if the last one is a bullet beside its items."""

    area: str | None
    section: Section | None = None
    flat: bool = False


def statements(document: Document, areas: tuple[Area, ...]) -> list[Statement]:
    """Say what a document states, in its order; with one area, everything is about it."""
    only = areas[0].name if len(areas) == 1 else None
    page = _Page(areas)
    known = names(areas, only)
    page.read(outline(document, lambda words: heading(words, known) is not None), _Under(only))
    return page.stated


class _Page:
    """Reads branches from top to bottom, and writes down what they state."""

    def __init__(self, areas: tuple[Area, ...]) -> None:
        self.stated: list[Statement] = []
        self._names = {name: names(areas, name) for name in (None, *(area.name for area in areas))}

    def read(self, branches: list[Branch], under: _Under) -> None:
        """Read branches that stand side by side; a heading among them holds for those behind it."""
        signs = False
        for number, branch in enumerate(branches):
            if signs and number + 1 == len(branches) and _is_name(branch):
                self.stated.append(Aside(under.area, branch.text))
                return
            found = self._heading(branch, under, followed=number + 1 < len(branches))
            if found is None:
                begin = len(self.stated)
                self._state(branch, under)
                for statement in self.stated[begin:]:
                    match statement:
                        case Said():
                            signs = False
                        case SaidNone():
                            signs, under = False, _Under(under.area)  # "none" closes its heading
                        case _:
                            signs = isinstance(statement, Aside) and statement.text.endswith(",")
                continue
            inner = self._inside(found, under)
            self.stated.append(Headed(inner.area, found.said))
            self._below(found, branch, inner, nested=True)
            under = self._after(found, branch, inner, under)

    def _heading(self, branch: Branch, under: _Under, *, followed: bool) -> Heading | None:
        """Read a branch as a heading, if it stands like one."""
        if branch.shape in BLOCKS:
            return None
        found = heading(branch.words, self._names[under.area])
        if found is None or found.rest or found.marked or branch.below:
            return found
        if branch.shape is Shape.LINE:
            return found if followed else None
        return found if followed and (under.section is None or under.flat) else None

    def _inside(self, found: Heading, under: _Under) -> _Under:
        """What holds below a heading."""
        if found.area is not None and found.area != under.area:
            return _Under(found.area, found.section)
        return _Under(under.area, found.section if found.section or found.area else under.section, under.flat)

    def _below(self, found: Heading, branch: Branch, inner: _Under, *, nested: bool) -> None:
        """Read what stands behind a heading on its line, and below it."""
        if not found.rest:
            self.read(branch.below, inner)
            return
        second = heading(found.rest, self._names[inner.area]) if nested else None
        if second is not None:  # "Release: News: …"
            inner = self._inside(second, inner)
            self.stated.append(Headed(inner.area, second.said))
            self._below(second, branch, inner, nested=False)
            return
        *pieces, final = _pieces(found.rest)
        for piece in pieces:
            self._state(Branch(piece, plain(piece)), inner)
        self._state(Branch(final, plain(final), below=branch.below), inner)

    def _after(self, found: Heading, branch: Branch, inner: _Under, before: _Under) -> _Under:
        """What holds for the lines behind a heading: a bullet with bullets of its own closes with them."""
        if branch.shape is not Shape.LINE and branch.below:
            return before
        if found.rest and (inner.section is Section.EMERGENCIES or talk(plain(found.rest)) is not None):
            return _Under(inner.area)
        return _Under(inner.area, inner.section, branch.shape is not Shape.LINE)

    def _state(self, branch: Branch, under: _Under) -> None:
        """Read a branch that is no heading."""
        if branch.below and self._is_title(branch, under):
            self.stated.append(Headed(under.area, branch.text))
            self.read(branch.below, under)
            return
        kind = talk(branch.text) if branch.shape not in BLOCKS else None
        if kind is Talk.QUIET and under.section in (Section.NEWS, Section.ONGOING):
            kind = None  # "Quiet week overall" is a statement about the week
        if kind is None or (branch.below and branch.shape is not Shape.LINE):
            why = Why.HEADING if under.section else Why.DEFAULT
            self.stated.append(Said(under.area, under.section, item_of(branch, why)))
            return
        self.stated.append(_talked(kind, branch.text, under))
        self.read(branch.below, under)

    def _is_title(self, branch: Branch, under: _Under) -> bool:
        """Whether a line is the title of headings, and not an item."""
        return branch.shape is Shape.LINE and any(
            child.below and self._heading(child, replace(under, section=None), followed=True)
            for child in branch.below
        )


def _is_name(branch: Branch) -> bool:
    """Whether a line can be the name below "Best regards,"."""
    said = branch.text.split()
    return branch.shape is Shape.LINE and len(said) <= _NAMES and all(word[0].isupper() for word in said)


def item_of(branch: Branch, why: Why) -> Item:
    """A branch as an item, with all that stands below it."""
    below = tuple(item_of(each, why) for each in branch.below)
    return Item(branch.words, below, why, branch.shape if branch.shape in BLOCKS else Shape.BULLET)


def _talked(kind: Talk, text: str, under: _Under) -> Statement:
    match kind:
        case Talk.SMALL | Talk.QUESTION:
            return Aside(under.area, text, question=kind is Talk.QUESTION)
        case Talk.NO_EMERGENCY:
            return SaidNone(under.area, Section.EMERGENCIES, text)
        case Talk.SAME | Talk.UNCHANGED if under.section is Section.ONGOING:
            return SaidSame(under.area, Intent.NOTHING_NEW, text)
        case Talk.SAME:
            return SaidSame(under.area, Intent.SAME_AS_LAST_WEEK, text)
        case Talk.NOTHING | Talk.QUIET | Talk.UNCHANGED:
            return SaidNone(under.area, under.section, text)


def _pieces(words: Words) -> list[Words]:
    """Cut `a; b; c` where the writer did; links, code and brackets stay whole."""
    pieces: list[list[Span]] = [[]]
    for span in words:
        if span.url is not None or span.code:
            pieces[-1].append(span)
            continue
        first, *more = span.text.split("; ")
        pieces[-1].append(replace(span, text=first))
        pieces.extend([replace(span, text=text)] for text in more)
    whole = [tuple(span for span in piece if span.text or span.url) for piece in pieces]
    return [piece for piece in whole if folded(plain(piece)).strip()] or [words]
