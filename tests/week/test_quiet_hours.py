"""A lead on the other side of the world is asked and reminded while they are awake."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app import Bot
from bot.demo import week
from bot.demo.story import cast
from bot.demo.story.scenes_before import CALL
from bot.model.person import ReaderClock
from bot.model.quiet import Quiet
from bot.ports import Book
from tests.week.theatre import Theatre, theatre

pytestmark = pytest.mark.wire

NIGHT = Quiet(time(20), time(8))


def _call_is_quiet(book: Book) -> None:
    for call in book.calls():
        book.keep_call(replace(call, quiet=NIGHT))


def _lead_is_quiet(book: Book) -> None:
    book.keep_clock(ReaderClock(cast.CMS.person, "UTC", week.START - timedelta(days=9), NIGHT))


def _next_moment(book: Book, now: datetime) -> datetime | None:
    return book.next_moment(now)


async def heard(stage: Theatre, bot: Bot) -> list[tuple[str, str]]:
    """When the lead of CMS got what, by their own clock, while the bot wakes when it wants to."""
    moment: datetime | None = week.START
    while moment and moment < CALL + timedelta(hours=1):
        stage.clock.move(moment)
        await bot.turn()
        moment = await bot.context.store.read(_next_moment, moment)
    found = list[tuple[str, str]]()
    for message in stage.workspace.messages(stage.workspace.dm(cast.CMS.person)):
        key = str((message.get("metadata") or {}).get("event_payload", {}).get("key", ""))
        local = datetime.fromtimestamp(float(message["ts"]), UTC).astimezone(ZoneInfo("Asia/Tokyo"))
        found.append((f"{local:%a %H:%M}", key.rpartition(f"/{cast.CMS.person}")[0]))
    return found


@pytest.mark.parametrize("is_quiet", [_call_is_quiet, _lead_is_quiet])
async def test_a_lead_in_tokyo_of_an_afternoon_in_new_york_sleeps_through(is_quiet, tmp_path):
    async with theatre(tmp_path) as stage:
        stage.workspace.world.people[cast.CMS.person].tz = "Asia/Tokyo"
        async with stage.bot() as bot:
            await bot.context.store.change(is_quiet)
            assert await heard(stage, bot) == [
                ("Tue 08:00", "Production/2027-01-05/ask"),  # the call was set up in the middle of the night
                ("Tue 19:55", "Production/2027-01-05/remind-2"),
                ("Mon 19:55", "Production/2027-01-12/ask"),
                ("Tue 19:55", "Production/2027-01-12/remind-2"),
            ]
