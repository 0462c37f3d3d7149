"""Sixty ways to write days: forty the code was made for, and twenty that nobody looked at while it was."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from handlers.commands.arguments import Unclear, days_in

TODAY = date(2027, 1, 11)  # a Monday
PHRASES = Path(__file__).parents[2] / "golden" / "dates"
LEAST_KEPT_APART = 19


def phrases(name: str) -> dict[str, str]:
    known: dict[str, str] = tomllib.loads((PHRASES / f"{name}.toml").read_text(encoding="utf-8"))
    return known


def read(phrase: str) -> str:
    try:
        first, last = days_in(phrase, TODAY)
    except Unclear:
        return "?"
    return f"{first}" if first == last else f"{first}..{last}"


@pytest.mark.parametrize(("phrase", "meant"), phrases("first_sight").items())
def test_days_are_read_as_they_are_meant(phrase, meant):
    assert read(phrase) == meant


def test_most_of_what_was_kept_apart_is_read_too():
    known = phrases("kept_apart")
    assert sum(read(phrase) == meant for phrase, meant in known.items()) >= LEAST_KEPT_APART
