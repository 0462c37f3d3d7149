"""Everything known about one meeting. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.model.call import Area, Call, Lead
from bot.model.delivery import Delivery, Kind, Status, key
from bot.model.meeting import Meeting
from bot.model.message import AskLead
from bot.model.minutes import Minutes
from bot.model.quiet import QuietHours
from bot.model.update import Update, reported_by_area
from bot.model.uptime import Downtime
from bot.rules.action_reminders import Task
from bot.rules.asking_times import AskingTimes, asking_times, rests_until
from bot.rules.downtimes import TellDowntime
from bot.rules.long_away import StillAway
from bot.rules.retention import Forget

REMINDERS = (Kind.REMIND_1, Kind.REMIND_2)


def writers(call: Call, updates: Iterable[Update]) -> frozenset[str]:
    """Whose words may count for the minutes: who leads, who stands in for them, and who has reported."""
    stand_ins = {lead.stand_in.person for lead in call.leads if lead.stand_in}
    reported = {person for update in updates for person in update.by}
    return frozenset({lead.person for lead in call.leads} | stand_ins | reported)


@dataclass(frozen=True, slots=True)
class Week:
    """Everything known about one meeting; `fresh` is what its minutes would say now, once they are posted.

    `tasks` are action items whose owners may have to be told of them before it, `still_away` long absences,
    `forgetting` what was written so long ago that the call does not keep it; `later` are moments at which
    time may bring about more of these three. `untold` are downtimes of which nobody was told yet, `downtime`
    is the one in which its time fell. `quiet` has the quiet hours of those who have some.
    """

    call: Call
    meeting: Meeting
    updates: tuple[Update, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    fresh: Minutes | None = None
    tasks: tuple[Task, ...] = ()
    still_away: tuple[StillAway, ...] = ()
    forgetting: tuple[Forget, ...] = ()
    later: tuple[datetime, ...] = field(default=(), compare=False)
    quiet: Mapping[str, QuietHours] = field(default_factory=dict)
    untold: tuple[TellDowntime, ...] = ()
    downtime: Downtime | None = None

    def times(self, lead: Lead) -> AskingTimes:
        """When a lead is asked and reminded."""
        return asking_times(self.call, self.meeting, self.quiet.get(lead.person))

    def rests_until(self, lead: Lead, now: datetime) -> datetime | None:
        """Until when a lead is in their quiet hours; None where they are not."""
        return rests_until(self.quiet.get(lead.person), now)

    def known(self, kind: Kind, part: str = "") -> Delivery | None:
        """The delivery of this kind to this person, if it was ever enqueued."""
        wanted = key(self.meeting.key, kind, part)
        return next((delivery for delivery in self.deliveries if delivery.key == wanted), None)

    def silent(self, lead: Lead) -> tuple[Area, ...]:
        """The lead's areas that nobody has reported for."""
        heard = reported_by_area(self.updates)
        return tuple(area for area in self.call.areas_of(lead.person) if area.name not in heard)

    def unasked(self, lead: Lead) -> bool:
        """Whether they have got areas since they were asked, as whoever becomes a stand-in has."""
        asked = self.known(Kind.ASK, lead.person)
        if asked is None or asked.status in (Status.SKIPPED, Status.DEAD):
            return False
        if not isinstance(asked.message, AskLead):
            return False
        return not {area.name for area in self.call.areas_of(lead.person)} <= set(asked.message.names)
