"""Commands on old wiki pages and on everything that is stored."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.cli.choices import Export
from bot.cli.derive_calls import calls_file_for, lead_names
from bot.cli.old_files import page_text, read_files
from bot.clock import now
from bot.composition import slack_clients
from bot.cycle.minutes.import_history import import_history
from bot.cycle.minutes.import_pages import Imported, PageUnusable, import_pages, import_usable
from bot.cycle.queries import the_call
from bot.formats.everything import KeptCall, KeptMeeting, history
from bot.formats.export import as_csv
from bot.formats.read_history import HistoryUnreadable, read_history
from bot.formats.twiki.read_page import read_page
from bot.formats.twiki.topic_day import topic_day
from bot.model.call import Call, Charset
from bot.model.errors import ConfigurationWrong, FileUnreadable
from bot.model.meeting import Meeting
from bot.ports import Book
from bot.records import open_records
from bot.settings import Settings
from bot.text_file import text_of
from handlers.web_api.find_people import meant, members


async def import_files(
    settings: Settings, files: Sequence[Path], name: str | None, day: date | None, *, strict: bool
) -> Imported:
    """Import old pages into the history of a call: those that can be, or with `strict` all or none.

    Raises UnknownCall, ConfigurationWrong for one day and several files, and PageUnusable when no page can be
    imported; with `strict` also FileUnreadable.
    """
    if day is not None and len(files) > 1:
        raise ConfigurationWrong("--date says the day of one page; give one page with it")
    with open_records(settings) as records:
        wiki = (await records.store.read(the_call, name)).twiki
        read = read_files(files, wiki, day, strict=strict)
        if strict:
            return Imported(list(await records.store.change(import_pages, name, read.pages, now=now())))
        imported = await records.store.change(import_usable, name, read.pages, now=now())
    imported.unusable.extend(read.unreadable)
    if not imported.lines:
        raise PageUnusable.because(imported.unusable)
    return imported


async def import_exports(settings: Settings, files: Sequence[Path]) -> tuple[str, ...]:
    """Take exports of this program over; returns what became of each call. Raises HistoryUnreadable."""
    exports = [(file.name, *read_history(_json(file))) for file in files]
    with open_records(settings) as records:
        store, lines = records.store, list[str]()
        for name, calls, absences in exports:
            lines += await store.change(import_history, calls, absences, file=name, now=now())
    return tuple(lines)


async def derive_calls(settings: Settings, file: Path) -> str:
    """A calls file for the call of this page; with a bot token the leads are looked up in Slack."""
    text = page_text(file)
    page = read_page(text)
    if not page.areas:
        raise FileUnreadable(f"{file} (there is no area on it)")
    asks = bool(settings.bot_token)
    people = await members(slack_clients(settings).reading) if asks else ()
    return calls_file_for(
        page,
        topic=file.name,
        day=topic_day(file.name, page.info.at.date() if page.info.at else None),
        charset=Charset.ASCII if text.isascii() else Charset.UTF8,
        members=meant(lead_names(page), people),
    )


async def export(settings: Settings, name: str | None, since: date | None, form: Export) -> str:
    """Everything stored about one call or all: as JSON, or what the minutes say as CSV."""
    with open_records(settings) as records:
        store = records.store
        calls = await store.read(lambda book: _calls(book, name, since))
        absences = await store.read(lambda book: book.absences())
    if form is Export.CSV:
        minutes_of = ((kept.call.name, minutes) for kept in calls for minutes in kept.minutes)
        return as_csv(replace(minutes, call=name_now) for name_now, minutes in minutes_of)
    told = [each for each in absences if since is None or each.last >= since]
    return json.dumps(history(calls, told), indent=2, ensure_ascii=False) + "\n"


def _json(file: Path) -> Any:
    try:
        return json.loads(text_of(file))
    except (ValueError, RecursionError) as error:
        raise HistoryUnreadable(f"{file} is no JSON ({type(error).__name__})") from None


def _calls(book: Book, name: str | None, since: date | None) -> tuple[KeptCall, ...]:
    wanted = book.calls() if name is None else (the_call(book, name),)
    return tuple(
        KeptCall(call, tuple(_kept(book, call, each) for each in book.meetings(call.name, since=since)))
        for call in wanted
    )


def _kept(book: Book, call: Call, meeting: Meeting) -> KeptMeeting:
    """A meeting with its replies and corrections, also of areas that the call no longer has."""
    name, day = meeting.call, meeting.date
    reported = (update.area for update in book.updates(name, day))
    areas = dict.fromkeys((*(area.name for area in call.areas), *sorted(reported)))
    corrections = ((area, each) for area in areas for each in book.corrections(name, day, area))
    return KeptMeeting(meeting, book.replies(name, day), tuple(corrections))
