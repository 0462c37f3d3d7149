"""What the bot can look up: what was said, people and rooms."""

from dataclasses import replace

from tests.demo.calls import refusal


async def test_metadata_is_read_back_only_by_who_asks(workspace, client):
    metadata = {"event_type": "m", "event_payload": {"key": "k"}}
    await client.chat_postMessage(channel="C0PROD", text="a", metadata=metadata)
    without = await client.conversations_history(channel="C0PROD")
    within = await client.conversations_history(channel="C0PROD", include_all_metadata=True)
    assert "metadata" not in without["messages"][0]
    assert within["messages"][0]["metadata"] == metadata
    workspace.context.history_without_metadata = True
    kept_back = await client.conversations_history(channel="C0PROD", include_all_metadata=True)
    assert "metadata" not in kept_back["messages"][0]


async def test_history_comes_in_pages_newest_first_without_answers_in_threads(client, clock):
    stamps = []
    for number in range(5):
        clock.advance(seconds=1)
        stamps.append((await client.chat_postMessage(channel="C0PROD", text=f"{number}"))["ts"])
    await client.chat_postMessage(channel="C0PROD", text="inside", thread_ts=stamps[0])
    seen = [page["messages"] async for page in await client.conversations_history(channel="C0PROD", limit=2)]
    assert [[message["text"] for message in page] for page in seen] == [
        ["4", "3"],
        ["2", "1"],
        ["0"],
    ]
    since = await client.conversations_history(channel="C0PROD", oldest=stamps[2])
    assert [message["text"] for message in since["messages"]] == ["4", "3"]
    within = await client.conversations_history(
        channel="C0PROD", oldest=stamps[2], latest=stamps[3], inclusive=True
    )
    assert [message["text"] for message in within["messages"]] == ["3", "2"]
    thread = await client.conversations_replies(channel="C0PROD", ts=stamps[0])
    assert [message["text"] for message in thread["messages"]] == ["0", "inside"]
    assert thread["messages"][0]["reply_count"] == 1
    assert await refusal(client.conversations_history(channel="C0PROD", cursor="?")) == "invalid_cursor"


async def test_people_are_described_with_zone_and_state(client):
    ana = (await client.users_info(user="U0ANA"))["user"]
    assert (ana["tz"], ana["tz_offset"], ana["profile"]["display_name"]) == ("Europe/Berlin", 3600, "Ana")
    assert (await client.users_info(user="U0GONE"))["user"]["deleted"] is True
    assert await refusal(client.users_info(user="U0NOBODY")) == "user_not_found"
    pages = [page["members"] async for page in await client.users_list(limit=2)]
    assert len([person for page in pages for person in page]) == 5


async def test_a_profile_has_the_status_until_it_expires(workspace, client):
    tim = workspace.world.people["U0TIM"]
    tim.status_text, tim.status_emoji = "Out of office", ":palm_tree:"
    profile = (await client.users_profile_get(user="U0TIM"))["profile"]
    shown = profile["status_text"], profile["status_emoji"], profile["status_expiration"]
    assert shown == ("Out of office", ":palm_tree:", 0)
    tim.status_expiration = int(workspace.world.clock().timestamp()) - 1
    assert (await client.users_profile_get(user="U0TIM"))["profile"]["status_text"] == ""
    assert await refusal(client.users_profile_get(user="U0NOBODY")) == "user_not_found"
    granted = tuple(scope for scope in workspace.world.manifest.scopes if scope != "users.profile:read")
    workspace.world.manifest = replace(workspace.world.manifest, scopes=granted)
    assert await refusal(client.users_profile_get(user="U0TIM")) == "missing_scope"


async def test_people_are_described_with_what_they_are_in_the_workspace(workspace, client):
    workspace.add_person("U0ADMIN", "Adm", is_admin=True)
    workspace.add_person("U0GUEST", "Guest", is_restricted=True, is_ultra_restricted=True)
    workspace.add_person("U0FAR", "Far", team="T0FAR")
    roles = ("is_admin", "is_restricted", "is_ultra_restricted")
    for person, held in (("U0ADMIN", (True, False, False)), ("U0GUEST", (False, True, True))):
        user = (await client.users_info(user=person))["user"]
        assert tuple(user[role] for role in roles) == held
        assert "is_stranger" not in user
    far = (await client.users_info(user="U0FAR"))["user"]
    assert (far["team_id"], far["is_stranger"]) == ("T0FAR", False)


async def test_rooms_are_listed_by_kind_and_private_ones_only_to_members(workspace, client):
    listed = await client.conversations_list(types="public_channel,private_channel", exclude_archived=True)
    assert {room["id"]: room["is_member"] for room in listed["channels"]} == {"C0PROD": True, "C0ELSE": False}
    mine = await client.users_conversations()
    assert {room["id"] for room in mine["channels"]} == {"C0PROD", "C0OLD"}
    assert (await client.conversations_members(channel="C0PROD"))["members"][-1] == workspace.bot_user
    await client.conversations_join(channel="C0ELSE")
    assert (await client.conversations_info(channel="C0ELSE"))["channel"]["is_member"]


async def test_every_moment_is_later_than_the_one_before_though_the_clock_stands_still(client):
    stamps = [(await client.chat_postMessage(channel="C0PROD", text="x"))["ts"] for _ in range(3)]
    assert stamps == ["1799784000.000000", "1799784000.000001", "1799784000.000002"]


async def test_a_link_to_a_message_and_a_reaction(workspace, client):
    ts = (await client.chat_postMessage(channel="C0PROD", text="x"))["ts"]
    link = await client.chat_getPermalink(channel="C0PROD", message_ts=ts)
    assert link["permalink"] == f"{workspace.url}archives/C0PROD/p{ts.replace('.', '')}"
    await client.reactions_add(channel="C0PROD", timestamp=ts, name="eyes")
    assert (
        await refusal(client.reactions_add(channel="C0PROD", timestamp=ts, name="eyes")) == "already_reacted"
    )
