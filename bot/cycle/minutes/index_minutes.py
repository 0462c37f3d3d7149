"""Keep minutes, and each of their lines to be found again."""

from collections.abc import Iterator
from dataclasses import replace

from bot.model.call import Section
from bot.model.history import KEPT, Entry
from bot.model.meeting import Meeting
from bot.model.minutes import AreaMinutes, Minutes
from bot.model.update import everything
from bot.ports import Book


def index_minutes(book: Book, meeting: Meeting) -> None:
    """Keep a meeting, and the lines of its minutes in the place of those known."""
    book.keep_meeting(meeting)
    if meeting.minutes is not None:
        book.keep_entries(meeting.call, meeting.date, entries(meeting))


def entries(meeting: Meeting) -> tuple[Entry, ...]:
    """Every line of a meeting's minutes that says something, in reading order."""
    if meeting.minutes is None:
        return ()
    found = (line for line in _lines(meeting.minutes) if line.text.strip())
    return tuple(
        replace(line, call=meeting.call, date=meeting.date, place=place) for place, line in enumerate(found)
    )


def _lines(minutes: Minutes) -> Iterator[Entry]:
    for text in minutes.announcements:
        yield _line(minutes, text, "announcement")
    for action in minutes.actions:
        yield _line(minutes, action.text, "action")
    for area in minutes.areas:
        yield from _of_area(minutes, area)
    for source in minutes.kept:
        yield _line(minutes, source, KEPT)


def _of_area(minutes: Minutes, area: AreaMinutes) -> Iterator[Entry]:
    for section in Section:
        for item in everything(area.sections.of(section)):
            yield replace(_line(minutes, item.text, "item"), area=area.area, section=section.value)
    for note in area.notes:
        yield replace(_line(minutes, note, "note"), area=area.area)
    for source in area.kept:
        yield replace(_line(minutes, source, KEPT), area=area.area)


def _line(minutes: Minutes, text: str, kind: str) -> Entry:
    return Entry(minutes.call, minutes.date, 0, text, kind)
