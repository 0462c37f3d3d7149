"""What people attach to a message has the keys and the shape in which Slack sends it."""

import pytest

from bot.demo.people.composing import NotThere

SHARED = {
    *("id", "ts", "author_id", "author_name", "author_subname", "channel_id", "channel_team"),
    *("is_share", "is_msg_unfurl", "message_blocks", "from_url", "original_url", "text", "fallback"),
    *("mrkdwn_in", "footer"),
}


async def test_a_forwarded_message_is_attached_as_slack_attaches_it(workspace, connect):
    ear = await connect()
    ts = await workspace.write("U0TIM", "*Loud* words", channel="C0PROD")
    await workspace.forward("U0TIM", ts, channel="C0PROD")
    await workspace.settled()
    event = ear.events[-1]
    assert (event["channel_type"], event["text"], event.get("blocks")) == ("im", "", None)
    (shared,) = event["attachments"]
    assert shared.keys() == SHARED
    assert (shared["author_name"], shared["text"], shared["ts"]) == ("Tim C.", "*Loud* words", ts)
    (inner,) = shared["message_blocks"]
    assert inner.keys() == {"team", "channel", "ts", "message"}
    assert inner["message"]["blocks"][0]["type"] == "rich_text"


async def test_nobody_forwards_what_they_cannot_see(workspace):
    ts = await workspace.write("U0TIM", "a", channel="C0PROD")
    workspace.add_person("U0OUT", "Outsider")
    with pytest.raises(NotThere):
        await workspace.forward("U0OUT", ts, channel="C0PROD")


async def test_pasted_cells_are_a_table_in_an_attachment_and_not_in_the_text(workspace, connect):
    ear = await connect()
    await workspace.paste("U0TIM", [["a", "b"]], "look")
    await workspace.settled()
    event = ear.events[-1]
    (pasted,) = event["attachments"]
    assert (event["text"], pasted["fallback"]) == ("look", "[no preview available]")
    assert pasted["blocks"][0]["rows"] == [[{"type": "raw_text", "text": text} for text in "ab"]]


async def test_a_voice_clip_is_a_file_with_the_words_that_slack_heard(workspace, connect):
    ear = await connect()
    ts = await workspace.record("U0TIM")
    await workspace.transcribe("U0TIM", ts, "Hello.")
    await workspace.settled()
    recorded, heard = ear.events
    assert recorded["subtype"] == "file_share"
    assert recorded["files"][0]["transcription"] == {"status": "processing"}
    assert heard["subtype"] == "message_changed"
    assert heard["message"]["files"][0]["transcription"]["preview"] == {
        "content": "Hello.",
        "has_more": False,
    }
