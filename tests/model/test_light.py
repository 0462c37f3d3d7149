"""What is made by the thousand is made quickly, and is a frozen dataclass like any other."""

import pickle
from copy import copy
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from inspect import signature
from timeit import repeat

import pytest
from pydantic import TypeAdapter

from bot.model.light import light
from bot.model.update import Item, Why
from bot.model.words import Line, Shape, Span

LINK = Span("plan", bold=True, url="https://wiki.example/Plan")
VALUES = [
    Span("plain"),
    LINK,
    Line((LINK,), Shape.NUMBER, 2, number=7),
    Line(()),
    Item((LINK,), (Item((Span("below"),)),), Why.HEADING, key="1.0/ab"),
]


@dataclass(frozen=True, slots=True)
class Heavy:
    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    url: str | None = None


@pytest.mark.parametrize("value", VALUES)
def test_a_light_value_is_copied_pickled_replaced_and_compared(value):
    twin = type(value)(*(getattr(value, each.name) for each in fields(value)))
    assert twin == value
    assert hash(twin) == hash(value)
    assert replace(value) == copy(value) == pickle.loads(pickle.dumps(value)) == value
    assert repr(twin) == repr(value)
    assert replace(value, **{fields(value)[0].name: "other"}) != value


@pytest.mark.parametrize("value", VALUES)
def test_a_light_value_lies_in_a_column_as_before(value):
    adapter = TypeAdapter(type(value))
    plain = adapter.dump_python(value, mode="json")
    assert set(plain) == set(asdict(value))
    assert adapter.validate_python(plain) == value


@pytest.mark.parametrize("value", VALUES)
def test_a_light_value_stays_as_it_is(value):
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(value)[0].name, ())
    with pytest.raises((AttributeError, TypeError)):
        value.something_else = 1


def test_a_light_value_is_made_with_the_same_words_as_before():
    assert str(signature(Span)) == str(signature(Heavy))
    assert Span(text="a", url="b") == Span("a", False, False, False, False, "b")  # noqa: FBT003
    with pytest.raises(TypeError):
        Span()
    with pytest.raises(TypeError):
        Span("a", colour="red")


def test_only_what_needs_no_making_can_be_light():
    @dataclass(frozen=True, slots=True)
    class Bag:
        things: list[str] = field(default_factory=list)

    with pytest.raises(AssertionError):
        light(Bag)


def test_a_light_value_is_made_in_less_time():
    heavy, made = (min(repeat(lambda of=of: of("word"), number=5_000, repeat=9)) for of in (Heavy, Span))
    assert made < heavy * 0.8
