"""What the bot is told, in the shapes that Slack sends."""


async def test_events_of_a_direct_message_have_the_shape_that_slack_sends(workspace, connect):
    ear = await connect()
    ts = await workspace.write("U0TIM", "hello")
    await workspace.edit("U0TIM", ts, "hello again")
    await workspace.unfurl(ts)
    await workspace.delete("U0TIM", ts)
    await workspace.settled()
    written, edited, unfurled, deleted = ear.events
    payload = ear.heard[0]["payload"]
    assert payload.keys() >= {
        "team_id",
        "api_app_id",
        "event",
        "type",
        "event_id",
        "event_time",
        "authorizations",
    }
    assert written["channel_type"] == "im"
    assert written.keys() >= {
        "client_msg_id",
        "type",
        "text",
        "user",
        "ts",
        "blocks",
        "team",
        "channel",
        "event_ts",
    }
    assert (edited["subtype"], edited["hidden"], edited["message"]["text"]) == (
        "message_changed",
        True,
        "hello again",
    )
    assert edited["previous_message"]["text"] == "hello"
    assert "edited" in edited["message"]
    before, after = unfurled["previous_message"], unfurled["message"]
    assert {name for name in after if after[name] != before.get(name)} == {"attachments"}
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)


async def test_a_message_with_answers_leaves_a_tombstone(workspace, connect, client):
    ear = await connect()
    ts = await workspace.write("U0TIM", "hello")
    await client.chat_postMessage(channel=workspace.dm("U0TIM"), text="hi", thread_ts=ts)
    await workspace.delete("U0TIM", ts)
    await workspace.settled()
    assert ear.events[-1]["subtype"] == "message_changed"
    assert ear.events[-1]["message"]["subtype"] == "tombstone"
    assert [message["text"] for message in workspace.thread(workspace.dm("U0TIM"), ts)][1:] == ["hi"]


async def test_the_bots_own_posts_come_back_and_its_updates_are_changes(workspace, connect, client):
    ear = await connect()
    posted = await client.chat_postMessage(channel="U0TIM", text="a")
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="b")
    await workspace.settled()
    assert ear.events[0].keys() >= {"bot_id", "app_id", "user"}
    assert (ear.events[1]["subtype"], ear.events[1]["message"]["bot_id"]) == ("message_changed", "B0MINUTES")


async def test_threads_broadcasts_files_and_me_messages_are_told_apart(workspace, connect):
    ear = await connect()
    ts = await workspace.write("U0TIM", "parent")
    await workspace.write("U0TIM", "answer", thread_ts=ts)
    await workspace.write("U0TIM", "to all", thread_ts=ts, broadcast=True)
    await workspace.write("U0TIM", "see file", files=[("notes.txt", "words")])
    await workspace.write("U0TIM", "/me shrugs")
    await workspace.settled()
    assert [event.get("subtype") for event in ear.events] == [
        None,
        None,
        "thread_broadcast",
        "file_share",
        "me_message",
    ]
    assert ear.events[1]["parent_user_id"] == "U0TIM"
    assert ear.events[3]["files"][0]["name"] == "notes.txt"


async def test_only_events_of_the_manifest_are_sent(workspace, connect):
    ear = await connect()
    await workspace.write("U0TIM", "in the channel", channel="C0PROD")
    await workspace.open_home("U0TIM")
    await workspace.invite("U0GONE", "C0PROD")
    await workspace.settled()
    assert [event["type"] for event in ear.events] == ["app_home_opened", "member_joined_channel"]
