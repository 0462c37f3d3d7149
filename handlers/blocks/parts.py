"""The bricks of Block Kit, with Slack's limits; nothing here knows the week. Pure.

Limits: docs.slack.dev/reference/block-kit. That all blocks of a message together may hold little more than
12,000 characters is not documented (slackapi/bolt-js#2509, #2867), so we stay well below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]

CHARACTERS_PER_MESSAGE = 10_000
FALLBACK_CHARACTERS = 4_000
OPTIONS_PER_MENU = 100
OPTION_CHARACTERS = 75
BUTTON_CHARACTERS = 75


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as Slack takes it; `text` is what screen readers and notifications say."""

    text: str
    blocks: tuple[Block, ...]


def rendered(rows: Iterable[str], blocks: Iterable[Block], key: str) -> Rendered:
    """Make a message whose first block carries the delivery's key."""
    first, *others = blocks
    return Rendered(fallback(rows), ({**first, "block_id": key}, *others))


def escape(text: str) -> str:
    """Make text safe in mrkdwn and in a message's `text`: nothing in it can ping or link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fallback(rows: Iterable[str]) -> str:
    """Say what the blocks say, as far as Slack takes it in `text`."""
    text = escape("\n".join(rows))
    if len(text) <= FALLBACK_CHARACTERS:
        return text
    head = text[: FALLBACK_CHARACTERS - 40]
    whole = head[: max(head.rfind("\n"), head.rfind(" "), 1)]
    return f"{whole}\n… the rest stands in the message itself."


def shorten(text: str, limit: int) -> str:
    """Make a label fit; what it stands for is shown in full elsewhere."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[: limit - 1]}…"


def header(text: str) -> Block:
    """A large title."""
    return {"type": "header", "text": plain_text(shorten(text, 150))}


def section(markdown: str) -> Block:
    """A paragraph of text that is already escaped."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": markdown}}


def context(markdown: str) -> Block:
    """A small grey line of text that is already escaped."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": markdown}]}


def actions(block_id: str, *elements: Block) -> Block:
    """A row of buttons and menus."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def button(label: str, action_id: str, *, style: str | None = None, confirm: Block | None = None) -> Block:
    """A button."""
    looks = {"style": style} if style else {}
    asks = {"confirm": confirm} if confirm else {}
    label = shorten(label, BUTTON_CHARACTERS)
    return {"type": "button", "text": plain_text(label), "action_id": action_id, **looks, **asks}


def confirm(title: str, text: str, yes: str) -> Block:
    """The question asked before a button does something."""
    return {
        "title": plain_text(title),
        "text": plain_text(text),
        "confirm": plain_text(yes),
        "deny": plain_text("Cancel"),
    }


def menu(
    placeholder: str, action_id: str, choices: Iterable[tuple[str, str]], chosen: str | None = None
) -> Block:
    """A menu of (value, label) choices."""
    options = [option(value, label) for value, label in choices]
    initial = [each for each in options if each["value"] == chosen]
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain_text(placeholder),
        "options": options,
        **({"initial_option": initial[0]} if initial else {}),
    }


def option(value: str, label: str) -> Block:
    """One choice of a menu."""
    return {"text": plain_text(shorten(label, OPTION_CHARACTERS) or "(no text)"), "value": value}


def plain_text(text: str) -> Block:
    """Text without any formatting."""
    return {"type": "plain_text", "text": text, "emoji": True}
