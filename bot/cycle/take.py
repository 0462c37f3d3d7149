"""Take a step of the week: call the unit of work that does it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import assert_never

from bot.cycle.absences import tell_still_away
from bot.cycle.action_items import nudge
from bot.cycle.asking.ask import ask, omit, remind
from bot.cycle.erase import forget_written
from bot.cycle.minutes.publish import Pages, amend, close, publish
from bot.cycle.tell_downtime import tell_downtime
from bot.cycle.tell_emergency import tell_channel
from bot.cycle.tell_undelivered import alert
from bot.cycle.weeks import Missing
from bot.model.absence import OwnStatus
from bot.ports import Book, Store
from bot.rules.action_reminders import Nudge
from bot.rules.downtimes import TellDowntime
from bot.rules.emergencies import TellChannel
from bot.rules.long_away import StillAway
from bot.rules.meeting_state import Week
from bot.rules.retention import Forget
from bot.rules.steps import Alert, Amend, Ask, Close, Omit, Publish, Remind, Step, Tell

Statuses = Mapping[str, OwnStatus]  # by person, what those show of themselves who are to be asked


async def take(
    step: Step, week: Week, statuses: Statuses, *, store: Store, pages: Pages, now: datetime
) -> bool:
    """Take a step; true when it is taken."""
    call, day = week.call.name, week.meeting.date
    match step:
        case Ask() | Remind() | Omit():
            await store.change(tell_leads, [(week, step)], statuses, now=now)
        case Alert():
            await store.change(alert, step, week, now=now)
        case TellChannel() | Nudge() | StillAway() | TellDowntime():
            await _tell(step, call, day, store=store, now=now)
        case Forget():
            await store.change(forget_written, step, call)
        case Publish(delayed):
            await store.change(publish, call, day, delayed=delayed, pages=pages, now=now)
        case Amend():
            await store.change(amend, call, day, pages=pages, now=now)
        case Close(reason):
            await store.change(close, call, day, reason=reason, pages=pages, now=now)
        case _:
            assert_never(step)
    return True


def tell_leads(book: Book, some: Sequence[Missing], statuses: Statuses, *, now: datetime) -> bool:
    """Ask leads, remind them, or note why not."""
    for week, step in some:
        match step:
            case Ask():
                ask(book, step, week, statuses.get(step.lead.person), now=now)
            case Remind():
                remind(book, step, week, now=now)
            case Omit():
                omit(book, step, week, now=now)
            case _:
                raise AssertionError(step)
    return True


async def _tell(step: Tell, call: str, day: date, *, store: Store, now: datetime) -> None:
    """Tell somebody what they would not hear of otherwise."""
    match step:
        case TellChannel():
            await store.change(tell_channel, step, call, day, now=now)
        case Nudge():
            await store.change(nudge, step, call, now=now)
        case StillAway():
            await store.change(tell_still_away, step, call, day, now=now)
        case TellDowntime():
            await store.change(tell_downtime, step, call, now=now)
        case _:
            assert_never(step)
