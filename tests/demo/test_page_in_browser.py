"""The playing page in a real browser: somebody plays a lead, with the real bot library behind it."""

import asyncio
from datetime import timedelta

import pytest
from playwright.async_api import Page, Route, expect
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from tests.browser import NEEDS_BROWSER, screen

pytestmark = NEEDS_BROWSER

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
async def shown(workspace):
    async with screen(workspace.url) as opened:
        await expect(opened.page.locator("#title")).not_to_be_empty()
        yield opened.page
        assert await opened.violations() == []
        assert opened.complaints == []
        assert [address for address in opened.addresses if not address.startswith(workspace.url)] == []


async def type_in(page: Page, text: str, field: str = "Message") -> None:
    """Type as people do, Shift+Enter for each new line, and send."""
    place = page.get_by_label(field, exact=True)
    await expect(place).to_be_visible()  # what is hidden still takes the focus request, but no words
    await place.focus()
    for number, line in enumerate(text.split("\n")):
        if number:
            await place.press("Shift+Enter")
        await page.keyboard.insert_text(line)
    await place.press("Enter")


def last(page: Page):
    return page.locator("#messages .message").last


async def test_a_person_plays_a_lead_from_the_first_word_to_the_form(workspace, heard, shown):
    await type_in(shown, "*News*\n- one\n two")
    await expect(last(shown)).to_contain_text("Looks right")
    # Shift+Enter in a list began the next item, so the second line is an item too.
    assert heard == ["*News*\n• one\n• two"]
    await expect(shown.locator("#messages .rich li")).to_have_count(2)
    await shown.get_by_role("button", name="Looks right").click()
    await shown.locator("#messages .menu summary").click()
    await shown.locator("#messages .menu").get_by_role("button", name="ongoing").click()
    await shown.get_by_role("button", name="Use a form").click()
    form = shown.locator("#form")
    await form.get_by_role("button", name="News").click()
    await expect(form.locator(".wrong")).to_have_text("Please fill in this field.")
    await expect(form.get_by_role("textbox")).to_be_focused()
    await expect(shown.locator("#toast")).to_be_hidden()
    await form.get_by_role("textbox").fill("- from the form")
    await form.get_by_role("button", name="News").click()
    await expect(form).to_be_hidden()
    assert heard[1:] == ["right", "ongoing", "rich_text_list"]


async def test_own_messages_are_edited_and_deleted(workspace, heard, shown):
    await type_in(shown, "first")
    await expect(last(shown)).to_contain_text("Looks right")
    mine = shown.locator("#messages .message").first
    await mine.hover()
    await mine.get_by_role("button", name="Edit").click()
    await expect(shown.get_by_label("Message", exact=True)).to_have_value("first")
    await type_in(shown, " and more")
    await expect(shown.locator("#messages .edited")).to_be_visible()
    assert workspace.messages(workspace.dm("U0TIM"))[0]["text"] == "first and more"
    await mine.hover()
    await mine.get_by_role("button", name="Delete").click()
    await expect(shown.locator("#messages .edited")).to_have_count(0)
    assert [message["user"] for message in workspace.messages(workspace.dm("U0TIM"))] == [workspace.bot_user]


async def test_blocks_look_as_people_know_them(workspace, client, shown):
    await client.chat_postMessage(channel="U0TIM", text="card", blocks=CARD)
    await expect(last(shown)).to_contain_text("What I understood")
    await expect(shown.locator("#messages strong")).to_have_text("bold")
    await expect(shown.locator("#messages a")).to_have_attribute("href", "https://a.org")
    await expect(shown.locator("#messages code")).to_have_text("a < b")
    await expect(shown.locator("#messages .said")).to_contain_text("🎉")


async def test_a_question_is_asked_before_a_button_that_wants_one(workspace, client, heard, shown):
    await client.chat_postMessage(channel="U0TIM", text="card", blocks=CARD)
    await shown.get_by_role("button", name="Withdraw").click()
    await shown.locator("#ask .foot").get_by_role("button", name="News").last.click()
    await expect(shown.locator("#ask")).to_be_hidden()
    await workspace.settled()
    assert heard == ["drop"]


async def test_commands_are_offered_and_their_answer_is_private(workspace, heard, shown):
    await shown.get_by_label("Message", exact=True).press_sequentially("/mi")
    await shown.locator("#commands").get_by_role("button", name="/minutes").click()
    await type_in(shown, "status")
    await expect(last(shown)).to_contain_text("You asked for status.")
    await expect(last(shown)).to_contain_text("Only visible to you")


async def test_another_person_in_another_room_answers_in_a_thread(workspace, client, shown):
    ts = (await client.chat_postMessage(channel="C0PROD", text="minutes"))["ts"]
    await shown.get_by_label("You are").select_option("U0ANA")
    await shown.get_by_role("button", name="# production").click()
    await expect(last(shown)).to_contain_text("minutes")
    await last(shown).hover()
    await shown.get_by_role("button", name="Reply").first.click()
    await type_in(shown, "well done", "Reply in the thread")
    await expect(shown.locator("#messages .answers")).to_have_text("1 reply")
    assert [(it["user"], it["text"]) for it in workspace.thread("C0PROD", ts)][1:] == [("U0ANA", "well done")]


async def test_the_clock_jumps_to_what_comes_next(workspace, clock, shown):
    start = clock()

    async def move(moment):
        clock.at = moment

    async def due():
        return start + timedelta(hours=1), "the reminder"

    workspace.on_clock_move, workspace.next_due = move, due
    await expect(shown.locator("#due")).to_contain_text("the reminder")
    await shown.get_by_role("button", name="Jump ahead").click()
    await expect(shown.locator("#local")).to_contain_text("16:00")
    assert clock() == start + timedelta(hours=1)


TOPIC = """\
%META:TOPICINFO{author="x"}%
---++ Emergencies
   * Security (Karen)
      * it &#60;runs&#62;, <b>now</b>: [[https://a.example/x?a=1&amp;b=2][the &#42;advisory&#42;]]
   * !MyProxy <nop>is *bold* again
---+++ Last Week
plain https://b.example/y. [[javascript:alert(1)][no link]] <script>alert(1)</script>
<verbatim>
   * as typed
</verbatim>
"""


async def test_the_twiki_copy_is_shown_as_the_wiki_shows_it_and_as_its_source(workspace, client, shown):
    workspace.context.share_seconds = 0
    await client.files_upload_v2(channel="C0PROD", content=TOPIC, filename="copy.txt")
    wiki = shown.get_by_role("tabpanel", name="Page")
    await expect(wiki.locator("h3")).to_have_text("Emergencies")
    await expect(wiki.locator("h4")).to_have_text("Last Week")
    await expect(wiki.locator("ul ul li")).to_have_text("it <runs>, now: the *advisory*")
    await expect(wiki.locator("ul > li").last).to_have_text("MyProxy is bold again")
    links = [await link.get_attribute("href") for link in await wiki.locator("a").all()]
    assert links == ["https://a.example/x?a=1&b=2", "https://b.example/y"]
    await expect(wiki.locator("p")).to_contain_text("<script>alert(1)</script>")
    await expect(wiki.locator("pre")).to_have_text("   * as typed")
    await shown.get_by_role("tab", name="Source").click()
    assert await shown.get_by_role("tabpanel", name="Source").text_content() == TOPIC


@pytest.mark.parametrize("width", [360, 768, 1280])
async def test_nothing_sticks_out_on_any_width(workspace, client, width):
    await client.chat_postMessage(channel="U0TIM", text="card", blocks=CARD)
    async with screen(workspace.url, width=width) as opened:
        await expect(last(opened.page)).to_contain_text("What I understood")
        assert await opened.fits()


async def test_an_answer_that_comes_late_does_not_change_back_who_looks(workspace):
    held, goes_on = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        held.set()
        await goes_on.wait()
        await route.continue_()

    async with screen(workspace.url) as shown:
        who = shown.page.get_by_label("You are")
        await expect(who).to_have_value("U0TIM")
        await shown.page.route("**/demo/state?person=U0TIM", late)
        await held.wait()
        await who.select_option(label="Ana")
        await expect(who).to_have_value("U0ANA")
        async with shown.page.expect_response("**/demo/state?person=U0TIM"):
            goes_on.set()
        async with shown.page.expect_response("**/demo/state?person=U0ANA"):
            pass
        await expect(who).to_have_value("U0ANA")
