"""Long lists in pages: `limit`, and a `cursor` that leads on."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from bot.demo import limits
from bot.demo.wire import Arguments, Json, Refusal

T = TypeVar("T")


def page(items: Sequence[T], args: Arguments, *, default: int = limits.PAGE_DEFAULT) -> tuple[list[T], Json]:
    """One page of a list, and what leads to the next."""
    start = _start(args.text("cursor"))
    length = args.number("limit", default, "invalid_limit") or default
    if length < 0 or start > len(items):
        raise Refusal("invalid_limit" if length < 0 else "invalid_cursor")
    end = start + min(length, limits.PAGE_LARGEST)
    following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), {"response_metadata": {"next_cursor": following}}


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        name, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as wrong:
        raise Refusal("invalid_cursor") from wrong
    if name != "next" or not number.isdigit():
        raise Refusal("invalid_cursor")
    return int(number)
