"""Characters as they are understood: without invisible ones, and with one form of those that look alike."""

import re
import unicodedata
from dataclasses import replace

from bot.model.words import Words

# Characters that show nothing: joiners, zero-width spaces, direction marks, soft hyphens, byte-order marks,
# fillers and tags. Written as ranges of code points, so that they can be seen here.
_INVISIBLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),
    (0xE0100, 0xE01EF),
)
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x2800, 0x3000)
_WIDE = (*range(0xFF01, 0xFFA0), *range(0xFFA1, 0xFFDD), *range(0xFFE0, 0xFFE3), *range(0xFFE4, 0xFFEF))

SPACES = "".join(map(chr, _SPACES))
"""Spaces other than the ordinary one."""

INVISIBLE = "".join(f"{chr(first)}-{chr(last)}" for first, last in _INVISIBLE)
"""Invisible characters as the inside of a character class of a pattern."""

_FOLDED: dict[int, str] = {
    **{code: "" for first, last in _INVISIBLE for code in range(first, last + 1)},
    **dict.fromkeys(_SPACES, " "),
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in _WIDE},
}
_FOLDS = re.compile("[" + re.escape("".join(map(chr, _FOLDED))) + "]")


def folded(text: str) -> str:
    """The text as it is understood; the same one where there is nothing to fold.

    Every character becomes at most one: invisible ones none, spaces of any width a space, and full-width and
    half-width forms the ordinary ones.
    """
    if text.isascii() or not _FOLDS.search(text):
        return text
    return text.translate(_FOLDED)


def folded_words(spoken: Words) -> Words:
    """Words as they are understood; the same ones where there is nothing to fold."""
    if all(folded(span.text) is span.text for span in spoken):
        return spoken
    return tuple(replace(span, text=folded(span.text)) for span in spoken)


def parted(spoken: Words, ending: Words) -> tuple[Words, Words]:
    """Part words as they were typed where, as they are understood, their ending begins."""
    if not ending:
        return spoken, ()
    begin = len(spoken) - len(ending)
    before, first, after = spoken[:begin], spoken[begin], spoken[begin + 1 :]
    cut = reach(first.text, len(folded(first.text)) - len(ending[0].text))
    rest = (replace(first, text=first.text[cut:]), *after)
    return ((*before, replace(first, text=first.text[:cut])) if cut else before), rest


def reach(text: str, count: int) -> int:
    """How far in a text its first so many characters reach, counted as they are understood.

    Invisible characters behind them belong to what comes next.
    """
    if folded(text) is text:
        return min(count, len(text))
    for number, character in enumerate(text):
        if count <= 0:
            return number
        count -= _FOLDED.get(ord(character), character) != ""
    return len(text)
