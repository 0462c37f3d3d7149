"""`parse`: what is understood of a text, and how it would look in the minutes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import assert_never

from bot.cli.choices import Form, Format
from bot.cli.preview import preview
from bot.formats.twiki.write import area_text
from bot.formats.understood import as_json, as_text
from bot.model.call import Area, Call, Weekday
from bot.model.errors import MinutesError
from bot.model.live_parts import Live
from bot.model.meeting import schedule
from bot.model.minutes import Minutes
from bot.model.reply import Reply
from bot.model.update import Item, Reading, Sections
from bot.model.words import Document, words
from bot.reading.merge import fold
from bot.reading.understand import understand
from bot.rules.assemble import assemble
from handlers.text.rich_text import document_from_text, document_of

MOMENT = datetime(2000, 1, 4, 21, tzinfo=UTC)  # no date shows in what one area looks like
UNNAMED = Area("Area", ())


class NotAMessage(MinutesError):
    """The input is not a Slack message as JSON."""


def parse(text: str, form: Form, *, area: Area = UNNAMED, last: str = "", blocks: bool = False) -> str:
    """Read a text as a reply for an area, and show what was understood.

    `last` has last week's items, one a line. With `blocks` the text is a Slack message as JSON; raises
    NotAMessage if it is not.
    """
    document = _message(text) if blocks else document_from_text(text)
    stood = Sections(ongoing=tuple(_items(last)))
    readings = tuple(reading for _, reading in understand(document, areas=(area,), last={area.name: stood}))
    match form:
        case Form.TEXT:
            return "".join(f"{as_text(reading, area.labels)}\n" for reading in readings)
        case Form.JSON:
            return json.dumps(as_json(*readings), indent=2, ensure_ascii=False) + "\n"
        case Form.TWIKI:
            return area_text(_minutes(area, document, readings, stood).areas[0])
        case Form.SLACK:
            return preview(_minutes(area, document, readings, stood), Format.SLACK)
        case _:
            assert_never(form)


def _message(text: str) -> Document:
    try:
        message = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotAMessage(f"line {error.lineno}: {error.msg}") from error
    if not isinstance(message, dict):
        raise NotAMessage('it should be an object with "blocks" or "text"')
    return document_of(message, {})


def _items(last: str) -> Iterator[Item]:
    for line in last.splitlines():
        if stated := line.strip().lstrip("*-• ").strip():
            yield Item(words(stated))


def _minutes(area: Area, document: Document, readings: tuple[Reading, ...], last: Sections) -> Minutes:
    """The minutes of a meeting with this one area, as they would be posted."""
    call = Call("Preview", "", Weekday.TUESDAY, time(16), "America/New_York", areas=(area,))
    meeting = schedule(call, MOMENT.date())
    reply = Reply(person="", conversation="", ts=f"{MOMENT.timestamp():.6f}", document=document)
    update = fold(
        area,
        [(reply, reading) for reading in readings],
        last=last,
        corrections=(),
        call=call.name,
        day=meeting.date,
        now=MOMENT,
    )
    return assemble(call, meeting, (replace(update, changed_at=None),), Live())
