"""What was filled into the forms of the set-up: judged as calls.toml is, beside the field that is wrong."""

from dataclasses import replace

import pytest

from bot.calls_file import table_of
from bot.model.call import Area, Call, Labels, Lead, Style
from bot.model.errors import Refusal
from handlers.setup.call_overview import saving
from handlers.setup.fields import VALUE
from handlers.setup.forms import (
    ADD_AREA,
    AREA,
    ASKING,
    CHAIRS,
    FIELDS,
    NAMES,
    NEW,
    WHEN,
    Place,
    form,
    name_fields,
    values_of,
    values_of_area,
)
from handlers.setup.submitted import edited, faults, made, moved, renamed, values_in, with_area, without
from tests.handlers.stage import CALL

PLACE = Place("Production", "C0PROD")
FILLED = values_of(CALL) | values_of_area(CALL.areas[0])


def state_of(view):
    """The state of a form that nobody touched."""
    begun = {
        "initial_value": "value",
        "initial_time": "selected_time",
        "initial_option": "selected_option",
        "initial_options": "selected_options",
        "initial_users": "selected_users",
    }
    state = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            held = {begun[key]: value for key, value in block["element"].items() if key in begun}
            state[block["block_id"]] = {VALUE: held}
    return state


def sent(kind, values=FILLED, fields=(), **changed):
    """A form as it comes back, with some fields changed."""
    view = form(kind, PLACE, values, fields=fields)
    state = state_of(view)
    for key, said in changed.items():
        state[key.replace("__", ".")] = {VALUE: said}
    return {"view": {**view, "state": {"values": state}}}


@pytest.mark.parametrize("kind", FIELDS)
def test_a_form_that_nobody_touched_has_no_faults_and_changes_nothing(kind):
    payload = sent(kind)
    assert faults(payload) == {}
    values = values_in(payload["view"])
    if kind in (WHEN, ASKING, CHAIRS):
        assert edited(CALL, values) == CALL
    if kind == AREA:
        assert with_area(CALL, "Software", values, {}) == CALL


@pytest.mark.parametrize(
    ("kind", "key", "typed", "why"),
    [
        (WHEN, "timezone", "Eastern", 'did you mean "America/New_York"?'),
        (WHEN, "timezone", "EST", "has no summer time"),
        (WHEN, "timezone", "   ", "timezone is missing"),
        (WHEN, "also_in", "Europe/Berlin\nBerlin", '"Berlin": no such time zone'),
        (WHEN, "also_in", "America/New_York", "is the call's own zone"),
        (WHEN, "skip", "29 Dec", "not a date"),
        (WHEN, "skip", "2026-12-29\n2026-12-29", "stands here twice"),
        (WHEN, "holidays", "us", 'did you mean "US"?'),
        (ASKING, "ask", "soon", "not a span of time"),
        (ASKING, "ask", "8d", "asks before the meeting of the week before"),
        (ASKING, "remind", "3h, 2h, 1h", "at most 2 reminders"),
        (ASKING, "remind", "25h", "reminds before leads are asked"),
        (ASKING, "post", "2d", "posts on another day"),
        (ASKING, "late", "7d", "goes on when leads are asked"),
        (NEW, "name", "a/b", 'did you mean "a-b"?'),
        (NEW, "timezone", "Nowhere", "no such time zone"),
        (NEW, "area.name", "x" * 81, "longer than 80"),
        (ADD_AREA, "area.name", "x" * 81, "longer than 80"),
        (AREA, "area.labels.ongoing", "x" * 81, "longer than 80"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(kind, key, typed, why):
    found = faults(sent(kind, **{key.replace(".", "__"): {"value": typed}}))
    assert found.keys() == {key}
    assert why in found[key]
    assert " = " not in found[key]


def test_all_that_is_wrong_is_told_at_once():
    found = faults(sent(WHEN, timezone={"value": "x"}, skip={"value": "x"}))
    assert found.keys() == {"timezone", "skip"}


def test_a_form_without_leads_or_chairs_is_given_back():
    assert faults(sent(AREA, area__leads={"selected_users": []})).keys() == {"area.leads"}


@pytest.mark.parametrize("payload", [{}, {"view": {"callback_id": "form"}}, {"type": "block_actions"}])
def test_there_is_nothing_wrong_with_any_other_form(payload):
    assert faults(payload) == {}


def test_what_is_left_empty_is_the_usual():
    changed = edited(replace(CALL, holidays="US"), values_in(sent(WHEN, holidays={"value": None})["view"]))
    assert isinstance(changed, Call)
    assert changed.holidays is None
    changed = edited(CALL, values_in(sent(ASKING, remind={"value": ""})["view"]))
    assert isinstance(changed, Call)
    assert changed.remind == ()


def test_a_form_touches_nothing_but_what_it_asks():
    stored = replace(CALL, twiki=replace(CALL.twiki, parent="Meetings"), retention=None)
    changed = edited(stored, values_in(sent(CHAIRS, chairs={"selected_users": ["U0ANA"]})["view"]))
    assert changed == replace(stored, chairs=("U0ANA",))


def test_a_known_lead_keeps_their_name_and_a_new_one_has_that_of_the_workspace():
    payload = sent(AREA, area__leads={"selected_users": ["U0ANA", "U0NEW", "U0TIM"]})
    called = {"U0ANA": "Ana Bell", "U0NEW": "  Nell \n New ", "U0TIM": "Timothy"}
    changed = with_area(CALL, "Software", values_in(payload["view"]), called)
    assert isinstance(changed, Call)
    assert changed.areas[0].leads == (
        Lead("Ana B.", "U0ANA"),
        Lead("Nell New", "U0NEW"),
        Lead("Tim T.", "U0TIM"),
    )


def test_two_leads_who_are_called_alike_are_told_apart():
    payload = sent(AREA, area__leads={"selected_users": ["U0ONE", "U0TWO"]})
    changed = with_area(CALL, "Software", values_in(payload["view"]), {"U0ONE": "Chris", "U0TWO": "chris"})
    assert isinstance(changed, Call)
    assert [lead.name for lead in changed.areas[0].leads] == ["Chris", "chris (2)"]


def test_a_new_area_stands_behind_the_others_and_no_two_are_named_alike():
    payload = sent(ADD_AREA, area__name={"value": "Campus"})
    changed = with_area(CALL, "", values_in(payload["view"]), {})
    assert isinstance(changed, Call)
    assert [area.name for area in changed.areas] == ["Software", "Storage", "Networks", "Campus"]
    payload = sent(ADD_AREA, area__name={"value": "NETWORKS"})
    with pytest.raises(Refusal) as told:
        with_area(CALL, "", values_in(payload["view"]), {})
    assert str(told.value) == "There is an area NETWORKS already. Please choose another name."


def test_an_area_that_is_gone_is_not_changed():
    with pytest.raises(Refusal, match="There is no area Kitchen any more"):
        with_area(CALL, "Kitchen", values_in(sent(AREA)["view"]), {})
    with pytest.raises(Refusal, match="There is no area Kitchen any more"):
        renamed(CALL, "Kitchen", {})


@pytest.mark.parametrize("joiner", [", ", " & ", " and ", " + "])
def test_what_stands_between_names_keeps_its_blanks(joiner):
    area = replace(CALL.areas[0], joiner=joiner, style=Style.FLAT, labels=Labels("A", "B", "C"))
    stored = replace(CALL, areas=(area, *CALL.areas[1:]))
    values = values_in(sent(AREA, values_of_area(area))["view"])
    assert with_area(stored, "Software", values, {}) == stored


def test_names_in_the_minutes_are_changed_one_by_one():
    area = Area("Pair", (Lead("Ana B.", "U0ANA"), Lead("Tim T.", "U0TIM")))
    stored = replace(CALL, areas=(area,))
    fields = name_fields(area, {"U0ANA": "Ana Bell"})
    assert [field.label for field in fields] == ["Ana Bell in the minutes", "Tim T. in the minutes"]
    payload = sent(NAMES, values_of_area(area), fields, name__U0ANA={"value": "Ana"})
    assert faults(payload) == {}
    changed = renamed(stored, "Pair", values_in(payload["view"]))
    assert isinstance(changed, Call)
    assert changed.areas[0].leads == (Lead("Ana", "U0ANA"), Lead("Tim T.", "U0TIM"))
    wrong = sent(NAMES, values_of_area(area), fields, name__U0TIM={"value": "ana b."})
    assert faults(wrong).keys() == {"name.U0TIM"}


def test_an_area_moves_once_however_often_the_button_is_pressed():
    down = moved(CALL, "Software", 0, 1)
    assert isinstance(down, Call)
    assert [area.name for area in down.areas] == ["Storage", "Software", "Networks"]
    assert moved(down, "Software", 0, 1) == down
    assert moved(CALL, "Networks", 2, 1) == CALL
    assert moved(CALL, "Software", 0, -1) == CALL


def test_removing_an_area_leaves_the_others():
    left = without(CALL, "Storage")
    assert isinstance(left, Call)
    assert [area.name for area in left.areas] == ["Software", "Networks"]


def test_a_new_call_is_what_a_file_would_make_of_it():
    values = values_in(sent(NEW, FILLED | {"name": "Security"})["view"])
    call = made(values, "C0SEC", "U0ANA", {"U0TIM": "Tim"})
    assert isinstance(call, Call)
    assert (call.name, call.channel, call.chairs) == ("Security", "C0SEC", ("U0ANA",))
    assert call.areas == (Area("Software", (Lead("Tim", "U0TIM"),)),)
    assert table_of(call)["weekday"] == "tuesday"


def test_a_form_makes_way_for_what_says_that_it_is_saved():
    shown = saving(sent(WHEN)["view"])
    assert (shown["title"]["text"], shown["private_metadata"]) == (
        "When",
        form(WHEN, PLACE, FILLED)["private_metadata"],
    )
