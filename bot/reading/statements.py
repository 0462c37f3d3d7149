"""A document as what is stated in it, one thing after the other, each under its heading."""

from dataclasses import replace
from itertools import takewhile

from bot.model.call import Area, Section
from bot.model.update import Intent, Item, Why
from bot.model.words import Document, Shape, plain
from bot.reading.cuts import cut, pieces, sections_in
from bot.reading.heading_names import names
from bot.reading.headings import Heading, heading, is_unknown
from bot.reading.none import is_sign
from bot.reading.outline import BLOCKS, Branch, outline
from bot.reading.set_apart import set_apart
from bot.reading.signature import MOST, closes, closing
from bot.reading.small_talk import Talk, is_for_the_frame, talk
from bot.reading.statement import Aside, Headed, Said, SaidNone, SaidSame, Statement
from bot.reading.under import Under

_NAMES = 3  # first names and last name


def statements(document: Document, areas: tuple[Area, ...]) -> list[Statement]:
    """Say what a document states, in its order; with one area, everything is about it."""
    only = areas[0].name if len(areas) == 1 else None
    page = _Page(areas)
    known = names(areas, only)
    page.read(outline(document, lambda words: heading(words, known) is not None), Under(only))
    return page.stated


class _Page:
    """Reads branches from top to bottom, and writes down what they state."""

    def __init__(self, areas: tuple[Area, ...]) -> None:
        self.stated: list[Statement] = []
        self._said = False  # whether there is an item among them
        self._names = {name: names(areas, name) for name in (None, *(area.name for area in areas))}

    def read(self, branches: list[Branch], under: Under) -> None:
        """Read branches that stand side by side; a heading among them holds for those behind it."""
        lines = [part for branch in branches for part in self._parts(branch, under)]
        number = 0
        while number < len(lines):
            if count := self._closing(lines, number):
                self.stated.extend(Aside(under.area, line.text) for line in lines[number : number + count])
            elif number + 1 == len(lines) and self._signs(under) and _is_name(lines[number]):
                self.stated.append(Aside(under.area, lines[number].text))
            else:
                under = self._line(lines[number], under, followed=number + 1 < len(lines))
            number += count or 1

    def _parts(self, branch: Branch, under: Under) -> list[Branch]:
        """A line with several sections as one line for each."""
        if branch.shape in BLOCKS:
            return [branch]
        *parts, last = sections_in(branch.words, self._names[under.area])
        if not parts:
            return [branch]
        return [
            *(Branch(part, plain(part), branch.shape, apart=branch.apart) for part in parts),
            Branch(last, plain(last), branch.shape, below=branch.below),
        ]

    def _closing(self, lines: list[Branch], number: int) -> int:
        """How many lines close the mail from this one on."""
        if lines[number].shape is not Shape.LINE or not closes(lines[number].text):
            return 0
        signing = takewhile(
            lambda line: line.shape is Shape.LINE and not line.below, lines[number : number + MOST + 1]
        )
        return closing([line.text for line in signing], stated=self._said)

    def _signs(self, under: Under) -> bool:
        """Whether a name may follow: the words before end like "Best regards,"."""
        last = self.stated[-1] if self.stated else None
        return isinstance(last, Aside) and last.area == under.area and last.text.endswith(",")

    def _line(self, branch: Branch, under: Under, *, followed: bool) -> Under:
        """Read one branch, and say what holds behind it."""
        sign = under.heads and not under.begun and not branch.below and is_sign(branch.text)
        found = None if sign else self._heading(branch, under, followed=followed)
        if found is not None:
            inner = self._inside(found, under)
            self.stated.append(Headed(inner.area, found.said))
            self._below(found, branch, inner, nested=True)
            return self._after(found, branch, inner, under)
        if branch.shape is Shape.LINE and is_unknown(branch.words):
            under = self._beyond(under)
        begin = len(self.stated)
        self._state(branch, under)
        for one in self.stated[begin:]:
            if isinstance(one, SaidNone) and one.section in (None, under.none):
                return Under(under.area)  # "none" closes its heading
        return replace(under, begun=True)

    def _beyond(self, under: Under) -> Under:
        """What holds below a heading that names nothing known: it ends a section, or sorts it by topics."""
        if not under.heads or under.topics:
            return under
        return Under(under.area) if under.begun else replace(under, topics=True)

    def _heading(self, branch: Branch, under: Under, *, followed: bool) -> Heading | None:
        """Read a branch as a heading, if it stands like one."""
        if branch.shape in BLOCKS:
            return None
        found = heading(branch.words, self._names[under.area])
        if found is None or found.rest or found.marked or branch.below:
            return found
        if branch.shape is Shape.LINE:
            return found if followed else None
        return found if followed and (not under.heads or under.flat) else None

    def _inside(self, found: Heading, under: Under) -> Under:
        """What holds below a heading."""
        if found.area is not None and found.area != under.area:
            return Under(found.area, found.section, trouble=found.trouble)
        if found.section or found.area or found.trouble:
            return Under(under.area, found.section, under.flat, found.trouble)
        return replace(under, begun=False, topics=False)

    def _below(self, found: Heading, branch: Branch, inner: Under, *, nested: bool) -> None:
        """Read what stands behind a heading on its line, and below it."""
        if not found.rest:
            self.read(branch.below, inner)
            return
        nested = nested and not is_sign(plain(found.rest))
        second = heading(found.rest, self._names[inner.area]) if nested else None
        if second is not None:  # "Release: News: …"
            inner = self._inside(second, inner)
            self.stated.append(Headed(inner.area, second.said))
            self._below(second, branch, inner, nested=False)
            return
        *before, final = pieces(found.rest)
        for piece in before:
            self._state(Branch(piece, plain(piece)), inner)
        self._state(Branch(final, plain(final), below=branch.below), inner)

    def _after(self, found: Heading, branch: Branch, inner: Under, before: Under) -> Under:
        """What holds for the lines behind a heading: a bullet with bullets of its own closes with them."""
        if branch.shape is not Shape.LINE and branch.below:
            return before
        rest = plain(found.rest)
        ends = inner.section is Section.EMERGENCIES or is_sign(rest) or talk(rest, inner.none) is not None
        if found.rest and ends:
            return Under(inner.area)
        flat = branch.shape is not Shape.LINE
        return Under(inner.area, inner.section, flat, inner.trouble, begun=bool(found.rest or branch.below))

    def _state(self, branch: Branch, under: Under, *, whole: bool = False) -> None:
        """Read a branch that is no heading; `whole` if nothing in it stands by itself any more."""
        if branch.below and self._is_title(branch, under):
            self.stated.append(Headed(under.area, branch.text))
            self.read(branch.below, under)
            return
        kind = self._kind(branch, under) if branch.shape not in BLOCKS else None
        if kind is not None and not (branch.below and branch.shape is not Shape.LINE):
            self.stated.append(_talked(kind, branch.text, under))
            self.read(branch.below, under)
        elif whole or branch.shape in BLOCKS or not self._divided(branch, under):
            why = Why.HEADING if under.section else Why.DEFAULT
            otherwise = Section.ONGOING if under.trouble else None
            self.stated.append(Said(under.area, under.section, item_of(branch, why), otherwise))
            self._said = True

    def _kind(self, branch: Branch, under: Under) -> Talk | None:
        """What a branch is about if it is not status."""
        if under.heads and not under.begun and not branch.below and is_sign(branch.text):
            return Talk.NOTHING
        if not branch.below and is_for_the_frame(branch.text):
            return Talk.SMALL
        return talk(branch.text, under.none)

    def _divided(self, branch: Branch, under: Under) -> bool:
        """State what stands by itself at one end of a branch, and the rest; False if nothing does."""
        if not (found := set_apart(branch.text, under.none)):
            return False
        none, begin, end = found
        parts = cut(branch.words, [(begin, end)])
        if len(parts) == 1:
            return False
        words = parts[0] or parts[1]
        rest = Branch(words, plain(words), branch.shape, below=branch.below)
        said = branch.text[begin:end].strip(" \n,")
        if none is None:
            self.stated.append(Aside(under.area, said, away=True))
        else:
            self.stated.append(SaidNone(under.area, none.section, said))
        closed = none is not None and none.section is Section.EMERGENCIES is under.none
        self._state(rest, Under(under.area) if closed else under, whole=True)
        return True

    def _is_title(self, branch: Branch, under: Under) -> bool:
        """Whether a line is the title of headings, and not an item."""
        return branch.shape is Shape.LINE and any(
            child.below and self._heading(child, Under(under.area), followed=True) for child in branch.below
        )


def _is_name(branch: Branch) -> bool:
    """Whether a line can be the name below "Best regards,"."""
    said = branch.text.split()
    return branch.shape is Shape.LINE and len(said) <= _NAMES and all(word[0].isupper() for word in said)


def item_of(branch: Branch, why: Why) -> Item:
    """A branch as an item, with all that stands below it."""
    below = tuple(item_of(each, why) for each in branch.below)
    return Item(branch.words, below, why, branch.shape if branch.shape in BLOCKS else Shape.BULLET)


def _talked(kind: Talk, text: str, under: Under) -> Statement:
    match kind:
        case Talk.SMALL | Talk.QUESTION | Talk.REQUEST | Talk.ABSENCE:
            asks = kind in (Talk.QUESTION, Talk.REQUEST)
            return Aside(under.area, text, question=asks, away=kind is Talk.ABSENCE)
        case Talk.NO_EMERGENCY:
            return SaidNone(under.area, Section.EMERGENCIES, text)
        case Talk.SAME | Talk.UNCHANGED if under.section is Section.ONGOING:
            return SaidSame(under.area, Intent.NOTHING_NEW, text)
        case Talk.SAME:
            return SaidSame(under.area, Intent.SAME_AS_LAST_WEEK, text)
        case Talk.NOTHING | Talk.QUIET | Talk.UNCHANGED:
            return SaidNone(under.area, under.none, text)
