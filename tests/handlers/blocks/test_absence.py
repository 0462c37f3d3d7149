"""The forms about being away and for one more thing: how they look, and what is wrong with what came back."""

from datetime import date

import pytest

from bot.demo.block_kit.validate import view_faults
from bot.model.call import Area, Labels, Section
from handlers.blocks.absence import away_form, faults, filled, instead_form
from handlers.blocks.action_ids import Subject
from handlers.blocks.add import add_form, chosen_place
from tests.handlers import samples

SUBJECT = Subject("Production", samples.DAY)
TODAY = date(2027, 1, 11)
SOFTWARE = Area("Software", (), labels=Labels(ongoing="Ongoing work"))


def sent(view, person="U0TIM", **chosen):
    """A form as it comes back."""
    values = {
        "first": {"selected_date": None},
        "last": {"selected_date": None},
        "who": {"selected_user": None},
    }
    for name, value in chosen.items():
        (kind,) = values[name]
        values[name] = {kind: value}
    state = {"values": {name: {name: value} for name, value in values.items()}}
    return {"user": {"id": person}, "view": {**view, "state": state}}


def test_slack_takes_the_forms():
    forms = [away_form(SUBJECT, TODAY, "D0TIM"), instead_form(SUBJECT, "D0TIM")]
    assert [view_faults(view) for view in forms] == [[], []]


@pytest.mark.parametrize("count", [1, 2, 100, 150])
def test_slack_takes_the_form_for_one_more_thing(count):
    areas = tuple(Area(f"Area {number} {'of a long name ' * 20}", ()) for number in range(count))
    assert view_faults(add_form(SUBJECT, areas, "D0TIM")) == []


def test_the_sections_bear_the_area_s_own_names_when_there_is_one():
    view = add_form(SUBJECT, (SOFTWARE,), "D0TIM")
    labels = [option["text"]["text"] for option in view["blocks"][1]["element"]["options"]]
    assert labels == ["News", "Ongoing work", "Emergencies"]


def test_an_area_that_is_no_longer_theirs_is_no_place():
    chosen = {
        name: {name: {"selected_option": {"value": value}}}
        for name, value in (("area", "Release"), ("section", "ongoing"))
    }
    assert chosen_place(chosen, (SOFTWARE,)) is None
    assert chosen_place(chosen, (SOFTWARE, Area("Release", ()))) == (Area("Release", ()), Section.ONGOING)


def test_after_the_meeting_the_last_day_proposed_is_today():
    view = away_form(SUBJECT, date(2027, 1, 13), "D0TIM")
    assert view["blocks"][2]["element"]["initial_date"] == "2027-01-13"


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2027-01-11", "2027-01-11", set()),
        ("2027-01-04", "2027-01-11", set()),
        ("2027-01-11", "2028-01-12", set()),
        ("2027-01-11", "2028-01-13", {"last"}),
        ("2027-01-12", "2027-01-11", {"last"}),
        ("2027-01-04", "2027-01-10", {"last"}),
        (None, "2027-01-11", {"first"}),
        (None, None, {"first", "last"}),
    ],
)
def test_days_that_make_no_sense_are_told_by_field(first, last, wrong):
    assert faults(sent(away_form(SUBJECT, TODAY, "D0TIM"), first=first, last=last)).keys() == wrong


def test_nobody_stands_in_for_themself():
    view = instead_form(SUBJECT, "D0TIM")
    assert faults(sent(view, who="U0TIM")).keys() == {"who"}
    assert faults(sent(view, who="U0TEO")) == {}


def test_who_else_reports_does_so_at_the_meeting_s_date():
    said = filled(sent(instead_form(SUBJECT, "D0TIM"), who="U0TEO"))
    assert (said.first, said.last, said.who) == (samples.DAY, samples.DAY, "U0TEO")


@pytest.mark.parametrize("payload", [{}, {"view": {"callback_id": "form"}}, {"type": "block_actions"}])
def test_there_is_nothing_wrong_with_any_other_form(payload):
    assert faults(payload) == {}
