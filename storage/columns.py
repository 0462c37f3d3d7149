"""Column types: how a value is stored, so that it comes back exactly as it was."""

import json
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import BigInteger, Dialect, Index, Text, TypeDecorator, text

from bot.model.message import UnknownMessage

_SHORT = 4_000  # characters
Word = TypeVar("Word", bound=StrEnum)

# Keys compare and sort by code point in both databases; PostgreSQL would use the language of the server.
KEY = Text().with_variant(Text(collation="C"), "postgresql")


class Packed(TypeDecorator[Any]):
    """A whole value as JSON text; `shape` is its type.

    Text, not the JSON types of the databases: those refuse NUL characters and broken surrogate pairs, which
    people can paste, and would reorder what was written.
    """

    impl = Text
    cache_ok = True

    def __init__(self, shape: Any) -> None:
        self.shape = shape
        super().__init__()

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's signature
        """Write the value as JSON; None stays none."""
        return None if value is None else pack(self.shape, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - the same
        """Read the value back."""
        return None if value is None else unpack(self.shape, value)


class OneOf(TypeDecorator[Any]):
    """A value of one of several types as JSON, under the word of its type.

    `words` has the stable word of each type. What stands under another word, or has another shape than that
    type has today, is of another release: it is read as an UnknownMessage, and written back as it was.
    """

    impl = Text
    cache_ok = True

    def __init__(self, words: Mapping[str, type]) -> None:
        self.words = tuple(words.items())  # hashable, as the cache of statements wants it
        super().__init__()

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - the same
        """Write the value under the word of its type."""
        if value is None or isinstance(value, UnknownMessage):
            return None if value is None else value.stored
        (word,) = [word for word, shape in self.words if shape is type(value)]
        return json.dumps({word: _plain(type(value), value)})

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - the same
        """Read the value back as the type whose word it carries."""
        if value is None:
            return None
        try:
            ((word, plain),) = json.loads(value).items()
        except (ValueError, AttributeError):
            return UnknownMessage("", value)
        try:
            return _adapter(dict(self.words)[word]).validate_python(plain)
        except (KeyError, ValidationError):
            return UnknownMessage(word, value)


class Choice(TypeDecorator[Word], Generic[Word]):
    """One word of several, as the word itself; one of another release is read as `other`, if given.

    Where there may be none, `none` stands for it in the row.
    """

    impl = Text
    cache_ok = True

    def __init__(self, words: type[Word], other: Word | None = None, none: str | None = None) -> None:
        self.words = words
        self._known = {word.value: word for word in words}
        self.other = other
        self.none = none
        super().__init__()

    def process_bind_param(self, value: Word | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the same
        """Write the word."""
        return self.none if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Word | None:  # noqa: ARG002 - the same
        """Read the word back."""
        if value is None or value == self.none:
            return None
        found = self._known.get(value, self.other)
        return self.words(value) if found is None else found  # which raises that there is no such word


class Span(TypeDecorator[timedelta]):
    """A timedelta in whole microseconds: exact, and the same in both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the same
        """Write the microseconds."""
        return None if value is None else value // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:  # noqa: ARG002 - the same
        """Read the span back."""
        return None if value is None else timedelta(microseconds=value)


def open_index(condition: str, name: str, *columns: str) -> Index:
    """A partial index on the rows that are still open; it stays small however many rows there are.

    Its migration says the condition for PostgreSQL as well; here that would import all that speaks to one.
    """
    return Index(name, *columns, sqlite_where=text(condition))


def pack(shape: Any, value: Any) -> str:
    """Write a value of this type as JSON in plain ASCII."""
    return json.dumps(_plain(shape, value))


def unpack(shape: Any, text: str) -> Any:
    """Read a value of this type from JSON; it is remembered, as the same are read again and again.

    Values cannot be changed, so whoever reads the same text may have the same value. Of long ones, which are
    minutes most of the time, a few are remembered: those of the last weeks are read with every reply.
    """
    return (_short if len(text) <= _SHORT else _long)(shape, text)


def _unpacked(shape: Any, text: str) -> Any:
    return _adapter(shape).validate_python(json.loads(text))


_short = lru_cache(maxsize=8192)(_unpacked)
_long = lru_cache(maxsize=32)(_unpacked)


def _plain(shape: Any, value: Any) -> Any:
    return _adapter(shape).dump_python(value, mode="json")


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)
