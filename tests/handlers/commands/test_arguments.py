"""What follows a command's word, as people type it."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Lead
from handlers.commands.arguments import (
    FURTHEST,
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
        ("two weeks ago", date(2026, 12, 28)),
        ("a month ago", date(2026, 12, 11)),
        ("end of next month", date(2027, 2, 28)),
        ("mid-February", date(2027, 2, 15)),
        ("beginning of next week", date(2027, 1, 18)),
        ("29 Feb", date(2028, 2, 29)),
        ("the 5th", date(2027, 2, 5)),
        ("31st of next month", None),
        ("last friday", date(2027, 1, 8)),
        ("this friday", date(2027, 1, 15)),
        ("a week from friday", date(2027, 1, 22)),
        ("5 working days from now", date(2027, 1, 18)),
    ],
)
def test_a_date_is_understood_as_it_is_typed(typed, meant):
    if meant is None:
        with pytest.raises(Unclear, match="in the calendar"):
            day_in(typed, TODAY)
    else:
        assert day_in(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11 Jan", TODAY),
        ("12 Jan", date(2026, 1, 12)),
        ("monday", TODAY),
        ("tuesday", date(2027, 1, 5)),
        ("the 20th", date(2026, 12, 20)),
        ("end of December", date(2026, 12, 31)),
        ("6 January 2015", date(2015, 1, 6)),
    ],
)
def test_looking_back_it_is_the_last_one_however_long_ago(typed, meant):
    assert day_in(typed, TODAY, back=True) == meant


@pytest.mark.parametrize("typed", ["12 Jan 2031", "2024-01-11", "in 30 months", "Jan 20 2122"])
def test_nothing_further_than_two_years_away_is_taken(typed):
    with pytest.raises(Unclear, match="is more than two years away; write it like"):
        day_in(typed, TODAY)


def test_what_can_be_two_dates_comes_with_both():
    with pytest.raises(Unclear) as told:
        days_in("12 Jan to 03-04-2027", TODAY)
    assert (told.value.words, told.value.readings) == ("03-04-2027", (date(2027, 3, 4), date(2027, 4, 3)))


def test_a_weekday_that_does_not_fit_is_told():
    with pytest.raises(Unclear, match="January 20, 2027 is a Wednesday"):
        day_in("Friday 20 January", TODAY)


def test_several_days_are_not_one():
    with pytest.raises(Unclear, match="is several days; write it like"):
        day_in("next week", TODAY)


@pytest.mark.parametrize(
    "typed", ["", "soon", "12", "a", "may", "5pm", "Software", "12/1", "3.4.", "5 o 6", "release 4.2"]
)
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
        ("8 Jan to 20 Jan", (date(2027, 1, 8), date(2027, 1, 20))),
        ("8-20 Jan", (date(2027, 1, 8), date(2027, 1, 20))),
        ("20th-22nd January", (date(2027, 1, 20), date(2027, 1, 22))),
        ("until next week", (TODAY, date(2027, 1, 17))),
        ("through next week", (TODAY, date(2027, 1, 24))),
        ("the week of 3 February", (date(2027, 2, 1), date(2027, 2, 7))),
        ("last week of December", (date(2027, 12, 25), date(2027, 12, 31))),
        ("first week of January", (date(2028, 1, 1), date(2028, 1, 7))),
        ("this weekend", (date(2027, 1, 16), date(2027, 1, 17))),
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


WORDS = [
    "jan",
    "20",
    "-",
    "22",
    ".",
    "/",
    "to",
    "until",
    "next",
    "week",
    "month",
    "end",
    "of",
    "the",
    "friday",
    "3",
    "days",
    "from",
    "2027",
    "31",
    "feb",
    "0",
    "last",
    "in",
    "03-04",
]


@given(st.lists(st.sampled_from(" ".join(WORDS).split()), max_size=8).map(" ".join))
def test_words_of_dates_in_any_order_are_days_in_order_or_unclear(text):
    with suppress(Unclear):
        first, last = days_in(text, TODAY)
        assert TODAY - FURTHEST <= first <= last <= TODAY + FURTHEST


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
