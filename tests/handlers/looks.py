"""How to look at a message: its texts, and whether Slack takes it."""

from collections.abc import Iterator
from typing import Any

from bot.demo.block_kit.validate import block_faults, total_text
from bot.model.message import MinutesPage
from bot.model.minutes import Minutes
from handlers.blocks.render import Rendered, pages, render

PAGE_KEY = "Production/2027-01-12/minutes"


def strings(part: Any) -> Iterator[str]:
    """Every text in a message."""
    match part:
        case {"text": str(text), **rest}:
            yield text
            yield from strings(rest)
        case dict():
            for value in part.values():
                yield from strings(value)
        case list() | tuple():
            for each in part:
                yield from strings(each)


def is_acceptable(shown: Rendered) -> bool:
    """Whether Slack takes the message, with room to spare, now and as a later version."""
    assert block_faults(list(shown.blocks)) == []
    assert total_text(list(shown.blocks)) <= 10_000
    assert 0 < len(shown.text) <= 4_000
    return any(block["type"] == "rich_text" for block in shown.blocks)


def whole(minutes: Minutes) -> str:
    """All text of all pages."""
    shown = [render(MinutesPage(minutes, page), PAGE_KEY) for page in range(1, pages(minutes) + 1)]
    assert all(is_acceptable(each) for each in shown)
    return "".join(text for each in shown for text in strings(list(each.blocks)))
