"""A change of a call is taken back, and nothing else is."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Area, Call, Labels, Lead, Style, Weekday
from bot.model.history import CallChange
from bot.rules.undo import taken_back

CRANES = Area("Cranes", (Lead("Wanda", "UW"),))
TIDES = Area("Tides", (Lead("Ole", "UO"),))
FERRIES = Area("Ferries", (Lead("Ida", "UI"),))
PILOTS = Area("Pilots", (Lead("Pia", "UP"),))
CALL = Call(
    name="Harbour",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="UTC",
    areas=(CRANES, TIDES, FERRIES),
    chairs=("UW",),
)
AT = datetime(2027, 1, 8, 12, tzinfo=UTC)


def change(before: Call | None, after: Call) -> CallChange:
    return CallChange("Harbour", 1, AT, "UW", ("x",), before, after)


def names(call: Call) -> list[str]:
    return [area.name for area in call.areas]


def test_a_field_is_put_back_and_later_changes_of_others_stay():
    after = replace(CALL, time=time(17), timezone="Europe/Berlin")
    now = replace(after, weekday=Weekday.FRIDAY)
    assert taken_back(change(CALL, after), now).call == replace(CALL, weekday=Weekday.FRIDAY)


def test_what_was_changed_again_clashes():
    after = replace(CALL, time=time(17), weekday=Weekday.FRIDAY)
    back = taken_back(change(CALL, after), replace(after, time=time(18)))
    assert back.clashes == ("time",)


def test_what_stands_as_before_already_does_not_clash():
    after = replace(CALL, time=time(17))
    assert taken_back(change(CALL, after), CALL) == taken_back(change(CALL, after), after)
    assert taken_back(change(CALL, after), CALL).clashes == ()


def test_the_beginning_of_a_call_cannot_be_taken_back():
    assert taken_back(change(None, CALL), CALL).clashes


def test_a_removed_area_comes_back_to_its_place():
    after = replace(CALL, areas=(CRANES, FERRIES))
    now = replace(after, areas=(CRANES, FERRIES, PILOTS))
    back = taken_back(change(CALL, after), now)
    assert (names(back.call), back.clashes) == (["Cranes", "Tides", "Ferries", "Pilots"], ())


def test_a_first_area_comes_back_to_the_top():
    after = replace(CALL, areas=(TIDES, FERRIES))
    assert names(taken_back(change(CALL, after), after).call) == ["Cranes", "Tides", "Ferries"]


def test_an_added_area_goes_again_unless_it_was_changed_since():
    after = replace(CALL, areas=(*CALL.areas, PILOTS))
    assert taken_back(change(CALL, after), after).call == CALL
    now = replace(after, areas=(*CALL.areas, replace(PILOTS, style=Style.FLAT)))
    assert taken_back(change(CALL, after), now).clashes == ("area Pilots",)


def test_a_field_of_an_area_is_put_back_and_its_others_stay():
    after = replace(CALL, areas=(replace(CRANES, style=Style.FLAT), TIDES, FERRIES))
    labelled = replace(CRANES, style=Style.FLAT, labels=Labels(news="Last week"))
    back = taken_back(change(CALL, after), replace(after, areas=(labelled, TIDES, FERRIES)))
    assert back.call.area("Cranes") == replace(CRANES, labels=Labels(news="Last week"))
    plain = replace(CRANES, style=Style.PLAIN)
    back = taken_back(change(CALL, after), replace(after, areas=(plain, TIDES, FERRIES)))
    assert back.clashes == ("area Cranes: style",)


def test_an_area_that_was_changed_and_removed_since_clashes():
    after = replace(CALL, areas=(replace(CRANES, style=Style.FLAT), TIDES, FERRIES))
    now = replace(after, areas=(TIDES, FERRIES))
    assert taken_back(change(CALL, after), now).clashes == ("area Cranes",)


def test_an_area_that_was_removed_and_made_anew_clashes():
    after = replace(CALL, areas=(CRANES, TIDES))
    now = replace(after, areas=(CRANES, TIDES, replace(FERRIES, style=Style.FLAT)))
    assert taken_back(change(CALL, after), now).clashes == ("area Ferries",)


def test_an_order_is_put_back_with_areas_that_were_added_since():
    after = replace(CALL, areas=(TIDES, CRANES, FERRIES))
    now = replace(after, areas=(TIDES, PILOTS, CRANES, FERRIES))
    assert names(taken_back(change(CALL, after), now).call) == ["Cranes", "Tides", "Pilots", "Ferries"]


def test_an_order_that_was_changed_again_clashes():
    after = replace(CALL, areas=(TIDES, CRANES, FERRIES))
    now = replace(after, areas=(FERRIES, TIDES, CRANES))
    assert taken_back(change(CALL, after), now).clashes == ("order of areas",)
    assert taken_back(change(CALL, after), CALL).clashes == ()


def test_an_order_changed_since_stays_when_something_else_is_taken_back():
    after = replace(CALL, time=time(17))
    now = replace(after, areas=(FERRIES, TIDES, CRANES))
    assert names(taken_back(change(CALL, after), now).call) == ["Ferries", "Tides", "Cranes"]


ALL = (CRANES, TIDES, FERRIES, PILOTS)
areas = st.lists(
    st.sampled_from(
        [*ALL, replace(CRANES, style=Style.FLAT), replace(TIDES, joiner=" & "), replace(PILOTS, joiner=" / ")]
    ),
    unique_by=lambda area: area.name,
).map(tuple)
calls = st.builds(
    lambda rows, at, day: replace(CALL, areas=rows, time=time(at), weekday=day),
    areas,
    st.integers(14, 16),
    st.sampled_from(Weekday),
)


@given(calls, calls)
def test_the_last_change_can_always_be_taken_back_and_then_all_is_as_it_was(before, after):
    back = taken_back(change(before, after), after)
    assert (back.call, back.clashes) == (before, ())
    assert taken_back(change(before, after), back.call).call == before


@given(calls, calls, calls)
def test_no_area_is_doubled_and_none_is_lost_that_was_not_part_of_the_change(before, after, now):
    back = taken_back(change(before, after), now).call
    found = names(back)
    assert len(found) == len(set(found))
    both = {area.name for area in before.areas} & {area.name for area in after.areas}
    assert {name for name in names(now) if name in both or before.area(name)} <= set(found)


@pytest.mark.parametrize("field", ["chairs", "skip", "remind", "coordinates"])
def test_lists_are_put_back_whole(field):
    none: dict[str, Any] = {field: ()}
    after = replace(CALL, **none)
    before = replace(CALL, chairs=("UA", "UB"), coordinates=("Room 1",))
    assert getattr(taken_back(change(before, after), after).call, field) == getattr(before, field)
