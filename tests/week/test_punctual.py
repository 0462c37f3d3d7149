"""What time brings about happens at its moment: the alarm is set to it, and nothing waits for a heartbeat."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.clock import now
from bot.demo import week
from bot.demo.story import cast
from bot.model.meeting import State
from bot.rules.asking_times import asking_at
from bot.rules.steps import Ask, Close, Omit, Publish, Remind
from bot.scheduler import AlarmClock
from tests.waiting import PATIENCE_SECONDS, until
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

AN_HOUR = 3600.0
SECOND = timedelta(seconds=1)


@dataclass
class Hands:
    """A clock that stands still until it is set, and the moment to which the alarm is set."""

    now: datetime = week.START
    alarm: datetime | None = None
    rung: list[datetime] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def set_alarm(self, after: timedelta) -> None:
        self.alarm = self.now + after

    def ring(self) -> None:
        """Go on to the moment of the alarm, and no further."""
        assert self.alarm is not None
        self.now, self.alarm = max(self.now, self.alarm), None
        self.rung.append(self.now)


async def test_a_bot_that_is_woken_by_its_alarm_alone_does_everything_in_the_second_of_its_moment(tmp_path):
    clock = Hands()
    async with theatre(tmp_path) as stage:
        settings = replace(settings_for(stage.workspace, tmp_path), tick_seconds=AN_HOUR)
        async with at_work(settings, clock, pretends=True) as bot:
            bot.waking.alarm = clock.set_alarm
            taken = []
            while clock.now < week.START + timedelta(days=8):
                while steps := await bot.turn():  # again at once, as `run` does, when something was done
                    taken += [(clock.now, *each) for each in steps]
                clock.ring()
            calls = {call.name: call for call in await bot.context.store.read(lambda book: book.calls())}
    late = []
    for moment, meeting, step in taken:
        call = calls[meeting.call]
        reminders = [meeting.starts - span for span in call.remind]
        match step:
            case Ask():
                wanted = asking_at(call, meeting)
            case Remind(kind=kind) | Omit(kind=kind):
                wanted = reminders[int(kind[-1]) - 1]
            case Publish():
                wanted = meeting.posts
            case Close():
                wanted = meeting.late_until
            case _:
                continue
        late.append((type(step), moment - wanted))
    assert {step for step, _ in late} == {Ask, Remind, Publish, Close}
    assert {span for _, span in late} == {timedelta(0)}
    assert len(clock.rung) < 40  # a handful for each meeting, not one for every few seconds


async def test_the_alarm_clock_rings_once_at_the_moment_to_which_it_was_set_last():
    rung: list[datetime] = []
    rings = asyncio.Event()

    def wake() -> None:
        rung.append(now())
        rings.set()

    alarm_clock = AlarmClock(wake, AN_HOUR, now)
    alarm_clock.start()
    moment = now() + timedelta(seconds=0.3)
    alarm_clock.set(timedelta(hours=2))
    alarm_clock.set(moment - now())
    async with asyncio.timeout(PATIENCE_SECONDS):
        await rings.wait()
    await asyncio.sleep(0)
    alarm_clock.stop()
    assert len(rung) == 1
    assert rung[0] >= moment - timedelta(milliseconds=50)


async def test_questions_go_out_over_the_wire_without_a_heartbeat(tmp_path):
    async with theatre(tmp_path) as stage:
        settings = replace(settings_for(stage.workspace, tmp_path), tick_seconds=AN_HOUR)
        async with at_work(settings, stage.clock) as bot:
            await bot.turn()
            (meeting, *_) = await bot.context.store.read(
                lambda book: [
                    each
                    for call in book.calls()
                    for each in book.meetings(call.name)
                    if each.state is State.SCHEDULED
                ]
            )
            call = await bot.context.store.read(lambda book: book.call(meeting.call))
            assert call is not None
            moment = asking_at(call, meeting)
            stage.clock.move(moment - 2 * SECOND)
            running = asyncio.ensure_future(bot.run())
            bot.wake()  # as whatever arrives does: the alarm is set by the clock as it goes now
            key = f"{meeting.key}/ask/{cast.CMS.person}"
            await until(lambda: key in stage.posts())
            await bot.end()
            await running  # what was begun beside it is said, too
            await stage.workspace.settled()  # the bot hears of what it said
            asked = await bot.context.store.read(lambda book: book.delivery(key))
    assert asked is not None
    assert asked.due >= moment
