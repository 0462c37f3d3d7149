"""Commands on the calls and the minutes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.calls_file import write_calls
from bot.calls_on_disk import calls_in
from bot.cli.choices import Format
from bot.cli.preview import preview
from bot.clock import now
from bot.cycle.calls.apply_calls import adopt_calls
from bot.cycle.queries import the_call, the_meeting, the_minutes
from bot.formats.twiki.write import index_line, with_meta
from bot.model.call import Call
from bot.model.errors import ConfigurationWrong
from bot.model.meeting import falls
from bot.model.minutes import Minutes
from bot.model.rhythm import dates_from
from bot.ports import Book
from bot.records import open_records
from bot.settings import Settings

AUTHOR = "MinutesBot"  # in the file for the wiki's data folder, where the call names no login


async def apply_file(settings: Settings, file: Path) -> tuple[str, ...]:
    """Save the calls of a file; returns what changed, a line for each. Raises CallsFileWrong."""
    wanted, today = calls_in(file, may_mail=settings.sends_mail), now()
    with open_records(settings) as records:
        done = await records.store.change(adopt_calls, wanted, file=file.name, now=today)
    return (*(done or ("nothing changes",)), *_skipped_in_vain(wanted, today))


def _skipped_in_vain(calls: Iterable[Call], today: datetime) -> Iterator[str]:
    """Dates to come that a call is to skip, and on which it has no meeting anyway: a slip, most likely."""
    for call in calls:
        for day in call.skip:
            if day >= call.local_date(today) and not falls(call, day):
                following = next(dates_from(call.weekday, call.rhythm, day), None)
                meets = f"; the next meeting is on {following:%A}, {following}" if following else ""
                yield f"{call.name}: skip {day} is a {day:%A} without a meeting{meets}"


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
