"""What became of the minutes by mail, in plain words. Values in, values out."""

from collections.abc import Iterator

from bot.model.delivery import Delivery, Kind, Status
from bot.model.meeting import State
from bot.model.reason import as_told
from bot.rules.asking_facts import Fact
from bot.rules.meeting_state import Week


def mailing(week: Week) -> Iterator[Fact]:
    """To whom the minutes were mailed, are to be, or could not be, and why."""
    mails = [delivery for delivery in week.deliveries if delivery.kind is Kind.MAIL]
    if not mails and week.call.mail and week.meeting.state is State.POSTED:
        said = f"I shall mail the minutes to {', '.join(week.call.mail)}, as they are by then"
        yield Fact(said, week.meeting.late_until)
    yield from map(_became_of, mails)


def _became_of(mail: Delivery) -> Fact:
    match mail.status:
        case Status.SENT:
            return Fact(f"I mailed the minutes to {mail.to}", mail.sent_at)
        case Status.DEAD | Status.SKIPPED:
            return Fact(f"I could not mail the minutes to {mail.to}", mail.due, because=as_told(mail.reason))
        case Status.PENDING if mail.reason:
            said = f"I could not mail the minutes to {mail.to} yet, and shall try again"
            return Fact(said, mail.due, because=as_told(mail.reason))
    return Fact(f"I am about to mail the minutes to {mail.to}", mail.due)
