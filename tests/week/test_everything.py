"""Three weeks with everything in them: away, move, emergency, roll call, actions, late, skip and search."""

import asyncio
import re
from dataclasses import dataclass

import pytest

from bot.demo.story.cast import (
    ATLAS_ONE,
    ATLAS_TWO,
    CHAIR,
    CHANNEL,
    CMS,
    OPERATIONS,
    RELEASE,
    SECURITY,
    SOFTWARE,
    SUPPORT_ONE,
    VISITOR,
)
from tests.golden_files import golden
from tests.week.story import Story
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire


@dataclass(frozen=True)
class Played:
    """What was told while the weeks were played, and what stood in the workspace when they were over."""

    told: str
    transcript: str
    twiki: str
    posts: dict[str, int]


async def before_the_first_call(story: Story) -> None:
    await story.at("2027-01-04", "15:00")
    await story.says(SOFTWARE, "News:", "- Load tests reached 12K jobs", "Ongoing:", "- Certificate tools")
    await story.at("2027-01-04", "16:00")
    await story.at("2027-01-05", "16:00")
    await story.types(CHAIR, "announce The wiki moves to a new machine on Friday")
    await story.types(CHAIR, "action add Order the new switch @Tilda by 18 Jan")
    await story.at("2027-01-06", "16:30")
    await story.types(RELEASE, f"away 11 Jan to 15 Jan <@{SOFTWARE.person}>")
    await story.types(RELEASE, "skip")


async def asked_and_moved(story: Story) -> None:
    await story.at("2027-01-11", "16:00")
    await story.types(CHAIR, "status")
    await story.types(CHAIR, "move 13 Jan 17:00")
    await story.says(SOFTWARE, "Software:", "- Load tests reached 16K jobs", "- Certificate tools")
    await story.says(SOFTWARE, "Release:", "- 24.3 is out")
    await story.at("2027-01-12", "16:00")
    await story.types(VISITOR, "why @Tilda")


async def an_emergency(story: Story) -> None:
    await story.at("2027-01-13", "10:00")
    written = await story.says(SECURITY, "The token issuer is compromised, all tokens are being revoked")
    await story.presses(SECURITY, "Tell the channel now")
    await story.at("2027-01-13", "13:00")
    await story.edits(SECURITY, written, "News: The token issuer was compromised, fixed at noon")
    await story.types(CHAIR, "remind")
    await story.presses(CMS, "Nothing new")


async def the_call(story: Story) -> None:
    await story.at("2027-01-13", "17:00")
    for role in (CHAIR, CMS, SOFTWARE, OPERATIONS):
        await story.presses(role, "I'm here", room=CHANNEL)
    await story.presses(SUPPORT_ONE, "I can't come", room=CHANNEL)
    await story.at("2027-01-13", "17:12")
    await story.presses(ATLAS_TWO, "I'm here", room=CHANNEL)
    await story.types(CHAIR, "attend Guest Gail")
    await story.types(CMS, "next")
    await story.types(CHAIR, "next")
    await story.types(CHAIR, "next Software")
    await story.types(OPERATIONS, "note Software: Ben asks for a date for 24.4")
    await story.types(CHAIR, f"action add Write the incident report <@{SECURITY.person}> by 20 Jan")
    await story.types(CHAIR, "action done 1")
    await story.at("2027-01-13", "17:40")
    await story.says(ATLAS_ONE, "- Transfers are back to 110 TB a day")
    await story.types(CHAIR, "close")
    await story.types(CMS, "here")
    await story.at("2027-01-13", "18:30")
    await story.says(OPERATIONS, "- Availability report is ready")


async def a_week_without(story: Story) -> None:
    await story.at("2027-01-18", "16:00")
    await story.types(CHAIR, "skip")
    await story.at("2027-01-19", "09:30")
    await story.types(SECURITY, "actions")
    await story.at("2027-01-25", "16:00")
    await story.says(RELEASE, "- Back, and 24.4 is being tested")
    await story.types(CHAIR, "preview")


async def the_last_call(story: Story) -> None:
    await story.at("2027-01-26", "16:00")
    await story.at("2027-01-26", "18:00")
    await story.says(SOFTWARE, "- Load tests reached 20K jobs")
    await story.types(VISITOR, "history Software")
    await story.types(VISITOR, "search load tests")
    await story.types(SOFTWARE, "forget me")
    await story.presses(SOFTWARE, "Erase it", room=CHANNEL)


def timeless(transcript: str) -> str:
    """The transcript without the microseconds at which chairs decided something, which stand in keys."""
    return re.sub(r"\d{8}T\d{12}", "MOMENT", transcript)


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    async def play():
        async with theatre(tmp_path_factory.mktemp("weeks")) as stage, stage.bot() as bot:
            story = Story(stage, bot)
            for part in (
                before_the_first_call,
                asked_and_moved,
                an_emergency,
                the_call,
                a_week_without,
                the_last_call,
            ):
                await part(story)
            told, seen = "\n".join(story.told) + "\n", timeless(stage.transcript())
            moved = [file for file in stage.workspace.files if file.name.startswith("January13")]
            twiki = (moved[-1].content or b"").decode()
            return Played(told, seen, twiki, dict(stage.posts()))

    return asyncio.run(play())


def test_everybody_is_answered_as_they_should_be(played):
    assert played.told == golden("week/everything-told.txt", played.told)


def test_everybody_sees_what_they_should_see(played):
    assert played.transcript == golden("week/everything.txt", played.transcript)


def test_the_final_copy_of_the_moved_meeting_has_all_that_was_brought_to_it(played):
    assert played.twiki == golden("week/January13,2027ProductionMeeting.txt", played.twiki)


def test_nothing_is_posted_twice(played):
    assert {key: count for key, count in played.posts.items() if count > 1} == {}
