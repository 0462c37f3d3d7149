"""What stands in the workspace is read as people see it, also where a copy had to be written out."""

import pytest

from bot.clock import now
from bot.demo.server.world import File
from bot.demo.workspace import Workspace
from tests.faults.ledgers import files, posted
from tests.faults.project import CHANNEL, MEETING, populate
from tests.paths import MANIFEST

MINUTES, TWIKI = f"{MEETING}/minutes", f"{MEETING}/twiki"


@pytest.fixture
def workspace() -> Workspace:
    """The minutes with one word, and their copy as a file in which it stands."""
    made = Workspace(manifest=MANIFEST, clock=now)
    populate(made)
    stands(made, "1.0", MINUTES, "w1x")
    made.world.files["F1"] = File("F1", "copy.txt", "copy", made.bot_user, 1, 3, b"---++ w1x")
    stands(made, "2.0", TWIKI, "", files=[{"id": "F1"}])
    return made


def stands(workspace: Workspace, ts: str, key: str, words: str, **more: object) -> None:
    """Let a message of the bot stand in the channel; its first block bears the key."""
    block = {"type": "section", "block_id": key, "text": {"type": "mrkdwn", "text": words or "…"}}
    said = {"ts": ts, "bot_id": "B1", "user": workspace.bot_user, "blocks": [block], **more}
    workspace.world.rooms[CHANNEL].messages[ts] = said


def test_the_copy_is_what_its_file_says(workspace):
    assert [(each.key, each.ts) for each in posted(workspace)] == [(MINUTES, "1.0"), (TWIKI, "2.0")]
    assert files(workspace) == (("w1x",),)


def test_an_amended_copy_that_is_written_out_is_the_newest_and_no_second_one(workspace):
    stands(workspace, "3.0", TWIKI, "w1x w2x")

    assert [each.key for each in posted(workspace)] == [MINUTES, f"{TWIKI}/1", TWIKI]
    assert files(workspace) == (("w1x",), ("w1x", "w2x"))


def test_a_copy_that_is_written_out_in_pieces_is_one(workspace):
    stands(workspace, "3.0", TWIKI, "w1x")
    stands(workspace, "4.0", f"{TWIKI}/2", "w2x")

    assert files(workspace) == (("w1x",), ("w1x", "w2x"))


def test_two_files_under_one_key_are_two(workspace):
    stands(workspace, "3.0", TWIKI, "", files=[{"id": "F1"}])

    assert [each.key for each in posted(workspace)] == [MINUTES, TWIKI, TWIKI]
