"""Minutes put on a page that people edit too: what reported is replaced, everything else stays as it stands.

A piece is a heading of the top level with all that is below it: an area, or a part of the frame (coordinates,
announcements, attendees …). The frame belongs to people: it changes only where it stands as we wrote it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from bot.formats.twiki.alike import alike
from bot.formats.twiki.read_page import read_page
from bot.formats.twiki.write import area_text, twiki
from bot.model.errors import MinutesError
from bot.model.minutes import Minutes, Silence


class EditedByHand(MinutesError):
    """Somebody wrote by hand where the minutes would go."""


class StandsTwice(MinutesError):
    """The page has the same area twice."""


class NeverEnds(MinutesError):
    """The page has a comment or a code block that does not end."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A page with the minutes in it; `pieces` are those that had to be put there."""

    text: str
    pieces: tuple[tuple[str, ...], ...] = ()


def amend_page(
    text: str, minutes: Minutes, stood: tuple[Minutes, ...] = (), *, unsure: bool = False
) -> Amended:
    """Put minutes on a page; an empty one becomes the whole copy.

    `stood` are the minutes that may stand there, and what differs from all of them was written by hand.
    `unsure` says that perhaps none of them stands there yet, nor is it known that these do not.
    """
    if not text.strip():
        return Amended(twiki(minutes), tuple(_pieces(minutes).values()))
    page = _page(text)
    before = tuple(_pieces(one) for one in stood)
    first = unsure or not stood
    put: list[_Piece] = []
    lost: list[_Piece] = []  # what would have to go although nobody knows who wrote it
    for name, piece in _wanted(minutes, () if first else before):
        known = tuple(pieces.get(name, ()) for pieces in before)
        if page.has(piece):
            continue
        if changed := _with_piece(page, name, piece, known, _areas(minutes), first=first):
            lost += [] if page.is_free(name, known) else [piece]
            page = changed
            put.append(piece)
    if unsure and lost and _shows(text, (minutes, *stood)):
        raise EditedByHand(_title(lost[0]))
    written = (page if first else _without_lost(page, minutes, before)).text
    if not stands(written, tuple(put)):
        raise NeverEnds
    return Amended(written, tuple(put))


def stands(text: str, pieces: tuple[tuple[str, ...], ...]) -> bool:
    """Whether all these pieces are on the page."""
    page = _page(text)
    return all(page.has(piece) for piece in pieces)


def without_meta(text: str) -> str:
    """What people wrote, of a topic with its META lines."""
    lines = text.replace("\r", "").split("\n")
    kept = "\n".join(line for line in lines if not _META.match(line)).rstrip("\n")
    return f"{kept}\n" if kept else ""


_META = re.compile(
    r"%META:(?:TOPICINFO|TOPICPARENT|TOPICMOVED|FORM|FIELD|FILEATTACHMENT|PREFERENCE|CREATEINFO)\{.*\}%\s*$"
)
_SILENT = (Silence.NO_REPORT, Silence.AWAY)
_Piece = tuple[str, ...]  # its lines
_Pieces = Mapping[str, _Piece]


@dataclass(frozen=True, slots=True)
class _Page:
    """The pieces of a page as they stand; the first has no heading."""

    pieces: tuple[_Piece, ...]

    @property
    def text(self) -> str:
        return "\n".join(line for piece in self.pieces for line in piece)

    def places(self, name: str) -> tuple[int, ...]:
        return tuple(at for at, piece in enumerate(self.pieces) if at and _name(piece) == name)

    def has(self, piece: _Piece) -> bool:
        return any(alike(self.pieces[at], piece) for at in self.places(_name(piece)))

    def is_free(self, name: str, known: tuple[_Piece, ...]) -> bool:
        """Whether nothing stands in this place but what we know to be ours."""
        found = [self.pieces[at] for at in self.places(name)]
        return all(_is_bare(piece) or any(alike(piece, one) for one in known) for piece in found)

    def replacing(self, at: int, piece: _Piece) -> "_Page":
        """The blank lines that ended the old piece end the new one."""
        old = self.pieces[at]
        blank = len(list(takewhile(lambda line: not line.strip(), reversed(old))))
        return _Page((*self.pieces[:at], (*piece, *old[len(old) - blank :]), *self.pieces[at + 1 :]))

    def adding(self, at: int, piece: _Piece) -> "_Page":
        gap = ("",) if at > 1 and self.pieces[at - 1][-1].strip() else ()
        return _Page((*self.pieces[:at], (*gap, *piece, ""), *self.pieces[at:]))

    def without(self, at: int) -> "_Page":
        return _Page((*self.pieces[:at], *self.pieces[at + 1 :]))


def _page(text: str) -> _Page:
    parts = read_page(text).parts
    return _Page(tuple(part.lines if part.heading is None else (part.heading, *part.lines) for part in parts))


def _pieces(minutes: Minutes) -> dict[str, _Piece]:
    """The pieces of the copy by name."""
    pieces = (_ended(piece) for piece in _page(twiki(minutes)).pieces if piece)
    return {_name(piece): piece for piece in pieces}


def _ended(piece: _Piece) -> _Piece:
    return tuple("\n".join(piece).rstrip().split("\n"))


def _name(piece: _Piece) -> str:
    """What a piece is about: its area, or what its heading says up to a colon."""
    areas = read_page(piece[0]).areas
    name = areas[0].name if areas else _title(piece).partition(":")[0].strip().lower()
    return unicodedata.normalize("NFC", name)


def _title(piece: _Piece) -> str:
    return piece[0].lstrip("-+ ").strip()


def _areas(minutes: Minutes) -> tuple[str, ...]:
    return tuple(_name(tuple(area_text(area, minutes.charset).split("\n"))) for area in minutes.areas)


def _wanted(minutes: Minutes, before: tuple[_Pieces, ...]) -> Iterator[tuple[str, _Piece]]:
    """The pieces that say something else than what stood; the first time, the areas that reported."""
    pieces = _pieces(minutes)
    if not before:
        for name, area in zip(_areas(minutes), minutes.areas, strict=True):
            if area.silence not in _SILENT:
                yield name, pieces[name]
        return
    for name, piece in pieces.items():
        if any(not alike(known.get(name, ()), piece) for known in before):
            yield name, piece


def _with_piece(
    page: _Page, name: str, piece: _Piece, known: tuple[_Piece, ...], areas: tuple[str, ...], *, first: bool
) -> _Page | None:
    """The page with the piece in its place; None where people made the frame their own."""
    found = page.places(name)
    is_area = name in areas
    if len(found) > 1 and is_area:
        raise StandsTwice(_title(piece))
    if not found:
        return _with_new(page, name, piece, areas) if is_area or not any(known) else None
    is_ours = first or page.is_free(name, known)
    if is_area and not is_ours:
        raise EditedByHand(_title(piece))
    return page.replacing(found[0], piece) if is_ours and len(found) == 1 else None


def _with_new(page: _Page, name: str, piece: _Piece, areas: tuple[str, ...]) -> _Page:
    """An area that is missing goes behind the ones before it; a part of the frame to the top."""
    if name not in areas:
        return page.adding(1, piece)
    mine = areas.index(name)
    above = [at for other in areas[:mine] for at in page.places(other)]
    below = [at for other in areas[mine + 1 :] for at in page.places(other)]
    if above:
        return page.adding(max(above) + 1, piece)
    return page.adding(min(below) if below else len(page.pieces), piece)


def _shows(text: str, versions: tuple[Minutes, ...]) -> bool:
    """Whether an area that reported stands on the page as one of these minutes have it."""
    page = _page(text)
    return any(page.has(piece) for version in versions for _, piece in _wanted(version, ()))


def _without_lost(page: _Page, minutes: Minutes, before: tuple[_Pieces, ...]) -> _Page:
    """The page without what the minutes no longer have, where it stands as we wrote it."""
    now = _pieces(minutes)
    for name in {name: True for known in before for name in known if name not in now}:
        for at in reversed(page.places(name)):
            if any(alike(page.pieces[at], known.get(name, ())) for known in before):
                page = page.without(at)
    return page


def _said(piece: _Piece) -> list[str]:
    return [line.rstrip() for line in piece if line.strip()]


def _is_bare(piece: _Piece) -> bool:
    """Whether it is an area's heading and nothing else."""
    areas = read_page("\n".join(piece)).areas
    return len(_said(piece)) == 1 and bool(areas) and not areas[0].body.sections and not areas[0].body.none
