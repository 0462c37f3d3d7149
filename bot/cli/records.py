"""What the command line does with old pages and with everything that was kept."""

import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

from bot.app import memory, remembering
from bot.cli.derive_calls import lead_names, sketch
from bot.clock import now
from bot.cycle.minutes.import_pages import OldPage, import_pages
from bot.cycle.queries import the_call
from bot.formats.everything import KeptCall, KeptMeeting, history
from bot.formats.export import as_csv
from bot.formats.twiki.read_page import read_page
from bot.formats.twiki.topic_day import topic_day
from bot.model.call import Call, Charset
from bot.model.errors import ConfigurationWrong, FileUnreadable
from bot.model.meeting import Meeting
from bot.ports import Book
from bot.settings import Settings
from handlers.incoming.connect import reading_client
from handlers.web_api.find_people import meant, members


class Export(StrEnum):
    """In which forms the records can be had."""

    JSON = "json"
    CSV = "csv"


async def imported(
    settings: Settings, files: Sequence[Path], name: str | None, day: date | None
) -> tuple[str, ...]:
    """Take wiki pages into the history of a call; what was made of each, a line each."""
    if day is not None and len(files) > 1:
        raise ConfigurationWrong("--date says the day of one page; give one page with it")
    pages = [OldPage(file.name, read_page(page_text(file)), day) for file in files]
    with remembering(settings) as database:
        return await memory(database).change(import_pages, name, pages, now=now())


async def derived(settings: Settings, file: Path) -> str:
    """A calls.toml for the call whose page this is; with a token the leads are looked up in the workspace."""
    text = page_text(file)
    page = read_page(text)
    if not page.areas:
        raise FileUnreadable(f"{file} (there is no area on it)")
    asks = bool(settings.bot_token)
    people = await members(reading_client(settings.bot_token, settings.api_url)) if asks else ()
    return sketch(
        page,
        topic=file.name,
        day=topic_day(file.name),
        charset=Charset.ASCII if text.isascii() else Charset.UTF8,
        members=meant(lead_names(page), people),
    )


async def exported(settings: Settings, name: str | None, since: date | None, form: Export) -> str:
    """Everything that was kept, of one call or of all: as JSON, or what the minutes say as CSV."""
    with remembering(settings) as database:
        store = memory(database)
        calls = await store.read(lambda book: _calls(book, name, since))
        absences = await store.read(lambda book: book.absences())
    if form is Export.CSV:
        return as_csv(minutes for call in calls for minutes in call.minutes)
    told = [each for each in absences if since is None or each.last >= since]
    return json.dumps(history(calls, told), indent=2, ensure_ascii=False) + "\n"


def page_text(file: Path) -> str:
    """The source of a page; wikis that do not write UTF-8 write Latin-1."""
    try:
        source = file.read_bytes()
    except OSError as error:
        raise FileUnreadable(f"{file} ({type(error).__name__})") from error
    if b"\0" in source:
        raise FileUnreadable(f"{file} (it is no text)")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.decode("cp1252", errors="replace")


def _calls(book: Book, name: str | None, since: date | None) -> tuple[KeptCall, ...]:
    wanted = book.calls() if name is None else (the_call(book, name),)
    return tuple(
        KeptCall(call, tuple(_kept(book, call, each) for each in book.meetings(call.name, since=since)))
        for call in wanted
    )


def _kept(book: Book, call: Call, meeting: Meeting) -> KeptMeeting:
    """A meeting with what was written for it, and about areas that the call no longer has too."""
    name, day = meeting.call, meeting.date
    reported = (update.area for update in book.updates(name, day))
    areas = dict.fromkeys((*(area.name for area in call.areas), *sorted(reported)))
    corrections = ((area, each) for area in areas for each in book.corrections(name, day, area))
    return KeptMeeting(meeting, book.replies(name, day), tuple(corrections))
