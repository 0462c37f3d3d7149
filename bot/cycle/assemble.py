"""All updates of a meeting to minutes. Values in, minutes out."""

from collections.abc import Mapping
from dataclasses import replace

from bot.formats.twiki import topic_name
from bot.model.call import Area, Call
from bot.model.meeting import Meeting
from bot.model.minutes import AreaMinutes, Minutes, Silence
from bot.model.update import Update


def assemble(
    call: Call, meeting: Meeting, updates: tuple[Update, ...], *, revision: int = 1, delayed: str = ""
) -> Minutes:
    """Put every area's update into the call's order; an area without one says why."""
    by_area = {update.area: update for update in updates}
    return Minutes(
        call=call.name,
        date=meeting.date,
        starts=meeting.starts,
        zone=call.timezone,
        also_in=call.also_in,
        coordinates=call.coordinates,
        areas=tuple(_area(area, by_area, meeting) for area in call.areas),
        topic=topic_name(call.twiki.topic, call.name, meeting.date),
        parent=call.twiki.parent,
        charset=call.twiki.charset,
        revision=revision,
        delayed=delayed,
    )


def _area(area: Area, updates: Mapping[str, Update], meeting: Meeting) -> AreaMinutes:
    update = updates.get(area.name)
    written = AreaMinutes(area.name, area.heading, area.style, area.labels)
    if update is None or not update.reported:
        return replace(written, silence=Silence.AWAY if area.is_away else Silence.NO_REPORT)
    return replace(
        written,
        sections=update.sections,
        # "Nothing new" for an empty list is what the silence says already.
        none=() if update.nothing_new and not update.sections else update.none,
        silence=None if update.sections else Silence.NOTHING,
        late=update.changed_at is not None and update.changed_at > meeting.posts,
    )
