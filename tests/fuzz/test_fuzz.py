"""The fuzzer finds what is there to be found, and finds it again."""

import asyncio
from random import Random
from typing import Any

import pytest

from bot.model.errors import Refusal
from handlers.blocks import absence, correct_form, note
from handlers.setup import submitted
from tests.fuzz.bending import bent, bent_bytes, bent_text
from tests.fuzz.door import Door, plain
from tests.fuzz.doors_of_slack import clicks, commands, events, forms
from tests.fuzz.run import fuzz

SAMPLE = {"user": {"id": "U0TIM"}, "actions": [{"value": "x"}]}
SEED = 7


def test_the_same_dice_bend_the_same_way_and_leave_the_sample_alone():
    ways: list[tuple[Any, Any]] = [(bent, SAMPLE), (bent_text, "News: x"), (bent_bytes, b"abc")]
    for bend, sample in ways:
        assert bend(sample, Random(SEED)) == bend(sample, Random(SEED))
        assert len({ascii(bend(sample, Random(number))) for number in range(50)}) > 20
    assert SAMPLE == {"user": {"id": "U0TIM"}, "actions": [{"value": "x"}]}


async def test_an_exception_that_is_not_ours_is_found_and_found_again():
    door = Door("planted", lambda dice: bent(SAMPLE, dice), plain(lambda payload: payload["user"]["id"]))
    tries, (first, *_) = await fuzz(door, 5, SEED)
    assert tries > 1
    assert f"TRY={first.number}" in first.told
    assert (await fuzz(door, 5, SEED, first.number))[1] == [first]


async def test_a_hang_is_found():
    def hang(_: object) -> None:
        while True:
            pass

    _, found = await fuzz(Door("planted", lambda _: 1, plain(hang)), 0.01, SEED)
    assert [each.why.split()[0] for each in found] == ["Hangs"]


async def test_one_clear_line_of_ours_is_no_finding():
    async def take(_: object) -> None:
        await asyncio.sleep(0)
        raise Refusal("I cannot tell what this is about.")

    assert (await fuzz(Door("planted", lambda _: 1, take), 0.05, SEED))[1] == []


@pytest.mark.parametrize("kind", [events, clicks, forms, commands])
def test_there_are_samples_of_everything_that_comes_in(kind):
    assert len(kind()) > 6


def test_what_is_sent_with_any_form_is_judged_whatever_stands_in_it():
    for number in range(300):
        form: Any = bent(Random(number).choice(forms()), Random(number))
        if not isinstance(form, dict):
            continue
        for judge in (absence.faults, submitted.faults, note.faults, correct_form.faults):
            try:
                assert isinstance(judge(form), dict)
            except Refusal:
                continue
