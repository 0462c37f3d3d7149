"""A bot that was off for long says what became of each meeting that it missed, once, and loses no word."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.server.faults import Fault
from bot.demo.story import cast
from bot.demo.story.scenes_before import CALL
from bot.model.call import Standing
from bot.model.meeting import Meeting, State
from bot.model.rhythm import Every, Rhythm, Weekday, Which
from tests.waiting import until
from tests.week.mortal import mortal
from tests.week.story import Story
from tests.week.test_replicas import replicas
from tests.week.theatre import Theatre, theatre

pytestmark = pytest.mark.wire

Meetings = dict[tuple[str, date], Meeting]

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WEEK = 7 * DAY
OFF = CALL - 3 * DAY  # Saturday, January 9, 16:00 in New York
MONTHLY = Rhythm(every=Every.MONTH, which=(Which.LAST,))
SECOND_WEEKS = Rhythm(count=2, since=date(2027, 1, 7))
OTHERS: dict[str, dict[str, Any]] = {
    "Every second week": {"weekday": Weekday.THURSDAY, "rhythm": SECOND_WEEKS},
    "Last Friday": {"weekday": Weekday.FRIDAY, "rhythm": MONTHLY},
    "On holidays": {"weekday": Weekday.MONDAY, "holidays": "US", "skip": (date(2027, 1, 25),)},
    "Resting": {"standing": Standing.PAUSED},
}


def keep_others(book):
    call = book.call("Production")
    call = replace(
        call, areas=call.areas[-1:]
    )  # with no lead of whom it had to be guessed which call they mean
    for name, differs in OTHERS.items():
        book.keep_call(replace(call, name=name, **differs))


async def goes_off(stage: Theatre, at: datetime = OFF) -> None:
    """The bot is at work for a while, with calls of several rhythms, and is switched off."""
    stage.clock.move(at)
    async with stage.bot() as bot:
        await bot.context.store.change(keep_others)
        await bot.turn()


async def people_write(stage: Theatre, words: dict[datetime, str]) -> None:
    """They go on, and Slack gives up telling the bot."""
    stage.workspace.events.holding = True
    for moment, text in words.items():
        stage.clock.move(moment)
        await stage.workspace.write(cast.CMS.person, f"- {text}")
    stage.workspace.events.held.clear()
    stage.workspace.events.holding = False


def told(stage: Theatre) -> list[str]:
    """What the chair was told of downtimes."""
    said = (
        str(message["text"]) for message in stage.workspace.messages(stage.workspace.dm(cast.CHAIR.person))
    )
    return [text for text in said if "I was not running" in text]


def became(stage: Theatre, call: str) -> list[str]:
    """The lines about the meetings of one call."""
    found = [text for text in told(stage) if f"of the {call} meetings" in text]
    return [line for text in found for line in text.split("\n") if line.startswith("•")]


async def comes_back(stage: Theatre, at: datetime, *, calls: str = cast.CALLS) -> Meetings:
    """The bot is at work again for a few turns; returns the meetings as they are then."""
    stage.clock.move(at)
    async with at_work(settings_for(stage.workspace, stage.folder, calls), stage.clock) as bot:
        bot.connected()
        for _ in range(3):
            await bot.turn()
            await stage.workspace.settled()
        return await bot.context.store.read(meetings)


def meetings(book) -> Meetings:
    return {(name, each.date): each for name in book.call_names() for each in book.meetings(name)}


NO_MINUTES = "no minutes, as nobody had reported and the time for late replies was over."
LATE = "the minutes came late."


async def test_after_eight_days_each_call_says_once_what_became_of_its_meetings(tmp_path):
    async with theatre(tmp_path) as stage:
        await goes_off(stage)
        await comes_back(stage, OFF + 8 * DAY)
        assert became(stage, "Production") == [f"• Tue, Jan 12: {NO_MINUTES}"]
        assert became(stage, "On holidays") == [f"• Mon, Jan 11: {NO_MINUTES}"]
        assert len(told(stage)) == 2
        assert told(stage)[0].startswith(
            "I was not running from about Sat, Jan 9, 16:00 until Sun, Jan 17, 16:00 (America/New_York)."
        )
        assert "/minutes" not in "\n".join(stage.posts())


async def test_a_week_less_a_moment_is_not_long_and_is_told_by_the_minutes_themselves(tmp_path):
    async with theatre(tmp_path) as stage:
        await goes_off(stage)
        await comes_back(stage, OFF + WEEK - HOUR)
        assert told(stage) == []
        assert "posted 3 d 23 h late" in stage.transcript()


async def test_after_twenty_days_every_rhythm_counts_its_own_meetings_but_not_those_that_were_not_held(
    tmp_path,
):
    async with theatre(tmp_path) as stage:
        await goes_off(stage)
        await comes_back(stage, OFF + 20 * DAY)  # Friday, January 29, 16:00
        assert became(stage, "Production") == [f"• Tue, Jan 12, Tue, Jan 19 and Tue, Jan 26: {NO_MINUTES}"]
        assert became(stage, "Every second week") == [f"• Thu, Jan 21: {NO_MINUTES}"]
        assert became(stage, "On holidays") == [f"• Mon, Jan 11: {NO_MINUTES}"]  # 18: a holiday, 25: left out
        assert became(stage, "Last Friday") == became(stage, "Resting") == []


async def test_a_meeting_within_its_late_window_still_gets_its_minutes_which_say_that_they_are_late(tmp_path):
    async with theatre(tmp_path) as stage:
        await goes_off(stage)
        await comes_back(stage, OFF + 20 * DAY + 5 * HOUR)
        assert became(stage, "Last Friday") == [f"• Fri, Jan 29: {LATE}"]
        assert stage.posts()["Last Friday/2027-01-29/minutes"] == 1
        assert "posted 5 h late: the bot was not running at the time of the call" in stage.transcript()


async def test_after_a_hundred_days_no_meeting_is_forgotten_and_every_word_counts_where_it_belongs(tmp_path):
    words = {
        CALL - DAY: "14,212 jobs a day",
        CALL + 2 * WEEK - DAY: "The new disks are in",
        CALL + 9 * WEEK + 2 * DAY: "The tape robot is back",
    }
    async with theatre(tmp_path) as stage:
        await goes_off(stage)
        await people_write(stage, words)
        found = await comes_back(stage, OFF + 100 * DAY)
        lines = became(stage, "Production")
        assert [line.split(":")[0] for line in lines] == [
            "• Tue, Jan 12",
            "• Tue, Jan 19",
            "• Tue, Jan 26",
            "• Tue, Feb 2, Tue, Feb 9, Tue, Feb 16, Tue, Feb 23, Tue, Mar 2, Tue, Mar 9 and Tue, Mar 16",
            "• Tue, Mar 23",
            "• Tue, Mar 30, Tue, Apr 6 and Tue, Apr 13",
        ]
        late = "the minutes came late, what one message said is in them."
        assert [line.split(": ")[1] for line in lines] == 3 * [late, NO_MINUTES]
        assert [line.split(":")[0] for line in became(stage, "Last Friday")] == [
            "• Fri, Jan 29, Fri, Feb 26 and Fri, Mar 26"
        ]
        for day, text in zip(
            (date(2027, 1, 12), date(2027, 1, 26), date(2027, 3, 23)), words.values(), strict=True
        ):
            assert text in str(found["Production", day].minutes)
        assert all(count == 1 for count in stage.posts().values())
        assert found["Production", date(2027, 4, 20)].state is State.SCHEDULED
        over = {each.state for each in found.values() if each.date < date(2027, 4, 18)}
        assert over == {State.CLOSED, State.SKIPPED}


async def test_what_became_of_a_meeting_stands_in_why_and_history_too(tmp_path):
    async with theatre(tmp_path) as stage:
        stage.clock.move(OFF)
        async with stage.bot():
            pass
        stage.clock.move(OFF + 20 * DAY)
        async with stage.bot() as bot:
            story = Story(stage, bot)
            await story.turn()
            why = await story.types(cast.CHAIR, "why @Karen")
            assert "From about then on I was not running for 20 days" in why
            assert "no minutes of mine of this meeting: the bot was not running for more than a week" in why
            past = await story.types(cast.CHAIR, "history from 1 Jan 2027 to 31 Jan 2027")
            missed = "no minutes of Tuesday, January 12, Tuesday, January 19 and Tuesday, January 26"
            assert missed in past


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER_COMMIT, Fault.DROP_BEFORE])
async def test_a_bot_that_is_killed_while_it_tells_tells_it_once(tmp_path, fault):
    async with mortal(tmp_path) as stage:
        stage.move(OFF)
        async with stage.process():
            await until(lambda: stage.connected() and meetings_in(stage.folder))
        stage.move(OFF + 8 * DAY)
        before = stage.calls("chat.postMessage")
        stage.workspace.fail_next("chat.postMessage", fault)
        async with stage.process():
            await until(lambda: stage.calls("chat.postMessage") > before)
        stage.move(stage.clock() + timedelta(minutes=3))
        async with stage.process():
            await until(lambda: bool(told(stage)))
            await stage.rest()
        assert len(told(stage)) == 1


def meetings_in(folder: Path) -> int:
    """How many meetings are laid out; none before there are tables."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(folder / "minutesbot.db")) as database:
        return int(database.execute("SELECT count(*) FROM meeting").fetchone()[0])
    return 0


@pytest.mark.postgres
async def test_three_replicas_tell_it_once(tmp_path, postgres_url):
    async with theatre(tmp_path) as stage:
        stage.clock.move(OFF)
        async with replicas(stage, postgres_url):
            pass
        stage.clock.move(OFF + 8 * DAY)
        async with replicas(stage, postgres_url) as three:
            for _ in range(3):
                await three.turn()
                await stage.workspace.settled()
        assert len(told(stage)) == 1


async def test_a_calls_file_that_was_changed_meanwhile_moves_no_meeting_of_the_past(tmp_path):
    async with theatre(tmp_path) as stage:
        await goes_off(stage)
        on_thursday = cast.CALLS.replace('weekday = "tuesday"', 'weekday = "thursday"')
        found = await comes_back(stage, OFF + 20 * DAY, calls=on_thursday)
        assert became(stage, "Production") == [
            f"• Tue, Jan 12, Tue, Jan 19, Tue, Jan 26 and Thu, Jan 28: {NO_MINUTES}"
        ]
        coming = min(
            day for call, day in found if call == "Production" and found[call, day].posts > OFF + 20 * DAY
        )
        assert coming == date(2027, 2, 4)


async def test_a_lead_who_left_meanwhile_and_a_call_without_a_chair_change_nothing(tmp_path):
    nobody = cast.CALLS.replace(f'chairs = ["{cast.CHAIR.person}"]', "")
    without = nobody.replace(
        f'leads = [{{ name = "{cast.CMS.name}", slack = "{cast.CMS.person}" }}]',
        f'leads = [{{ name = "{cast.SECURITY.name}", slack = "{cast.SECURITY.person}" }}]',
    )
    async with theatre(tmp_path) as stage:
        await goes_off(stage)
        await people_write(stage, {CALL - DAY: "14,212 jobs a day"})
        await comes_back(stage, OFF + 8 * DAY, calls=without)
        in_channel = [str(said["text"]) for said in stage.workspace.messages(cast.CHANNEL)]
        assert sum("of the Production meetings" in text for text in in_channel) == 1


async def test_a_call_that_is_set_up_after_the_downtime_has_missed_nothing(tmp_path):
    async with theatre(tmp_path) as stage:
        stage.clock.move(OFF)
        async with stage.bot():
            pass
        stage.clock.move(OFF + 20 * DAY)
        async with stage.bot() as bot:
            await bot.context.store.change(keep_others)
            for _ in range(2):
                await bot.turn()
        assert len(told(stage)) == 1
        assert "Production" in told(stage)[0]
