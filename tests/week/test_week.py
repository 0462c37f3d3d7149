"""One whole week as a dialogue, over real HTTP and WebSocket."""

import asyncio
from dataclasses import dataclass

import pytest

from bot.demo.story import cast
from tests.golden_files import golden
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire


@dataclass(frozen=True)
class Played:
    """What stood in the workspace when the week was over."""

    transcript: str
    twiki: str
    posts: dict[str, int]
    refused: list[str]
    unacked: int


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    async def play():
        async with theatre(tmp_path_factory.mktemp("week")) as stage, stage.bot() as bot:
            await stage.play(bot)
            refused = [f"{record.name}: {record.answer}" for record in stage.workspace.refused]
            unacked = len(stage.workspace.unacked)
            return Played(stage.transcript(), stage.twiki, dict(stage.posts()), refused, unacked)

    return asyncio.run(play())


def test_everybody_sees_what_they_should_see(played):
    assert played.transcript == golden("week/transcript.txt", played.transcript)


def test_the_twiki_copy_is_the_page_as_people_would_have_written_it(played):
    assert played.twiki == golden("week/January12,2027ProductionMeeting.txt", played.twiki)


def test_nothing_is_posted_twice(played):
    assert {key: count for key, count in played.posts.items() if count > 1} == {}


def test_every_lead_is_asked_once_and_only_the_silent_ones_are_reminded(played):
    leads = {role.person for role in cast.EVERYBODY} - {cast.CHAIR.person, cast.VISITOR.person}
    week = "Production/2027-01-12"
    assert {key for key in played.posts if key.startswith(f"{week}/ask/")} == {
        f"{week}/ask/{person}" for person in leads
    }
    silent_at_one = {cast.CMS, cast.RELEASE, cast.SUPPORT_ONE, cast.SUPPORT_TWO, cast.SECURITY}
    assert {key for key in played.posts if key.startswith(f"{week}/remind-1/")} == {
        f"{week}/remind-1/{role.person}" for role in silent_at_one
    }
    silent_at_the_end = {cast.RELEASE, cast.SUPPORT_ONE, cast.SUPPORT_TWO}
    assert {key for key in played.posts if key.startswith(f"{week}/remind-2/")} == {
        f"{week}/remind-2/{role.person}" for role in silent_at_the_end
    }


def test_the_workspace_refused_nothing_and_everything_was_acknowledged(played):
    assert (played.refused, played.unacked) == ([], 0)
