"""The signs with a meaning in TWiki markup, and how each is written to show as typed.

The rules hold on TWiki 5 and on Foswiki 2. `START` below is the place where markup may begin: after the
beginning of a line, white space or an opening parenthesis.
"""

import re
from dataclasses import dataclass

NOP = "<nop>"

PROTOCOL = "(?:file|ftp|gopher|https?|ircs?|ldap|mailto|news|nntp|telnet|javascript|data|sftp|ssh)"
_PROTOCOL = re.compile(PROTOCOL, re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_FACE = r"(?<!\S)(?P<face>[8B])(?=(?:-[)(|/\\*DPpoO]+|[)(|/\\*]+)(?!\S))"
_WORD = r"(?<![^\s(])[^\W\d_][\w./]*"
_SIGN = re.compile(rf"!+|[&<>|%$#\[\]@*_=\\:;]|{_FACE}|{_WORD}")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "|": "&#124;", "[": "&#91;", "]": "&#93;"}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters between two tags or links, with what stands right before and after them in the page.

    `before` and `after` are one character, empty at the beginning and the end of a line.
    """

    text: str
    before: str = ""
    after: str = ""
    label: bool = False
    ascii: bool = True


def shown(run: Run) -> str:
    """Write a run of characters so that the wiki shows exactly them."""
    text = _SIGN.sub(lambda found: _written(run, found), run.text)
    return in_ascii(text) if run.ascii else text


def in_ascii(text: str) -> str:
    """Write what is not ASCII as numeric entities."""
    return text if text.isascii() else text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _written(run: Run, found: re.Match[str]) -> str:
    sign = found.group()
    start, end = found.span()
    before = run.text[start - 1] if start else run.before
    after = run.text[end] if end < len(run.text) else run.after
    match sign[0]:
        case "&":
            return _ampersand(run, start, after)
        case "<" if after.isalpha() or after in ("/", "!", "?"):  # it would begin a tag
            return f"&lt;{NOP}"
        case "<" | ">" | "|":
            return _ENTITIES[sign]
        case "[" | "]" if run.label:
            return _ENTITIES[sign]
        case "!":
            return _exclamation(sign, before, after)
        case "*" | "_" | "=":
            return NOP + sign if _is_start(before) and _is_something(after) else sign
        case ":" | ";":
            return _colon(run, start, before, after)
        case "%" | "$" | "#" | "[" | "]" | "@" | "\\":
            return sign + NOP if _would_run(sign, before, after) else sign
        case _ if found["face"]:
            return NOP + sign if before in ("", " ") else sign
        case _:
            return _word(run, sign, before)


def _ampersand(run: Run, start: int, after: str) -> str:
    if _ENTITY.match(run.text, start):
        return f"&amp;{NOP}"
    alone = not run.label and (not _is_something(after) or (after.isascii() and after.isalnum()))
    return "&" if alone else "&amp;"


def _exclamation(signs: str, before: str, after: str) -> str:
    """The wiki eats an exclamation mark where it would escape something."""
    if len(signs) > 1:
        return f"{NOP}!" * len(signs)
    eaten = after in ("%", "[") or (_is_start(before) and (after.isalnum() or after in ("*", "=", "_")))
    return f"{NOP}!" if eaten else "!"


def _colon(run: Run, start: int, before: str, after: str) -> str:
    """A smiley, a link to another wiki, or a web address that was not meant as a link."""
    text, sign = run.text, run.text[start]
    if not _is_something(after):
        return sign
    if _is_start(before):
        return NOP + sign
    first = start
    while first and text[first - 1].isalnum():
        first -= 1
    word = text[first:start]
    if _PROTOCOL.fullmatch(word):
        return sign if run.label and not first else NOP + sign
    return NOP + sign if sign == ":" and word[:1].isupper() and len(word) > 1 else sign


def _would_run(sign: str, before: str, after: str) -> bool:
    match sign:
        case "%":
            return after.isalpha() or after in ("{", "$", "<", "_")
        case "$":
            return after.isalpha()
        case "#":
            return after == "{"
        case "[":
            return after == "["
        case "@":
            return _is_something(before)
        case "\\":
            return not after
        case _:
            return False


def _word(run: Run, word: str, before: str) -> str:
    """A WikiWord, perhaps with its web before it."""
    if run.label or not _is_start(before) or not _is_upper(word[0], ascii_only=run.ascii):
        return word
    if not any(_is_wiki_word(part, ascii_only=run.ascii) for part in word.split(".")):
        return word
    return f"!{word}" if word[0].isascii() else f"{NOP}{word}"


def _is_wiki_word(word: str, *, ascii_only: bool) -> bool:
    """Whether a word begins as WikiWords do: capitals, small letters or digits, a capital."""
    step = 0
    for sign in word:
        upper = _is_upper(sign, ascii_only=ascii_only)
        if step in (0, 2) and upper:
            if step:
                return True
            step = 1
        elif step and not upper and _is_small(sign, ascii_only=ascii_only):
            step = 2
        elif not (step == 1 and upper):
            return False
    return False


def _is_upper(sign: str, *, ascii_only: bool) -> bool:
    return sign.isupper() and (sign.isascii() or not ascii_only)


def _is_small(sign: str, *, ascii_only: bool) -> bool:
    return (sign.islower() or sign.isdigit()) and (sign.isascii() or not ascii_only)


def _is_start(before: str) -> bool:
    return before in ("", " ", "(")


def _is_something(sign: str) -> bool:
    return sign not in ("", " ")
