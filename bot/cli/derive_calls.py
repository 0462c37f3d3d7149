"""Derives a calls file from a wiki page; what the page does not tell becomes a TODO."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time

from bot.calls_file import write_calls
from bot.formats.twiki.page_area import PageArea
from bot.formats.twiki.read_page import Page
from bot.model.call import Area, Call, Charset, Lead, Weekday, WikiTopic

TODO = "TODO"

Directory = Mapping[str, tuple[str, ...]]  # for each lead's name the members who may be meant

_TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)\s*(?P<half>[AP])\.?M\.?\s+(?P<zone>[A-Z]\w*)", re.IGNORECASE
)
_ZONES = {
    "America/New_York": ("eastern", "et", "est", "edt"),
    "America/Chicago": ("central", "ct", "cst", "cdt"),
    "America/Denver": ("mountain", "mt", "mst", "mdt"),
    "America/Los_Angeles": ("pacific", "pt", "pst", "pdt"),
    "Europe/Berlin": ("cet", "cest"),
    "UTC": ("utc", "gmt"),
}
_NAME = re.compile(r"(?:19|20)\d\d[\s_]*([A-Z]\w*?)[\s_]*(?:Meeting|Call)")
_NEEDED = {
    "name": "what the call is called",
    "channel": "the id of the channel where the minutes are posted, at the end of its details",
    "weekday": 'the day of the call, such as "tuesday"',
    "time": 'when it starts, such as "16:00"',
    "timezone": 'where it is that time, such as "America/New_York"',
}
_LEADS = re.compile(r'\{ name = "((?:[^"\\]|\\.)*)", slack = "TODO" \}')


def lead_names(page: Page) -> tuple[str, ...]:
    """The names of all leads on the page, each once."""
    return tuple(dict.fromkeys(name for area in page.areas for name in area.leads))


def calls_file_for(page: Page, *, topic: str, day: date | None, charset: Charset, members: Directory) -> str:
    """The text of a calls file with the call of this page; without a TODO in it, it can be applied."""
    times = tuple(_times(page))
    found = _NAME.search(topic)
    at, home = times[0] if times else (time(0), "")
    call = Call(
        name=found.group(1) if found else "",
        channel=TODO,
        weekday=list(Weekday)[day.weekday()] if day else Weekday.MONDAY,
        time=at,
        timezone=home or TODO,
        areas=tuple(_areas(page, members)),
        also_in=tuple(dict.fromkeys(zone for _, zone in times[1:] if zone not in ("", home))),
        coordinates=tuple(text for text in page.coordinates if _TIME.sub("", text).strip(" (),;/")),
        twiki=WikiTopic(parent=page.info.parent, charset=charset),
    )
    unknown = (*(("weekday",) if day is None else ()), *(() if times else ("time",)))
    lines = write_calls([call]).splitlines()
    return "\n".join(_marked(line, unknown, members) for line in lines) + "\n"


def _times(page: Page) -> Iterator[tuple[time, str]]:
    """The times on the page with their zones, that of the call first; empty where the zone is not known."""
    for text in page.coordinates:
        for found in _TIME.finditer(text):
            hour = int(found["hour"]) % 12 + (12 if found["half"] in "pP" else 0)
            if int(found["minute"]) < 60:  # noqa: PLR2004 - minutes of an hour
                yield time(hour, int(found["minute"])), _zone(found["zone"])


def _zone(name: str) -> str:
    return next((zone for zone, names in _ZONES.items() if name.lower() in names), "")


def _areas(page: Page, members: Directory) -> Iterator[Area]:
    """The areas of the page; of two with the same name only the first."""
    seen: set[str] = set()
    for area in page.areas:
        if area.name.casefold() not in seen:
            seen.add(area.name.casefold())
            yield Area(area.name, _leads(area, members), area.body.style, area.body.labels, area.joiner)


def _leads(area: PageArea, members: Directory) -> tuple[Lead, ...]:
    return tuple(Lead(name, _member(members.get(name, ()))) for name in dict.fromkeys(area.leads))


def _member(meant: tuple[str, ...]) -> str:
    """The member who is meant, where only one can be."""
    return meant[0] if len(meant) == 1 else TODO


def _marked(line: str, unknown: tuple[str, ...], members: Directory) -> str:
    """A line of the file, with a comment that says what has to be filled in."""
    key = line.partition(" = ")[0]
    if key in unknown:
        return f'{key} = "{TODO}"  # TODO: {_NEEDED[key]}'
    if key in _NEEDED and line in (f'{key} = "{TODO}"', f'{key} = ""'):
        return f"{line}  # TODO: {_NEEDED[key]}"
    if line == "leads = []":
        return f"{line}  # TODO: who reports for this area"
    if missing := _LEADS.findall(line):
        return f"{line}  # TODO: the member id of {', '.join(_choice(name, members) for name in missing)}"
    return line


def _choice(name: str, members: Directory) -> str:
    meant = members.get(name, ())
    return f"{name} (one of {' '.join(meant)})" if meant else name
