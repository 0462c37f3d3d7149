"""Values that are made by the thousand while a reply is read."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, ParamSpec, TypeVar

Fields = ParamSpec("Fields")
Value = TypeVar("Value")


def quick(kind: Callable[Fields, Value]) -> Callable[Fields, Value]:
    """What makes the same values as a frozen dataclass with slots does, in a third of the time.

    What a frozen class makes goes through `object.__setattr__` for each field. Here a draft, which has the
    same slots and is not frozen, takes the fields as they come, and then becomes one of that kind.
    """
    made: Any = kind
    named = [field.name for field in fields(made)]
    assert all(field.default_factory is MISSING for field in fields(made)), "no field that has to be made"
    draft = type("Draft", (), {"__slots__": tuple(named)})
    taken = "; ".join(f"draft.{name} = {name}" for name in named)
    begun, ended = "draft = new(open)", "draft.__class__ = kind; return draft"
    written = f"def make({', '.join(named)}): {begun}; {taken}; {ended}"
    scope: dict[str, Any] = {"new": object.__new__, "open": draft, "kind": kind}
    exec(written, scope)  # noqa: S102 - so does dataclass, and for the same reason
    scope["make"].__defaults__ = made.__init__.__defaults__
    make: Callable[Fields, Value] = scope["make"]
    return make
