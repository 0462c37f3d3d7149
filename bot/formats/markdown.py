"""The minutes as Markdown (CommonMark, with strikethrough), every sign that leads typed shown as typed."""

import re
from collections.abc import Iterator
from itertools import chain

from bot.formats.action_line import action_lines
from bot.formats.legible import block, lines_of
from bot.formats.links import linked
from bot.formats.wording import (
    AMENDED,
    NOTES,
    apologies,
    framed,
    noted,
    said,
    short_label,
    silence,
    when,
)
from bot.model.call import Style
from bot.model.minutes import AreaMinutes, Minutes
from bot.model.update import Item
from bot.model.words import Shape, Span, Words, words


def markdown(minutes: Minutes) -> str:
    """Write the minutes as Markdown."""
    return "\n".join(_lines(minutes)).rstrip("\n") + "\n"


def inline(said_: Words | str) -> tuple[str, ...]:
    """Write words as lines of Markdown."""
    return tuple(map(_line, lines_of(words(said_) if isinstance(said_, str) else said_)))


_ACTIVE = re.compile(
    r"[\\`*_{}\[\]<>|~]|&(?=#|[A-Za-z])|(?<=\w)@(?=\w)|(?<![A-Za-z])www(?=\.)|://", re.IGNORECASE
)
_BEGINNING = re.compile(r"(?=[#+\-=:>])|(?<=^)(\d{1,9})(?=[.)])")
_NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~:/?#$+,;=&%!*'@]")
_MARKS = (("bold", "**", "strong"), ("italic", "*", "em"), ("strike", "~~", "del"))


def _lines(minutes: Minutes) -> Iterator[str]:
    yield from (f"# {_one(minutes.title)}", "")
    if minutes.revision > 1:
        yield from (f"Revision {minutes.revision}", "")
    if minutes.delayed:
        yield from (_one(minutes.delayed), "")
    if minutes.emergencies:
        yield from ("## Emergencies", "")
        for area in minutes.emergencies:
            yield f"- **{_one(area.heading)}**"
            yield from _items(area.sections.emergencies, 1)
        yield ""
    yield from _list("Coordinates", (when(minutes), *minutes.coordinates))
    yield from _list("Announcements", minutes.announcements)
    yield from _list("Action/Significant Items", action_lines(minutes))
    there = (", ".join(minutes.attendees), apologies(minutes))
    yield from _list("Attendees", tuple(filter(None, there)))
    yield from chain.from_iterable(map(_area, minutes.areas))


def _one(text: str) -> str:
    return " ".join(inline(text))


def _list(title: str, entries: tuple[str, ...]) -> Iterator[str]:
    yield from (f"## {title}", "")
    for entry in entries:
        yield from _bullet(words(entry), 0)
    if entries:
        yield ""


def _area(area: AreaMinutes) -> Iterator[str]:
    yield from (f"## {_one(area.heading)}", "")
    if area.silence:
        yield from (_one(silence(area)), "")
    yield from _flat(area) if area.style is Style.FLAT else _labelled(area)
    if area.late:
        yield from (AMENDED, "")


def _labelled(area: AreaMinutes) -> Iterator[str]:
    nested = area.style is Style.NESTED
    for section, items, none in framed(area):
        yield from _label(area.labels.of(section), area.style)
        yield from _items(items, int(nested))
        for text in none:
            yield from _bullet(words(text), int(nested))
        if nested or items or none:
            yield ""
    if area.notes:
        yield from _label(NOTES, area.style)
        for text in area.notes:
            yield from _bullet(words(text), int(nested))
        yield ""


def _label(text: str, style: Style) -> tuple[str, ...]:
    label = _one(text)
    if style is Style.NESTED:
        return (f"- {label}",)
    return (f"### {label}" if style is Style.HEADINGS else label, "")


def _flat(area: AreaMinutes) -> Iterator[str]:
    for section, items, none in said(area):
        yield from _items(items, 0)
        for text in none:
            yield from _bullet(words(f"{short_label(area, section)}: {text}"), 0)
    for text in noted(area):
        yield from _bullet(words(text), 0)
    if area.sections or area.none or area.notes:
        yield ""


def _items(items: tuple[Item, ...], level: int) -> Iterator[str]:
    for item in items:
        if item.shape is Shape.CODE:
            yield from _code(item.text, level)
        else:
            yield from _bullet(item.words, level, quoted=item.shape is Shape.QUOTE)
        yield from _items(item.items, level + 1)


def _bullet(text: Words, level: int, *, quoted: bool = False) -> Iterator[str]:
    """A bullet; its soft line breaks stay, as hard breaks below the beginning of its text."""
    mark = "> " if quoted else ""
    lines = inline(text) or (r"\(no text)",)
    for number, line in enumerate(lines, 1):
        lead = "  " if number > 1 else "- "
        yield f"{'  ' * level}{lead}{mark}{line}" + ("\\" if number < len(lines) else "")


def _code(text: str, level: int) -> Iterator[str]:
    lines = block(text)
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    indent = "  " * level
    yield f"{indent}- {fence}"
    for line in lines:
        yield f"{indent}  {line}".rstrip()
    yield f"{indent}  {fence}"


def _line(line: Words) -> str:
    pieces = linked(line)
    written = ""
    for index, span in enumerate(pieces):
        if span.url and written.endswith("!"):
            written = rf"{written[:-1]}\!"  # else the link would become a picture
        after = pieces[index + 1].text[:1] if index + 1 < len(pieces) else " "
        apart = (not written or written[-1] == " ") and after == " "
        written += _span(span, apart=apart)
    return (
        _BEGINNING.sub(lambda found: f"{found.group(1) or ''}\\", written, count=1)
        if _acts(written)
        else written
    )


def _acts(written: str) -> bool:
    """Whether a line begins like a heading, a list or the line below a heading."""
    return _BEGINNING.match(written) is not None


def _span(span: Span, *, apart: bool) -> str:
    """A run of words; marks count only between spaces, elsewhere the style is written as a tag."""
    if span.url:
        inner = f"[{_code_span(span.text) if span.code else _escaped(span.text)}]({_address(span.url)})"
    else:
        inner = _code_span(span.text) if span.code else _escaped(span.text)
    for style, mark, tag in _MARKS:
        if getattr(span, style):
            inner = f"{mark}{inner}{mark}" if apart else f"<{tag}>{inner}</{tag}>"
    return inner


def _escaped(text: str) -> str:
    return _ACTIVE.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    sign = found.group()
    if sign == "://":
        return r"\://"
    return f"{sign}\\" if len(sign) > 1 else f"\\{sign}"


def _code_span(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _address(url: str) -> str:
    """Percent-encode an address so that nothing in it ends it."""
    safe = _NOT_IN_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), url)
    return safe.replace("&", "&amp;")
