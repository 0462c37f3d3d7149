"""Spans of time as people write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calls_file import span, span_text


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("24h", 1440), ("30m", 30), ("1h30m", 90), ("-15m", -15), ("2d", 2880), ("0m", 0), (" 1D 2H ", 1560),
     ("2y", 1_051_200), ("1w", 10_080), ("1y2w3d", 550_080)],
)  # fmt: skip
def test_years_weeks_days_hours_and_minutes_add_up(text, minutes):
    assert span(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "-", "24", "h", "30m1h", "1.5h", "--1h", "5s", "1h 30", "٣h", "99999d"])
def test_anything_else_is_no_span(text):
    assert span(text) is None


@pytest.mark.parametrize("text", ["2y", "400d", "90d", "7d", "167h", "168h1m", "-365h", "-1y"])
def test_long_spans_are_written_in_days_and_years(text):
    read = span(text)
    assert read is not None
    assert span_text(read) == text


@given(st.integers(-100_000, 100_000))
def test_what_is_written_reads_back(minutes):
    assert span(span_text(timedelta(minutes=minutes))) == timedelta(minutes=minutes)
