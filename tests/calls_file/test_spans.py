"""Spans of time as people write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calls_file import span, span_text


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("24h", 1440), ("30m", 30), ("1h30m", 90), ("-15m", -15), ("2d", 2880), ("0m", 0), (" 1D 2H ", 1560)],
)  # fmt: skip
def test_days_hours_and_minutes_add_up(text, minutes):
    assert span(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "-", "24", "h", "30m1h", "1.5h", "--1h", "5s", "1h 30", "٣h", "99999d"])
def test_anything_else_is_no_span(text):
    assert span(text) is None


@given(st.integers(-100_000, 100_000))
def test_what_is_written_reads_back(minutes):
    assert span(span_text(timedelta(minutes=minutes))) == timedelta(minutes=minutes)
