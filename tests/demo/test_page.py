"""The playing page: what it is made of, what it can do, and who may ask."""

import asyncio
import re
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.demo import week
from bot.demo.page import page
from bot.demo.story import cast
from bot.demo.story.scene import Scene, edits, writes
from bot.demo.story.script import Script
from bot.demo.wire import Json
from bot.demo.workspace import Workspace

STATIC = sorted(page.STATIC.iterdir())


@pytest.fixture
async def browser(workspace):
    async with aiohttp.ClientSession(base_url=workspace.url) as session:
        yield session


async def do(browser: aiohttp.ClientSession, deed: str, **asked: object) -> tuple[int, Json]:
    async with browser.post(f"/demo/{deed}", json={"person": "U0TIM", **asked}) as answer:
        return answer.status, await answer.json()


async def sight(browser: aiohttp.ClientSession, person: str = "U0TIM") -> Json:
    async with browser.get("/demo/state", params={"person": person}) as answer:
        seen: Json = await answer.json()
        return seen


async def test_the_page_comes_with_a_strict_policy(browser):
    async with browser.get("/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "<main" in await answer.text()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.name)
async def test_every_file_of_the_page_is_served_and_asks_nobody_else(browser, path: Path):
    async with browser.get(f"/page/{path.name}") as answer:
        text = await answer.text()
        assert answer.status == 200
    assert set(re.findall(r"https?://[^\s\"')]+", text)) <= {"http://www.w3.org/2000/svg"}
    assert "innerHTML" not in text
    assert not re.search(r"\sstyle=|\son\w+=\"", text)


@pytest.mark.parametrize("name", ["page.py", "..%2fpage.py", "%2e%2e%2fpage.py", "nothing.js"])
async def test_no_other_file_is_served(browser, name):
    async with browser.get(f"/page/{name}") as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Content-Type": "text/plain"}, 415),
    ],
)
async def test_other_sites_in_the_same_browser_are_turned_away(workspace, browser, headers, status):
    asked = '{"person": "U0TIM", "channel": "C0PROD", "text": "x"}'
    given = {"Content-Type": "application/json", **headers}
    async with browser.post("/demo/write", data=asked, headers=given) as answer:
        assert answer.status == status
    assert workspace.messages("C0PROD") == []


async def test_a_person_writes_edits_and_deletes(workspace, browser):
    direct = workspace.dm("U0TIM")
    _, written = await do(browser, "write", channel=direct, text="- one\n  - two")
    ts = written["answer"]
    (message,) = (await sight(browser))["rooms"][0]["messages"]
    assert message["blocks"][0]["elements"][1]["indent"] == 1
    assert message["typed"] == "• one\n    ◦ two"
    await do(browser, "edit", channel=direct, ts=ts, text=message["typed"])
    assert workspace.messages(direct)[0]["blocks"][0]["elements"] == message["blocks"][0]["elements"]
    assert (await do(browser, "delete", channel=direct, ts=ts))[0] == 200
    assert workspace.messages(direct) == []


async def test_nobody_sees_rooms_of_others_or_changes_their_messages(workspace, browser):
    ts = await workspace.write("U0TIM", "mine", channel="C0PROD")
    assert [room["id"] for room in (await sight(browser, "U0ANA"))["rooms"]] == ["D0ANA", "C0PROD"]
    status, answer = await do(browser, "edit", person="U0ANA", channel="C0PROD", ts=ts, text="x")
    assert (status, answer["ok"]) == (200, False)
    assert workspace.messages("C0PROD")[0]["text"] == "mine"


@pytest.mark.parametrize(
    ("deed", "asked", "status"),
    [
        ("explode", {}, 404),
        ("write", {"channel": "C0PROD"}, 200),
        ("press", {"channel": "C0PROD", "ts": "1.0", "action_id": "go"}, 200),
        ("clock", {"hours": 1}, 200),
        ("write", {"person": "U0NOBODY", "channel": "C0PROD", "text": "x"}, 200),
        ("write", {"channel": "C0NONE", "text": "x"}, 200),
        ("fault", {"method": "chat.postMessage", "kind": "bad luck"}, 200),
        ("command", {"channel": "C0PROD", "command": "/nothing"}, 200),
    ],
)
async def test_what_cannot_be_done_is_said_in_words(browser, deed, asked, status):
    answered, said = await do(browser, deed, **asked)
    assert (answered, said["ok"]) == (status, False)
    assert said["error"]


async def test_the_clock_moves_by_hours_to_a_moment_and_to_what_is_due(workspace, browser, clock):
    moves: list[datetime] = []
    start = clock()

    async def move(moment: datetime) -> None:
        moves.append(moment)
        clock.at = moment

    async def due() -> tuple[datetime, str]:
        return start + timedelta(hours=5), "the minutes"

    workspace.on_clock_move, workspace.next_due = move, due
    assert (await sight(browser))["clock"]["next"]["what"] == "the minutes"
    for asked in ({"hours": 1}, {"to": (start + timedelta(hours=2)).isoformat()}, {}):
        assert (await do(browser, "clock", **asked))[0] == 200
    assert moves == [start + timedelta(hours=hours) for hours in (1, 2, 5)]


@pytest.fixture
async def app(workspace: Workspace, client):
    made = AsyncApp(client=client)
    handler = AsyncSocketModeHandler(made, workspace.app_token, ping_interval=0.5)
    await handler.connect_async()
    yield made
    await handler.close_async()


async def test_commands_buttons_and_forms_work_from_the_page(workspace, browser, app):
    states = []
    label = {"type": "plain_text", "text": "Go"}
    field = {
        "type": "input",
        "block_id": "news",
        "label": label,
        "element": {
            "type": "rich_text_input",
            "action_id": "text",
            "initial_value": {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "a < b"}]}],
            },
        },
    }

    @app.command("/minutes")
    async def command(ack, client, body):
        await ack()
        view = {"type": "modal", "callback_id": "form", "title": label, "submit": label, "blocks": [field]}
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("form")
    async def send(ack, view):
        states.append(view["state"]["values"]["news"]["text"])
        await ack()

    await do(browser, "command", channel="C0PROD", command="/minutes", text="form")
    (view,) = (await sight(browser))["views"]
    assert view["typed"] == {"news text": "a < b"}
    assert (await sight(browser, "U0ANA"))["views"] == []
    _, said = await do(browser, "submit", view_id=view["id"], values={"news": ""})
    assert said["answer"]["errors"] == {"news": "Please fill in this field."}
    assert states == []
    await do(browser, "submit", view_id=view["id"], values={"news": "- one"})
    assert states[0]["rich_text_value"]["elements"][0]["type"] == "rich_text_list"
    assert (await sight(browser))["views"] == []


async def test_the_story_is_told_scene_by_scene(workspace, browser, clock):
    assert (await sight(browser))["story"] is None
    assert "no script" in (await do(browser, "scene"))[1]["error"]
    tim = cast.Role("U0TIM", "Tim C.")
    scenes = [
        Scene(clock(), "Tim writes", "It counts.", tim, writes(tim, "- one")),
        Scene(clock(), "Tim edits what is not there", "", tim, edits(tim, "nothing", "x")),
        Scene(clock(), "The minutes", "They stand there.", tim, room="C0PROD"),
    ]

    async def move(moment: datetime) -> None:
        clock.at = moment

    workspace.events.holding = True  # nobody listens here, and nothing waits for it
    workspace.controls.script = Script(scenes, partial(week.perform, workspace=workspace, move=move))
    assert (await sight(browser))["story"]["played"] == 0
    told = (await do(browser, "scene"))[1]["answer"]
    assert (told["told"], told["why"], told["person"], told["room"]) == (
        "Tim writes",
        "It counts.",
        "U0TIM",
        "",
    )
    assert [said["text"] for said in workspace.messages(workspace.dm("U0TIM"))] == ["• one"]
    assert "The story has changed" in (await do(browser, "scene"))[1]["error"]
    assert (await do(browser, "scene"))[1]["answer"]["room"] == "C0PROD"
    assert (await sight(browser))["story"]["played"] == 3
    assert (await do(browser, "scene"))[1]["error"] == "The week is over."


async def test_the_newest_file_of_the_bot_is_shown_beside(workspace, browser, client):
    assert (await sight(browser))["copy"] is None
    workspace.context.share_seconds = 0
    for name in ("a.txt", "b.txt"):
        await client.files_upload_v2(channel="C0PROD", content=f"---++ {name}", filename=name)
        await asyncio.sleep(0.05)
    assert (await sight(browser))["copy"] == {"name": "b.txt", "title": "b.txt", "content": "---++ b.txt"}


async def test_a_fault_can_be_ordered_from_outside(workspace, browser, client):
    await do(browser, "fault", method="chat.postMessage", kind="drop_after_commit")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C0PROD", text="x")
    assert len(workspace.messages("C0PROD")) == 1
