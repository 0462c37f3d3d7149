"""What somebody agreed to do, as people type it: TEXT [@owner] [by DATE], in any sensible order. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.model.call import Lead
from handlers.commands.arguments import Unclear, days_in, lead_named
from handlers.commands.dates.words import is_a_length, is_like_a_date, tells_a_date

NEXT = re.compile(r"(?:the )?(?:next |coming )?(?:meeting|call)|next week", re.IGNORECASE)
LONGEST_DATE = 40  # characters

_PERSON = r"<@(?P<person>[UW][A-Z0-9]+)(?:\|[^>]*)?>"
_MENTION = re.compile(_PERSON)
_FIRST = re.compile(
    rf"{_PERSON}\s*[:,\u2013-]?\s*(?:(?:to|will|should|shall|must|has to)\s+)?", re.IGNORECASE
)
_LAST = re.compile(
    rf"\s*(?:[,;:(\[\u2013-]\s*)?(?:(?:(?:owner|by)\b\s*:?|-?&gt;|\u2192)\s*)?{_PERSON}\s*[)\]]?[.,;!]*\s*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:for|to|with|from|of|and|or|at|about|than|like|ask|tell|help|remind|meet)\s*$", re.IGNORECASE
)
_AT = re.compile(r"(?<!\S)[(\[]?@(?=\w)")
_NAME = re.compile(r"[\w.'-]+")
_UNTIL = re.compile(
    r"[\s,;(\[]*\b(?:(?:is\s+)?due(?:\s+(?:by|on|date))?|by|until|till)\b\s*:?\s*", re.IGNORECASE
)
_BEFORE = re.compile(r"[\s,;(\[]*\bbefore\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is to be done, by whom (their id) and until when; the text is as it was typed.

    `nobody` is a name behind an `@` that nobody has. `doubt` says what is unclear about the date, and
    `readings` are those that it can be.
    """

    text: str
    person: str = ""
    due: date | None = None
    nobody: str = ""
    doubt: str = ""
    readings: tuple[date, ...] = ()


def agreed(text: str, leads: Iterable[Lead], *, today: date, coming: date | None = None) -> Agreed:
    """Read an action item; `coming` is the date of the next meeting.

    A mention at the end or the beginning is the owner and no more; one in the middle is the owner and stays
    in the sentence. What follows "by" and has other words than those of dates belongs to the text.
    """
    named, nobody = _with_mentions(text.strip(), tuple(leads))
    found = _with_due(Agreed(named, nobody=nobody), today, coming)
    found = _with_owner_last(found)
    if found.due is None:
        found = _with_due(found, today, coming)
    return found if found.person else _with_owner(found)


def due_in(text: str, *, today: date, coming: date | None = None) -> date:
    """The date somebody means, the last of several days, or that of the next meeting."""
    said = text.strip(" .,;!)]")
    return coming if coming and NEXT.fullmatch(said) else days_in(said, today)[1]


def _with_mentions(text: str, leads: tuple[Lead, ...]) -> tuple[str, str]:
    """The text with leads' names behind an `@` as mentions, and a name that no lead has."""
    nobody = ""
    for sign in reversed(list(_AT.finditer(text))):
        rest = text[sign.end() :]
        lead, length = _lead_at(rest, leads)
        if lead is None:
            nobody = rest[:length]
        else:
            text = f"{text[: sign.end() - 1]}<@{lead.person}>{rest[length:]}"
    return text, nobody


def _lead_at(text: str, leads: tuple[Lead, ...]) -> tuple[Lead | None, int]:
    """The lead with whose name a text begins, forgiving a slip, and how long the name is there."""
    low = text.casefold()
    for lead in sorted(leads, key=lambda lead: -len(lead.name)):
        size = len(lead.name)
        if lead.person and low.startswith(lead.name.casefold()) and not text[size : size + 1].isalnum():
            return lead, size
    word = _NAME.match(text)
    name = word[0].rstrip(".,'-") if word else ""
    lead_meant = lead_named(leads, name)
    return (lead_meant if lead_meant and lead_meant.person else None), len(name)


def _with_due(found: Agreed, today: date, coming: date | None) -> Agreed:
    """Take a date off the end."""
    for until in (*_UNTIL.finditer(found.text), *_BEFORE.finditer(found.text)):
        said = found.text[until.end() :].strip(" .,;!)]")
        if coming and NEXT.fullmatch(said):
            return replace(found, text=found.text[: until.start()], due=coming)
        if until.re is _BEFORE or len(said) > LONGEST_DATE or not tells_a_date(said) or is_a_length(said):
            continue
        try:
            return replace(found, text=found.text[: until.start()], due=days_in(said, today)[1])
        except Unclear as unclear:
            if is_like_a_date(said):
                text = found.text[: until.start()]
                return replace(found, text=text, doubt=str(unclear), readings=unclear.readings)
    return found


def _with_owner_last(found: Agreed) -> Agreed:
    """Take an owner off the end; where the sentence needs the name it stays."""
    last = _LAST.search(found.text)
    if last is None:
        return found
    before = found.text[: last.start()]
    text = found.text if _GOES_ON.search(before) else before
    return replace(found, text=text, person=last["person"])


def _with_owner(found: Agreed) -> Agreed:
    """Take an owner off the beginning, or find one in the middle."""
    if first := _FIRST.match(found.text):
        return replace(found, text=found.text[first.end() :], person=first["person"])
    inside = _MENTION.search(found.text)
    return replace(found, person=inside["person"]) if inside else found
