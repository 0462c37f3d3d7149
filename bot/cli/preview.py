"""`preview`: the minutes as they would be posted, in any format."""

import json
from typing import Any, assert_never

from bot.cli.choices import Format
from bot.formats.export import as_csv, as_json
from bot.formats.html import html
from bot.formats.markdown import markdown
from bot.formats.text import text
from bot.formats.twiki.write import twiki
from bot.model.delivery import Kind, key
from bot.model.meeting import meeting_key
from bot.model.message import MinutesPage
from bot.model.minutes import Minutes
from handlers.blocks.render import pages, render


def preview(minutes: Minutes, form: Format) -> str:
    """The minutes in one format; all end with a newline."""
    match form:
        case Format.TEXT:
            return text(minutes)
        case Format.TWIKI:
            return twiki(minutes)
        case Format.SLACK:
            return json.dumps(_messages(minutes), indent=2, ensure_ascii=False) + "\n"
        case Format.MARKDOWN:
            return markdown(minutes)
        case Format.HTML:
            return html(minutes)
        case Format.JSON:
            return json.dumps(as_json(minutes), indent=2, ensure_ascii=False) + "\n"
        case Format.CSV:
            return as_csv([minutes])
        case _:
            assert_never(form)


def _messages(minutes: Minutes) -> list[dict[str, Any]]:
    """The messages in the channel, as they are sent."""
    shown = [
        render(MinutesPage(minutes, page), key(meeting_key(minutes.call, minutes.date), Kind.MINUTES))
        for page in range(1, pages(minutes) + 1)
    ]
    return [{"text": message.text, "blocks": message.blocks} for message in shown]
