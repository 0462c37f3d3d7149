"""Slack's mrkdwn, one line of it, as styled words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import emoji

from bot.model.words import Span, Words

_SPECIAL = re.compile(r"[<&*_~`:]")
_TOKEN = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<angle>[^<>\n]+)>"
    r"|(?P<url>\bhttps?://[^\s<>|`]*[^\s<>|`.,;:!?'\")\]*_~])"
    r"|\*\*(?=[^\s*])(?P<double>[^*\n]+)\*\*"
    r"|(?<![\w*])\*(?=[^\s*])(?P<bold>[^*\n]+)(?<!\s)\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<italic>[^_\n]+)(?<!\s)_(?![\w_])"
    r"|(?<![\w~])~(?=[^\s~])(?P<strike>[^~\n]+)(?<!\s)~(?![\w~])"
    r"|(?P<emoji>:[a-z0-9_+'-]+:(?::skin-tone-[2-6]:)?)"
)
_STYLE = {"double": "bold", "bold": "bold", "italic": "italic", "strike": "strike"}
_MENTION = re.compile(r"<(?:[@#]|!subteam\^)([A-Z0-9]+)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def styled(text: str, names: Mapping[str, str]) -> Words:
    """Read mrkdwn as styled words, with mentions as names and emoji as characters."""
    if not _SPECIAL.search(text):
        return (Span(text),) if text else ()
    return joined(_spans(text, Span(""), names))


def mentions(text: str) -> frozenset[str]:
    """The ids of everybody and everything mentioned in mrkdwn."""
    return frozenset(_MENTION.findall(text))


def unescaped(text: str) -> str:
    """Undo Slack's three escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if "&" in text else text


def saying(style: Span, text: str, url: str | None = None) -> Span:
    """Other words in the same style; `dataclasses.replace` is too slow for every word."""
    return Span(text, style.bold, style.italic, style.strike, style.code, url)


@lru_cache(maxsize=4096)
def picture(name: str) -> str:
    """Turn `:name:` into the character it stands for; a workspace's own emoji stay names."""
    tone = re.fullmatch(r"(:[^:]+:):skin-tone-([2-6]):", name)
    if tone:
        return picture(tone[1]) + chr(0x1F3FB + int(tone[2]) - 2)
    return emoji.emojize(name, language="alias")


def joined(spans: Iterable[Span]) -> Words:
    """Put neighbours of one style together and drop empty ones."""
    kept: list[Span] = []
    for span in spans:
        if not span.text and span.url is None:
            continue
        if kept and span.url is None and _style_of(kept[-1]) == _style_of(span):
            kept[-1] = saying(span, kept[-1].text + span.text)
        else:
            kept.append(span)
    return tuple(kept)


def _style_of(span: Span) -> tuple[bool, bool, bool, bool, str | None]:
    return span.bold, span.italic, span.strike, span.code, span.url


def _spans(text: str, style: Span, names: Mapping[str, str]) -> Iterator[Span]:
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() > end:
            yield saying(style, unescaped(text[end : token.start()]))
        end = token.end()
        kind, said = str(token.lastgroup), token[str(token.lastgroup)]
        match kind:
            case "code":
                yield replace(style, text=unescaped(said), code=True)
            case "angle":
                yield _angle(said, style, names)
            case "url":
                yield saying(style, unescaped(said), unescaped(said))
            case "emoji":
                yield saying(style, picture(said))
            case _:
                yield from _spans(said, _also(style, _STYLE[kind]), names)
    if end < len(text):
        yield saying(style, unescaped(text[end:]))


def _also(style: Span, kind: str) -> Span:
    match kind:
        case "bold":
            return replace(style, bold=True)
        case "italic":
            return replace(style, italic=True)
        case _:
            return replace(style, strike=True)


def _angle(said: str, style: Span, names: Mapping[str, str]) -> Span:
    """Read what stands between angle brackets: a mention, a date, a link, or just that."""
    target, bar, label = said.partition("|")
    label = unescaped(label)
    match target[:1]:
        case "@":
            return replace(style, text=names.get(target[1:]) or label or target[1:])
        case "#":
            return replace(style, text="#" + (names.get(target[1:]) or label or target[1:]))
        case "!":
            return replace(style, text=_special(target[1:], label, names))
    if not _SCHEME.match(target):
        return replace(style, text=f"<{unescaped(said)}>")
    url = unescaped(target)
    return saying(style, label if bar and label else url.removeprefix("mailto:"), url)


def _special(target: str, label: str, names: Mapping[str, str]) -> str:
    kind, _, rest = target.partition("^")
    match kind:
        case "subteam":
            return names.get(rest) or label or rest
        case "date":
            return label or rest.partition("^")[0]
        case _:
            return label or f"@{kind}"
