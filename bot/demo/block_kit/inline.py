"""What is inside a line: styles, links, people, channels and emoji."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import emoji

from bot.demo.wire import Json

Style = dict[str, bool]

_TOKEN = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<sequence>[@#!][^<>\s|]+)(?:\|[^<>\n]*)?>"
    r"|<(?P<url>(?:https?|mailto):[^<>\s|]+)(?:\|(?P<label>[^<>\n]+))?>"
    r"|\[(?P<words>[^\[\]\n]+)\]\((?P<target>https?://[^\s()]+)\)"
    r"|(?P<bare>https?://[^\s<>|]+)"
    r"|:(?P<emoji>[a-z0-9_+'-]+):"
    r"|(?<!\w)@(?P<name>\w[\w.-]*(?: \w\.)?)"
    r"|(?<!\w)#(?P<channel>[\w-]+)"
)
# A mark opens after a space or punctuation and closes before one; between them stands no other of its kind.
_STYLED = re.compile(
    r"(?<![\w*_~])(?P<mark>[*_~])(?=\S)"
    r"(?P<inside>[^\n*_~]*(?:(?!(?P=mark))[*_~][^\n*_~]*)*)"
    r"(?<=\S)(?P=mark)(?!\w)"
)
_STYLES = {"*": "bold", "_": "italic", "~": "strike"}
_TRAILING = ".,;:!?)]}'\""
_TAKEN = "\ufdd0"  # stands for an element already read; no character of any text
_BROADCASTS = ("here", "channel", "everyone")


@dataclass(frozen=True, slots=True)
class Names:
    """Whom a typed name means."""

    people: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)


def runs(text: str, names: Names) -> list[Json]:
    """Read a text as the runs of a rich text section."""
    found: list[Json] = []

    def taken(token: re.Match[str]) -> str:
        element = _READERS[_kind(token)](token, names)
        if element is None:
            return token[0]
        found.append(element)
        # Of a bare address only its end may be left over: the full stop of the sentence.
        return _TAKEN + (token[0][len(element["url"]) :] if token["bare"] else "")

    rest = _TOKEN.sub(taken, text.replace(_TAKEN, ""))
    return list(_joined(_marks(rest, {}, iter(found))))


def _kind(token: re.Match[str]) -> str:
    return next(name for name in _READERS if token[name])


def _marks(text: str, style: Style, taken: Iterator[Json]) -> Iterator[Json]:
    end = 0
    for found in _STYLED.finditer(text):
        yield from _plain(text[end : found.start()], style, taken)
        yield from _marks(found["inside"], {**style, _STYLES[found["mark"]]: True}, taken)
        end = found.end()
    yield from _plain(text[end:], style, taken)


def _plain(text: str, style: Style, taken: Iterator[Json]) -> Iterator[Json]:
    first, *others = text.split(_TAKEN)
    yield from _literal(first, style)
    for other in others:
        element = next(taken)
        yield {**element, **_with({**style, **element.get("style", {})})}
        yield from _literal(other, style)


def _literal(text: str, style: Style) -> Iterator[Json]:
    """Literal text; real emoji in it become elements of their own, as on Slack."""
    end = 0
    for found in emoji.emoji_list(text):
        start = int(found["match_start"])
        yield from _text(text[end:start], style)
        symbol = str(found["emoji"])
        name = emoji.demojize(symbol, language="alias").strip(":")
        yield {**_emoji(name, symbol), **_with(style)}
        end = int(found["match_end"])
    yield from _text(text[end:], style)


def _text(text: str, style: Style) -> Iterator[Json]:
    if text:
        yield {"type": "text", "text": text, **_with(style)}


def _code(found: re.Match[str], _names: Names) -> Json:
    return {"type": "text", "text": found["code"], "style": {"code": True}}


def _sequence(found: re.Match[str], _names: Names) -> Json | None:
    sign, identity = found["sequence"][0], found["sequence"][1:]
    if sign == "@":
        return {"type": "user", "user_id": identity}
    if sign == "#":
        return {"type": "channel", "channel_id": identity}
    if identity in _BROADCASTS:
        return {"type": "broadcast", "range": identity}
    if identity.startswith("subteam^"):
        return {"type": "usergroup", "usergroup_id": identity.removeprefix("subteam^")}
    return None


def _link(found: re.Match[str], _names: Names) -> Json:
    label = {"text": found["label"]} if found["label"] else {}
    return {"type": "link", "url": found["url"], **label}


def _labelled(found: re.Match[str], _names: Names) -> Json:
    return {"type": "link", "url": found["target"], "text": found["words"]}


def _bare(found: re.Match[str], _names: Names) -> Json:
    return {"type": "link", "url": found["bare"].rstrip(_TRAILING + "*_~")}


def _named_emoji(found: re.Match[str], _names: Names) -> Json | None:
    symbol = emoji.emojize(found[0], language="alias")
    return None if symbol == found[0] else _emoji(found["emoji"], symbol)


def _person(found: re.Match[str], names: Names) -> Json | None:
    typed = found["name"]
    if typed in _BROADCASTS:
        return {"type": "broadcast", "range": typed}
    person = names.people.get(typed.lower())
    return {"type": "user", "user_id": person} if person else None


def _channel(found: re.Match[str], names: Names) -> Json | None:
    channel = names.channels.get(found["channel"])
    return {"type": "channel", "channel_id": channel} if channel else None


_READERS: dict[str, Callable[[re.Match[str], Names], Json | None]] = {
    "code": _code,
    "sequence": _sequence,
    "url": _link,
    "words": _labelled,
    "bare": _bare,
    "emoji": _named_emoji,
    "name": _person,
    "channel": _channel,
}


def _emoji(name: str, symbol: str) -> Json:
    code = "-".join(f"{ord(character):x}" for character in symbol)
    return {"type": "emoji", "name": name, "unicode": code}


def _with(style: Style) -> Json:
    return {"style": dict(style)} if style else {}


def _joined(found: Iterator[Json]) -> Iterator[Json]:
    """Join neighbouring texts of the same style."""
    last: Json | None = None
    for run in found:
        if last and last["type"] == run["type"] == "text" and last.get("style") == run.get("style"):
            last["text"] += run["text"]
            continue
        if last:
            yield last
        last = dict(run)
    if last:
        yield last
