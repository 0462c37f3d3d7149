"""An area gets another name, and keeps those that it had."""

from dataclasses import replace
from datetime import time

import pytest

from bot.calls_file import read_calls, renames, write_calls
from bot.model.call import Area, Call, Lead, Weekday
from bot.model.errors import Refusal
from bot.rules.renaming import renamed, with_former_names, without_former_names

TIM = (Lead("Tim T.", "U0TIM"),)
CALL = Call(
    "Production",
    "C0PROD",
    Weekday.TUESDAY,
    time(16),
    "America/New_York",
    (Area("Software", TIM), Area("Storage", TIM)),
)


def areas(call: Call) -> list[tuple[str, tuple[str, ...]]]:
    return [(area.name, area.was) for area in call.areas]


def test_the_name_before_is_kept_and_forgotten_when_it_is_the_name_again():
    first = renamed(CALL, "Software", "Releases")
    assert areas(first) == [("Releases", ("Software",)), ("Storage", ())]
    second = renamed(first, "Releases", "Builds")
    assert areas(second)[0] == ("Builds", ("Software", "Releases"))
    assert areas(renamed(second, "Builds", "Software"))[0] == ("Software", ("Releases", "Builds"))


@pytest.mark.parametrize("name", ["storage", "Storage"])
def test_another_areas_name_is_taken_also_one_that_it_had(name):
    with pytest.raises(Refusal, match="already"):
        renamed(CALL, "Software", name)
    moved = renamed(CALL, "Storage", "Tapes")
    with pytest.raises(Refusal, match="already"):
        renamed(moved, "Software", name)


def test_both_ways_are_a_renaming_and_a_new_area_is_none():
    after = renamed(CALL, "Software", "Releases")
    assert renames(CALL, after) == (("Software", "Releases"),)
    assert renames(after, CALL) == (("Releases", "Software"),)
    other = replace(CALL, areas=(Area("Releases", TIM), CALL.areas[1]))
    assert renames(CALL, other) == ()
    assert renames(None, CALL) == ()


def test_an_area_is_found_by_a_name_that_it_had():
    after = renamed(CALL, "Software", "Releases")
    assert after.area_called("Software") == after.area_called("Releases") == after.areas[0]
    assert after.area("Software") is None
    assert after.area_called("Kitchen") is None


def test_former_names_that_are_known_are_added_and_can_be_left_out():
    after = renamed(CALL, "Software", "Releases")
    plain = without_former_names(after)
    assert [was for _, was in areas(plain)] == [(), ()]
    assert with_former_names(plain, after) == after
    assert with_former_names(plain, None) == plain


def test_a_file_says_what_an_area_was_called_once_or_more_often():
    once = renamed(CALL, "Software", "Releases")
    text = write_calls([once])
    assert 'was = "Software"' in text
    assert read_calls(text, "calls.toml") == (once,)
    twice = renamed(once, "Releases", "Builds")
    assert read_calls(write_calls([twice]), "calls.toml") == (twice,)
