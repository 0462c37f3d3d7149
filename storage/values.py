"""Values to columns and back; a column is named like the field it holds."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select, select

from bot.model.errors import RowUnreadable
from bot.model.trouble import whereabouts
from storage.tables import Row

T = TypeVar("T")
IN_ONE_QUESTION = 1_000


def columns_of(value: Any, *, but: str = "") -> dict[str, Any]:
    """The fields of a value by name, without the field `but`."""
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name != but}


@cache
def select_values(table: type[Row]) -> Select[Any]:
    """A query for all columns, by name, to make values of: the session takes far longer to make rows."""
    return select(*(getattr(table, name).label(name) for name in table.model_fields))


def value_of(shape: Any, row: Any, **instead: Any) -> Any:
    """Make a value from a row, or from its columns by name.

    `instead` gives fields that have no column, or another value than theirs.
    """
    return shape(**{name: getattr(row, name) for name in _names(shape, *instead)}, **instead)


@cache
def _names(shape: Any, *but: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(shape) if field.name not in but)


def parts(values: Collection[T]) -> Iterator[list[T]]:
    """These values, as many at a time as one question may hold: both databases have a limit for them."""
    whole = list(values)
    return (whole[first : first + IN_ONE_QUESTION] for first in range(0, len(whole), IN_ONE_QUESTION))


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Raise RowUnreadable where rows of a table hold what no value can be made of."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise RowUnreadable(f"{what}, {whereabouts(error)}") from error
