"""Commands on the calls, the minutes and the database, and `tick`."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import assert_never

from bot.app import at_work, text_of
from bot.calls_file import read_calls, write_calls
from bot.cli.parse import UNNAMED
from bot.cli.preview import Format, preview
from bot.clock import MovableClock, now
from bot.composition import open_records
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

AUTHOR = "MinutesBot"  # in the file for the wiki's data folder, where the call names no login


async def apply_file(settings: Settings, file: Path) -> tuple[str, ...]:
    """Save the calls of a file; returns what changed, a line for each. Raises CallsFileWrong."""
    wanted = read_calls(text_of(file), str(file))
    with open_records(settings) as records:
        done = await records.store.change(adopt_calls, wanted, file=file.name, now=now())
    return done or ("nothing changes",)


async def calls_as_file(settings: Settings) -> str:
    """All calls, as the text of a calls file."""
    with open_records(settings) as records:
        return write_calls(await records.store.read(lambda book: book.calls()))


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """How to show minutes; raises ConfigurationWrong for options that exclude each other."""

    form: Format
    with_meta: bool = False
    index_line: bool = False

    def __post_init__(self) -> None:
        if self.with_meta and (self.index_line or self.form is not Format.TWIKI):
            raise ConfigurationWrong("--with-meta is for the whole page, with --format twiki")
        if self.index_line and self.form not in (Format.TWIKI, Format.TEXT):
            raise ConfigurationWrong("--index-line is a line of TWiki; leave --format out")


async def preview_minutes(
    settings: Settings, name: str | None, day: date | None, options: PreviewOptions
) -> str:
    """The minutes of a meeting as they were or would be posted. Raises UnknownCall or UnknownMeeting."""

    def found(book: Book) -> tuple[Call, Minutes]:
        call = the_call(book, name)
        return call, the_minutes(book, call, the_meeting(book, call, day, now()))

    with open_records(settings) as records:
        call, minutes = await records.store.read(found)
    if options.index_line:
        return f"{index_line(minutes)}\n"
    text = preview(minutes, options.form)
    if not options.with_meta:
        return text
    author = call.twiki.login or AUTHOR
    return with_meta(text, author=author, at=now(), parent=minutes.parent, revision=minutes.revision)


async def do_due(settings: Settings, at: datetime | None, *, dry_run: bool) -> tuple[str, ...]:
    """Do what is due at a moment (now if None), or only list it; returns a line for each step."""
    moment = at or now()
    if dry_run:
        with open_records(settings) as records:
            steps = await records.store.read(lambda book: due(book, moment))
        return tuple(map(_line, steps)) or ("nothing is due",)
    async with at_work(settings, MovableClock(moment)) as bot:
        steps = await bot.turn()
    return tuple(map(_line, steps)) or ("nothing was due",)


def upgrade(settings: Settings) -> str:
    """Bring the tables up to date, and say at which revision they are."""
    with open_records(settings) as records:
        return f"the tables are at revision {records.revision}"


def back_up(settings: Settings, file: Path) -> str:
    """Copy the database to a file, and say so. Raises DatabaseUnusable."""
    with open_records(settings) as records:
        records.back_up(file)
    return f"copied to {file}"


def area_in(calls_file: Path | None, call: str | None, area: str | None) -> Area:
    """The one area of a calls file that is meant, or one of no name without a file.

    Raises ConfigurationWrong where several are meant, or none.
    """
    if calls_file is None:
        return UNNAMED
    found = [each for each in read_calls(text_of(calls_file), str(calls_file)) if call in (None, each.name)]
    areas = [each for standing in found for each in standing.areas if area in (None, each.name)]
    if len(areas) == 1:
        return areas[0]
    known = ", ".join(each.name for standing in found for each in standing.areas) or "none"
    raise ConfigurationWrong(f"--area should name one area of {calls_file}; it has {known}")


def _line(taken: Taken) -> str:
    """A step as a line of output."""
    meeting, step = taken
    return f"{meeting.key}: {_what(step)}"


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
        case TellChannel() | Nudge() | StillAway():
            return _reminder(step)
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


def _reminder(step: TellChannel | Nudge | StillAway) -> str:
    match step:
        case TellChannel(area):
            return f"tell the channel of the emergencies in {area}"
        case Nudge(action, told):
            return f"tell {action.owner} of action item #{action.number}: {told}"
        case StillAway(absence):
            return f"tell {absence.person} that they are still away until {absence.last.isoformat()}"
        case _:
            assert_never(step)
