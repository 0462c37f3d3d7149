"""Who has reported for a meeting and who has not, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cycle.assemble import assemble
from bot.cycle.lookup import live
from bot.model.call import Area, Call
from bot.model.delivery import Delivery, Kind, Status, key
from bot.model.live import Live
from bot.model.meeting import Meeting, State
from bot.model.minutes import Minutes
from bot.model.update import Update
from bot.ports import Book
from handlers.blocks_parts import escape
from handlers.moments import day_of, times_of


@dataclass(frozen=True, slots=True)
class Standing:
    """How a meeting stands: what was reported and what was said to whom."""

    updates: tuple[Update, ...]
    deliveries: tuple[Delivery, ...]
    live: Live

    def minutes(self, call: Call, meeting: Meeting) -> Minutes:
        """The minutes as they stand: those posted, or as they would be posted now."""
        return meeting.minutes or assemble(call, meeting, self.updates, self.live)


def standing(book: Book, call: Call, meeting: Meeting) -> Standing:
    """Look up how a meeting stands."""
    deliveries = book.deliveries(f"{meeting.key}/")
    return Standing(book.updates(meeting.call, meeting.date), deliveries, live(book, call, meeting))


def current(book: Book, call: Call, now: datetime) -> Meeting | None:
    """The meeting that is being prepared, or that was posted and can still be amended."""
    meetings = book.meetings(call.name, since=now.date() - timedelta(days=8))
    return next((meeting for meeting in meetings if _is_open(meeting, now)), None)


def overview(call: Call, meeting: Meeting, stands: Standing) -> str:
    """One line for each area."""
    when = times_of(meeting.starts, call.timezone, call.also_in)
    state = "posted" if meeting.state is State.POSTED else "coming up"
    title = f"*{escape(call.name)}*, {day_of(meeting.day)}, {when} ({state})"
    return "\n".join([title, *(_line(area, meeting, stands) for area in call.areas)])


def _is_open(meeting: Meeting, now: datetime) -> bool:
    late = meeting.state is State.POSTED and now < meeting.late_until
    return late or meeting.state is State.SCHEDULED


def _line(area: Area, meeting: Meeting, stands: Standing) -> str:
    update = next((update for update in stands.updates if update.area == area.name), None)
    heading = escape(area.heading)
    if update is None or not update.reported:
        return f":hourglass_flowing_sand: {heading}: {_asked(area, meeting, stands)}"
    counts = [
        f"{len(items)} {name}"
        for name, items in (
            ("news", update.sections.news),
            ("ongoing", update.sections.ongoing),
            (":rotating_light: emergencies", update.sections.emergencies),
        )
        if items
    ]
    confirmed = ", confirmed" if update.confirmed else ""
    return f":white_check_mark: {heading}: {', '.join(counts) or 'nothing new'}{confirmed}"


def _asked(area: Area, meeting: Meeting, stands: Standing) -> str:
    """What was said to the leads of a silent area."""
    said = list(_said_to(area, meeting, stands))
    return f"no report yet ({', '.join(said)})" if said else "no report yet, not asked yet"


def _said_to(area: Area, meeting: Meeting, stands: Standing) -> Iterator[str]:
    known = {delivery.key: delivery for delivery in stands.deliveries}
    words = {Kind.ASK: "asked", Kind.REMIND_1: "reminded", Kind.REMIND_2: "reminded again"}
    for lead in area.leads:
        for kind, verb in words.items():
            delivery = known.get(key(meeting.key, kind, lead.person))
            if delivery is None:
                continue
            if delivery.status is Status.SENT:
                yield f"{escape(lead.name)} was {verb}"
            elif delivery.status is Status.DEAD:
                yield f"{escape(lead.name)} cannot be reached"
