"""Of what and of when a history is asked for."""

from datetime import date, timedelta

import pytest

from handlers.commands.arguments import Unclear
from handlers.commands.history_scope import Scope, scope_of

TODAY = date(2027, 1, 11)  # a Monday
AREAS = ("software", "sites in europe", "data from may")
DECEMBER = date(2026, 12, 1), date(2026, 12, 31)


def read(text: str) -> Scope:
    return scope_of(text, TODAY, is_name=lambda said: said.lower() in AREAS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Scope("")),
        ("Software", Scope("Software")),
        ("from 1 Dec to 31 Dec", Scope("", *DECEMBER)),
        ("Software from 1 Dec to 31 Dec", Scope("Software", *DECEMBER)),
        ("<@U0TIM> in December", Scope("<@U0TIM>", *DECEMBER)),
        ("last month", Scope("", *DECEMBER)),
        ("Software since 1 Dec", Scope("Software", DECEMBER[0])),
        ("Software from 1 Dec", Scope("Software", DECEMBER[0])),
        ("from 1 Dec to today", Scope("", DECEMBER[0], TODAY)),
        ("from 20 Nov to 5 Jan", Scope("", date(2026, 11, 20), date(2027, 1, 5))),
        ("Software until 31 Dec", Scope("Software", None, DECEMBER[1])),
        ("Software before 1 Jan", Scope("Software", None, DECEMBER[1])),
        ("from 2015-01-06 to 2015-02-01", Scope("", date(2015, 1, 6), date(2015, 2, 1))),
        ("sites in Europe", Scope("sites in Europe")),
        ("Data from May", Scope("Data from May")),
        ("kitchen for cooks", Scope("kitchen for cooks")),
    ],
)
def test_an_area_or_a_person_and_days_are_told_apart(typed, meant):
    assert read(typed) == meant


def test_what_is_no_date_behind_from_is_told():
    with pytest.raises(Unclear, match="I do not know the date"):
        read("Software from the beginning")


def test_days_at_both_ends_belong_to_it():
    scope = read("in December")
    day = timedelta(days=1)
    assert [scope.has(each) for each in (DECEMBER[0] - day, DECEMBER[0], DECEMBER[1], DECEMBER[1] + day)] == [
        False,
        True,
        True,
        False,
    ]
