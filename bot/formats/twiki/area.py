"""The body of an area on a wiki page: its style, its labels, the items under them, and what is none of these.

People write these by hand, so everything is taken that reads like a list, a label or a paragraph. A heading
that names no section is an item that heads what stands below it; what holds no items (tables, pictures,
signatures) is kept as it stands.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.formats.twiki.items import is_code, items_of, stated, texts, unseen
from bot.formats.twiki.labels import Label, heads, labels_of, leading
from bot.formats.twiki.outline import Entry, Kind, outline
from bot.formats.twiki.read_words import spoken
from bot.model.call import Labels, Section, Style
from bot.model.minutes import Silence
from bot.model.update import Item, Sections, Why
from bot.model.words import Words, plain
from bot.reading.none import says_none


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below an area's heading; `labels` are those found there, `kept` is source."""

    style: Style = Style.FLAT
    labels: Labels = Labels()
    sections: Sections = Sections()
    none: tuple[tuple[Section, str], ...] = ()
    silence: Silence | None = None
    stand_in: str | None = None
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def read_body(lines: Iterable[str]) -> Body:
    """Read the lines below an area's heading; what stands under no label is News."""
    entries = outline(lines)
    found = labels_of(entries)
    nested = any(label and entry.below for entry, label in zip(entries, found, strict=True))
    draft = _Draft(nested, leading(found))
    for place, (entry, label) in enumerate(zip(entries, found, strict=True)):
        draft.take(entry, label, entries[place + 1] if place + 1 < len(entries) else None)
    return draft.body()


_STYLES = {Kind.SUBHEAD: Style.HEADINGS, Kind.BULLET: Style.NESTED, Kind.PARAGRAPH: Style.PLAIN}
_AWAY = re.compile(r"away(?: \(stand-in (.+)\))?")
_NOTES = re.compile(r"Notes\s*:?")
_NOTE = re.compile(r"Note: (.+)", re.DOTALL)
_NEVER, _LINE, _AGAIN = 10, 9, 8  # how deep a line of text is as a heading, and a section's second name


@dataclass(slots=True)
class _Topic:
    """A heading that names no section, with what stands below it so far; the deeper, the higher `level`."""

    level: int
    source: str
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """A body in the making; `section` is what holds, `deep` how deep its heading is, `begun` if it has items.

    `nested` says that labels have their items below themselves, so that nothing beside them is theirs, and
    `names` what the area calls its sections.
    """

    nested: bool
    names: Mapping[Section, str]
    style: Style | None = None
    labels: dict[Section, str] = field(default_factory=dict)
    items: dict[Section, list[Item]] = field(default_factory=lambda: {section: [] for section in Section})
    none: list[tuple[Section, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    silence: tuple[Silence, str | None] | None = None
    section: Section | None = None
    deep: int = 0
    begun: bool = False
    noting: bool = False
    topics: list[_Topic] = field(default_factory=list)

    def take(self, entry: Entry, label: Label | None, following: Entry | None) -> None:
        """Read one entry, and say what holds behind it."""
        if entry.kind is Kind.APART:
            self._apart(entry)
        elif _NOTES.fullmatch(entry.text):
            self._notes(entry)
        elif label is not None:
            self._label(entry, label)
        elif entry.kind is Kind.SUBHEAD or heads(entry, following, among_labels=self.style is Style.PLAIN):
            self._topic(entry)
        elif self.noting:
            self._note(entry)
        elif not self.labels and (note := _NOTE.fullmatch(entry.text)):
            self._note(replace(entry, text=note[1]))
        else:
            self._close(_LINE if entry.kind is Kind.PARAGRAPH else _NEVER)
            self._state(entry)
            self.kept += unseen(entry)

    def body(self) -> Body:
        """The body as it stands."""
        self._close()
        self._be_quiet()
        sections = Sections(**{section.value: tuple(items) for section, items in self.items.items()})
        silence, stand_in = self.silence if self.silence and not sections and not self.none else (None, None)
        return Body(
            style=self.style or Style.FLAT,
            labels=Labels(**{section.value: said for section, said in self.labels.items()}),
            sections=sections,
            none=tuple(self.none),
            silence=silence,
            stand_in=stand_in,
            notes=tuple(self.notes),
            kept=tuple(dict.fromkeys(self.kept)),
        )

    def _be_quiet(self) -> None:
        """An area that says nothing but that all is quiet has no news."""
        said = [item for items in self.items.values() for item in items]
        if len(said) == 1 and not self.labels and not said[0].items and says_none(said[0].text):
            self.none.append((Section.NEWS, said[0].text))
            self.items[Section.NEWS].clear()

    def _apart(self, entry: Entry) -> None:
        """Keep what stands apart, with the heading right above it."""
        if self.topics and not self.topics[-1].items:
            self.kept.append(self.topics.pop().source)
        self.kept.append(entry.text)

    def _notes(self, entry: Entry) -> None:
        self._close()
        self.style = self.style or _STYLES[entry.kind]
        self.noting = True
        for below in entry.below:
            self._note(below)

    def _note(self, entry: Entry) -> None:
        self.notes += texts((entry,))
        self.kept += unseen(entry)

    def _label(self, entry: Entry, label: Label) -> None:
        """Take what a label holds; a bullet with bullets of its own holds only those."""
        self._close()
        self.noting = False
        self.section = label.section
        self.deep, self.begun = entry.level or _LINE, False
        self.labels[label.section] = self.names[label.section]
        if label.said != self.names[label.section]:
            self.topics.append(_Topic(_AGAIN, label.said))
        if label.rest and entry.below:
            self._add(Item(label.rest, tuple(items_of(entry.below, self._why)), self._why))
        elif label.rest:
            self._said(label.rest)
        for below in () if label.rest else entry.below:
            self._state(below)
        self.kept += unseen(entry)
        if entry.below or not label.rest:
            self.style = self.style or _STYLES[entry.kind]
        if entry.kind is Kind.BULLET and (self.nested or label.rest):
            self._close()
            self.section = None

    def _topic(self, entry: Entry) -> None:
        """Begin what stands below a heading that names no section.

        It ends a section unless it is deeper, or is a line of text right below the label.
        """
        level = entry.level or _LINE
        self._close(level)
        if level <= self.deep and (entry.level or self.begun):
            self.section = None
        self.noting = False
        self.kept += unseen(entry)
        self.topics.append(_Topic(level, entry.text))

    def _close(self, level: int = 0) -> None:
        """End the headings that are at least so deep; one with nothing below it is kept as it stands."""
        while self.topics and self.topics[-1].level >= level:
            topic = self.topics.pop()
            if topic.items:
                self._add(Item(spoken(topic.source), tuple(topic.items), self._why))
            else:
                self.kept.append(topic.source)

    def _state(self, entry: Entry) -> None:
        """Take an entry in as an item, or as the word that there is none."""
        words = spoken(entry.text)
        if words and not entry.below and not is_code(entry):
            if self.section is None and (silence := _silent(plain(words))):
                self.silence = silence
                return
            if self._said(words, entry.text):
                return
        for item in items_of((entry,), self._why):
            self._add(item)

    def _said(self, words: Words, source: str = "") -> bool:
        """Take in what was said if any of it is a denial, or was said behind a label; False if not."""
        found = stated(words, self.section, source)
        if found.none is None and source:
            return False
        self.none += [found.none] if found.none else []
        before, self.section = self.section, found.section
        if found.rest:
            self._add(Item(found.rest, (), self._why))
        self.section = None if found.none and before is Section.EMERGENCIES else before
        return True

    def _add(self, item: Item) -> None:
        self.begun = True
        (self.topics[-1].items if self.topics else self.items[self.section or Section.NEWS]).append(item)

    @property
    def _why(self) -> Why:
        return Why.HEADING if self.section else Why.DEFAULT


def _silent(text: str) -> tuple[Silence, str | None] | None:
    """Why an area has no update, in the words in which we write it."""
    if away := _AWAY.fullmatch(text):
        return Silence.AWAY, away[1]
    return (Silence(text), None) if text in (Silence.NO_REPORT, Silence.NOTHING) else None
