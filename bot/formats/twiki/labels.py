"""Which entry on a page names a section: by the same names and the same grammar of "none" as in replies."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.formats.twiki.outline import Entry, Kind
from bot.formats.twiki.read_words import spoken
from bot.model.call import Section
from bot.model.words import Words, plain
from bot.reading.heading_names import Names, key_of, names
from bot.reading.headings import heading, is_unknown
from bot.reading.none import says_none


@dataclass(frozen=True, slots=True)
class Label:
    """A section as it is called on the page; `rest` is what was said behind it on its line."""

    section: Section
    said: str
    rest: Words = ()


def labels_of(entries: Sequence[Entry]) -> list[Label | None]:
    """The labels among entries that stand side by side, None for each that is none.

    Below a heading or a line of text that names a section a bullet names none. Where other bullets stand
    beside it, one that could mean News does so only by the word itself: else it is a topic as they are.
    """
    found = [_label(entry) for entry in entries]
    held = False
    for place, entry in enumerate(entries):
        if entry.kind is Kind.SUBHEAD:
            held = found[place] is not None
        elif entry.kind is Kind.PARAGRAPH:
            held = held or found[place] is not None
        elif held:
            found[place] = None
    both = list(zip(entries, found, strict=True))
    if any(entry.kind is Kind.BULLET and each is None for entry, each in both):
        return [None if each and _is_topic(each, entry) else each for entry, each in both]
    return found


def leading(found: Sequence[Label | None]) -> dict[Section, str]:
    """What an area calls each section that it names: the word itself or a week, before other names."""
    named: dict[Section, str] = {}
    for label in sorted(filter(None, found), key=_rank):
        named.setdefault(label.section, label.said)
    return named


def heads(entry: Entry, following: Entry | None, *, among_labels: bool) -> bool:
    """Whether a line of text heads the bullets behind it, whatever it names.

    `among_labels` says that lines of text are labels in this area: then a few words are enough.
    """
    if entry.kind is not Kind.PARAGRAPH or following is None or following.kind is not Kind.BULLET:
        return False
    few = len(entry.text.split()) <= _FEW and not entry.text.rstrip().endswith((".", "!", "]"))
    return (among_labels and few) or is_unknown(spoken(entry.text))


_FEW = 4  # words
_LONGEST = 80
_BEGINNING = 40  # characters in which a name ends that something stands behind
_OUTRIGHT = ("news", "ongoing", "emergencies")


def _label(entry: Entry) -> Label | None:
    """The section that an entry names; behind a colon only by the word itself, or to say that it is empty."""
    if len(entry.text) > _LONGEST and not any(sign in entry.text[:_BEGINNING] for sign in ":?\uff1a"):
        return None
    words = spoken(entry.text)
    found = heading(words, _known()) if words and entry.kind is not Kind.APART else None
    if found is None or found.section is None:
        return None
    if not found.rest:
        text = plain(words)
        denies = entry.kind is not Kind.SUBHEAD and not entry.below and says_none(text)
        return None if denies else Label(found.section, text)
    said = found.said.rstrip(" :-\u2013\u2014\uff1a")
    empty = not entry.below and says_none(plain(found.rest), found.section)
    return Label(found.section, said, found.rest) if empty or key_of(said) in _OUTRIGHT else None


def _rank(label: Label) -> int:
    key = key_of(label.said)
    return 0 if key in _OUTRIGHT else 1 if "week" in key.split() else 2


def _known() -> Names:
    return names((), None)


def _is_topic(label: Label, entry: Entry) -> bool:
    if entry.kind is not Kind.BULLET or label.section is not Section.NEWS or label.rest:
        return False
    return key_of(label.said) not in _OUTRIGHT
