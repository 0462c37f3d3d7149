"""All that a meeting came to, put together as minutes. Values in, minutes out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.formats.twiki.write import topic_name
from bot.model.call import Area, Call
from bot.model.live_parts import Attendance, Live
from bot.model.meeting import Meeting
from bot.model.minutes import AreaMinutes, Minutes, Silence
from bot.model.update import Update, by_area
from bot.rules.emergency_questions import without_questions

ON_TIME = timedelta(minutes=5)  # who comes later than this came late


def assemble(
    call: Call,
    meeting: Meeting,
    updates: tuple[Update, ...],
    live: Live,
    *,
    revision: int = 1,
    delayed: str = "",
) -> Minutes:
    """Put every area's update into the call's order; an area without one says why."""
    found = by_area(updates)
    return Minutes(
        call=call.name,
        date=meeting.day,
        starts=meeting.starts,
        zone=call.timezone,
        also_in=call.also_in,
        coordinates=call.coordinates,
        areas=tuple(_area(area, found.get(area.name), meeting, live) for area in call.areas),
        announcements=tuple(announcement.text for announcement in live.announcements),
        actions=live.actions,
        attendees=tuple(_attendee(each, call, meeting) for each in live.attendance if each.present),
        apologies=tuple(dict.fromkeys(_apologies(call, live))),
        topic=topic_name(call.twiki.topic, call.name, meeting.day),
        parent=call.twiki.parent,
        charset=call.twiki.charset,
        revision=revision,
        delayed=delayed,
    )


def _area(area: Area, update: Update | None, meeting: Meeting, live: Live) -> AreaMinutes:
    notes = tuple(note.text for note in live.notes if note.area == area.name)
    written = AreaMinutes(area.name, area.heading, area.style, area.labels, notes=notes)
    if update is None or not update.reported:
        return replace(written, silence=Silence.AWAY if area.is_away else Silence.NO_REPORT)
    said = replace(
        written,
        sections=without_questions(update.sections),
        # "Nothing new" for an empty list is what the silence says already.
        none=() if update.nothing_new and not update.sections else update.none,
        silence=None if update.sections else Silence.NOTHING,
    )
    return replace(said, late=_came_late(said, update, meeting))


def _came_late(said: AreaMinutes, update: Update, meeting: Meeting) -> bool:
    """Whether it says something else than the minutes did when they were posted, however late that was."""
    if meeting.minutes is None:
        return False
    stood = next((area for area in meeting.minutes.areas if area.area == said.area), None)
    if stood is not None:
        return stood.late or reports(stood) != reports(said)
    return update.changed_at is not None and update.changed_at > (meeting.frozen_at or meeting.posts)


def reports(area: AreaMinutes) -> tuple[object, ...]:
    """What its leads report of an area; nothing, where nobody has said anything."""
    return area.sections, area.none, area.silence is Silence.NOTHING


def _attendee(attendance: Attendance, call: Call, meeting: Meeting) -> str:
    """Somebody who is there, with the time if they came late."""
    if attendance.at - meeting.starts <= ON_TIME:
        return attendance.name
    return f"{attendance.name} (from {attendance.at.astimezone(ZoneInfo(call.timezone)):%H:%M})"


def _apologies(call: Call, live: Live) -> Iterator[str]:
    """Who said that they cannot come, and the leads who are away, unless they came all the same."""
    said = {attendance.person for attendance in live.attendance if attendance.person}
    yield from (attendance.name for attendance in live.attendance if not attendance.present)
    yield from (lead.name for lead in call.leads if lead.away and lead.person not in said)
