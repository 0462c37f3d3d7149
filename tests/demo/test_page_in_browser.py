"""The playing page in a real browser: somebody plays a lead, with the real bot library behind it."""

import json
from datetime import timedelta

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from tests.demo.chromium import CHROMIUM, Tab, tab

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

NEWS = {"type": "plain_text", "text": "News"}
FIELD = {
    "type": "input",
    "block_id": "news",
    "label": NEWS,
    "element": {"type": "rich_text_input", "action_id": "words"},
}
FORM = {"type": "modal", "callback_id": "form", "title": NEWS, "submit": NEWS, "blocks": [FIELD]}
OPTIONS = [{"text": {"type": "plain_text", "text": word}, "value": word} for word in ("news", "ongoing")]
CARD = [
    {"type": "header", "text": {"type": "plain_text", "text": "What I understood"}},
    {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*bold* <https://a.org|label> :tada: `a &lt; b`"},
        "accessory": {"type": "overflow", "action_id": "more", "options": OPTIONS},
    },
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "right", "text": {"type": "plain_text", "text": "Looks right"}},
            {"type": "button", "action_id": "form", "text": {"type": "plain_text", "text": "Use a form"}},
            {
                "type": "button",
                "action_id": "drop",
                "text": {"type": "plain_text", "text": "Withdraw"},
                "confirm": dict.fromkeys(("title", "text", "confirm", "deny"), NEWS),
            },
        ],
    },
]


@pytest.fixture
async def heard(workspace, client):
    """What a small bot heard; it answers with a card, opens a form and takes it."""
    said: list[str] = []
    app = AsyncApp(client=client)

    @app.event("message")
    async def message(event):
        if "bot_id" in event or event.get("subtype"):
            return
        said.append(event["text"])
        await client.chat_postMessage(channel=event["channel"], text="card", blocks=CARD)

    @app.action("form")
    async def form(ack, body):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.action("right")
    @app.action("more")
    @app.action("drop")
    async def pressed(ack, action):
        said.append(action.get("selected_option", {}).get("value", action["action_id"]))
        await ack()

    @app.view("form")
    async def sent(ack, view):
        words = view["state"]["values"]["news"]["words"]["rich_text_value"]
        if words is None:
            await ack(response_action="errors", errors={"news": "Please say something."})
            return
        said.append(words["elements"][0]["type"])
        await ack()

    @app.command("/minutes")
    async def command(ack, body):
        await ack(f"You asked for {body['text']}.")

    handler = AsyncSocketModeHandler(app, workspace.app_token, ping_interval=0.5)
    await handler.connect_async()
    yield said
    await handler.close_async()


@pytest.fixture
async def shown(workspace, tmp_path):
    async with tab(workspace.url, tmp_path / "profile") as opened:
        await opened.until("document.querySelector('#title')?.textContent")
        yield opened
        assert opened.complaints == []
        assert all(address.startswith((workspace.url, "about:")) for address in opened.addresses)


async def last(shown: Tab, expected: str) -> str:
    script = "[...document.querySelectorAll('#messages .message')].at(-1)?.innerText ?? ''"
    return str(await shown.until(script, lambda value: expected in value))


async def test_a_person_plays_a_lead_from_the_first_word_to_the_form(workspace, heard, shown):
    await shown.type("#composer", "*News*\n- one\n two")
    await shown.key("Enter")
    await last(shown, "Looks right")
    # Shift+Enter in a list began the next item, so the second line is an item too.
    assert heard == ["*News*\n• one\n• two"]
    assert await shown.run("document.querySelectorAll('#messages .rich li').length") == 2
    await shown.press("#messages button", "Looks right")
    await shown.until("true", lambda _: len(heard) == 2)
    await shown.run("document.querySelector('#messages .menu summary').click()")
    await shown.press("#messages .menu button", "ongoing")
    await shown.until("true", lambda _: len(heard) == 3)
    await shown.press("#messages button", "Use a form")
    await shown.until("document.querySelector('#form').open")
    await shown.press("#form button[type=submit]", "News")
    await shown.until("document.querySelector('#toast:not([hidden]), #form .wrong')?.innerText")
    await shown.type("#form textarea", "- from the form")
    await shown.press("#form button[type=submit]", "News")
    await shown.until("!document.querySelector('#form').open")
    assert heard[1:] == ["right", "ongoing", "rich_text_list"]


async def test_own_messages_are_edited_and_deleted(workspace, heard, shown):
    await shown.type("#composer", "first")
    await shown.key("Enter")
    await last(shown, "Looks right")
    await shown.press("#messages .deeds button", "Edit")
    assert await shown.run("document.querySelector('#composer').value") == "first"
    await shown.type("#composer", " and more")
    await shown.key("Enter")
    await shown.until("Boolean(document.querySelector('#messages .edited'))")
    assert workspace.messages(workspace.dm("U0TIM"))[0]["text"] == "first and more"
    await shown.press("#messages .deeds button", "Delete")
    await shown.until("!document.querySelector('#messages .edited')")
    assert [message["user"] for message in workspace.messages(workspace.dm("U0TIM"))] == [workspace.bot_user]


async def test_blocks_look_as_people_know_them(workspace, client, shown):
    await client.chat_postMessage(channel="U0TIM", text="card", blocks=CARD)
    await last(shown, "What I understood")
    assert await shown.text("#messages strong") == "bold"
    assert await shown.run("document.querySelector('#messages a').href") == "https://a.org/"
    assert await shown.text("#messages code") == "a < b"
    assert "🎉" in await shown.text("#messages .said")


async def test_a_question_is_asked_before_a_button_that_wants_one(workspace, client, heard, shown):
    await client.chat_postMessage(channel="U0TIM", text="card", blocks=CARD)
    await last(shown, "Withdraw")
    await shown.press("#messages button", "Withdraw")
    await shown.until("document.querySelector('#ask').open")
    await shown.press("#ask .foot button", "News")
    await shown.until("true", lambda _: heard == ["drop"])


async def test_commands_are_offered_and_their_answer_is_private(workspace, heard, shown):
    await shown.type("#composer", "/mi")
    await shown.press("#commands button", "/minutes  The minutes")
    await shown.call("Input.insertText", text="status")
    await shown.key("Enter")
    assert "Only visible to you" in await last(shown, "You asked for status.")


async def test_another_person_in_another_room_answers_in_a_thread(workspace, client, shown):
    ts = (await client.chat_postMessage(channel="C0PROD", text="minutes"))["ts"]
    await shown.run("(me.value = 'U0ANA', me.dispatchEvent(new Event('change')))")
    await shown.press("#rooms button", "# production")
    await last(shown, "minutes")
    await shown.press("#messages .deeds button", "Reply")
    await shown.until("!document.querySelector('#thread').hidden")
    await shown.type("#thread-composer", "well done")
    await shown.key("Enter")
    await shown.until("document.querySelector('#messages .answers')?.textContent === '1 reply'")
    assert [(it["user"], it["text"]) for it in workspace.thread("C0PROD", ts)][1:] == [("U0ANA", "well done")]


async def test_the_clock_jumps_to_what_comes_next(workspace, clock, shown):
    start = clock()

    async def move(moment):
        clock.at = moment

    async def due():
        return start + timedelta(hours=1), "the reminder"

    workspace.on_clock_move, workspace.next_due = move, due
    await shown.until("document.querySelector('#due').textContent.includes('the reminder')")
    await shown.press(".clock button", "Jump ahead")
    await shown.until("document.querySelector('#local').textContent.includes('16:00')")
    assert clock() == start + timedelta(hours=1)


async def test_everything_that_can_be_used_has_a_name(workspace, client, shown):
    await client.chat_postMessage(channel="U0TIM", text="card", blocks=CARD)
    await last(shown, "What I understood")
    nodes = (await shown.call("Accessibility.getFullAXTree"))["nodes"]
    used = [
        node
        for node in nodes
        if node.get("role", {}).get("value") in {"button", "textbox", "combobox", "link", "tab"}
    ]
    assert len(used) > 10
    assert [json.dumps(node) for node in used if not node.get("name", {}).get("value")] == []


@pytest.mark.parametrize("width", [360, 768, 1280])
async def test_nothing_sticks_out_on_any_width(workspace, client, tmp_path, width):
    await client.chat_postMessage(channel="U0TIM", text="card", blocks=CARD)
    async with tab(workspace.url, tmp_path / "profile", width=width) as opened:
        await last(opened, "What I understood")
        assert await opened.run("document.documentElement.scrollWidth <= innerWidth")
