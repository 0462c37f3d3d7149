"""Time that passes only when nobody has anything to do."""

import asyncio

import pytest

from tests.faults.simulation.virtual_time import NothingLeft, VirtualLoop


@pytest.fixture
def played():
    loop = VirtualLoop()
    yield loop.run_until_complete
    loop.close()


def test_a_week_passes_at_once(played):
    async def sleep() -> float:
        await asyncio.sleep(604_800)
        return asyncio.get_running_loop().time()

    assert played(sleep()) == pytest.approx(604_800)


def test_what_runs_beside_is_done_before_anything_else_goes_on(played):
    async def both() -> str:
        return await asyncio.get_running_loop().run_in_executor(None, str.upper, "done")

    assert played(both()) == "DONE"


def test_waiting_for_nothing_is_no_endless_wait(played):
    async def stand_still() -> None:
        await asyncio.get_running_loop().create_future()

    with pytest.raises(NothingLeft):
        played(stand_still())
