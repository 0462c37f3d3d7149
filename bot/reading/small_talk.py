"""What is said around the status: thanks, words to the bot, an absence, and that there is nothing."""

import re
from collections.abc import Iterable
from enum import Enum

from bot.model.call import Section
from bot.reading.absence import says_away
from bot.reading.late_pattern import LatePattern
from bot.reading.none import Nothing, clean, is_filler, nothing, nothing_in
from bot.reading.plain import bare, flat, is_picture
from bot.reading.vocabulary import requests
from bot.reading.vocabulary import talk as table
from bot.reading.vocabulary.none_abroad import POLITE_ABROAD

_LONGEST = 200
_CLAUSE = re.compile(
    r"[,.;!?\n]+(?:\s|$)|\s[\u2013\u2014-]+\s|:(?:\s|$)|\s\.\.\.\s|[\u3002\u3001\uff01\uff0c]"
)
_NAME = re.compile(r"[^\W\d_]+")


class Talk(Enum):
    """What a line is about, if not about the week; what decides where several are mixed comes first."""

    ABSENCE = "the writer is away"
    QUESTION = "a question to the bot"
    REQUEST = "what the bot should do"
    SAME = "last week's report once more"
    NOTHING = "nothing to report"
    UNCHANGED = "nothing changed"
    QUIET = "nothing happened"
    NO_EMERGENCY = "no emergency"
    SMALL = "small talk"


_NOTHING = {
    Nothing.ANYTHING: Talk.NOTHING,
    Nothing.CHANGE: Talk.UNCHANGED,
    Nothing.NOISE: Talk.QUIET,
    Nothing.EMERGENCY: Talk.NO_EMERGENCY,
}


def is_for_the_frame(line: str) -> bool:
    """Whether a line is the title of what stands around the areas, such as `Regrets:`, and says no more."""
    return bare(flat(line)) in table.FRAME_TITLES


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(f"(?:{phrase})" for phrase in phrases)


# atomic and possessive: one phrase after the other without taking any back, in linear time
_SMALL = rf"(?>(?:{'|'.join(table.SMALL_TALK)})(?: |(?=[^\w\s]|$)))++"
_TABLE = {
    Talk.SAME: _any_of(table.SAME),
    Talk.REQUEST: _any_of(requests.REQUESTS),
    Talk.SMALL: _SMALL,
    Talk.QUESTION: _any_of(requests.QUESTIONS),
}
_OF_CLAUSE = LatePattern("|".join(f"(?P<{kind.name}>{phrases})" for kind, phrases in _TABLE.items()))
_COMMANDS = _any_of(requests.COMMANDS)
_WHOLE = LatePattern(f"(?P<QUESTION>{_TABLE[Talk.QUESTION]})|(?P<REQUEST>{_TABLE[Talk.REQUEST]}|{_COMMANDS})")
_POLITE = frozenset(POLITE_ABROAD)
_STRENGTH = {kind: number for number, kind in enumerate(Talk)}


def talk(text: str, under: Section | None = None) -> Talk | None:
    """Say what a line is about if it is not status; None if it may be."""
    if len(text) > _LONGEST:
        return None
    line = flat(text)
    if is_picture(line):
        return Talk.SMALL
    if found := nothing_in(text, under):
        return _NOTHING[found]
    if asked := _WHOLE.fullmatch(line) or _WHOLE.fullmatch(line.rstrip("?!. ")):
        return Talk[str(asked.lastgroup)]
    if says_away(text):
        return Talk.ABSENCE
    kinds = _of_clauses([part for part in _CLAUSE.split(line) if part])
    kind = min(kinds, key=_STRENGTH.__getitem__) if kinds else None
    speaks = kind is Talk.QUIET and under in (Section.NEWS, Section.ONGOING)
    return None if speaks else kind  # "quiet week" is a statement about the week


def _of_clauses(clauses: list[str]) -> list[Talk]:
    """What each clause is about; nothing where one of them may be status."""
    kinds: list[Talk] = []
    for number, part in enumerate(clauses):
        clause = bare(part)
        found = _OF_CLAUSE.fullmatch(clause) if clause else None
        if found:
            kinds.append(Talk[str(found.lastgroup)])
        elif denied := nothing(clean(clause)):
            kinds.append(_NOTHING[denied])
        elif not clause or clause in _POLITE or _goes_with(clause, clauses[number:], kinds):
            kinds.append(Talk.SMALL)
        else:
            return []
    return kinds


def _goes_with(clause: str, rest: list[str], kinds: list[Talk]) -> bool:
    """Whether a clause only goes with the talk before it: a name, as in "Thanks a lot, Tim", or "luckily"."""
    if not kinds:
        return False
    named = len(rest) == 1 and kinds[-1] is Talk.SMALL and _NAME.fullmatch(clause) is not None
    return named or (kinds[-1] in _NOTHING.values() and is_filler(clause))
