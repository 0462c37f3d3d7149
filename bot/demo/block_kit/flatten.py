"""The flat `text` of blocks, as Slack writes it beside them."""

from typing import Any

from bot.demo.block_kit.escapes import escaped
from bot.demo.wire import Json

GLYPHS = ("•", "◦", "▪︎")  # seen (pocka/slack-message-parser#39): by depth, four spaces a level
MARKS = (("code", "`"), ("strike", "~"), ("italic", "_"), ("bold", "*"))


def flattened(blocks: list[Json]) -> str:
    """Write blocks as one text."""
    return "\n".join(line for block in blocks if (line := _block(block)))


def _block(block: Json) -> str:
    match block:
        case {"type": "rich_text", "elements": list(elements)}:
            return rich_text(elements)
        case {"type": "section", "text": {"text": str(text)}} | {"type": "markdown", "text": str(text)}:
            return text
        case {"type": "section", "fields": list(fields)}:
            return "\n".join(str(field["text"]) for field in fields)
        case {"type": "header", "text": {"text": str(text)}}:
            return escaped(text)
        case {"type": "context", "elements": list(elements)}:
            return " ".join(str(element["text"]) for element in elements if "text" in element)
        case {"type": "image", "alt_text": str(text)}:
            return escaped(text)
        case _:
            return ""


def rich_text(elements: list[Json]) -> str:
    """Write the elements of a rich text block as mrkdwn."""
    parts: list[str] = []
    for element in elements:
        if parts and not parts[-1].endswith("\n"):
            parts.append("\n")
        parts.append(_element(element))
    return "".join(parts).rstrip("\n")


def _element(element: Json) -> str:
    match element["type"]:
        case "rich_text_list":
            return _list(element)
        case "rich_text_preformatted":
            return f"```{_inline(element, literal=True)}```"
        case "rich_text_quote":
            return "\n".join(f"&gt; {line}" for line in _inline(element).split("\n"))
        case _:
            return _inline(element)


def _list(element: Json) -> str:
    level = int(element.get("indent", 0))
    first = int(element.get("offset", 0)) + 1
    ordered = element["style"] == "ordered"
    lines = (
        f"{'    ' * level}{f'{number}.' if ordered else GLYPHS[level % len(GLYPHS)]} {_inline(item)}"
        for number, item in enumerate(element["elements"], first)
    )
    return "\n".join(lines)


def _inline(holder: Json, *, literal: bool = False) -> str:
    return "".join(_run(run, literal=literal) for run in holder.get("elements", ()))


def _run(run: Json, *, literal: bool) -> str:
    written = _unstyled(run)
    style: dict[str, Any] = run.get("style", {})
    if literal or not written.strip():
        return written
    for name, mark in MARKS:
        if style.get(name):
            written = f"{mark}{written}{mark}"
    return written


def _unstyled(run: Json) -> str:
    match run:
        case {"type": "text", "text": str(text)}:
            return escaped(text)
        case {"type": "link", "url": str(url), **rest}:
            label = rest.get("text")
            named = label and label != url
            return f"<{escaped(url)}|{escaped(str(label))}>" if named else f"<{escaped(url)}>"
        case {"type": "user", "user_id": user}:
            return f"<@{user}>"
        case {"type": "channel", "channel_id": channel}:
            return f"<#{channel}>"
        case {"type": "usergroup", "usergroup_id": group}:
            return f"<!subteam^{group}>"
        case {"type": "broadcast", "range": scope}:
            return f"<!{scope}>"
        case {"type": "emoji", "name": name}:
            return f":{name}:"
        case {"type": "date", "timestamp": at, "format": form, **rest}:
            return f"<!date^{at}^{form}|{rest.get('fallback', '')}>"
        case {"type": "color", "value": str(value)}:
            return value
        case _:
            return ""
