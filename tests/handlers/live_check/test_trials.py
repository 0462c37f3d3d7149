"""What the live checks say about a workspace that is as it should be, and about one that is not."""

import pytest

from bot.demo import limits
from handlers.live_check.scratch_channel import ScratchChannel, Trial
from handlers.live_check.trials import trials
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client, reading_client
from tests.complaints import complaints

pytestmark = [pytest.mark.wire, pytest.mark.refuses]  # how much is too much is found out by refusals

METADATA = [
    "metadata comes back from conversations.history",
    "metadata comes back from conversations.replies",
    "metadata outlives an update that does not name it",
]
BUDGET = "blocks may hold more than our own messages do"
FILE = "a file is shared where it was sent, with its key"


@pytest.fixture
def scratch(workspace, clock):
    def made(channel: str = "C0PROD") -> ScratchChannel:
        posting = posting_client(workspace.bot_token, workspace.api_url)
        reading = reading_client(workspace.bot_token, workspace.api_url)
        chat = SlackChat(posting, pauses=(0.05, 0.1, 0.2))
        return ScratchChannel(posting, reading, chat, channel, clock(), pace=0)

    return made


async def tried(scratch: ScratchChannel) -> list[Trial]:
    return [trial async for trial in trials(scratch)]


def failed(found: list[Trial]) -> list[str]:
    return [trial.what for trial in found if not trial.yes]


async def test_a_workspace_as_it_should_be_gets_a_yes_to_everything_and_keeps_nothing(workspace, scratch):
    found = await tried(scratch())
    assert failed(found) == []
    assert len(found) == 9
    assert workspace.messages("C0PROD") == []
    assert workspace.files == []
    refused, _ = complaints(workspace)
    assert set(refused) == {"chat.postMessage: msg_blocks_too_long"}


async def test_the_largest_total_over_all_blocks_is_found(scratch):
    (found,) = [trial for trial in await tried(scratch()) if trial.what == BUDGET]
    most = limits.ALL_BLOCKS_TEXT
    assert found.detail == f"sections: {most} characters, but not {most + 20}; rich text: the same"


async def test_metadata_that_is_kept_back_is_told(workspace, scratch):
    await workspace.trouble.make("history_without_metadata", {})
    found = await tried(scratch())
    assert failed(found) == METADATA
    assert "block id" in next(trial.detail for trial in found if not trial.yes)


async def test_a_file_that_is_never_shared_is_told(workspace, scratch):
    await workspace.trouble.make("share", {"seconds": None})
    assert failed(await tried(scratch())) == [FILE]
    assert workspace.messages("C0PROD") == []


async def test_files_that_are_refused_by_policy_are_told_with_what_stands_instead(workspace, scratch):
    workspace.fail_next("files.completeUploadExternal", "refused", error="blocked_file_type")
    found = await tried(scratch())
    assert failed(found) == [FILE]
    assert "code block" in next(trial.detail for trial in found if not trial.yes)
    assert workspace.messages("C0PROD") == []


async def test_a_post_that_is_refused_says_why_and_the_rest_is_still_tried(workspace, scratch):
    workspace.fail_next("chat.postMessage", "refused", error="msg_blocks_too_long")
    found = await tried(scratch())
    assert [(trial.what, trial.detail) for trial in found if not trial.yes] == [
        (METADATA[0], "msg_blocks_too_long")
    ]


async def test_a_channel_without_the_bot_says_no_to_everything(scratch):
    found = await tried(scratch("C0ELSE"))
    assert {trial.detail for trial in found if not trial.yes} == {"not_in_channel"}
    assert len(failed(found)) == 8


async def test_what_cannot_be_taken_away_is_told(workspace, scratch):
    workspace.fail_next("chat.delete", "refused", error="cant_delete_message")
    assert failed(await tried(scratch())) == ["what was posted can be taken away"]
