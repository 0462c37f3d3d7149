"""The clock is believed while it goes as fast as one that nobody can set, and when Slack agrees."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock_guard import CONFIRMED_FOR, ClockGuard
from bot.model.errors import ClockInDoubt, NotNow

NOON = datetime(2027, 1, 12, 12, tzinfo=UTC)


@dataclass
class World:
    """A wall clock, a clock that nobody can set, and Slack; each goes by hand."""

    wall: datetime = NOON
    seconds: float = 0.0
    slack: datetime | None = NOON
    away: bool = False
    asked: int = 0

    def guard(self) -> ClockGuard:
        return ClockGuard(lambda: self.wall, lambda: self.seconds, self.ask)

    async def ask(self) -> datetime | None:
        self.asked += 1
        if self.away:
            raise NotNow(30, "Slack cannot be reached")
        return self.slack

    def wait(self, seconds: float) -> None:
        span = timedelta(seconds=seconds)
        self.seconds += seconds
        self.wall += span
        self.slack = self.slack + span if self.slack else None


async def test_a_steady_clock_is_asked_about_once_and_then_now_and_then():
    world = World()
    guard = world.guard()
    for _ in range(10):
        assert await guard.is_right()
        assert guard() == world.wall
        world.wait(CONFIRMED_FOR / 10)
    assert world.asked == 1
    assert await guard.is_right()
    assert world.asked == 2


async def test_what_slack_told_at_the_start_spares_the_question():
    world = World()
    guard = world.guard()
    guard.told(world.slack)
    assert await guard.is_right()
    assert world.asked == 0


async def test_a_clock_that_nobody_confirmed_is_not_read():
    with pytest.raises(ClockInDoubt):
        World().guard()()


@pytest.mark.parametrize("jump", [121, -121, 7 * 86400])
async def test_a_clock_that_jumps_between_two_looks_is_not_read(jump):
    world = World()
    guard = world.guard()
    await guard.is_right()
    world.wall += timedelta(seconds=jump)
    with pytest.raises(ClockInDoubt):
        guard()
    assert not await guard.is_right()
    world.wall -= timedelta(seconds=jump)
    assert await guard.is_right()
    assert guard() == NOON


@pytest.mark.parametrize("jump", [119, -119])
async def test_a_step_as_small_as_slack_and_we_may_differ_is_none(jump):
    world = World()
    guard = world.guard()
    await guard.is_right()
    world.wall += timedelta(seconds=jump)
    assert guard() == world.wall


async def test_a_clock_that_goes_wrong_slowly_is_found_out():
    world = World()
    guard = world.guard()
    await guard.is_right()
    for _ in range(3):
        world.wait(CONFIRMED_FOR)
        world.wall += timedelta(seconds=50)
        right = await guard.is_right()
    assert not right
    assert "150 s ahead of Slack's" in guard.trouble
    world.wall -= timedelta(seconds=150)
    world.wait(60)
    assert await guard.is_right()
    assert guard.trouble == ""


async def test_while_slack_is_away_a_steady_clock_is_trusted_and_one_that_jumped_is_not():
    world = World()
    guard = world.guard()
    await guard.is_right()
    world.away = True
    world.wait(CONFIRMED_FOR)
    assert await guard.is_right()
    world.wall += timedelta(hours=1)
    world.slack = world.wall
    for _ in range(100):
        assert not await guard.is_right()
        world.wait(1)
    assert world.asked < 12
    world.away = False
    world.wait(60)
    assert await guard.is_right()


async def test_a_slack_that_does_not_tell_its_time_is_no_reason_to_wait():
    world = World(slack=None)
    assert await world.guard().is_right()


async def test_a_clock_that_is_set_while_slack_is_asked_is_asked_about_again():
    world = World()
    guard = world.guard()
    await guard.is_right()

    async def asked_meanwhile() -> datetime | None:
        world.asked += 1
        before = world.slack
        if world.asked == 2:
            world.wall += timedelta(hours=3)
            world.slack = world.wall
        return before

    world.wall += timedelta(hours=1)
    world.slack = world.wall
    moved = ClockGuard(lambda: world.wall, lambda: world.seconds, asked_meanwhile)
    assert await moved.is_right()
