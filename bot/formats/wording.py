"""What all formats say in the same words: times, silence, and what stands in which order."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.model.call import Section, Style
from bot.model.minutes import AreaMinutes, Minutes, Silence
from bot.model.update import Item

ORDER = (Section.EMERGENCIES, Section.NEWS, Section.ONGOING)

AMENDED = "Changed after the minutes were posted."
NOTES = "Notes"  # above what was said about an area during the call

_FAMILIAR = {
    "America/New_York": "Eastern",
    "America/Detroit": "Eastern",
    "America/Indiana/Indianapolis": "Eastern",
    "US/Eastern": "Eastern",
    "America/Chicago": "Central",
    "US/Central": "Central",
    "America/Denver": "Mountain",
    "US/Mountain": "Mountain",
    "America/Los_Angeles": "Pacific",
    "US/Pacific": "Pacific",
}

# The labels that stand in an area even with nothing below them, as they do on the wiki pages.
_FRAME = {
    Style.NESTED: (Section.NEWS, Section.ONGOING),
    Style.PLAIN: (Section.EMERGENCIES, Section.ONGOING),
    Style.HEADINGS: (Section.NEWS, Section.ONGOING),
    Style.FLAT: (),
}


def when(minutes: Minutes) -> str:
    """When the meeting starts, in all its zones: `4:00 PM Eastern (3:00 PM Central)`."""
    home = minutes.starts.astimezone(ZoneInfo(minutes.zone))
    others = (minutes.starts.astimezone(ZoneInfo(zone)) for zone in minutes.also_in)
    further = ", ".join(
        _clock(there, zone) + ("" if there.date() == home.date() else f" on {there:%A}")
        for there, zone in zip(others, minutes.also_in, strict=True)
    )
    return _clock(home, minutes.zone) + (f" ({further})" if further else "")


def in_words(day: date) -> str:
    """A date as Americans write it: `January 6, 2015`."""
    return f"{day:%B} {day.day}, {day.year}"


def apologies(minutes: Minutes) -> str:
    """Who cannot come, in a line; empty if nobody said so."""
    return f"Apologies: {', '.join(minutes.apologies)}" if minutes.apologies else ""


def noted(area: AreaMinutes) -> tuple[str, ...]:
    """What was said about an area during the call, where no label stands above it."""
    return tuple(f"Note: {text}" for text in area.notes)


def silence(area: AreaMinutes) -> str:
    """Why an area has no update, in words; empty if it has one."""
    if area.silence is None:
        return ""
    if area.silence is Silence.AWAY and area.stand_in:
        return f"{area.silence} (stand-in {area.stand_in})"
    return str(area.silence)


def said(area: AreaMinutes) -> Iterator[tuple[Section, tuple[Item, ...], tuple[str, ...]]]:
    """The sections in which something stands: the items, and the words that said there is nothing."""
    for section in ORDER:
        items = area.sections.of(section)
        none = tuple(words or "none" for of, words in area.none if of is section)
        if items or none:
            yield section, items, none


def framed(area: AreaMinutes) -> Iterator[tuple[Section, tuple[Item, ...], tuple[str, ...]]]:
    """The sections whose labels stand in the area, with what is below each.

    A silent area keeps only the labels that are headings of their own.
    """
    standing = {section: (items, none) for section, items, none in said(area)}
    frame = () if area.silence and area.style is not Style.HEADINGS else _FRAME[area.style]
    for section in ORDER:
        if section in standing or section in frame:
            items, none = standing.get(section, ((), ()))
            yield section, items, none


def short_label(area: AreaMinutes, section: Section) -> str:
    """An area's label of a section as the beginning of a sentence."""
    return area.labels.of(section).rstrip(" :?")


def _clock(there: datetime, zone: str) -> str:
    half = "AM" if there.hour < 12 else "PM"  # noqa: PLR2004 - noon
    return f"{there.hour % 12 or 12}:{there.minute:02} {half} {_zone_name(there, zone)}"


def _zone_name(there: datetime, zone: str) -> str:
    name = there.tzname() or ""
    return _FAMILIAR.get(zone) or (name if name.isalpha() else zone.rpartition("/")[2].replace("_", " "))
