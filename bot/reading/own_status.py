"""Whether somebody is away by their own status in the chat, and until when."""

import re
from datetime import datetime, timedelta

from bot.model.absence import AwayByStatus, OwnStatus
from bot.model.local_time import local_date
from bot.reading.absence import away_words, says_away
from bot.reading.absence_days import named_days
from bot.reading.late_pattern import LatePattern
from bot.reading.vocabulary import own_status as table

_LONGEST = 200  # characters; the chat itself takes half as many
_MOMENT = timedelta(microseconds=1)
_AWAY = LatePattern(table.AWAY)
_BRIEF = LatePattern(table.BRIEF)
_CLAUSE = re.compile(r"\s[-\u2013\u2014|/]+\s|[,;:!?()|]+(?=\s|$)|(?<=[^\W\d])\.(?=\s|$)|\s\(")
_DE = re.compile(r"(?<=\d) de (?=[a-z])")
_ABROAD = LatePattern(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, table.ENGLISH), key=len, reverse=True))})(?!\w)"
)


def away_by_status(status: OwnStatus, at: datetime, *, read_at: datetime, zone: str) -> AwayByStatus | None:
    """Whether a status says that somebody is away at a moment; None if it does not.

    Its end is the moment the chat clears it, or the last day that its words name where that is earlier. The
    days are meant by the clock of a zone. What was over when it was read counts for nothing.
    """
    if not _says_away(status) or (status.ends is not None and status.ends <= max(read_at, at)):
        return None
    first, last = named_days(_in_english(status.text), local_date(read_at, zone))
    day = local_date(at, zone)
    if (first and first > day) or (last and last < day):
        return None
    cleared = local_date(status.ends - _MOMENT, zone) if status.ends else None
    return AwayByStatus(min((end for end in (cleared, last) if end), default=None))


def _says_away(status: OwnStatus) -> bool:
    text = status.text.strip()
    if not text:
        return status.picture in table.PICTURES
    said = _in_english(text)
    if len(text) > _LONGEST or _BRIEF.search(said):
        return False
    beginning = next((part for part in map(str.strip, _CLAUSE.split(text)) if part), "")
    return any(_is_away(part) for part in (text, beginning))


def _is_away(text: str) -> bool:
    said = _in_english(text)
    return bool(_AWAY.fullmatch(said)) or any(says_away(each) for each in (text, said, f"I'm {said}"))


def _in_english(text: str) -> str:
    """The text as it is compared, with the words of its dates in English."""
    said = _ABROAD.sub(lambda found: table.ENGLISH[found[0]], away_words(text))
    return _DE.sub(" ", said)
