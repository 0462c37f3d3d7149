"""What is said around the status: thanks, questions, and that there is nothing."""

import re
from collections.abc import Iterable
from enum import Enum

from bot.reading.plain import bare, flat, is_picture
from bot.reading.vocabulary import talk as table

_LONGEST = 200
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


# atomic and possessive: one phrase after the other without taking any back, in linear time
_SMALL = rf"(?>(?:{'|'.join(table.SMALL_TALK)})(?: |(?=[^\w\s]|$)))++"
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
_STRENGTH = {kind: number for number, kind in enumerate(Talk)}


def talk(text: str) -> Talk | None:
    """Say what a line is about if it is not status; None if it may be."""
    if len(text) > _LONGEST:
        return None
    line = flat(text)
    if is_picture(line):
        return Talk.SMALL
    asked = line.rstrip("?!. ")
    if _QUESTION.fullmatch(asked) or _QUESTION.fullmatch(line):
        return Talk.QUESTION
    if _NO_EMERGENCY.fullmatch(bare(line)):
        return Talk.NO_EMERGENCY
    kinds = _of_clauses([part for part in _CLAUSE.split(line) if part])
    return min(kinds, key=_STRENGTH.__getitem__) if kinds else None


def _of_clauses(clauses: list[str]) -> list[Talk]:
    """What each clause is about; nothing where one of them may be status."""
    kinds: list[Talk] = []
    for number, part in enumerate(clauses):
        clause = bare(part)
        found = _OF_CLAUSE.fullmatch(clause) if clause else None
        if found:
            kinds.append(Talk[str(found.lastgroup)])
        elif not clause or (kinds[-1:] == [Talk.SMALL] and _addresses(clauses[number:])):
            kinds.append(Talk.SMALL)
        else:
            return []
    return kinds


def _addresses(clauses: list[str]) -> bool:
    """Whether what is left is only a name, as in "Thanks a lot, Tim"."""
    return len(clauses) == 1 and _NAME.fullmatch(bare(clauses[0])) is not None
