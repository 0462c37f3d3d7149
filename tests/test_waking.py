"""A bot at rest is woken, or is stopped, whatever else happens at that moment."""

import asyncio
from datetime import timedelta

import pytest

from bot.clock import running
from bot.waking import Waking


@pytest.mark.parametrize("passes", range(5))
async def test_a_rest_that_is_to_end_for_good_ends_also_while_it_is_woken(passes):
    waking = Waking(running)
    resting = asyncio.ensure_future(waking.rest(timedelta(minutes=10)))
    await asyncio.sleep(0)
    waking.woken.set()
    for _ in range(passes):
        await asyncio.sleep(0)
    stopped = resting.cancel()
    await asyncio.wait({resting})
    assert resting.cancelled() is stopped


async def test_a_rest_ends_when_it_is_woken():
    waking = Waking(running)
    resting = asyncio.ensure_future(waking.rest(timedelta(minutes=10)))
    waking.woken.set()
    await asyncio.wait({resting})
    assert not resting.cancelled()


async def test_a_rest_that_nobody_ends_is_over_after_a_while():
    resting = asyncio.ensure_future(Waking(running).rest(timedelta(milliseconds=1)))
    await asyncio.wait({resting})
    assert not resting.cancelled()


async def test_what_woke_a_bot_that_failed_does_not_let_it_fail_again_at_once():
    waking = Waking(running)
    waking.woken.set()
    recovering = asyncio.ensure_future(waking.recover())
    for _ in range(10):
        await asyncio.sleep(0)
    assert not recovering.done()

    waking.woken.set()  # something new has come up
    await recovering
    assert waking.woken.is_set()  # so that the next turn is not waited for once more


async def test_a_bot_that_is_to_end_does_not_wait_for_what_failed():
    waking = Waking(running)
    waking.end()
    async with asyncio.timeout(10):
        await waking.recover()


@pytest.mark.parametrize("behind", [False, True])
async def test_no_rest_outlasts_two_beats_of_the_heart_also_not_while_something_is_to_be_read_back(behind):
    waking = Waking(running, tick_seconds=0.001)
    async with asyncio.timeout(10):
        await waking.rest_until(None, unfinished=False, behind=behind)
