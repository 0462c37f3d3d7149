"""Where things stand in a TOML text."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calls_file.lines import Lines, Path

TEXT = '''\
# a comment with [[brackets]] and = signs

title = """
two "quoted" lines""" # 3
a."b.c".d = 1979-05-27 07:32:00
[[one]]
x = [ # 7
  { y = 1 },
  [ "]",
    '#', ],
]
[one.two]
z = 'literal \\'
[[one.three]]
[[one.three]]
q = {w = {e = 1}, r = 2}
[[one]]
[one.two]
z = ''
[ "spaced" . key ]
k=1'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 3), (("a", "b.c", "d"), 5), (("one",), 6), (("one", 0), 6), (("one", 0, "x"), 7),
        (("one", 0, "x", 0), 8), (("one", 0, "x", 0, "y"), 8), (("one", 0, "x", 1), 9),
        (("one", 0, "x", 1, 0), 9), (("one", 0, "x", 1, 1), 10), (("one", 0, "two"), 12),
        (("one", 0, "two", "z"), 13), (("one", 0, "three", 0), 14), (("one", 0, "three", 1), 15),
        (("one", 0, "three", 1, "q", "w", "e"), 16), (("one", 0, "three", 1, "q", "r"), 16), (("one", 1), 17),
        (("one", 1, "two", "z"), 19), (("spaced", "key"), 20), (("spaced", "key", "k"), 21),
    ],
)  # fmt: skip
def test_every_value_is_found_where_it_stands(path, line):
    value = tomllib.loads(TEXT)
    for part in path:
        value = value[part]
    assert Lines(TEXT).of(path) == line


def test_what_is_not_there_stands_where_its_table_stands():
    assert Lines(TEXT).of(("one", 1, "missing")) == 17
    assert Lines("").of(("missing",)) == 1


@given(st.lists(st.sampled_from(TEXT.splitlines()), max_size=12))
def test_any_text_that_the_parser_accepts_has_lines_for_all_of_its_values(lines):
    text = "\n".join(lines)
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    where = Lines(text)
    for path, key in paths(found):
        assert key in text.split("\n")[where.of(path) - 1]


def paths(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every path in a value that ends in a key, with that key."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield (*path, key), key
            yield from paths(below, (*path, key))
    elif isinstance(value, list):
        for position, below in enumerate(value):
            yield from paths(below, (*path, position))
