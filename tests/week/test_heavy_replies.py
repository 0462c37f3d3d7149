"""While a reply is worked on that takes long, everybody else is served, and nothing is lost."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.at_work import at_work
from bot.cli.demo import manifest, settings_for
from bot.clock import MovableClock
from bot.cycle.replies.not_understood import TOO_LONG, TOO_LONG_FOR_CHAIRS
from bot.demo.server.ledger import Kind
from bot.demo.story import scenes_before
from bot.demo.workspace import Workspace
from bot.model.live_parts import Live
from bot.model.meeting import State
from bot.model.minutes import AreaMinutes
from bot.model.update import Item, Sections
from bot.model.words import words
from bot.rules.assemble import assemble
from tests.complaints import complaints
from tests.waiting import until

pytestmark = pytest.mark.wire

HEAVY, CHAIR = "U0HEAVY", "U0CHAIR"
OTHERS = [f"U0LEAD{number:02}" for number in range(12)]
HEAD = """[[call]]
name = "Production"
channel = "C0PROD"
weekday = "tuesday"
time = "16:00"
timezone = "America/New_York"
chairs = ["U0CHAIR"]
"""
AREA = """
[[call.area]]
name = "Area {0}"
leads = [{{ name = "Lead {0}", slack = "{0}" }}]
"""
CALLS = HEAD + "".join(AREA.format(person) for person in (HEAVY, *OTHERS))
MANY_ITEMS = "Same as last week\n\n" + "\n".join(
    f"- Tested site {number} of the mirror farm" for number in range(1_000, 1_950)
)
FAR_TOO_MANY = "a\u0085" * 7_000
BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(params=BOTH)
def address(request, tmp_path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/minutesbot.db"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
async def workspace():
    clock = MovableClock(scenes_before.CALL)
    clock.move(scenes_before.CALL.replace(hour=0))
    made = Workspace(manifest=manifest(), clock=clock)
    for person in (HEAVY, CHAIR, *OTHERS):
        made.add_person(person, f"Lead {person}")
    made.add_channel("C0PROD", "production", [HEAVY, CHAIR, *OTHERS])
    made.envelopes.ack_seconds = 30.0  # of a busy machine; to be held up took minutes
    await made.start()
    yield made
    refused, unacked = complaints(made)
    await made.stop()
    assert (refused, unacked) == ([], [])


@asynccontextmanager
async def running(workspace, folder, address):
    """The bot as it runs, with long lists in the minutes of the week before."""
    settings = replace(settings_for(workspace, folder, CALLS), database_url=address)
    async with at_work(settings, workspace.world.clock) as bot:
        await bot.turn()
        await bot.context.store.change(_week_before)
        turns = asyncio.ensure_future(bot.run())
        try:
            yield bot
        finally:
            turns.cancel()
            await asyncio.wait({turns})


def _week_before(book) -> None:
    (call,) = book.calls()
    meeting = book.meetings("Production")[0]
    listed = tuple(Item(words(f"Tested site {number} of the mirror farm")) for number in range(800))
    areas = tuple(
        AreaMinutes(area.name, area.heading, area.style, area.labels, Sections(ongoing=listed))
        for area in call.areas
        if area.name.endswith(HEAVY)
    )
    day = meeting.date.replace(day=meeting.date.day - 7)
    minutes = replace(assemble(call, meeting, (), Live()), areas=areas, date=day)
    book.keep_meeting(replace(meeting, date=day, state=State.CLOSED, minutes=minutes))


def cards(workspace, person) -> list[str]:
    said = (said for said in workspace.messages(workspace.dm(person)) if "bot_id" in said)
    return [each["text"] for each in said if "/card/" in each["blocks"][0]["block_id"]]


def lines(workspace, person) -> list[str]:
    return [said["text"] for said in workspace.messages(workspace.dm(person)) if "bot_id" in said]


def sent_again(workspace) -> list[str]:
    """The events that were not acknowledged in time, and had to be sent again."""
    events = (record for record in workspace.ledger if record.kind is Kind.EVENT)
    return [record.name for record in events if record.arguments["attempt"]]


async def the_others_write(workspace) -> None:
    """Twelve people write one after the other, and get their cards."""
    for person in OTHERS:
        await workspace.write(person, f"News:\n- {person} moved the archive")
        await asyncio.sleep(0.4)
    await until(lambda: all(cards(workspace, person) for person in OTHERS))


async def test_a_reply_with_very_many_items_holds_up_nobody(workspace, tmp_path, address):
    async with running(workspace, tmp_path, address) as bot:
        await workspace.write(HEAVY, MANY_ITEMS)
        await the_others_write(workspace)
        await workspace.settled()
        assert (sent_again(workspace), workspace.unacked) == ([], [])
        await until(lambda: cards(workspace, HEAVY))
        assert "Tested site 1000 of the mirror farm" in cards(workspace, HEAVY)[0]
        assert await bot.inbox.waiting(1) == ()


async def test_a_reply_that_takes_too_long_is_kept_and_its_writer_and_the_chair_are_told(
    workspace, tmp_path, address
):
    async with running(workspace, tmp_path, address) as bot:
        ts = await workspace.write(HEAVY, FAR_TOO_MANY)
        await the_others_write(workspace)
        await workspace.settled()
        assert (sent_again(workspace), workspace.unacked) == ([], [])
        await until(lambda: TOO_LONG in lines(workspace, HEAVY))
        told = TOO_LONG_FOR_CHAIRS.format(name=f"Lead {HEAVY}", call="Production")
        await until(lambda: told in lines(workspace, CHAIR))
        kept = await bot.context.store.read(lambda book: book.reply(workspace.dm(HEAVY), ts))
        assert len(kept.document) == 7_000
        assert await bot.inbox.waiting(1) == ()
