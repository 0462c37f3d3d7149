"""Values to columns and back; a column is named like the field it holds."""

from dataclasses import fields
from typing import Any

from storage.tables import Row


def columns_of(value: Any, *, but: str = "") -> dict[str, Any]:
    """The fields of a value by name, without the field `but`."""
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name != but}


def value_of(shape: Any, row: Row, **instead: Any) -> Any:
    """Make a value from a row; `instead` gives fields that have no column, or another value than theirs."""
    names = (field.name for field in fields(shape))
    return shape(**{name: instead[name] if name in instead else getattr(row, name) for name in names})
