"""/minutes …, over the wire."""

import asyncio

import pytest

from handlers.commands import asked_from, nearest
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
    assert "Storage (Ana B.): no report yet (Ana B. was asked)" in said["text"]


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
    assert nearest("zzzzzz") is None
    assert nearest("preveiw") == "preview"
