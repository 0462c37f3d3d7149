"""Slack's mrkdwn, one line of it, as styled words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from bot.model.words import Span, Words

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
_MENTION = re.compile(r"<(?:[@#]|!subteam\^)([A-Z0-9]+)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def styled(text: str, names: Mapping[str, str]) -> Words:
    """Read mrkdwn as styled words, with mentions as names and emoji as characters."""
    return joined(_spans(text, Span(""), names))


def mentions(text: str) -> frozenset[str]:
    """The ids of everybody and everything mentioned in mrkdwn."""
    return frozenset(_MENTION.findall(text))


def unescaped(text: str) -> str:
    """Undo Slack's three escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@lru_cache(maxsize=4096)
def picture(name: str) -> str:
    """Turn `:name:` into the character it stands for; a workspace's own emoji stay names."""
    tone = re.fullmatch(r"(:[^:]+:):skin-tone-([2-6]):", name)
    if tone:
        return picture(tone[1]) + chr(0x1F3FB + int(tone[2]) - 2)
    import emoji  # noqa: PLC0415 - a table of several MiB, and most never write one by its name

    return emoji.emojize(name, language="alias")


def joined(spans: Iterable[Span]) -> Words:
    """Put neighbours of one style together and drop empty ones."""
    runs: list[list[Span]] = []
    for span in spans:
        if runs and span.url is None and replace(span, text=runs[-1][0].text) == runs[-1][0]:
            runs[-1].append(span)
        elif span.text or span.url is not None:
            runs.append([span])
    return tuple(replace(run[0], text="".join(span.text for span in run)) for run in runs)


def _spans(text: str, style: Span, names: Mapping[str, str]) -> Iterator[Span]:
    """What a text says that stands in a style."""
    end = 0
    for token in _TOKEN.finditer(text):
        yield replace(style, text=unescaped(text[end : token.start()]))
        end = token.end()
        kind = str(token.lastgroup)
        match kind:
            case "angle":
                yield _angle(token[kind], style, names)
            case "code":
                yield replace(style, text=unescaped(token[kind]), code=True)
            case "emoji":
                yield replace(style, text=picture(token[0]))
            case "url":
                url = unescaped(token[0])
                yield replace(style, text=url, url=url)
            case _:
                yield from _spans(token[kind], _also(style, kind), names)
    yield replace(style, text=unescaped(text[end:]))


def _also(style: Span, kind: str) -> Span:
    """A style and one more."""
    match kind:
        case "italic":
            return replace(style, italic=True)
        case "strike":
            return replace(style, strike=True)
        case _:
            return replace(style, bold=True)


def _angle(said: str, style: Span, names: Mapping[str, str]) -> Span:
    """Read what stands between angle brackets: a mention, a date, a link, or just that."""
    target, _, label = said.partition("|")
    label = unescaped(label)
    if _SCHEME.match(target):
        url = unescaped(target)
        return replace(style, text=label or url.removeprefix("mailto:"), url=url)
    match target[:1]:
        case "@":
            text = names.get(target[1:]) or label or target[1:]
        case "#":
            text = "#" + (names.get(target[1:]) or label or target[1:])
        case "!":
            text = _special(target[1:], label, names)
        case _:
            text = f"<{unescaped(said)}>"
    return replace(style, text=text)


def _special(target: str, label: str, names: Mapping[str, str]) -> str:
    kind, _, rest = target.partition("^")
    match kind:
        case "subteam":
            return names.get(rest) or label or rest
        case "date":
            return label or rest.partition("^")[0]
        case _:
            return label or f"@{kind}"
