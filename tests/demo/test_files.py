"""Files: promised, sent, completed, and shared a while later."""

import asyncio
import json
from collections.abc import Awaitable
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.wire import Json
from bot.demo.workspace import Workspace
from tests.waiting import until


async def upload(
    workspace: Workspace, client: AsyncWebClient, *, text: str = "---++ Hi", **where: Any
) -> tuple[str, Any]:
    promised = await client.files_getUploadURLExternal(filename="a.txt", length=len(text.encode()))
    async with aiohttp.ClientSession() as session:
        answer = await session.post(promised["upload_url"], data=text.encode())
        assert await answer.text() == f"OK - {len(text.encode())}"
    files = [{"id": promised["file_id"], "title": "The page"}]
    where = {name: json.dumps(value) if name == "blocks" else value for name, value in where.items()}
    return promised["file_id"], await client.files_completeUploadExternal(files=files, **where)


async def refusal(call: Awaitable[object]) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def shares(client: AsyncWebClient, file: str) -> Json:
    return dict((await client.files_info(file=file))["file"]["shares"])


async def test_a_file_is_shared_after_the_call_has_answered(workspace, client):
    parent = (await client.chat_postMessage(channel="C0PROD", text="minutes"))["ts"]
    file, answer = await upload(workspace, client, channel_id="C0PROD", thread_ts=parent)
    assert answer["files"][0]["id"] == file
    assert await shares(client, file) == {}
    await workspace.settled()
    (_, shared) = workspace.thread("C0PROD", parent)
    assert shared["files"][0]["title"] == "The page"
    assert (await shares(client, file))["public"]["C0PROD"][0]["ts"] == shared["ts"]
    assert workspace.files[0].content == b"---++ Hi"


async def test_a_file_that_is_never_shared_stays_out_of_the_channel(workspace, client):
    workspace.context.share_seconds = None
    file, _ = await upload(workspace, client, channel_id="C0PROD")
    await asyncio.sleep(0.1)
    assert workspace.messages("C0PROD") == []
    assert await shares(client, file) == {}


async def test_blocks_of_a_shared_file_keep_their_identity(workspace, client):
    blocks = [
        {"type": "section", "block_id": "call/2027-01-12/twiki", "text": {"type": "mrkdwn", "text": "x"}}
    ]
    await upload(workspace, client, channel_id="C0PROD", blocks=blocks)
    await until(lambda: workspace.messages("C0PROD"))
    history = await client.conversations_history(channel="C0PROD")
    assert history["messages"][0]["blocks"][0]["block_id"] == "call/2027-01-12/twiki"
    assert "subtype" not in history["messages"][0]


async def test_blocks_are_ignored_beside_a_comment_and_markdown_breaks(workspace, client):
    await upload(
        workspace, client, channel_id="C0PROD", blocks=[{"type": "divider"}], initial_comment="see <b>"
    )
    await until(lambda: workspace.messages("C0PROD"))
    (shared,) = workspace.messages("C0PROD")
    assert (shared["text"], shared.get("blocks")) == ("see &lt;b&gt;", None)
    markdown = [{"type": "markdown", "text": "x"}]
    assert await refusal(upload(workspace, client, channel_id="C0PROD", blocks=markdown)) == "internal_error"


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0NONE", "channel_not_found"),
        ("U0TIM", "channel_not_found"),
        ("C0ELSE", "not_in_channel"),
        ("C0OLD", "is_archived"),
    ],
)
async def test_files_go_only_where_the_bot_is(workspace, client, channel, error):
    assert await refusal(upload(workspace, client, channel_id=channel)) == error


async def test_a_file_without_bytes_cannot_be_completed(client):
    promised = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    complete = client.files_completeUploadExternal(files=[{"id": promised["file_id"]}], channel_id="C0PROD")
    assert await refusal(complete) == "file_not_found"


async def test_other_bytes_than_promised_are_not_taken(client):
    promised = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    async with aiohttp.ClientSession() as session:
        answer = await session.post(promised["upload_url"], data=b"four")
    assert answer.status == 400


async def test_files_of_people_are_read_with_the_token_only(workspace):
    await workspace.write("U0TIM", "see", files=[("notes.txt", "words")])
    (file,) = workspace.files
    url = f"{workspace.url}files-pri/{file.id}/notes.txt"
    header = {"Authorization": f"Bearer {workspace.bot_token}"}
    async with aiohttp.ClientSession() as session:
        async with session.get(url, headers=header) as allowed:
            assert await allowed.text() == "words"
        async with session.get(url, allow_redirects=False) as refused:
            assert refused.status == 302
