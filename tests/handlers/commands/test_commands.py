"""/minutes …, over the wire."""

import asyncio

import pytest

from bot.nearest import nearest
from handlers.commands.registry import COMMANDS
from handlers.commands.typed_command import asked_from
from tests.handlers.stage import Bot, Json

pytestmark = pytest.mark.wire


async def answer(bot: Bot, text: str, *, person: str = "U0TIM", channel: str = "C0PROD") -> list[Json]:
    """Type a command; returns all that the person sees of it."""
    before = len(bot.workspace.private(person))
    typed = asyncio.ensure_future(bot.workspace.command(person, "/minutes", text, channel=channel))
    while not typed.done():
        await bot.drain.run()
        await asyncio.sleep(0.01)
    await bot.settle()
    return bot.workspace.private(person)[before:]


async def test_help_lists_the_commands(bot):
    (said,) = await answer(bot, "")
    assert "/minutes status" in said["text"]


async def test_an_unknown_word_gets_the_nearest_command(bot):
    (said,) = await answer(bot, "statsu <!channel>")
    assert "Did you mean `/minutes status`?" in said["text"]
    (said,) = await answer(bot, "frobnicate")
    assert "`/minutes help`" in said["text"]


async def test_status_says_who_has_reported_and_who_was_asked(bot):
    await bot.tick()
    await bot.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await bot.settle()
    (said,) = await answer(bot, "status", person="U0BY")
    assert "Software (Tim T.): 1 news" in said["text"]
    assert "Storage (Ana B.): no report yet (Ana B. was asked on Monday at 5:00 PM)" in said["text"]


async def test_the_preview_shows_the_minutes_and_only_to_the_asker(bot):
    await bot.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await bot.settle()
    (said,) = await answer(bot, "preview")
    assert "Released version 4.2" in str(said["blocks"])
    assert bot.workspace.messages("C0PROD") == []


async def test_in_a_direct_message_it_is_about_one_s_own_calls(bot):
    (said,) = await answer(bot, "status", channel=bot.workspace.dm("U0TIM"))
    assert "Production" in said["text"]
    (said,) = await answer(bot, "status", person="U0BY", channel=bot.workspace.dm("U0BY"))
    assert "Production" in said["text"]  # they are in its channel
    (said,) = await answer(bot, "status", person="U0ABROAD", channel=bot.workspace.dm("U0ABROAD"))
    assert "no call" in said["text"]


async def test_only_a_chair_posts(bot):
    (said,) = await answer(bot, "post")
    assert "only Scott can do that" in said["text"]
    assert bot.workspace.messages("C0PROD") == []
    (said,) = await answer(bot, "post", person="U0CHAIR")
    assert "posting" in said["text"]
    assert "Production Meeting" in bot.workspace.messages("C0PROD")[0]["text"]
    (said,) = await answer(bot, "post", person="U0CHAIR")
    assert "posted already" in said["text"]


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("", "help", ""),
        (None, "help", ""),
        ("  Status ", "status", ""),
        ("preview Production", "preview", "Production"),
    ],
)
def test_a_command_is_read(text, word, rest):
    asked = asked_from({"text": text, "user_id": "U1", "channel_id": "C1", "response_url": "u"})
    assert (asked.word, asked.rest) == (word, rest)


def test_nothing_is_near_to_nonsense():
    assert nearest("zzzzzz", COMMANDS) is None
    assert nearest("preveiw", COMMANDS) == "preview"


async def test_anybody_in_the_channel_reports_for_an_area_and_is_named_in_the_minutes(bot):
    (said,) = await answer(bot, "for software: News: released 4.2 with <@U0ANA>", person="U0BY")
    assert "noted it for Software" in said["text"]
    card = next(each for each in bot.said_to("U0TIM") if "understood" in each["text"])
    assert "released 4.2 with Ana B. (reported by Bystander)" in card["text"]
    (shown,) = await answer(bot, "preview")
    assert "released 4.2 with Ana B. (reported by Bystander)" in shown["text"]
    assert bot.said_to("U0BY") == []


async def test_reporting_for_an_area_gives_no_say_in_it(bot):
    await answer(bot, "for Software: released 4.2", person="U0BY")
    await bot.workspace.write("U0BY", "- and something else")
    await bot.settle()
    (shown,) = await answer(bot, "preview")
    assert "something else" not in str(shown["blocks"])


async def test_who_leads_another_area_still_reports_for_their_own_in_their_messages(bot):
    await answer(bot, "for Storage: tapes arrived", person="U0TIM")
    await bot.workspace.write("U0TIM", "- Released version 4.2")
    await bot.settle()
    (said,) = await answer(bot, "status")
    assert "Software (Tim T.): 1 news" in said["text"]
    assert "Storage (Ana B.): 1 news" in said["text"]


async def test_a_report_for_no_known_area_is_told_so(bot):
    (said,) = await answer(bot, "for Kitchen: soup", person="U0BY")
    assert said["text"] == "Which area? Software, Storage, Networks"
    (said,) = await answer(bot, "for Software", person="U0BY")
    assert "/minutes for Software:" in said["text"]
