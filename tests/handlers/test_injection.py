"""Whatever people call things, write and type, nothing of it acts in anything that the bot says."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.formats.html import html
from bot.formats.markdown import markdown
from bot.model.call import Area, Labels, Lead
from handlers.untrusted_json import text_of
from tests.formats.twiki.tml import render
from tests.formats.visible import of_html, of_markdown
from tests.handlers.commands.test_commands import answer
from tests.handlers.home_stage import opened
from tests.handlers.live_stage import CALL_TIME, CHAIR
from tests.handlers.setting_up import setup
from tests.handlers.stage import CALL, Bot

pytestmark = pytest.mark.wire

EVE = "U0EVE"
LOUD = "<!channel> <!here|x> <@U0BY> <#C0PROD> <!subteam^S1> <https://evil.example|Slack> &lt;!everyone&gt;"
MARKUP = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> %INCLUDE{Main.Secret}% [a](javascript:alert(1))"
)
AREA = "R&D <!here> <b>"
HOSTILE = replace(
    CALL,
    name="Ops <!channel>",
    chairs=(CHAIR,),
    coordinates=(f"Phone {LOUD}",),
    areas=(
        Area(
            AREA, (Lead("Eve <@U0BY>", EVE),), labels=Labels("News <!here>", "Ongoing <@U0BY>", "Alarm %X%")
        ),
        Area("Other", (Lead("Scott <!everyone>", CHAIR),)),
    ),
)
COMMANDS = (
    f"announce {LOUD} {MARKUP}",
    f"action add {LOUD} by friday",
    f"action add {MARKUP} @Eve",
    f"for {AREA}: {LOUD}",
    "status",
    "preview",
    "areas",
    f"why {LOUD}",
    f"search {LOUD}",
    f"history {LOUD}",
    f"history {AREA}",
    f"attend {LOUD}, {MARKUP}",
    "apologies Ben <!channel>",
    f"{LOUD}",
    f"setup {LOUD}",
    "setup history",
    f"move {LOUD}",
    f"remind {LOUD}",
    f"away {LOUD}",
    f"forget {LOUD}",
    f"in {LOUD} status",
    "actions",
    "notes",
    "announce",
)


@pytest.fixture
async def hostile(bot, workspace):
    """A call in which everything is called so that it could act."""
    workspace.add_person(EVE, "Eve <!everyone> <@U0BY>")
    workspace.world.rooms["C0PROD"].members.append(EVE)
    await bot.context.store.change(lambda book: book.keep_call(HOSTILE))
    await bot.tick()
    return bot


async def week(bot: Bot) -> None:
    """Everything that somebody can write, from the question to the minutes and after."""
    await bot.workspace.write(EVE, f"News:\n- {LOUD}\n- {MARKUP}\nEmergencies:\n- The gateway is down {LOUD}")
    await bot.settle()
    for typed in COMMANDS:
        await answer(bot, typed, person=CHAIR)
    await opened(bot, EVE)
    await setup(bot, f"setup {HOSTILE.name}")
    bot.clock.move(CALL_TIME)
    await bot.tick()
    for typed in (f"note {AREA}: {LOUD} {MARKUP}", "next", "notes", *COMMANDS):
        await answer(bot, typed, person=CHAIR)
    await bot.tick()


def said(bot: Bot) -> Iterator[Any]:
    """All that was sent to Slack: messages, windows, homes, and answers that one person sees."""
    for record in bot.workspace.ledger:
        if record.name.startswith(("chat.", "views.", "files.")):
            yield record.arguments
    yield from bot.workspace.world.private


def live(value: Any, place: str = "") -> Iterator[str]:
    """What in a payload Slack would follow, notify or link."""
    match value:
        case {"type": "user" | "usergroup" | "broadcast" | "channel" | "date" as kind}:
            yield f"{place}: {kind}"
        case {"type": "link", "url": str(url)}:
            yield url
        case {"type": "plain_text"}:
            return
        case dict():
            for name, inside in value.items():
                yield from live(inside, f"{place}/{name}")
            if value.get("type") != "text":
                yield from re.findall("<[^>]*>?", text_of(value.get("text")))
        case list():
            for inside in value:
                yield from live(inside, place)


async def test_nothing_that_anybody_writes_or_is_called_pings_or_links_in_slack(hostile):
    await week(hostile)
    ours = re.compile(rf"<?{re.escape(hostile.workspace.url)}|<!date\^")
    found = {each for payload in said(hostile) for each in live(payload) if not ours.match(each)}
    typed = {"https://evil.example", "https://evil.example|Slack"}
    assert {each for each in found if each not in typed} == set()
    texts = str(list(said(hostile)))
    assert all(name in texts for name in ("Eve", "R&D", "Slack", "onerror"))
    posts = [
        record.arguments
        for record in hostile.workspace.ledger
        if record.name in ("chat.postMessage", "chat.update")
    ]
    assert len(posts) > 5
    assert {post.get("parse") for post in posts} == {"none"}
    assert not any(post.get("link_names") for post in posts)


async def test_nothing_that_anybody_writes_or_is_called_acts_in_any_other_format(hostile):
    await hostile.workspace.write(EVE, f"News:\n- {LOUD}\n- {MARKUP}")
    for typed in (f"announce {LOUD} {MARKUP}", f"action add {MARKUP} @Eve"):
        await answer(hostile, typed, person=CHAIR)
    hostile.clock.move(CALL_TIME)
    await hostile.tick()
    meetings = await hostile.context.store.read(lambda book: book.meetings(HOSTILE.name))
    (minutes,) = [meeting.minutes for meeting in meetings if meeting.minutes]
    assert "%INCLUDE{Main.Secret}%" in str(minutes)
    for page in (of_html(html(minutes)), of_markdown(markdown(minutes))):
        assert not {"script", "img", "iframe", "object", "style", "form"} & (set(page.tags) - {"style"})
        assert not [target for target in page.targets if not target.startswith(("https://", "http://"))]
    copies = [file.content.decode() for file in hostile.workspace.files if file.content]
    assert any("R&amp;D" in copy or "R&D" in copy for copy in copies)
    assert [surprise for copy in copies for surprise in render(copy).surprises] == []
