"""Slack's mrkdwn, one line of it, as styled words."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import emoji

from bot.model.words import Span, Words, a_span

_SPECIAL = re.compile(r"[<&*_~`:](?:(?! )|(?<=`))")  # only code can begin with a space
_PLAIN = Span("")
# Each begins with the character that gives it away, and only then looks back.
_TOKEN = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<angle>[^<>\n]+)>"
    r"|h(?<!\wh)(?P<url>ttps?://[^\s<>|`]*[^\s<>|`.,;:!?'\")\]*_~])"
    r"|\*\*(?=[^\s*])(?P<double>[^*\n]+)\*\*"
    r"|\*(?<![\w*]\*)(?=[^\s*])(?P<bold>[^*\n]+)(?<!\s)\*(?![\w*])"
    r"|_(?<!\w_)(?=[^\s_])(?P<italic>[^_\n]+)(?<!\s)_(?![\w_])"
    r"|~(?<![\w~]~)(?=[^\s~])(?P<strike>[^~\n]+)(?<!\s)~(?![\w~])"
    r"|:(?P<emoji>[a-z0-9_+'-]+:(?::skin-tone-[2-6]:)?)"
)
_BOLD = Span("", bold=True)
_STYLES = {"double": _BOLD, "bold": _BOLD, "italic": Span("", italic=True), "strike": Span("", strike=True)}
_MENTION = re.compile(r"<(?:[@#]|!subteam\^)([A-Z0-9]+)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def styled(text: str, names: Mapping[str, str]) -> Words:
    """Read mrkdwn as styled words, with mentions as names and emoji as characters."""
    if not _SPECIAL.search(text):
        return (a_span(text),) if text else ()
    found: list[Span] = []
    _read(text, _PLAIN, names, found)
    return joined(found)


def mentions(text: str) -> frozenset[str]:
    """The ids of everybody and everything mentioned in mrkdwn."""
    return frozenset(_MENTION.findall(text))


def unescaped(text: str) -> str:
    """Undo Slack's three escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if "&" in text else text


def saying(style: Span, text: str, url: str | None = None) -> Span:
    """Other words in the same style; `dataclasses.replace` is too slow for every word."""
    return a_span(text, style.bold, style.italic, style.strike, style.code, url)


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
    before: Span | None = None  # the last one kept, unless it is a link
    for span in spans:
        if span.url is not None:
            before = None
            kept.append(span)
        elif not span.text:
            continue
        elif (
            before is not None
            and before.bold is span.bold
            and before.code is span.code
            and before.italic is span.italic
            and before.strike is span.strike
        ):
            before = kept[-1] = saying(span, before.text + span.text)
        else:
            before = span
            kept.append(span)
    return tuple(kept)


def _read(text: str, style: Span, names: Mapping[str, str], found: list[Span]) -> None:
    """Add what a text says, which stands in a style."""
    end = 0
    for token in _TOKEN.finditer(text):
        begin, stop = token.span()
        if begin > end:
            found.append(saying(style, unescaped(text[end:begin])))
        end = stop
        kind = str(token.lastgroup)
        if kind == "angle":
            found.append(_angle(token[kind], style, names))
        elif kind in _STYLES:
            _read_styled(token[kind], _also(style, kind), names, found)
        elif kind == "emoji":
            found.append(saying(style, picture(token[0])))
        elif kind == "code":
            said = unescaped(token[kind])
            found.append(a_span(said, style.bold, style.italic, style.strike, code=True))
        else:
            url = unescaped(token[0])
            found.append(saying(style, url, url))
    if end < len(text):
        found.append(saying(style, unescaped(text[end:])))


def _read_styled(text: str, style: Span, names: Mapping[str, str], found: list[Span]) -> None:
    """Add what a text says between the marks of its style."""
    if _SPECIAL.search(text):
        _read(text, style, names, found)
    else:
        found.append(saying(style, text))


def _also(style: Span, kind: str) -> Span:
    """A style and one more."""
    more = _STYLES[kind]
    if style is _PLAIN:
        return more
    bold, italic, strike = style.bold or more.bold, style.italic or more.italic, style.strike or more.strike
    return Span("", bold, italic, strike, style.code)


def _angle(said: str, style: Span, names: Mapping[str, str]) -> Span:
    """Read what stands between angle brackets: a mention, a date, a link, or just that."""
    target, _, label = said.partition("|")
    label = unescaped(label)
    if _SCHEME.match(target):
        url = unescaped(target)
        return saying(style, label or url.removeprefix("mailto:"), url)
    match target[:1]:
        case "@":
            return saying(style, names.get(target[1:]) or label or target[1:])
        case "#":
            return saying(style, "#" + (names.get(target[1:]) or label or target[1:]))
        case "!":
            return saying(style, _special(target[1:], label, names))
    return saying(style, f"<{unescaped(said)}>")


def _special(target: str, label: str, names: Mapping[str, str]) -> str:
    kind, _, rest = target.partition("^")
    match kind:
        case "subteam":
            return names.get(rest) or label or rest
        case "date":
            return label or rest.partition("^")[0]
        case _:
            return label or f"@{kind}"
