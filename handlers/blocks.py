"""Everything the bot says, as Slack shows it. Pure."""

from typing import assert_never

from bot.model.message import (
    AskLead,
    Card,
    LateNote,
    Message,
    MinutesPage,
    Notice,
    RemindLead,
    TwikiCopy,
    WikiPage,
)
from handlers.blocks_ask import ask, remind
from handlers.blocks_card import card
from handlers.blocks_minutes import page, pages
from handlers.blocks_parts import Rendered, rendered
from handlers.blocks_words import line, rich_text, said, split

__all__ = ["Rendered", "pages", "render"]

_LONGEST_ROW = 3_000


def render(message: Message, key: str, *, zone: str | None = None) -> Rendered:
    """Write a message; its first block bears the delivery's key. `zone` is the reader's."""
    match message:
        case AskLead():
            return ask(message, key, zone)
        case RemindLead():
            return remind(message, key, zone)
        case Card():
            return card(message, key)
        case MinutesPage(minutes, number):
            return page(minutes, number, key)
        case TwikiCopy(title):
            return _sentence(f"TWiki copy of the {title}", key)
        case WikiPage():
            return _sentence(f"The minutes on the wiki page {message.name}", key)
        case LateNote(areas, revision):
            what = f" in {', '.join(areas)}" if areas else ""
            return _sentence(f"The minutes were amended{what}; this is revision {revision}.", key)
        case Notice(text):
            return _sentence(text, key)
        case _:
            assert_never(message)


def _sentence(text: str, key: str) -> Rendered:
    body = list(split(line(text), _LONGEST_ROW))
    return rendered(said(body), [rich_text(body)], key)
