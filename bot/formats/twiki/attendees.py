"""Who was at a meeting, as a wiki page has it."""

import re

JOINER = re.compile(r"\s*,\s*|\s+&\s+|\s+and\s+")


def roll_call(heading: str, listed: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The attendees and who sent apologies, from a heading and the list below it.

    Names stand on the heading line, or below it; who could not come stands below, after a word that says so.
    """
    away = [text[found.end() :] for text in listed if (found := _APOLOGIES.match(text))]
    there = [text for text in listed if not _APOLOGIES.match(text)]
    return _names(heading.partition(":")[2].strip() or ", ".join(there)), _names(", ".join(away))


_APOLOGIES = re.compile(r"apologies\s*:\s*", re.IGNORECASE)


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name for name in map(str.strip, JOINER.split(listed)) if name)
