"""Slack's JSON, of which nothing is taken for granted."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

RECEIVED_AT = "minutesbot_received_at"  # the one key we add to a payload


def mappings_in(value: Any) -> Iterator[Mapping[str, Any]]:
    """The mappings in a list; nothing where there is no list."""
    if isinstance(value, list | tuple):
        yield from (part for part in value if isinstance(part, Mapping))


def mapping_of(value: Any) -> Mapping[str, Any]:
    """A mapping; an empty one where there is none."""
    return value if isinstance(value, Mapping) else {}


def text_of(value: Any) -> str:
    """A text; an empty one where there is none."""
    return value if isinstance(value, str) else ""


def web_address_of(value: Any) -> str:
    """An address of the web; an empty one where there is none, at which aiohttp would fail an assertion."""
    return value if isinstance(value, str) and value.startswith(("https://", "http://")) else ""


def moment_of(value: Any) -> str:
    """A `ts`; anything that is no moment counts as none."""
    return value if isinstance(value, str) and value.replace(".", "", 1).isdecimal() else ""


def date_of(value: Any) -> date | None:
    """A day as Slack writes it; None where there is none."""
    try:
        return date.fromisoformat(text_of(value))
    except ValueError:
        return None


def number_of(value: Any) -> int:
    """A number from 1 on; 0 where there is none."""
    return value if isinstance(value, int) and value > 0 else 0


def everything(elements: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Elements and everything inside them, however deep, in reading order."""
    waiting = list(elements)[::-1]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(tuple(mappings_in(element.get("elements")))[::-1])
