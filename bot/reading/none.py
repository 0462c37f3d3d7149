"""A small grammar of saying that there is nothing: adverbs, a denial, adjectives, a thing, a participle.

What is broken guards it: a clause is made of these words alone, as "no power" and "nothing works" are not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from bot.model.call import Section
from bot.reading.characters import folded
from bot.reading.late_pattern import LatePattern
from bot.reading.plain import TYPED, bare, flat, without_pictures
from bot.reading.vocabulary import none as table
from bot.reading.vocabulary import none_abroad as abroad

_LONGEST = 200
_END = r"[.;!\u2026\n]+(?:\s+|$)|[\u3002\uff01\uff1b]\s*"
_PAUSE = r"[,\uff0c\u3001]\s*|\s[\u2013\u2014-]+\s+|\s+(?=(?:but|though|however|although)\s)"
_CUT = re.compile(f"(?P<end>{_END})|{_PAUSE}", re.IGNORECASE)
_CLAUSE = re.compile(f"{_END}|{_PAUSE}|[:?\uff1a\uff1f](?:\\s+|$)", re.IGNORECASE)
_BRACKETS = re.compile(r"[()\[\]{}<>\u201c\u201d\"]")


class Nothing(Enum):
    """What there is none of; what decides where a text says several stands first."""

    ANYTHING = "anything"
    CHANGE = "changes"
    NOISE = "noise"
    EMERGENCY = "emergencies"


@dataclass(frozen=True, slots=True)
class NoneSaid:
    """That there is nothing, said in the text from `begin` to `end`; what else it says is not about that.

    `section` is the one that is empty, None where it is not said of which.
    """

    section: Section | None
    begin: int
    end: int

    def said(self, text: str) -> str:
        """The words that say so."""
        return text[self.begin : self.end].strip(" \n,")

    def rest(self, text: str) -> str:
        """What else the text says."""
        return text[self.end :] if self.begin == 0 else text[: self.begin]


def says_none(text: str, under: Section | None = None) -> NoneSaid | None:
    """Find where a text says that there is nothing: as a whole, at its beginning or at its end.

    `under` is the section below whose heading it stands.
    """
    if not _can_deny(text, under):
        return None
    if kind := nothing_in(text, under):
        return NoneSaid(_section(kind, under), 0, len(text))
    return _first(text, under) or _last(text, under)


def nothing_in(text: str, under: Section | None = None) -> Nothing | None:
    """What there is none of, if a text says nothing but that; below a heading fewer words are enough."""
    if len(text) > _LONGEST or not _can_deny(text, under):
        return None
    said = without_pictures(flat(text))
    if (asked := _ASKED.match(said)) and nothing_in(said[asked.end() :]):
        return Nothing.EMERGENCY
    clauses = [clause for part in _CLAUSE.split(said) if (clause := clean(part))]
    kinds = [Nothing.ANYTHING if _below(clause, under) else nothing(clause) for clause in clauses]
    if any(kind is None and not is_filler(clause) for kind, clause in zip(kinds, clauses, strict=True)):
        return None
    found = next((kind for kind in Nothing if kind in kinds), None)
    speaks = found is Nothing.NOISE and under in (Section.NEWS, Section.ONGOING)
    return None if speaks else found  # "quiet week" is a statement about the week


def nothing(clause: str) -> Nothing | None:
    """What there is none of, if a clean clause says that."""
    if clause in _WHOLE:
        return _WHOLE[clause]
    return next((kind for kind, pattern in _DENIALS.items() if pattern.fullmatch(clause)), None)


def is_filler(clause: str) -> bool:
    """Whether a clean clause only goes with such words: "thankfully", "as far as I know"."""
    return clause in _FILLERS or _FILLER.fullmatch(clause) is not None


def clean(text: str) -> str:
    """A flat text without brackets, and without marks round it."""
    return " ".join(bare(_BRACKETS.sub(" ", text)).split())


def is_sign(text: str) -> bool:
    """Whether a text is a sign that stands for none right below a heading, such as a dash."""
    said = folded(text).strip()
    return said in _SIGNS or said.strip(" *_") in _SIGNS


def _can_deny(text: str, under: Section | None) -> bool:
    """Whether a text has one of the words without which nothing is denied; most items have none of them."""
    said = folded(text[:_LONGEST] + " " + text[-_LONGEST:]).translate(TYPED).lower()
    found = _WORD.findall(said)
    return not _KEYS.isdisjoint(found) or (under is not None and not _KEYS_BELOW.isdisjoint(found))


def _below(clause: str, under: Section | None) -> bool:
    """Whether a clause says none only because it stands below a heading."""
    if under is not Section.EMERGENCIES:
        return under is not None and clause in _BELOW
    return clause in _BELOW or clause in _BELOW_EMERGENCIES or _DENIES_THERE.fullmatch(clause) is not None


def _section(kind: Nothing, under: Section | None) -> Section | None:
    return Section.EMERGENCIES if kind is Nothing.EMERGENCY else under


def _first(text: str, under: Section | None) -> NoneSaid | None:
    """What a text says first, up to a full stop, or a comma where it can only be about emergencies."""
    for cut in reversed(list(_CUT.finditer(text[:_LONGEST]))):
        kind = nothing_in(text[: cut.start()], under) if cut.start() and text[cut.end() :].strip() else None
        stops = cut["end"] is not None and kind is Nothing.ANYTHING
        pauses = bool(cut[0].strip()) and under is Section.EMERGENCIES  # "nothing but" goes on
        if kind is Nothing.EMERGENCY or (kind and (stops or pauses)):
            return NoneSaid(_section(kind, under), 0, cut.end())
    return None


def _last(text: str, under: Section | None) -> NoneSaid | None:
    """What the end of a text says, where it is not about what stands before it ("Upgraded. No problems.")."""
    start = max(0, len(text) - _LONGEST)
    for cut in _CUT.finditer(text, start):
        said = text[cut.end() :]
        kind = nothing_in(said, under) if said.strip() and text[: cut.start()].strip() else None
        stops = cut["end"] is not None
        if kind and (_OF_ITSELF if stops else _OF_EMERGENCIES).search(flat(said)):
            begin = cut.start() + (len(cut[0].rstrip()) if stops else 0)
            return NoneSaid(_section(kind, under), begin, len(text))
    return None


def _any(*tables: Iterable[str]) -> str:
    """One of the phrases, the longest first, with or without apostrophes."""
    found = sorted({each for phrases in tables for each in phrases}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(each).replace("'", "'?") for each in found) + ")"


def _pattern(said: str) -> LatePattern:
    """A clause that says this, with what may stand before and behind it."""
    return LatePattern(rf"(?:{_OPENING} ){{0,8}}?{said}(?: {_PARTICIPLE}){{0,3}}(?: {_TAIL}){{0,6}}")


_OPENING = _any(table.ADVERBS, table.SUBJECTS, table.VERBS)
_SINCE = f"(?:since|until|after|before) {_any(table.MOMENTS)}"
_IN_DAYS = (
    r"(?:in|over|during|within) the (?:last|past|previous) (?:week|month|(?:few|\w+) (?:hours|days|weeks))"
)
_TAIL = f"(?:{_any(table.TAILS)}|{_SINCE}|{_IN_DAYS})"
_PARTICIPLE = _any(table.PARTICIPLES)
_ADJECTIVES = f"(?:{_any(table.ADJECTIVES)} ){{0,4}}"
_NO = _any(table.NO, (f"{denial} any" for denial in table.DENIALS))
_PLAIN_NOTHING = _any(
    table.NOTHING, (f"{denial} {it}" for denial in table.DENIALS for it in ("anything", "much"))
)
_ALONE = _any(table.ALONE, (f"{denial} any" for denial in table.DENIALS))
_JOINT = rf"(?: ?[/&,] ?| (?:or|and|nor|and also) )(?:{_NO} )?{_ADJECTIVES}"
_DANGER = _any(table.DANGERS)
_THING = _any(table.DANGERS, table.THINGS)
_NO_DANGER = f"{_NO} {_ADJECTIVES}{_DANGER}(?:{_JOINT}{_DANGER}){{0,4}}"
_NO_THING = f"{_NO} {_ADJECTIVES}{_THING}(?:{_JOINT}{_THING}){{0,4}}"
_NO_MORE = rf"(?:{_any(table.NOTHING)}|{_PLAIN_NOTHING})(?: {_any(table.ADJECTIVES)}){{0,4}}"
_DENIALS = {
    Nothing.EMERGENCY: _pattern(f"(?:{_NO_DANGER}|{_any(table.NOTHING)} {_any(table.BROKEN)})"),
    Nothing.CHANGE: _pattern(_any(table.UNCHANGED)),
    Nothing.NOISE: _pattern(_any(table.QUIET)),
    Nothing.ANYTHING: _pattern(f"(?:{_NO_THING}|(?:{_ALONE} )?{_NO_MORE}|{_ALONE})"),
}
_ABOUT = (
    r"(?:that |which )?(?:(?:would|could|may|might|can) )?"
    r"(?:affect|concern|involv|impact|regard|hit)(?:e|s|es|ing)?"
)
_PLACE = rf"(?:{_any(table.PLACES)}|{_ABOUT})(?: (?!{_any(table.NO_PLACE)}\b)[\w./'-]+){{1,4}}"
_DENIES_THERE = LatePattern(
    rf"(?:{_OPENING} ){{0,8}}?(?:{_NO_DANGER}|{_ALONE}|{_NO_MORE})(?: {_PARTICIPLE}){{0,2}} {_PLACE}"
)
_FILLER = LatePattern(rf"(?:{_any(table.ADVERBS, table.TAILS)} ?){{1,6}}")
_ASKED = LatePattern(
    rf"(?:any )?{_any(table.TROUBLES)}(?:(?:/| or | and ){_any(table.TROUBLES)})?(?: ?[:?-] ?| )"
)
_OF_EMERGENCIES = re.compile(r"\b(?:emergenc(?:y|ies)|vulnerabilit(?:y|ies))\b")
_OF_ITSELF = re.compile(
    r"\b(?:emergenc|vulnerabilit|incidents|outages)|\bno (?:other |more |further |new )?(?:news|updates?)\b"
    r"|\bnothing(?: else| new| more| further| to (?:report|add|mention)|$)"
)
_WHOLE = {
    **dict.fromkeys(abroad.NOTHING_ABROAD, Nothing.ANYTHING),
    **dict.fromkeys(abroad.UNCHANGED_ABROAD, Nothing.CHANGE),
    **dict.fromkeys(abroad.QUIET_ABROAD, Nothing.NOISE),
    **dict.fromkeys(abroad.NO_EMERGENCY_ABROAD, Nothing.EMERGENCY),
}
_FILLERS = frozenset((*table.ADVERBS, *table.TAILS, *abroad.POLITE_ABROAD))
_SIGNS = frozenset(map(folded, table.SIGNS))
_BELOW = frozenset(table.UNDER_HEADING)
_BELOW_EMERGENCIES = frozenset(table.UNDER_EMERGENCIES)


def _key(phrase: str) -> str:
    """The word of a phrase that tells it best from others: its denial, else the longest."""
    words = _WORD.findall(phrase)
    return next((word for word in words if _DENIAL.fullmatch(word)), max(words, key=len, default=""))


def _keys(*tables: Iterable[str]) -> frozenset[str]:
    found = {_key(phrase) for phrases in tables for phrase in phrases}
    return frozenset((*found, *(word.replace("'", "") for word in found)))


_WORD = re.compile(r"[\w'/]+")
_DENIAL = re.compile(r"no|not|none|never|cannot|\w+n't")
_KEYS = _keys(table.NO, table.NOTHING, table.ALONE, table.DENIALS, table.QUIET, table.UNCHANGED, _WHOLE)
_KEYS_BELOW = _keys(table.UNDER_HEADING, table.UNDER_EMERGENCIES)
