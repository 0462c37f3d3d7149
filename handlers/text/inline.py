"""What stands inside a line of Slack's rich text: text, links, mentions, emoji, dates, colours."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.model.words import Span, Words
from handlers.text.mrkdwn import joined, picture
from handlers.untrusted_json import everything, mapping_of, mappings_in, text_of

MENTIONS = {"user": "user_id", "channel": "channel_id", "usergroup": "usergroup_id"}
_BREAK = re.compile(r"\r\n|[\r\u2028\u2029\u0085\v\f]")


def inline(element: Mapping[str, Any], names: Mapping[str, str]) -> Words:
    """The styled words of an element, its notation undone."""
    inner = element.get("elements")
    return joined(
        span
        for part in (mappings_in(inner) if inner is not None else (element,))
        for span in _inline_element(part, names)
    )


def with_newlines(text: str) -> str:
    """The text with a newline for everything that breaks a line."""
    return _BREAK.sub("\n", text)


def _inline_element(part: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Span]:
    if isinstance(part.get("elements"), list):
        for inner in everything((part,)):
            yield from _inline_element({**inner, "elements": None}, names)
        return
    style = _style(part)
    match part.get("type"):
        case "link":
            url = text_of(part.get("url"))
            label = " ".join(text_of(part.get("text")).split("\n"))  # a link stays on one line
            text = label or url.removeprefix("mailto:")
            yield replace(style, text=text, url=url) if url else replace(style, text=text)
        case "date":
            yield replace(style, text=_date(part), url=text_of(part.get("url")) or None)
        case kind:
            yield replace(style, text=_said(text_of(kind), part, names))


def _said(kind: str, part: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The characters of an inline element."""
    match kind:
        case "user" | "usergroup":
            found = text_of(part.get(MENTIONS[kind]))
            return names.get(found) or found
        case "channel":
            found = text_of(part.get("channel_id"))
            return "#" + (names.get(found) or found)
        case "broadcast":
            return "@" + (text_of(part.get("range")) or "here")
        case "emoji":
            return _emoji(part)
        case "color":
            return text_of(part.get("value"))
        case "text":
            return with_newlines(text_of(part.get("text")))
        case _:
            return text_of(part.get("text")) or text_of(part.get("fallback")) or text_of(part.get("name"))


def _emoji(part: Mapping[str, Any]) -> str:
    """An emoji as its character: by code points where Slack gives them, else by name."""
    points = text_of(part.get("unicode"))
    if re.fullmatch(r"[0-9a-f]{2,5}(?:-[0-9a-f]{2,5})*", points):
        return "".join(chr(int(point, 16)) for point in points.split("-"))
    name = text_of(part.get("name"))
    return picture(f":{name}:") if name else ""


def _date(part: Mapping[str, Any]) -> str:
    """A date as its author would see it; without such words, the moment in UTC."""
    if fallback := text_of(part.get("fallback")):
        return fallback
    moment = part.get("timestamp")
    try:
        return f"{datetime.fromtimestamp(int(moment or 0), tz=UTC):%Y-%m-%d %H:%M} UTC"
    except (TypeError, ValueError, OverflowError, OSError):  # no moment that a calendar knows
        return text_of(moment)


def _style(part: Mapping[str, Any]) -> Span:
    style = mapping_of(part.get("style"))
    return Span(
        "",
        bold=style.get("bold") is True,
        italic=style.get("italic") is True,
        strike=style.get("strike") is True,
        code=style.get("code") is True,
    )
