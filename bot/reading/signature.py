"""The closing of a mail: kind regards, and who writes, with all that mail programs add."""

import re
from collections.abc import Sequence

from bot.reading.characters import folded
from bot.reading.plain import bare, flat

MOST = 8  # lines
_LONGEST = 80  # characters of one
_DASHES = re.compile(r"\s*(?:--|\u2014|__)\s*")
_REGARDS = re.compile(
    r"(?:(?:with )?(?:(?:best|kind|kindest|warm|warmest|many|my best) )*(?:regards|wishes|greetings)"
    r"|best|br|kr|rgds|sincerely|yours(?: (?:truly|sincerely|faithfully))?|all the best|respectfully"
    r"|(?:mit )?(?:freundlichen|vielen?|besten?|liebe[nr]?|schönen?) (?:grüßen?|grüssen?)|mfg|lg|vg"
    r"|(?:bien )?cordialement|(?:un )?saludos?(?: cordiales)?|(?:cordiali |distinti )?saluti"
    r"|atenciosamente|cumprimentos|abraços|met vriendelijke groet(?:en)?|groet(?:en|jes)?|\u0441 уважением)"
)
_THANKS = re.compile(r"(?:many )?(?:thanks|thank you|thx|cheers|merci|danke|vielen dank|gracias|grazie)")
_NUMBER = re.compile(r"(?:[a-z./ ]{1,20}[:.]? *)?[+(]?\d[\d\s()./+-]{4,}(?:,? *(?:ext|x)\.? *\d+)?")
_ADDRESS = re.compile(r"\S*(?:@\S+\.\w|https?://|www\.)\S*")
_SMALL_WORDS = frozenset(
    (
        "of",
        "the",
        "and",
        "for",
        "at",
        "in",
        "to",
        "de",
        "la",
        "du",
        "von",
        "van",
        "der",
        "den",
        "di",
        "da",
        "do",
        "e",
        "y",
    )
)
_JOINTS = frozenset("&|/-\u2013\u2014\u00b7\u2022")
_NO_NAME = re.compile(
    r"[.!?:]$|\b(?:down|outage|fail\w*|hacked|lost|emergency|urgent|broken|dead|offline|unreachable|cve\S*|released?|done"
    r"|is|are|was|were|has|have|new|now|p\.?s)\b"
)
_WORDS = 8


def closing(lines: Sequence[str], *, stated: bool) -> int:
    """How many lines from the first one on close a mail, 0 if they do not.

    Thanks close one only when something was `stated` before and nothing follows them but a signature.
    """
    if not lines or not (opens := _opens(lines[0])):
        return 0
    length = 1
    while length < min(len(lines), MOST) and _signs(lines[length], first=length == 1):
        length += 1
    if opens is _THANKS and not (stated and length == len(lines)):
        return 0
    return length if length > 1 or opens is _DASHES else 0


def closes(line: str) -> bool:
    """Whether a line can begin the closing of a mail."""
    return len(line) <= _LONGEST and _opens(line) is not None


def _opens(line: str) -> re.Pattern[str] | None:
    """What a closing begins with, if this line does."""
    if _DASHES.fullmatch(folded(line)):
        return _DASHES
    said = bare(flat(line))
    return next((pattern for pattern in (_REGARDS, _THANKS) if pattern.fullmatch(said)), None)


def _signs(line: str, *, first: bool) -> bool:
    """Whether a line can be part of a signature: a name, a post, a number, an address."""
    said = folded(line).strip()
    if len(said) > _LONGEST:
        return False
    low = flat(said)
    if (
        _DASHES.fullmatch(said)
        or _NUMBER.fullmatch(low)
        or (_ADDRESS.search(low) and low.count(" ") < _WORDS)
    ):
        return True
    words = said.replace("|", " | ").replace(",", " ").split()
    if not words or len(words) > _WORDS or _NO_NAME.search(bare(low) + low[-1:]):
        return len(words) == 2 and low.endswith(".") and words[0][0].isupper()  # noqa: PLR2004 - "Tim T."
    named = all(word in _JOINTS or word.lower() in _SMALL_WORDS or not word[0].islower() for word in words)
    return named or (first and len(words) == 1)
