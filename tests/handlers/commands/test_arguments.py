"""What follows a command's word, as people type it."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Lead
from handlers.commands.arguments import (
    Mention,
    Unclear,
    day_and_time_in,
    day_in,
    days_in,
    lead_named,
    mentions,
    time_in,
    unquoted,
)

TODAY = date(2027, 1, 11)  # a Monday
TIM, ANA = Lead("Tim C.", "U0TIM"), Lead("Ana B.", "U0ANA")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tomorrow", date(2027, 1, 12)),
        ("today", TODAY),
        ("12 Jan", date(2027, 1, 12)),
        ("11 Jan", TODAY),
        ("monday", date(2027, 1, 18)),
        ('"Jan 12"', date(2027, 1, 12)),
        ("by 5 January", date(2028, 1, 5)),
        ("friday", date(2027, 1, 15)),
        ("on Friday", date(2027, 1, 15)),
        ("2027-03-02", date(2027, 3, 2)),
        ("1/15/2027", date(2027, 1, 15)),
        ("the 20th", date(2027, 1, 20)),
        ("in 3 days", date(2027, 1, 14)),
        ("yesterday", date(2027, 1, 10)),
    ],
)
def test_a_date_is_understood_as_it_is_typed(typed, meant):
    assert day_in(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["", "soon", "12", "a", "may", "5pm", "Software", "12/1", "3.4."])
def test_what_is_no_date_or_two_is_not_guessed(typed):
    with pytest.raises(Unclear, match="write it like"):
        day_in(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12 Jan to 20 Jan", (date(2027, 1, 12), date(2027, 1, 20))),
        ("from tomorrow until friday", (date(2027, 1, 12), date(2027, 1, 15))),
        ("tomorrow friday", (date(2027, 1, 12), date(2027, 1, 15))),
        ("2027-01-12 2027-01-20", (date(2027, 1, 12), date(2027, 1, 20))),
        ("2027-01-12 - 2027-01-20", (date(2027, 1, 12), date(2027, 1, 20))),
        ("12 Jan – 3 Feb", (date(2027, 1, 12), date(2027, 2, 3))),  # noqa: RUF001 - a dash
        ("20 Dec 5 Jan", (date(2027, 12, 20), date(2028, 1, 5))),
        ("until friday", (TODAY, date(2027, 1, 15))),
        ("12 Jan", (date(2027, 1, 12), date(2027, 1, 12))),
    ],
)
def test_from_when_to_when(typed, meant):
    assert days_in(typed, TODAY) == meant


def test_an_end_before_the_beginning_is_told():
    with pytest.raises(Unclear, match="is before"):
        days_in("2027-01-20 to 2027-01-12", TODAY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("13 Jan", (date(2027, 1, 13), None)),
        ("13 Jan 17:00", (date(2027, 1, 13), time(17))),
        ("13 Jan 5pm", (date(2027, 1, 13), time(17))),
        ("tomorrow at 5:30 pm", (date(2027, 1, 12), time(17, 30))),
        ("wednesday, noon", (date(2027, 1, 13), time(12))),
        ("2027-01-13 17h", (date(2027, 1, 13), time(17))),
    ],
)
def test_a_date_may_have_a_time(typed, meant):
    assert day_and_time_in(typed, TODAY) == meant


def test_a_time_is_understood_and_nonsense_is_not():
    assert [time_in(each) for each in ("16:00", "4 pm", "at noon", "16h")] == [
        time(16),
        time(16),
        time(12),
        time(16),
    ]
    with pytest.raises(Unclear, match="16:00 or 4pm"):
        time_in("teatime")


@given(st.text(max_size=40))
def test_anything_typed_is_a_date_or_unclear(text):
    for read in (day_in, days_in, day_and_time_in):
        with suppress(Unclear):
            assert read(text, TODAY)


def test_people_are_found_by_mention_and_by_name():
    assert mentions("load tests <@U0TIM|tim> soon") == ((Mention("U0TIM", "tim"),), "load tests soon")
    for typed in ("<@U0ANA>", "<@U0ANA|ana>", "Ana", "@ana", "ana b.", '"Ana B."', "anna"):
        assert lead_named((TIM, ANA), typed) == ANA
    assert lead_named((TIM, ANA), "<@U0ELSE>") is None
    assert lead_named((TIM, ANA), "Zacharias") is None


def test_quotation_marks_are_left_out():
    assert (unquoted("“the wiki moves”"), unquoted("'a' and 'b"), unquoted('"')) == (
        "the wiki moves",
        "'a' and 'b",
        '"',
    )


def test_what_was_typed_over_several_lines_is_quoted_in_one():
    with pytest.raises(Unclear) as told:
        day_and_time_in('`"\r\n\n`\t* `F', TODAY)
    assert str(told.value).startswith('I do not know the date “`" ` * `F”; write it like')
