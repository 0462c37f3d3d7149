"""What is said around the status: thanks, questions, and that there is nothing."""

import re
from enum import Enum

from bot.cycle.vocabulary import NO_EMERGENCY, NOTHING, QUESTIONS, SAME, SMALL_TALK
from bot.cycle.wording import bare, flat, is_picture

_LONGEST = 200
_CLAUSE = re.compile(r"[,.;!?\n]+(?:\s|$)|\s[\u2013\u2014-]+\s|:(?:\s|$)|\s\.\.\.\s")


class Talk(Enum):
    """What a line is about, if not about the week."""

    SMALL = "small talk"
    QUESTION = "question"
    NOTHING = "nothing"
    NO_EMERGENCY = "no emergency"
    SAME = "same"


def _whole(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(phrases) + ")")


_SMALL = re.compile("(?:(?:" + "|".join(SMALL_TALK) + r")(?: |$))+")
_QUESTION = _whole(QUESTIONS)
_NOTHING = _whole(NOTHING)
_NO_EMERGENCY = _whole(NO_EMERGENCY)
_SAME = _whole(SAME)


def talk(text: str) -> Talk | None:
    """Say what a line is about if it is not status; None if it may be."""
    if len(text) > _LONGEST:
        return None
    line = flat(text)
    if is_picture(line):
        return Talk.SMALL
    if _is_question(line):
        return Talk.QUESTION
    kinds = {_of_clause(clause) for part in _CLAUSE.split(line) if (clause := bare(part))}
    if None in kinds or not kinds:
        return None
    if Talk.QUESTION in kinds:
        return Talk.QUESTION
    return next((kind for kind in (Talk.SAME, Talk.NOTHING, Talk.NO_EMERGENCY) if kind in kinds), Talk.SMALL)


def says_nothing(text: str) -> bool:
    """Whether a line says that there is nothing to say."""
    return talk(text) in (Talk.NOTHING, Talk.NO_EMERGENCY)


def _is_question(line: str) -> bool:
    return any(_QUESTION.fullmatch(sentence.strip()) for sentence in (line, line.rstrip("?!. ")))


def _of_clause(clause: str) -> Talk | None:
    if _NO_EMERGENCY.fullmatch(clause):
        return Talk.NO_EMERGENCY
    if _SAME.fullmatch(clause):
        return Talk.SAME
    if _NOTHING.fullmatch(clause):
        return Talk.NOTHING
    if _SMALL.fullmatch(clause + " ") or _SMALL.fullmatch(clause):
        return Talk.SMALL
    return Talk.QUESTION if _QUESTION.fullmatch(clause) else None
