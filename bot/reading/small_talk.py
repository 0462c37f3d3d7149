"""What is said around the status: thanks, questions, and that there is nothing."""

import re
from collections.abc import Iterable
from enum import Enum
from functools import cache

from bot.reading.plain import bare, flat, is_picture, shows_picture
from bot.reading.vocabulary import talk as table
from bot.reading.vocabulary.openers import OPENERS

_LONGEST = 200
_FIRST_PHRASE = 40  # a picture inside of it tears it apart
_CLAUSE = re.compile(r"[,.;!?\n]+(?:\s|$)|\s[\u2013\u2014-]+\s|:(?:\s|$)|\s\.\.\.\s")
_NAME = re.compile(r"[^\W\d_]+")


class Talk(Enum):
    """What a line is about, if not about the week; what decides where several are mixed comes first."""

    QUESTION = "a question to the bot"
    SAME = "last week's report once more"
    NOTHING = "nothing to report"
    UNCHANGED = "nothing changed"
    QUIET = "nothing happened"
    NO_EMERGENCY = "no emergency"
    SMALL = "small talk"


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(f"(?:{phrase})" for phrase in phrases)


_ALONE = (
    *table.NO_EMERGENCY,
    *table.SAME,
    *table.UNCHANGED,
    *table.QUIET,
    *table.NOTHING,
    *table.QUESTIONS,
)
_PHRASES = (*_ALONE, *table.SMALL_TALK)
# atomic and possessive: one phrase after the other without taking any back, in linear time
_ONE = r"(?>(?:{})(?: |(?=[^\w\s]|$)))"
_MORE = _ONE.format("|".join(table.SMALL_TALK))
_SMALL = f"{_MORE}++"
_TABLE = {
    Talk.NO_EMERGENCY: _any_of(table.NO_EMERGENCY),
    Talk.SAME: _any_of(table.SAME),
    Talk.UNCHANGED: _any_of(table.UNCHANGED),
    Talk.QUIET: _any_of(table.QUIET),
    Talk.NOTHING: _any_of(table.NOTHING),
    Talk.SMALL: _SMALL,
    Talk.QUESTION: _any_of(table.QUESTIONS),
}
_OF_CLAUSE = re.compile("|".join(f"(?P<{kind.name}>{phrases})" for kind, phrases in _TABLE.items()))
_QUESTION = re.compile(_TABLE[Talk.QUESTION])
_NO_EMERGENCY = re.compile(_TABLE[Talk.NO_EMERGENCY])
_KINDS = {kind.name: kind for kind in Talk}  # in plain words: an enumeration finds its names slowly
_SMALL_TALK = Talk.SMALL.name
_STRENGTH = {name: number for number, name in enumerate(_KINDS)}


def talk(text: str) -> Talk | None:
    """Say what a line is about if it is not status; None if it may be."""
    opener = text.partition(" ")[0]
    if len(text) > _LONGEST or (opener.isalpha() and opener.lower() not in OPENERS):
        return None
    line = flat(text)
    if opener.isalpha() and not _begins(line) and not shows_picture(line[:_FIRST_PHRASE]):
        return None  # what does not begin with phrases up to where a clause may end is no talk
    if not line[:1].isalnum() and is_picture(line):
        return Talk.SMALL
    asked = line.rstrip("?!. ")
    if _QUESTION.fullmatch(asked) or (asked != line and _QUESTION.fullmatch(line)):
        return Talk.QUESTION
    if _NO_EMERGENCY.fullmatch(bare(line)):
        return Talk.NO_EMERGENCY
    kinds = _of_clauses([part for part in _CLAUSE.split(line) if part])
    return _KINDS[min(kinds, key=_STRENGTH.__getitem__)] if kinds else None


def _of_clauses(clauses: list[str]) -> list[str]:
    """What each clause is about; nothing where one of them may be status."""
    kinds: list[str] = []
    for number, part in enumerate(clauses):
        clause = bare(part)
        found = _OF_CLAUSE.fullmatch(clause) if clause else None
        if found:
            kinds.append(str(found.lastgroup))
        elif not clause or (kinds[-1:] == [_SMALL_TALK] and _addresses(clauses[number:])):
            kinds.append(_SMALL_TALK)
        else:
            return []
    return kinds


def _begins(line: str) -> bool:
    """Whether a line begins with a phrase, and goes on with phrases up to where a clause may end."""
    return _beginning(line.partition(" ")[0]).match(line) is not None


@cache
def _beginning(opener: str) -> re.Pattern[str]:
    """What talk begins with that begins with this word; most lines do not, and few phrases say so quickly."""
    alone = _any_of(phrases_of(opener, _ALONE))
    chained = _any_of(phrases_of(opener, table.SMALL_TALK))
    ways = [way for way, said in ((alone, alone), (f"{_ONE.format(chained)}{_MORE}*+", chained)) if said]
    return re.compile(rf"(?:{'|'.join(ways)})(?= ?+(?:[\W_]|$))")


def phrases_of(opener: str, phrases: Iterable[str] = _PHRASES) -> list[str]:
    """The phrases that this word may begin: those in which it is written out, not behind another word."""
    written = re.compile(rf"(?<![a-z ]){opener}(?![a-z](?!\?))")
    return [phrase for phrase in phrases if written.search(phrase)]


def _addresses(clauses: list[str]) -> bool:
    """Whether what is left is only a name, as in "Thanks a lot, Tim"."""
    return len(clauses) == 1 and _NAME.fullmatch(bare(clauses[0])) is not None
