"""How the largest total that is taken is found."""

from collections.abc import Awaitable, Callable

import pytest

from bot.model.errors import Rejected
from handlers.live_check.block_budget import budget, is_largest, largest, rich_text, sections
from handlers.live_check.scratch_channel import Not, ScratchChannel
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client, reading_client


def up_to(limit: int, tried: list[int]) -> Callable[[int], Awaitable[bool]]:
    async def takes(total: int) -> bool:
        tried.append(total)
        return total <= limit

    return takes


@pytest.mark.parametrize(
    ("limit", "found"),
    [
        (11_340, 11_340),
        (13_297, 13_280),
        (10_000, 10_000),
        (10_019, 10_000),
        (20_000, 14_000),
        (9_000, 9_000),
    ],
)
async def test_the_largest_total_is_found_in_few_posts(limit, found):
    tried: list[int] = []
    assert await largest(up_to(limit, tried)) == found
    assert len(tried) <= 11
    assert max(tried) <= 14_000


@pytest.mark.parametrize(
    ("limit", "same"), [(11_340, True), (11_359, True), (11_360, False), (11_339, False)]
)
async def test_two_posts_tell_whether_another_kind_of_block_counts_the_same(limit, same):
    tried: list[int] = []
    assert await is_largest(up_to(limit, tried), 11_340) is same
    assert len(tried) <= 2


@pytest.mark.parametrize("total", [20, 2_500, 11_340])
def test_both_kinds_of_blocks_hold_as_many_characters_as_asked(total):
    assert sum(len(block["text"]["text"]) for block in sections(total)) == total
    runs = [block["elements"][0]["elements"][0] for block in rich_text(total)]
    assert sum(len(run["text"]) for run in runs) == total


@pytest.fixture
def scratch(workspace, clock):
    posting = posting_client(workspace.bot_token, workspace.api_url)
    reading = reading_client(workspace.bot_token, workspace.api_url)
    return ScratchChannel(posting, reading, SlackChat(posting), "C0PROD", clock(), pace=0)


@pytest.mark.wire
@pytest.mark.refuses
async def test_a_workspace_that_takes_less_than_our_messages_hold_is_told_with_what_it_takes(
    workspace, scratch
):
    workspace.fail_next("chat.postMessage", "refused", error="msg_blocks_too_long", times=2)
    with pytest.raises(Not, match=r"sections: 9980 characters, but not 10000; .*10000 are refused"):
        await budget(scratch)


@pytest.mark.wire
@pytest.mark.refuses
async def test_a_refusal_for_another_reason_does_not_count_as_too_long(workspace, scratch):
    workspace.fail_next("chat.postMessage", "refused", error="is_archived")
    with pytest.raises(Rejected, match="is_archived"):
        await budget(scratch)
