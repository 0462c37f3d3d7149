"""Buttons, forms, commands and the home page, with the real bot library."""

from collections.abc import Awaitable

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.server.clicks import NoSuchElement
from bot.demo.server.envelopes import Unanswered
from bot.demo.server.interactions import FieldMissing
from bot.demo.wire import Json

BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "1"}
OPTIONS = [{"text": {"type": "plain_text", "text": word}, "value": word} for word in ("news", "ongoing")]
MENU = {"type": "overflow", "action_id": "more", "options": OPTIONS}
ACTIONS = [{"type": "actions", "block_id": "b", "elements": [BUTTON, {**BUTTON, "action_id": "stop"}, MENU]}]
INPUT = {
    "type": "input",
    "block_id": "news",
    "label": {"type": "plain_text", "text": "News"},
    "element": {"type": "plain_text_input", "action_id": "text"},
}
CHOICE = {
    "type": "input",
    "block_id": "kind",
    "label": {"type": "plain_text", "text": "Kind"},
    "element": {
        "type": "static_select",
        "action_id": "pick",
        "options": OPTIONS,
        "initial_option": OPTIONS[0],
    },
}


def modal(*blocks: Json, title: str = "Form") -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": list(blocks),
    }


@pytest.fixture
async def app(workspace, client):
    made = AsyncApp(client=client)
    handler = AsyncSocketModeHandler(made, workspace.app_token, ping_interval=0.5)
    await handler.connect_async()
    yield made
    await handler.close_async()


@pytest.fixture
async def pressed(app):
    bodies = []

    @app.action("go")
    @app.action("more")
    async def press(ack, body):
        bodies.append(body)
        await ack()

    return bodies


async def refusal(call: Awaitable[object]) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def post(client: AsyncWebClient) -> str:
    return str((await client.chat_postMessage(channel="C0PROD", text="x", blocks=ACTIONS))["ts"])


async def test_a_pressed_button_tells_who_where_and_what(workspace, client, pressed):
    ts = await post(client)
    await workspace.press("U0TIM", "C0PROD", ts, "go")
    (body,) = pressed
    assert (body["user"]["id"], body["container"]["message_ts"], body["message"]["ts"]) == ("U0TIM", ts, ts)
    assert body["channel"] == {"id": "C0PROD", "name": "production"}
    assert {name: body["actions"][0][name] for name in ("action_id", "block_id", "value", "type")} == {
        "action_id": "go",
        "block_id": "b",
        "value": "1",
        "type": "button",
    }


async def test_a_choice_from_a_menu_tells_the_option(workspace, client, pressed):
    await workspace.press("U0TIM", "C0PROD", await post(client), "more", value="ongoing")
    assert pressed[0]["actions"][0]["selected_option"] == OPTIONS[1]


async def test_what_is_not_there_cannot_be_pressed(workspace, client, pressed):
    ts = await post(client)
    for action, value in (("nothing", None), ("more", "emergency"), ("go", "2")):
        with pytest.raises(NoSuchElement):
            await workspace.press("U0TIM", "C0PROD", ts, action, value=value)
    assert pressed == []


async def test_a_press_that_nobody_acknowledges_is_noticed(workspace, client, app):
    workspace.envelopes.ack_seconds = 0.2
    ts = await post(client)
    with pytest.raises(Unanswered):
        await workspace.press("U0TIM", "C0PROD", ts, "stop")


async def test_a_response_url_answers_five_times_within_half_an_hour(workspace, client, pressed, clock):
    await workspace.press("U0TIM", "C0PROD", await post(client), "go")
    url = pressed[0]["response_url"]
    async with aiohttp.ClientSession() as session:
        for _ in range(5):
            assert (await session.post(url, json={"text": "noted"})).status == 200
        used_up = await session.post(url, json={"text": "noted"})
        assert (used_up.status, (await used_up.json())["error"]) == (404, "used_url")
        await workspace.press("U0TIM", "C0PROD", await post(client), "go")
        clock.advance(minutes=31)
        late = await session.post(pressed[1]["response_url"], json={"text": "noted"})
        assert (await late.json())["error"] == "expired_url"
    assert [message["text"] for message in workspace.private("U0TIM")] == ["noted"] * 5


async def test_a_response_url_can_replace_and_delete_the_message(workspace, client, pressed):
    await workspace.press("U0TIM", "C0PROD", await post(client), "go")
    async with aiohttp.ClientSession() as session:
        await session.post(pressed[0]["response_url"], json={"text": "done", "replace_original": True})
        (message,) = workspace.messages("C0PROD")
        assert (message["text"], "blocks" in message) == ("done", False)
        await session.post(pressed[0]["response_url"], json={"delete_original": True})
    assert workspace.messages("C0PROD") == []


async def test_a_trigger_opens_one_form_within_three_seconds(workspace, client, pressed, clock):
    ts = await post(client)
    for _ in range(2):
        await workspace.press("U0TIM", "C0PROD", ts, "go")
    first, second = (body["trigger_id"] for body in pressed)
    await client.views_open(trigger_id=first, view=modal(INPUT))
    assert await refusal(client.views_open(trigger_id=first, view=modal(INPUT))) == "exchanged_trigger_id"
    clock.advance(seconds=4)
    assert await refusal(client.views_open(trigger_id=second, view=modal(INPUT))) == "expired_trigger_id"
    assert await refusal(client.views_open(trigger_id="x", view=modal(INPUT))) == "invalid_trigger_id"
    assert len(workspace.views("U0TIM")) == 1


@pytest.fixture
async def form(workspace, client, pressed):
    await workspace.press("U0TIM", "C0PROD", await post(client), "go")
    view = modal(INPUT, CHOICE, {**INPUT, "block_id": "more", "optional": True})
    return (await client.views_open(trigger_id=pressed[0]["trigger_id"], view=view))["view"]


async def test_a_form_is_sent_with_what_was_put_in_and_what_stood_there(workspace, app, form):
    states = []

    @app.view("form")
    async def send(ack, view):
        states.append(view["state"]["values"])
        await ack()

    await workspace.submit("U0TIM", form["id"], {"news": "all well"})
    assert states[0]["news"]["text"] == {"type": "plain_text_input", "value": "all well"}
    assert states[0]["kind"]["pick"]["selected_option"] == OPTIONS[0]
    assert states[0]["more"]["text"]["value"] is None
    assert workspace.views("U0TIM") == []


async def test_a_form_with_an_empty_required_field_is_not_sent(workspace, form):
    with pytest.raises(FieldMissing) as caught:
        await workspace.submit("U0TIM", form["id"], {})
    assert caught.value.fields == {"news": "News"}
    assert workspace.views("U0TIM") != []


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ({"response_action": "errors", "errors": {"news": "No"}}, ["Form"]),
        ({"response_action": "update", "view": modal(INPUT, title="New")}, ["New"]),
        ({"response_action": "push", "view": modal(INPUT, title="Above")}, ["Form", "Above"]),
        ({"response_action": "clear"}, []),
    ],
)
async def test_the_answer_to_a_form_decides_what_is_shown(workspace, app, form, answer, titles):
    @app.view("form")
    async def send(ack):
        await ack(**answer)

    assert await workspace.submit("U0TIM", form["id"], {"news": "x"}) == answer
    assert [view["title"]["text"] for view in workspace.views("U0TIM")] == titles


async def test_a_form_can_be_changed_while_it_is_open_if_nobody_else_did(client, form):
    changed = (await client.views_update(view_id=form["id"], hash=form["hash"], view=modal(CHOICE)))["view"]
    assert changed["hash"] != form["hash"]
    stale = client.views_update(view_id=form["id"], hash=form["hash"], view=modal(CHOICE))
    assert await refusal(stale) == "hash_conflict"


async def test_a_home_page_is_published_and_its_buttons_work(workspace, client, pressed):
    await client.views_publish(user_id="U0TIM", view={"type": "home", "blocks": ACTIONS})
    home = workspace.world.homes["U0TIM"]
    await workspace.press_in_view("U0TIM", home["id"], "go")
    assert pressed[0]["container"] == {"type": "view", "view_id": home["id"]}
    stale = client.views_publish(user_id="U0TIM", view={"type": "home", "blocks": []}, hash="1.old")
    assert await refusal(stale) == "hash_conflict"


async def test_bad_views_are_refused_with_a_reason(client, pressed, workspace):
    await workspace.press("U0TIM", "C0PROD", await post(client), "go")
    bad = modal({"type": "nonsense"})
    assert (
        await refusal(client.views_open(trigger_id=pressed[0]["trigger_id"], view=bad)) == "invalid_arguments"
    )


async def test_a_command_returns_the_first_thing_that_is_seen(workspace, app):
    @app.command("/minutes")
    async def answer(ack, command, respond):
        if command["text"] == "help":
            await ack("some help")
            return
        await ack()
        await respond(f"about {command['text']} in {command['channel_name']}")

    assert (await workspace.command("U0TIM", "/minutes", "help", channel="C0PROD"))["text"] == "some help"
    said = await workspace.command("U0TIM", "/minutes", "status", channel="C0PROD")
    assert said["text"] == "about status in production"
    assert len(workspace.private("U0TIM")) == 2


async def test_commands_that_the_manifest_lacks_do_not_exist(workspace, app):
    with pytest.raises(NoSuchElement):
        await workspace.command("U0TIM", "/other", channel="C0PROD")
