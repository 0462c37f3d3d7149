"""What the command line does with the records, without a workspace at hand."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import assert_never

from bot.app import at_work, memory, remembering, text_of
from bot.calls_file import read_calls, write_calls
from bot.cli.parse import UNNAMED
from bot.cli.preview import Format, preview
from bot.clock import MovableClock, now
from bot.cycle.advance import Taken, due
from bot.cycle.calls.apply_calls import adopt_calls
from bot.cycle.queries import the_call, the_meeting, the_minutes
from bot.formats.twiki.write import index_line, with_meta
from bot.model.call import Area, Call
from bot.model.errors import ConfigurationWrong
from bot.model.minutes import Minutes
from bot.ports import Book
from bot.rules.action_reminders import Nudge
from bot.rules.emergencies import TellChannel
from bot.rules.long_away import StillAway
from bot.rules.retention import Forget
from bot.rules.steps import Alert, Amend, Ask, Close, Omit, Publish, Remind, Step
from bot.settings import Settings
from storage.database import backup
from storage.migrations import current

AUTHOR = "MinutesBot"  # in the file for the wiki's data folder, where the call names no login


async def applied(settings: Settings, file: Path) -> tuple[str, ...]:
    """Take the calls of a file over; what changes, a line each."""
    wanted = read_calls(text_of(file), str(file))
    with remembering(settings) as database:
        done = await memory(database).change(adopt_calls, wanted, file=file.name, now=now())
    return done or ("nothing changes",)


async def shown(settings: Settings) -> str:
    """The calls as a file."""
    with remembering(settings) as database:
        return write_calls(await memory(database).read(lambda book: book.calls()))


@dataclass(frozen=True, slots=True)
class Look:
    """How minutes are to be shown; what is only for the wiki goes with no other format."""

    form: Format
    with_meta: bool = False
    index_line: bool = False

    def __post_init__(self) -> None:
        if self.with_meta and (self.index_line or self.form is not Format.TWIKI):
            raise ConfigurationWrong("--with-meta is for the whole page, with --format twiki")
        if self.index_line and self.form not in (Format.TWIKI, Format.TEXT):
            raise ConfigurationWrong("--index-line is a line of TWiki; leave --format out")


async def previewed(settings: Settings, name: str | None, day: date | None, look: Look) -> str:
    """The minutes of a meeting as they were or would be posted."""

    def found(book: Book) -> tuple[Call, Minutes]:
        call = the_call(book, name)
        return call, the_minutes(book, call, the_meeting(book, call, day, now()))

    with remembering(settings) as database:
        call, minutes = await memory(database).read(found)
    if look.index_line:
        return f"{index_line(minutes)}\n"
    shown = preview(minutes, look.form)
    if not look.with_meta:
        return shown
    author = call.twiki.login or AUTHOR
    return with_meta(shown, author=author, at=now(), parent=minutes.parent, revision=minutes.revision)


async def ticked(settings: Settings, at: datetime | None, *, dry_run: bool) -> tuple[str, ...]:
    """Do what is due at a moment, or only list it."""
    moment = at or now()
    if dry_run:
        with remembering(settings) as database:
            steps = await memory(database).read(lambda book: due(book, moment))
        return tuple(map(_said, steps)) or ("nothing is due",)
    async with at_work(settings, MovableClock(moment)) as bot:
        steps = await bot.turn()
    return tuple(map(_said, steps)) or ("nothing was due",)


def upgraded(settings: Settings) -> str:
    """Bring the tables up to date."""
    with remembering(settings) as database:
        return f"the tables are at revision {current(database)}"


def backed_up(settings: Settings, file: Path) -> str:
    """Copy the database."""
    with remembering(settings) as database:
        backup(database, file)
    return f"copied to {file}"


def area_in(calls_file: Path | None, call: str | None, area: str | None) -> Area:
    """The area of a calls file that is meant; without a file one with everybody's labels."""
    if calls_file is None:
        return UNNAMED
    found = [each for each in read_calls(text_of(calls_file), str(calls_file)) if call in (None, each.name)]
    areas = [each for standing in found for each in standing.areas if area in (None, each.name)]
    if len(areas) == 1:
        return areas[0]
    known = ", ".join(each.name for standing in found for each in standing.areas) or "none"
    raise ConfigurationWrong(f"--area should name one area of {calls_file}; it has {known}")


def _said(taken: Taken) -> str:
    """A step in a line."""
    meeting, step = taken
    return f"{meeting.key}: {_step(step)}"


def _step(step: Step) -> str:
    match step:
        case Ask(lead):
            return f"ask {lead.name}"
        case Remind(lead, kind, areas):
            return f"{kind} {lead.name} of {', '.join(areas)}"
        case Omit(lead, kind, reason):
            return f"no {kind} for {lead.name}: {reason}"
        case Alert(chair, about):
            return f"tell {chair} about {about.key}: {about.reason}"
        case TellChannel() | Nudge() | StillAway():
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


def _told(step: TellChannel | Nudge | StillAway) -> str:
    match step:
        case TellChannel(area):
            return f"tell the channel of the emergencies in {area}"
        case Nudge(action, told):
            return f"tell {action.owner} of action item #{action.number}: {told}"
        case StillAway(absence):
            return f"tell {absence.person} that they are still away until {absence.last.isoformat()}"
        case _:
            assert_never(step)
