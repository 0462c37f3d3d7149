"""Whether somebody says of themselves that they are away."""

import re

from bot.reading.late_pattern import LatePattern
from bot.reading.plain import flat, without_pictures
from bot.reading.vocabulary import absence as table

_LONGEST = 200
_HINT = re.compile(
    r"vacation|holiday|leave|pto\b|sabbatical|honeymoon|trip|business|travel|sick|\bill\b|cold|flu|covid|oof?o?\b"
    r"|office|\bout\b|\boff\b|away|available|around|working|reachable|absent|abroad|unwell|hospital|weather"
    r"|conference|workshop|school|road|\bin\b|\bhere\b|\bthere\b|online|offline|internet|plane|moving|busy|grid|jury|taking|flu\b|fever|afk|reach|doctor|dentist|airport|surgery"
    r"|operation|recover|strike|urlaub|krank|dienstreise|abwesend|elternzeit|haus|vacances|congé|arrêt|malad|absent"
    r"|déplacement|vacaciones|baja|enferm|viaje|ferie|vacanza|malat|trasferta|férias|doente|licença|viagem|vakantie"
    r"|ziek|vrij|отпуск|больничн|командировк|болею"
)
_AWAY = LatePattern(table.AWAY)
_MONTH_DOT = re.compile(rf"\b({table.MONTH})\.")
_MARKS = re.compile(r"[,;:!?()*_\"]+(?=\s|$)|(?<!\S)[(*_\"]+|(?<=[^\W\d])\.+(?=\s|$)|(?<=\d)\.+$")
_DAY_OF_MONTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)\b")
_MONTH = re.compile(rf"\b{table.MONTH}\b")
_NOW = re.compile(r"\bi(?:'m| am|m) ")


def says_away(text: str) -> bool:
    """Whether somebody says of themselves, and says nothing else, that they are away.

    Days of a month that is not named are taken so only in what holds now ("I'm away until the 14th"): said
    of days to come they may as well be about the team.
    """
    if len(text) > _LONGEST or not hints_at_absence(text):
        return False
    said = away_words(text)
    if _AWAY.fullmatch(f"{said} ") is None:
        return False
    bare = _DAY_OF_MONTH.search(said) is not None and _MONTH.search(said) is None
    return not bare or _NOW.search(said) is not None


def hints_at_absence(text: str) -> bool:
    """Whether a text has one of the words without which nobody says that they are away."""
    return _HINT.search(text.lower()) is not None


def away_words(text: str) -> str:
    """A text as it is compared here: flat, without marks that part clauses, the dots of dates kept."""
    said = _MONTH_DOT.sub(r"\1", without_pictures(flat(text)))
    return " ".join(_MARKS.sub(" ", said).split())
