"""What is said around the status: thanks, questions, and that there is nothing."""

import re
from collections.abc import Iterable
from enum import Enum

from bot.cycle.vocabulary import talk as table
from bot.cycle.vocabulary.openers import OPENERS
from bot.cycle.wording import bare, flat, is_picture, without_pictures

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


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases))


_PHRASES = (
    *table.NO_EMERGENCY,
    *table.SAME,
    *table.UNCHANGED,
    *table.QUIET,
    *table.NOTHING,
    *table.SMALL_TALK,
    *table.QUESTIONS,
)
_TABLE = {
    Talk.NO_EMERGENCY: _any_of(table.NO_EMERGENCY),
    Talk.SAME: _any_of(table.SAME),
    Talk.UNCHANGED: _any_of(table.UNCHANGED),
    Talk.QUIET: _any_of(table.QUIET),
    Talk.NOTHING: _any_of(table.NOTHING),
    # atomic and possessive: one phrase after the other without taking any back, in linear time
    Talk.SMALL: re.compile("(?>(?:" + "|".join(table.SMALL_TALK) + ")(?: |$))++"),
    Talk.QUESTION: _any_of(table.QUESTIONS),
}
# What none of them matches at the beginning is made of none; asking all at once is much faster.
_BEGINS = re.compile("(?:" + "|".join(_PHRASES) + r")(?![^\W_])")


def talk(text: str) -> Talk | None:
    """Say what a line is about if it is not status; None if it may be."""
    opener = text.partition(" ")[0]
    if len(text) > _LONGEST or (opener.isalpha() and opener.lower() not in OPENERS):
        return None
    line = flat(text)
    if opener.isalpha() and not _BEGINS.match(without_pictures(line)):
        return None
    if not line[:1].isalnum() and is_picture(line):
        return Talk.SMALL
    asked = line.rstrip("?!. ")
    if _TABLE[Talk.QUESTION].fullmatch(asked) or (asked != line and _TABLE[Talk.QUESTION].fullmatch(line)):
        return Talk.QUESTION
    if _TABLE[Talk.NO_EMERGENCY].fullmatch(bare(line)):
        return Talk.NO_EMERGENCY
    clauses = [part for part in _CLAUSE.split(line) if part]
    kinds: list[Talk] = []
    for number, part in enumerate(clauses):
        clause = bare(part)
        kind = _of_clause(clause) if clause else Talk.SMALL
        if kind is None and not (kinds[-1:] == [Talk.SMALL] and _addresses(clauses[number:])):
            return None
        kinds.append(kind or Talk.SMALL)
    return next((kind for kind in Talk if kind in kinds), None)


def _of_clause(clause: str) -> Talk | None:
    for kind, table_of_kind in _TABLE.items():
        if table_of_kind.fullmatch(clause):
            return kind
    return None


def _addresses(clauses: list[str]) -> bool:
    """Whether what is left is only a name, as in "Thanks a lot, Tim"."""
    return len(clauses) == 1 and _NAME.fullmatch(bare(clauses[0])) is not None
