"""What a person types, as Slack's composer delivers it: `rich_text`, and the flat `text` beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.demo.block_kit.inline import Names, runs
from bot.demo.wire import Json

TAB = 4
DEEPEST = 8  # docs: rich_text_list, indent
_ITEM = re.compile(r"(?P<space>[ \t]*)(?P<mark>[-*•◦▪]\ufe0e?|(?P<number>\d{1,9})[.)])[ \t]+(?P<rest>\S.*)")
_QUOTE = re.compile(r"(?:>|&gt;) ?(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list."""

    indent: int
    ordered: bool
    number: int
    text: str


def rich_text(text: str, names: Names) -> list[Json]:
    """Read what was typed as the elements of a rich text block."""
    elements: list[Json] = []
    for kind, lines in _stretches(text.replace("\r\n", "\n").expandtabs(TAB).split("\n")):
        match kind:
            case "code":
                code = "\n".join(lines)
                literal = [{"type": "text", "text": code}] if code else []
                elements.append({"type": "rich_text_preformatted", "elements": literal, "border": 0})
            case "quote":
                elements.append({"type": "rich_text_quote", "elements": runs("\n".join(lines), names)})
            case "list":
                elements += _lists(lines, names)
            case _:
                elements.append({"type": "rich_text_section", "elements": runs("\n".join(lines), names)})
    return _spaced([element for element in elements if element["elements"]])


def _stretches(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Group lines that belong to one element."""
    kind, group = "", list[str]()
    for found, line in _marked(lines):
        if found != kind and group:
            yield kind, group
            group = []
        kind = found
        if line is not None:
            group.append(line)
    if group:
        yield kind, group


def _marked(lines: list[str]) -> Iterator[tuple[str, str | None]]:
    fenced = False
    for line in lines:
        fences = line.count("```")
        if fenced or fences:
            code = line.replace("```", "\n") if fences > 1 else line.replace("```", "")
            # A fence alone on its line is only the edge of the block.
            yield "code", code.strip("\n") if code.strip() or not fences else None
            fenced = fenced ^ (fences % 2 == 1)
            if fences and not fenced:
                yield "end of code", None
        elif _ITEM.fullmatch(line):
            yield "list", line
        elif quote := _QUOTE.fullmatch(line):
            yield "quote", quote["rest"]
        else:
            yield "text", line


def _lists(lines: list[str], names: Names) -> Iterator[Json]:
    """Sibling lists, one for each run of items of the same depth and style, never one inside another."""
    counts: dict[int, int] = {}
    current: Json | None = None
    for item in _items(lines):
        counts = {depth: count for depth, count in counts.items() if depth <= item.indent}
        place = {"style": "ordered" if item.ordered else "bullet", "indent": item.indent}
        if current is None or {name: current[name] for name in place} != place:
            if current:
                yield current
            offset = counts.get(item.indent, item.number - 1) if item.ordered else 0
            current = {"type": "rich_text_list", "elements": [], **place, "border": 0}
            current |= {"offset": offset} if offset else {}
            counts[item.indent] = offset
        if item.ordered:
            counts[item.indent] += 1
        else:
            counts.pop(item.indent, None)
        current["elements"].append({"type": "rich_text_section", "elements": runs(item.text, names)})
    if current:
        yield current


def _items(lines: list[str]) -> Iterator[Item]:
    widths: list[int] = []
    for line in lines:
        found = _ITEM.fullmatch(line)
        if found is None:
            continue
        width = len(found["space"])
        while widths and width < widths[-1]:
            widths.pop()
        if not widths or width > widths[-1]:
            widths.append(width)
        number = found["number"]
        yield Item(min(len(widths) - 1, DEEPEST), number is not None, int(number or 1), found["rest"])


def _spaced(elements: list[Json]) -> list[Json]:
    """A section before another element ends with the line break that parts them."""
    for element, following in pairwise(elements):
        if element["type"] == "rich_text_section" and following["type"] != "rich_text_section":
            last = element["elements"][-1]
            if last["type"] == "text" and "style" not in last:
                last["text"] += "\n"
            else:
                element["elements"].append({"type": "text", "text": "\n"})
    return elements
