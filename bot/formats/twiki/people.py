"""The people a page names: who leads an area, as its heading says, and who was at the meeting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Headed:
    """What the heading of an area says; `rest` is what stands behind the leads, `heading` all before it.

    `stand_in` is who reports in place of a lead ("Tim T. for Tim C.").
    """

    name: str
    heading: str
    leads: tuple[str, ...] = ()
    joiner: str = ", "
    stand_in: str | None = None
    rest: str = ""


def headed(title: str) -> Headed:
    """Read the heading of an area; a bracket that stays open ends with it."""
    found = _brackets(title)
    if found is None or not title[: found[0]].strip():
        return Headed(title, title)
    start, end = found
    said, rest = title[start + 1 : end].strip(), title[end + 1 :].strip(" :-\u2013")
    leads, stand_ins = _leads(said)
    joiner = next((sign for sign in ("&", "and") if f" {sign} " in said), "") if "," not in said else ""
    return Headed(
        name=title[:start].strip(),
        heading=title[: end + 1] if rest else title,
        leads=leads,
        joiner=f" {joiner} " if joiner else ", ",
        stand_in=next(iter(stand_ins), None),
        rest=rest,
    )


def names_in(listed: str) -> tuple[str, ...]:
    """The names in a list, each with the remark in brackets behind it."""
    return tuple(name for part in _parts(listed) if (name := _END.sub("", part.strip())))


def is_name(text: str) -> bool:
    """Whether a part of such a list can be a name: nobody has more words than that, and a remark has."""
    bare = _REMARK.sub("", text).strip()
    return bare[:1].isalnum() and len(bare.split()) <= _MOST_WORDS and "://" not in bare


_JOINER = re.compile(r"\s*[,;\n]\s*|\s+&\s+|\s+and\s+")
_STAND_IN = re.compile(r"(.+?) for (.+)")
_REMARK = re.compile(r"\([^()]*\)?")
_END = re.compile(r"(?<=[a-z]{3})\.$")
_MOST_WORDS = 5
_PARTICLES = (
    "de",
    "van",
    "der",
    "den",
    "von",
    "zu",
    "la",
    "le",
    "di",
    "da",
    "del",
    "dos",
    "du",
    "bin",
    "al",
    "ter",
)


def _brackets(title: str) -> tuple[int, int] | None:
    """Where the bracket with the leads begins and ends.

    That is the last one, or the first where the heading goes on behind it.
    """
    found = list(_groups(title))
    if not found:
        return None
    first, last = found[0], found[-1]
    goes_on = title[first[1] + 1 :].lstrip()[:1] in (":", "-", "\u2013")
    return last if title[last[1] + 1 :].strip(" :") == "" and not goes_on else first


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """The outermost brackets of a text; one that stays open ends with the text."""
    depth = start = 0
    for place, sign in enumerate(text):
        if sign == "(":
            start = start if depth else place
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if not depth:
                yield start, place
    if depth:
        yield start, len(text)


def _parts(listed: str) -> Iterator[str]:
    """Cut a list at its commas and the like, not within brackets."""
    masked = listed
    for start, end in _groups(listed):
        masked = masked[:start] + "x" * (min(end + 1, len(listed)) - start) + masked[end + 1 :]
    done = 0
    for found in _JOINER.finditer(masked):
        yield listed[done : found.start()]
        done = found.end()
    yield listed[done:]


def _leads(names: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The leads, and those who stand in for one of them."""
    leads: list[str] = []
    stand_ins: list[str] = []
    for part in filter(None, map(str.strip, _parts(names))):
        found = _STAND_IN.fullmatch(part)
        if found:
            stand_ins.append(_person(found[1]))
        leads += filter(None, (_person(found[2] if found else part),))
    return tuple(leads), tuple(stand_ins)


def _person(said: str) -> str:
    """The name somebody's mention begins with: "Rob at the lab will not be on today" is about Rob."""
    words = _REMARK.sub(" ", said).split()
    count = 0
    while count < len(words) and (words[count][0].isupper() or words[count].lower() in _PARTICLES):
        count += 1
    plain = not count and len(words) <= 2  # noqa: PLR2004 - somebody who writes themselves small
    return " ".join(words if plain else words[: min(count, _MOST_WORDS)])
