"""What stands around the areas on a page: coordinates, announcements, action items, who was there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape

from bot.formats.twiki.items import is_code, texts, unseen
from bot.formats.twiki.outline import Entry, Kind, outline
from bot.formats.twiki.people import is_name, names_in
from bot.formats.twiki.read_words import spoken
from bot.model.words import plain
from bot.reading.none import says_none


class FramePart(StrEnum):
    """A part of the page's frame."""

    COORDINATES = "coordinates"
    ANNOUNCEMENTS = "announcements"
    ACTIONS = "actions"
    ATTENDEES = "attendees"
    APOLOGIES = "apologies"
    EMERGENCIES = "emergencies"  # those of the areas once more, lifted to the top


@dataclass(slots=True)
class Frame:
    """What the frame says; a remark stands in the lines below what it belongs to. `kept` is source."""

    coordinates: list[str] = field(default_factory=list)
    announcements: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    attendees: list[str] = field(default_factory=list)
    apologies: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def take(self, part: FramePart, rest: str, lines: Iterable[str]) -> None:
        """Read a part: what stands behind its name in the heading, and below."""
        self._told(part, [*_line(rest), *outline(lines)])

    def _told(self, part: FramePart, entries: list[Entry]) -> None:
        if part in (FramePart.ATTENDEES, FramePart.APOLOGIES):
            self._people(part, entries)
            return
        told = {
            FramePart.COORDINATES: self.coordinates,
            FramePart.ANNOUNCEMENTS: self.announcements,
            FramePart.ACTIONS: self.actions,
            FramePart.EMERGENCIES: self.kept,
        }[part]
        for entry in self._said(entries):
            each = list(texts((entry,)))
            told += each if part is FramePart.COORDINATES else filter(None, ("\n".join(each),))

    def before(self, lines: Iterable[str]) -> None:
        """Read what stands before the first heading: a list there holds the coordinates.

        A line there may name another part of the frame, and holds what stands behind it and below.
        """
        part = FramePart.COORDINATES
        for entry in self._said(outline(lines)):
            text = plain(spoken(entry.text))
            if named := frame_of(text):
                part = named[0]
                self._told(part, [*_line(named[1]), *entry.below])
            elif entry.kind is Kind.BULLET:
                self._told(part, [entry])
            else:
                self.kept.append(entry.text)

    def _said(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries that say something; what stands apart, and that there is nothing, is kept."""
        for entry in entries:
            self.kept += unseen(entry) if entry.kind is not Kind.APART else ()
            text = plain(spoken(entry.text))
            if entry.kind is Kind.APART or (not entry.below and says_none(text)):
                self.kept.append(entry.text)
            elif text or entry.below or is_code(entry):
                yield entry

    def _people(self, part: FramePart, entries: Iterable[Entry]) -> None:
        """Read names; those behind or below a word for apologies could not come."""
        away = holds = part is FramePart.APOLOGIES
        for entry in self._said(entries):
            for number, text in enumerate(texts((entry,))):
                said = _PRESENT.sub("", text)
                if found := _AWAY.match(said):
                    said, away = said[found.end() :], True
                    holds = holds or (entry.kind is not Kind.BULLET and not said)
                elif not number:
                    holds = holds and entry.kind is not Kind.SUBHEAD
                    away = holds
                self._names(self.apologies if away else self.attendees, said)

    def _names(self, told: list[str], listed: str) -> None:
        self.kept += _MAIL.findall(listed)
        listed = _MAIL.sub("", listed)
        remark = _REMARK.match(listed)
        self.kept += [remark[0].strip()] if remark else []
        for name in names_in(listed[remark.end() :] if remark else listed):
            if is_name(name) and not says_none(name):
                told.append(name)
            else:
                self.kept.append(name)


def frame_of(title: str) -> tuple[FramePart, str] | None:
    """The part of the frame that a heading names, and what stands behind its colon; None if it names none."""
    named, _, rest = title.partition(":")
    key = _BRACKETS.sub("", " ".join(named.lower().split()))
    part = next((part for part, pattern in _NAMES.items() if pattern.fullmatch(key)), None)
    return (part, rest.strip()) if part else None


def _line(said: str) -> list[Entry]:
    """What stands behind the name of a part, as an entry of it."""
    return outline((f"   * {escape(said, quote=False)}",)) if said else []


_NAMES = {
    FramePart.COORDINATES: re.compile(
        r"(?:meeting |call |phone |call[- ]in |dial[- ]in )?(?:coordinates|connection(?: details| info\w*)?)"
        r"|(?:dial|call)[- ]?in(?: details| info\w*)?|how to connect|logistics"
    ),
    FramePart.ANNOUNCEMENTS: re.compile(r"(?:general |other )?announcements?"),
    FramePart.ACTIONS: re.compile(
        r"(?:open |new |old |current |review of )?action(?:s| ?items?)?(?: ?/ ?significant items?)?(?: list)?"
        r"(?: (?:from|of) (?:the )?(?:last|previous) (?:meeting|call|week))?|significant items"
    ),
    FramePart.ATTENDEES: re.compile(
        r"(?:list of )?(?:attendees?|attending|attendance|attended|participants?|participation|participating"
        r"|present|in attendance|roll[- ]?call|who (?:attended|(?:is|was) (?:here|there|present)))"
        r"(?:(?: ?[/&+] ?| and )(?:apologies|regrets|absen\w+|excused))?"
    ),
    FramePart.APOLOGIES: re.compile(
        r"apologies(?: for absence)?|regrets|absent(?:ees?)?|excused|not present"
    ),
    FramePart.EMERGENCIES: re.compile("emergencies"),
}
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_AWAY = re.compile(
    r"(?:apologies|regrets|absent|excused|not present|away)(?: for absence)?"
    r"\s*(?:[:\u2013-]+\s*|from\s+|$)",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"(?:present|attending|remote(?:ly)?|in person|in the room|on the phone)\s*:\s*", re.IGNORECASE
)
_MAIL = re.compile(r"\s*\(mailto:[^()]*\)")
_REMARK = re.compile(r"\s*\([^()]*\)?\s*[:,]?\s*")
