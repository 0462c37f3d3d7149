"""`tick`: do what is due, once, or only list it."""

from datetime import datetime
from typing import assert_never

from bot.at_work import at_work
from bot.clock import MovableClock, now
from bot.cycle.advance import Taken
from bot.cycle.weeks import due
from bot.model.happened import Event, Happened
from bot.records import open_records
from bot.rules.action_reminders import Nudge
from bot.rules.downtimes import TellDowntime
from bot.rules.emergencies import TellChannel
from bot.rules.long_away import StillAway
from bot.rules.retention import Forget
from bot.rules.steps import Alert, Amend, Ask, Close, Omit, Publish, Remind, Step, Tell
from bot.settings import Settings


async def do_due(settings: Settings, at: datetime | None, *, dry_run: bool) -> tuple[str, ...]:
    """Do what is due at a moment (now if None), or only list it.

    Returns a line for each step, and for each message that was given up, or mailed, whenever it was due.
    """
    moment = at or now()
    if dry_run:
        with open_records(settings) as records:
            steps = await records.store.read(lambda book: due(book, moment))
        return tuple(map(_line, steps)) or ("nothing is due",)
    happened: list[Happened] = []
    async with at_work(settings, MovableClock(moment), pretends=at is not None) as bot:
        bot.journal.listeners.append(happened.append)
        steps = await bot.turn()
    return (*map(_line, steps), *filter(None, map(_became, happened))) or ("nothing was due",)


def _line(taken: Taken) -> str:
    """A step as a line of output."""
    meeting, step = taken
    return f"{meeting.key}: {_what(step)}"


def _became(happened: Happened) -> str:
    """What became of a message that no step of this turn asked for; empty for everything else."""
    match happened.event:
        case Event.GIVEN_UP:
            return f"{happened.told['delivery']}: given up: {happened.told['reason']}"
        case Event.MAILED:
            return f"{happened.told['delivery']}: mailed"
        case _:
            return ""


def _what(step: Step) -> str:
    match step:
        case Ask(lead):
            return f"ask {lead.name}"
        case Remind(lead, kind, areas):
            return f"{kind} {lead.name} of {', '.join(areas)}"
        case Omit(lead, kind, reason):
            return f"no {kind} for {lead.name}: {reason}"
        case Alert(chair, about):
            return f"tell {chair} about {about.key}: {about.reason}"
        case TellChannel() | Nudge() | StillAway() | TellDowntime():
            return _told(step)
        case Forget(before):
            return f"forget what was written before {before.isoformat()}"
        case Publish(delayed):
            return f"publish the minutes {delayed}".rstrip()
        case Amend():
            return "amend the posted minutes"
        case Close(reason):
            return f"close the meeting {reason}".rstrip()
        case _:
            assert_never(step)


def _told(step: Tell) -> str:
    match step:
        case TellChannel(area):
            return f"tell the channel of the emergencies in {area}"
        case Nudge(action, told):
            return f"tell {action.owner} of action item #{action.number}: {told}"
        case StillAway(absence):
            return f"tell {absence.person} that they are still away until {absence.last.isoformat()}"
        case TellDowntime(downtime):
            return f"tell what became of the meetings that were missed until {downtime.until.isoformat()}"
        case _:
            assert_never(step)
