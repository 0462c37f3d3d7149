"""Which words stand in whatever a pattern matches: for the tests of tables that name such words.

A word here is what stands between characters that are no letters or digits of ASCII. A pattern is what the
standard library makes of it; nothing else knows what one is made of.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from bot.reading.plain import FOREIGN

_PARSER = import_module("re._parser")
_ANY = "*"  # stands for words that cannot be told
_OFTEN = 12  # what goes on longer than this goes on for ever
Part = tuple[Any, Any]
Grown = tuple[set[str], set[str]]  # words that are complete, and words that may go on


def holds_one_of(pattern: str, words: frozenset[str]) -> bool:
    """Whether all that a pattern matches holds one of these words, if it begins between words."""
    return _holds(list(_PARSER.parse(pattern)), [], words, apart=True)


def _holds(parts: list[Part], behind: list[Part], words: frozenset[str], *, apart: bool) -> bool:
    """Whether in these parts, and what stands behind them, a word begins that is always one of `words`."""
    for number, (kind, what) in enumerate(parts):
        rest = [*parts[number + 1 :], *behind]
        if apart and _first_words([(kind, what), *rest]) <= words:
            return True
        if any(_held_inside(str(kind), what, rest, words, apart)):
            return True
        apart = _is_apart([(kind, what)], apart)
    return False


def _held_inside(kind: str, what: Any, rest: list[Part], words: frozenset[str], apart: bool) -> list[bool]:  # noqa: FBT001
    match kind:
        case "SUBPATTERN":
            return [_holds(list(what[3]), rest, words, apart=apart)]
        case "BRANCH":
            return [all(_holds(list(branch), rest, words, apart=apart) for branch in what[1])]
        case "MAX_REPEAT" if what[0]:
            return [_holds(list(what[2]), [], words, apart=apart)]
    return []


def _first_words(parts: Sequence[Part]) -> set[str]:
    """The first words of all that these parts match."""
    complete, going_on = _grown(parts, {""})
    return complete | ({_ANY} if going_on else set())


def _grown(parts: Sequence[Part], said: set[str]) -> Grown:
    """How words that may go on are completed, or go on, by what these parts match."""
    complete: set[str] = set()
    for kind, what in parts:
        ended, said = _longer(str(kind), what, said)
        complete |= ended
        if _ANY in complete:
            return complete, set()
    return complete, said


def _longer(kind: str, what: Any, said: set[str]) -> Grown:
    match kind:
        case "LITERAL":
            return _with_letter(chr(what), said)
        case "AT" if str(what) in ("AT_BOUNDARY", "AT_END"):
            return said - {""}, said & {""}
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return set(), said
        case "SUBPATTERN":
            return _grown(what[3], said)
        case "IN":
            return _either([_grown([part], said) for part in what])
        case "BRANCH":
            return _either([_grown(branch, said) for branch in what[1]])
        case "MAX_REPEAT":
            fewest, most, inner = what
            return _repeated((fewest, int(most)), inner, said)
    return ({_ANY}, set()) if said else (set(), set())


def _either(ways: list[Grown]) -> Grown:
    return set().union(*(ended for ended, _ in ways)), set().union(*(open_ones for _, open_ones in ways))


def _with_letter(letter: str, said: set[str]) -> Grown:
    if not letter.isascii():
        return (said - {""}) | {FOREIGN}, set()
    if letter.isalnum():
        return set(), {one + letter for one in said}
    return said - {""}, said & {""}


def _repeated(times: tuple[int, int], inner: Sequence[Part], said: set[str]) -> Grown:
    fewest, most = times
    complete: set[str] = set()
    found = set() if fewest else set(said)
    for count in range(1, min(most, _OFTEN) + 1):
        ended, said = _grown(inner, said)
        complete |= ended
        if count >= fewest:
            if said <= found:
                return complete, found
            found |= said
    return (complete, found) if most <= _OFTEN else ({_ANY}, set())


def _is_apart(parts: Sequence[Part], before: bool) -> bool:  # noqa: FBT001 - it is what comes out, too
    """Whether what comes behind these parts cannot stand inside a word."""
    for kind, what in parts:
        match str(kind):
            case "LITERAL":
                before = not chr(what).isalnum()
            case "IN":
                before = all(str(part) == "LITERAL" and not chr(one).isalnum() for part, one in what)
            case "AT":
                before = before or str(what) in ("AT_BOUNDARY", "AT_BEGINNING")
            case "SUBPATTERN":
                before = _is_apart(what[3], before)
            case "BRANCH":
                before = all(_is_apart(branch, before) for branch in what[1])
            case "MAX_REPEAT":
                once = _is_apart(what[2], before)
                before = once and _is_apart(what[2], once) and (before or what[0] > 0)
            case "ASSERT" | "ASSERT_NOT":
                pass
            case _:
                before = False
    return before
