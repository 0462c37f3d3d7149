"""When a lead is asked and reminded: at the moments of the call, but outside their quiet hours. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.call import Call
from bot.model.meeting import Meeting
from bot.model.quiet import QuietHours

IN_TIME = timedelta(minutes=5)  # before quiet hours begin, as a turn may be a little late
LEAVES_TIME = timedelta(minutes=15)  # before the minutes are posted; whoever is asked later cannot answer


@dataclass(frozen=True, slots=True)
class AskingTimes:
    """When a lead is asked and reminded; None for what their quiet hours leave no time for.

    `usual_ask` and `usual_reminders` are the moments of the call.
    """

    usual_ask: datetime
    usual_reminders: tuple[datetime, ...]
    ask: datetime | None
    reminders: tuple[datetime | None, ...]

    @property
    def moved(self) -> bool:
        """Whether quiet hours change anything."""
        return self.ask != self.usual_ask or self.reminders != self.usual_reminders


def asking_at(call: Call, meeting: Meeting) -> datetime:
    """When the leads are asked: never while the meeting before is still to be posted."""
    return max(meeting.starts - call.ask, meeting.opens)


def asking_times(call: Call, meeting: Meeting, hours: QuietHours | None) -> AskingTimes:
    """The moments of one lead.

    What falls into quiet hours comes just before these, or else as they end, if that leaves time to answer. A
    question never comes within the late window of the meeting before, a reminder never before the question.
    """
    ask = asking_at(call, meeting)
    reminders = tuple(meeting.starts - span for span in call.remind)
    if hours is None:
        return AskingTimes(ask, reminders, ask, reminders)
    earliest = min(ask, meeting.opens + call.late)
    asked = _allowed(ask, hours, after=earliest, until=meeting.posts)
    begin = asked or ask
    moved = tuple(_allowed(each, hours, after=begin, until=meeting.posts) for each in reminders)
    return AskingTimes(ask, reminders, asked, moved)


def rests_until(hours: QuietHours | None, now: datetime) -> datetime | None:
    """Until when somebody is in their quiet hours; None where they are not."""
    around = hours.around(now) if hours else None
    return around[1] if around else None


def _allowed(moment: datetime, hours: QuietHours, *, after: datetime, until: datetime) -> datetime | None:
    around = hours.around(moment)
    if around is None:
        return moment
    before, end = around[0] - IN_TIME, around[1]
    if before > after and hours.around(before) is None:
        return before
    return end if end + LEAVES_TIME <= until else None
