"""What became of the questions and reminders to a lead, in plain words. Values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.model.call import Lead
from bot.model.delivery import Delivery, Kind, Status
from bot.model.meeting import State
from bot.model.message import RemindLead
from bot.model.reason import Reason, as_told, detail_of, reason_in
from bot.rules.meeting_state import REMINDERS, Week


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that stands in the records; `because` is a reason as Slack or the week gave it."""

    said: str
    at: datetime | None = None
    because: str = ""


def resting(week: Week, lead: Lead) -> Iterator[Fact]:
    """That quiet hours change when a lead is asked or reminded."""
    hours = week.quiet.get(lead.person)
    if hours and week.times(lead).moved:
        begins, ends = f"{hours.quiet.begins:%H:%M}", f"{hours.quiet.ends:%H:%M}"
        when = f"from {begins} to {ends} in their time zone, {hours.zone}"
        yield Fact(f"{lead.name} has quiet hours {when}, so I ask and remind them before or after these")


def asking(week: Week, lead: Lead, now: datetime) -> Iterator[Fact]:
    """Whether a lead was asked, is to be asked, or why not."""
    asked = week.known(Kind.ASK, lead.person)
    areas = ", ".join(area.name for area in week.call.areas_of(lead.person))
    if asked is not None:
        yield _became_of(
            asked,
            f"I asked {lead.name} about {areas}" if areas else f"I asked {lead.name}",
            f"ask {lead.name}",
        )
        return
    if not _is_asked(week, lead) or week.meeting.state is State.SKIPPED:
        return
    times = week.times(lead)
    asks_at = times.ask or times.usual_ask
    if week.meeting.state is State.SCHEDULED and now < asks_at:
        yield Fact(f"I shall ask {lead.name} about {areas}", asks_at)
    elif week.meeting.state is State.SCHEDULED:
        yield Fact(f"I am about to ask {lead.name}")
    elif week.meeting.frozen_at is not None and week.meeting.frozen_at < asks_at:
        yield Fact(f"{lead.name} was not asked, as the minutes were posted before it was time to", asks_at)
    else:
        yield Fact(
            f"{lead.name} was not to be asked before the call; they became a lead of it, or came back, later"
        )


def reminding(week: Week, lead: Lead, now: datetime) -> Iterator[Fact]:
    """Which reminders a lead had, has to expect, or did not get, and why; also those by hand."""
    times = week.times(lead)
    moments = [moment or usual for moment, usual in zip(times.reminders, times.usual_reminders, strict=True)]
    for number, (kind, moment) in enumerate(zip(REMINDERS, moments, strict=False), 1):
        which = "the last time" if number == len(moments) and number > 1 else ""
        said = f"I reminded {lead.name} {which}".rstrip()
        if known := week.known(kind, lead.person):
            yield _became_of(known, said, f"remind {lead.name} {which}".rstrip())
        elif now < moment and moment not in moments[number:] and _will_be_reminded(week, lead):
            yield Fact(f"I shall remind {lead.name} if nothing is reported until then", moment)
    for delivery in week.deliveries:
        by_hand = delivery.to == lead.person and delivery.kind is Kind.NOTICE
        if by_hand and isinstance(delivery.message, RemindLead):
            by = delivery.message.by
            done = f"{by} had me remind {lead.name}" if by else f"{lead.name} asked me for a reminder"
            yield _became_of(delivery, done, f"remind {lead.name} as {by or 'they'} wished")


def _became_of(delivery: Delivery, done: str, to_do: str) -> Fact:
    """What became of a question or a reminder."""
    match delivery.status:
        case Status.SENT:
            return Fact(done, delivery.sent_at)
        case Status.SKIPPED:
            return _not_done(to_do, delivery)
        case Status.DEAD:
            return Fact(f"I could not {to_do}", delivery.due, because=delivery.reason)
        case Status.SENDING:
            return Fact(f"I am trying to {to_do}; Slack has not answered yet", delivery.due)
        case Status.PENDING if delivery.posted:
            return Fact(done, delivery.sent_at)
        case Status.PENDING if delivery.reason:
            return Fact(
                f"I could not {to_do} yet, and shall try again",
                delivery.due,
                because=as_told(delivery.reason),
            )
    return Fact(f"I am about to {to_do}", delivery.due)


def _not_done(to_do: str, delivery: Delivery) -> Fact:
    reason = delivery.reason
    match reason_in(reason):
        case Reason.COULD_NOT_BE_ASKED:
            because = as_told(detail_of(reason))
            return Fact(f"I did not {to_do}, as they could not be asked", delivery.due, because=because)
        case Reason.REFUSED_TOO_LONG:
            said = f"I did not {to_do}, as Slack refused it until its time had passed"
            return Fact(said, delivery.due, because=detail_of(reason))
    return Fact(f"I did not {to_do}", delivery.due, because=as_told(reason))


def _will_be_reminded(week: Week, lead: Lead) -> bool:
    """Whether reminders are to be expected if nothing is reported."""
    asked = week.known(Kind.ASK, lead.person)
    in_vain = asked is not None and asked.status in (Status.DEAD, Status.SKIPPED)
    waiting = week.meeting.state is State.SCHEDULED and bool(week.silent(lead))
    return waiting and _is_asked(week, lead) and not in_vain


def _is_asked(week: Week, lead: Lead) -> bool:
    """Whether the lead is among those who are asked for this meeting."""
    return any(each.person == lead.person for each in week.call.reporters)
