"""What a field of a block may hold: small checks, to be combined into the table of Block Kit.

A check takes a value and where it stands, and yields what is wrong with it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Check = Callable[[Any, str], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object."""

    check: Check
    required: bool = False


Fields = Mapping[str, Field]


def need(check: Check) -> Field:
    """A field that must be there."""
    return Field(check, required=True)


def may(check: Check) -> Field:
    """A field that may be left out."""
    return Field(check)


def string(longest: int, shortest: int = 0) -> Check:
    """A text of limited length."""

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield _at(where, "must be a string")
        elif len(value) > longest:
            yield _at(where, f"must be less than {longest + 1} characters")
        elif len(value) < shortest:
            yield _at(where, f"must be more than {shortest - 1} characters")

    return check


def matching(pattern: str, what: str) -> Check:
    """A text of a certain form."""

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield _at(where, f"must be {what}")

    return check


def one_of(*words: str) -> Check:
    """One of a few words."""

    def check(value: Any, where: str) -> Iterator[str]:
        if value not in words:
            yield _at(where, f"must be one of {', '.join(words)}")

    return check


def boolean(value: Any, where: str) -> Iterator[str]:
    """Yes or no."""
    if not isinstance(value, bool):
        yield _at(where, "must be a boolean")


def integer(smallest: int, largest: int) -> Check:
    """A whole number within bounds."""

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not smallest <= value <= largest:
            yield _at(where, f"must be a number from {smallest} to {largest}")

    return check


def text(longest: int, *, kinds: tuple[str, ...] = ("plain_text",)) -> Check:
    """A text object of certain kinds."""
    content = string(longest, 1)

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield _at(where, "must be an object")
            return
        if value.get("type") not in kinds:
            yield _at(where, f"must be {' or '.join(kinds)}")
        own = {"plain_text": "emoji", "mrkdwn": "verbatim"}.get(str(value.get("type")))
        for name in sorted(value.keys() - {"type", "text", own}):
            yield _at(where, f"unknown field {name}")
        yield from content(value.get("text"), f"{where}/text")

    return check


def items(of: Check, most: int, fewest: int = 1) -> Check:
    """A list of limited length."""

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield _at(where, "must be an array")
            return
        if len(value) > most:
            yield _at(where, f"no more than {most} items allowed")
        if len(value) < fewest:
            yield _at(where, f"no fewer than {fewest} items allowed")
        for number, item in enumerate(value):
            yield from of(item, f"{where}/{number}")

    return check


def fields(known: Fields) -> Check:
    """An object with these fields and no others."""

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield _at(where, "must be an object")
            return
        for name in sorted(value.keys() - known.keys()):
            yield _at(where, f"unknown field {name}")
        for name, field in known.items():
            if name in value and value[name] is not None:
                yield from field.check(value[name], f"{where}/{name}")
            elif field.required:
                yield _at(where, f"missing required field {name}")

    return check


def typed(table: Mapping[str, Fields], *kinds: str) -> Check:
    """An object whose `type` is one of these (all of the table when none is named) and decides its fields."""
    allowed = set(kinds or table)
    checks = {kind: fields({"type": may(string(40)), **table[kind]}) for kind in sorted(allowed)}

    def check(value: Any, where: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in checks:
            yield _at(where, f"unsupported type: {kind}")
            return
        yield from checks[kind](value, where)

    return check


def later(find: Callable[[], Check]) -> Check:
    """A check that is defined further below."""

    def check(value: Any, where: str) -> Iterator[str]:
        yield from find()(value, where)

    return check


def anything(_value: Any, _where: str) -> Iterator[str]:
    """Whatever it is."""
    yield from ()


def _at(where: str, wrong: str) -> str:
    return f"{wrong} [json-pointer:{where}]"
