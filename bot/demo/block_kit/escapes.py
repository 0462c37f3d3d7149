"""The escapes of `text`: what people type is literal, what apps post may hold `<…>` sequences."""

import re

# docs: Formatting message text: `<@U…>`, `<#C…>`, `<!…>` and `<scheme:…>` are sequences, all else is literal.
_SEQUENCE = re.compile(r"<(?:[@#!]\w|(?:https?|mailto|tel|ftp|slack):)[^<>\n]*>")
_NAMES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """Write literal text so that nothing in it is a sequence."""
    return re.sub(r"[&<>]", lambda found: _NAMES[found[0]], text)


def unescaped(text: str) -> str:
    """Read escaped text back as literal text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_posted(text: str) -> str:
    """Keep the sequences an app posted and escape everything else that is not escaped yet."""
    parts: list[str] = []
    end = 0
    for sequence in _SEQUENCE.finditer(text):
        parts += [_rest(text[end : sequence.start()]), sequence[0]]
        end = sequence.end()
    return "".join([*parts, _rest(text[end:])])


def _rest(text: str) -> str:
    return re.sub(r"&(?!(?:amp|lt|gt);)|[<>]", lambda found: _NAMES[found[0]], text)
