"""A whole week over the wire, from what leads write to the page in the wiki."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import Bot
from bot.at_work import at_work
from bot.cli.demo import manifest, settings_for
from bot.clock import MovableClock
from bot.demo.workspace import Workspace
from bot.model.delivery import Status
from tests.complaints import complaints
from tests.wiki.engine import Engine

pytestmark = pytest.mark.wire

CALL = datetime(2027, 1, 12, 21, tzinfo=UTC)  # Tuesday, 16:00 in New York
TOPIC = "Harbour.January12,2027HarbourMeeting"
PEOPLE = {"U0WANDA": "Wanda K.", "U0OLE": "Ole", "U0RUTH": "Ruth"}
CALLS = """\
[[call]]
name = "Harbour"
channel = "C0HARBOUR"
weekday = "tuesday"
time = "16:00"
timezone = "America/New_York"
chairs = ["U0RUTH"]

[call.twiki]
parent = "WeeklyHarbourMeetings"
topic = "{month}{day},{year}HarbourMeeting"
url = "URL"
web = "Harbour"
login = "MinutesBot"

[[call.area]]
name = "Cranes"
leads = [{ name = "Wanda K.", slack = "U0WANDA" }]
style = "flat"

[[call.area]]
name = "Tides"
leads = [{ name = "Ole", slack = "U0OLE" }]
style = "flat"
"""


@dataclass
class Stage:
    """The bot at work between a workspace and a wiki."""

    workspace: Workspace
    wiki: Engine
    bot: Bot
    clock: MovableClock

    async def say(self, person: str, text: str) -> None:
        await self.workspace.write(person, text)
        await self.workspace.settled()
        await self.bot.turn()
        await self.workspace.settled()

    async def move(self, moment: datetime) -> None:
        self.clock.move(moment)
        await self.bot.turn()
        await self.workspace.settled()

    @property
    def page(self) -> str:
        return self.wiki.pages[TOPIC].text

    @property
    def copy(self) -> str:
        """The newest copy in the channel."""
        return (self.workspace.files[-1].content or b"").decode()

    def told(self, person: str) -> list[str]:
        return [
            said["text"] for said in self.workspace.messages(self.workspace.dm(person)) if "bot_id" in said
        ]

    async def status(self) -> Status:
        found = await self.bot.context.store.read(lambda book: book.delivery("Harbour/2027-01-12/wiki"))
        assert found is not None
        return found.status


@asynccontextmanager
async def staged(wiki: Engine, folder: Path, password: str = "open sesame") -> AsyncIterator[Stage]:
    clock = MovableClock(CALL - timedelta(hours=5))
    workspace = Workspace(manifest=manifest(), clock=clock)
    workspace.add_channel("C0HARBOUR", "harbour")
    for person, name in PEOPLE.items():
        workspace.add_person(person, name)
    await workspace.start()
    settings = settings_for(workspace, folder, CALLS.replace("URL", wiki.url))
    try:
        async with at_work(replace(settings, wiki_password=password), clock) as bot:
            await bot.turn()
            yield Stage(workspace, wiki, bot, clock)
            await workspace.settled()
        assert complaints(workspace) == ([], [])
    finally:
        await workspace.stop()


async def test_minutes_land_in_the_wiki_and_a_late_reply_amends_only_its_area(either, tmp_path):
    async with staged(either, tmp_path) as stage:
        await stage.say("U0WANDA", "News:\n- two new ropes")
        await stage.move(CALL)
        assert stage.page == stage.copy
        assert either.pages[TOPIC].parent == "WeeklyHarbourMeetings"
        either.edit(TOPIC, "BeaC", lambda text: text.replace("two new ropes", "two new *red* ropes"))
        await stage.move(CALL + timedelta(hours=1))
        await stage.say("U0OLE", "spring tide on Friday")
        assert "   * two new *red* ropes\n" in stage.page
        assert "   * spring tide on Friday\n" in stage.page
        assert "no report" not in stage.page
        assert stage.page.replace("*red* ", "") == stage.copy
        assert len(either.forms) == 2
        assert await stage.status() is Status.SENT
        assert not any("wiki" in text for text in stage.told("U0RUTH"))


async def test_a_page_that_people_wrote_before_keeps_what_is_theirs(either, tmp_path):
    by_hand = "Welcome.\n---++ Cranes (Wanda K.)\n   * by hand\n\n---++ Tides (Ole)\n   * low\n"
    either.edit(TOPIC, "BeaC", lambda _: by_hand)
    async with staged(either, tmp_path) as stage:
        await stage.say("U0OLE", "high")
        await stage.move(CALL)
        assert stage.page == by_hand.replace(
            "---++ Tides (Ole)\n   * low\n", "---++ Tides (Ole)\n\n   * high\n"
        )


async def test_a_conflict_leaves_the_page_to_people_and_the_chair_is_told_what_to_do(either, tmp_path):
    async with staged(either, tmp_path) as stage:
        await stage.move(CALL)
        files = len(stage.workspace.files)
        either.edit(TOPIC, "BeaC", lambda text: text + "-- Main.BeaC\n")
        either.before["save"] = lambda: either.edit(
            TOPIC, "OleB", lambda text: text.replace("no report", "ropes, by hand", 1)
        )
        await stage.say("U0WANDA", "two new ropes")
        await stage.move(CALL + timedelta(hours=1))
        assert await stage.status() is Status.DEAD
        left = stage.page
        assert "ropes, by hand" in left
        assert "two new ropes" in left
        (told,) = [text for text in stage.told("U0RUTH") if "wiki" in text]
        assert "edit the page and keep what is right" in told
        assert f"did not get through to the wiki page {TOPIC}: " in told
        assert told.endswith("The copy to paste is in the thread of the minutes.")
        assert len(stage.workspace.files) == files + 1
        assert "two new ropes" in stage.copy
        await stage.say("U0OLE", "spring tide")
        await stage.move(CALL + timedelta(hours=2))
        assert stage.page == left
        assert "spring tide" in stage.copy
        assert len([text for text in stage.told("U0RUTH") if "wiki" in text]) == 1


async def test_a_login_that_is_refused_keeps_the_copy_in_the_channel_and_is_told_without_the_password(
    either, tmp_path, caplog
):
    async with staged(either, tmp_path, password="hush") as stage:
        await stage.say("U0WANDA", "two new ropes")
        await stage.move(CALL)
        await stage.move(CALL + timedelta(minutes=1))
        assert "two new ropes" in stage.copy
        assert TOPIC not in either.pages
        (told,) = [text for text in stage.told("U0RUTH") if "wiki" in text]
        assert "refused the login MinutesBot" in told
        assert "MINUTESBOT_WIKI_PASSWORD" in told
        assert not any("hush" in text for text in (*stage.told("U0RUTH"), caplog.text))


async def test_a_save_whose_answer_is_lost_is_read_back_and_not_made_again(either, tmp_path):
    async with staged(either, tmp_path) as stage:
        await stage.say("U0WANDA", "two new ropes")
        either.lose_answer_to = "save"
        await stage.move(CALL)
        assert await stage.status() is Status.SENDING
        await stage.move(CALL + timedelta(minutes=3))
        assert await stage.status() is Status.SENT
        assert len(either.forms) == 1
        assert stage.page == stage.copy
