"""/minutes announce, over the wire."""

from datetime import timedelta

import pytest

from tests.handlers.commands.test_commands import answer
from tests.handlers.stage import Bot, Json

pytestmark = pytest.mark.wire


async def choose(bot: Bot, said: Json, label: str, *, person: str = "U0TIM") -> list[Json]:
    """Press the button with this label in a private answer; returns what the person is shown then."""
    block, button = next(pair for pair in buttons(said) if pair[1]["text"]["text"] == label)
    before = len(bot.workspace.private(person))
    await bot.workspace.press(person, "C0PROD", said["ts"], button["action_id"], block_id=block["block_id"])
    await bot.settle()
    return bot.workspace.private(person)[before:]


def buttons(said: Json) -> list[tuple[Json, Json]]:
    """Every button with the block in which it stands."""
    found = [(block, block["accessory"]) for block in said["blocks"] if "accessory" in block]
    found += [(block, each) for block in said["blocks"] for each in block.get("elements", ())]
    return [(block, each) for block, each in found if each["type"] == "button"]


def labels(said: Json) -> list[str]:
    return [button["text"]["text"] for _, button in buttons(said)]


async def head(bot: Bot) -> str:
    """The first page of the posted minutes."""
    return str(bot.workspace.messages("C0PROD")[0]["text"])


async def test_what_somebody_announces_stands_in_the_minutes(bot):
    (said,) = await answer(bot, "announce Power cut on Friday", person="U0BY")
    assert "I have noted it for the minutes of Tuesday, January 12" in said["text"]
    assert "1. Power cut on Friday (Bystander)" in said["text"]
    assert labels(said) == ["Take back"]
    await answer(bot, "post", person="U0CHAIR")
    assert "Announcements\n• Power cut on Friday\n" in await head(bot)


async def test_the_posted_minutes_are_amended_in_place(bot):
    await answer(bot, "post", person="U0CHAIR")
    (said,) = await answer(bot, "announce Visitors on Monday")
    assert "the posted minutes of Tuesday, January 12" in said["text"]
    posted = len(bot.workspace.messages("C0PROD"))
    await bot.tick()
    assert "Visitors on Monday" in await head(bot)
    assert len(bot.workspace.messages("C0PROD")) == posted  # no second post, no note
    (said,) = await answer(bot, "announce drop 1")
    assert (
        said["text"] == "I have taken back from the posted minutes of Tuesday, January 12: Visitors on Monday"
    )
    await bot.tick()
    assert "Visitors on Monday" not in await head(bot)


async def test_without_a_text_it_lists_what_is_announced(bot):
    (said,) = await answer(bot, "announce")
    assert "Nothing is announced" in said["text"]
    assert "`/minutes announce Power cut on Friday`" in said["text"]
    await answer(bot, "announce Power cut")
    (said,) = await answer(bot, "announce list", person="U0BY")
    assert said["text"].startswith("Announced for the Production call of Tuesday, January 12:")
    assert "1. Power cut (Tim T.)" in said["text"]


async def test_nothing_that_is_announced_pings_and_links_stay_readable(bot):
    text = "<!channel> ask <@U0ANA> &lt;today&gt; about <https://example.org/a_b|the *plan*> & <#C0PROD>"
    (said,) = await answer(bot, f'announce "{text}"')
    assert "@channel ask Ana B. <today> about the *plan* (https://example.org/a_b) & #production" in str(
        [block["text"]["text"] for block in said["blocks"]]
    )
    assert "<!channel>" not in said["text"]
    assert "<@" not in said["text"]
    await answer(bot, "post", person="U0CHAIR")
    assert "@channel ask Ana B. &lt;today&gt; about the *plan* (https://example.org/a_b)" in await head(bot)


async def test_an_announcement_of_several_lines_is_one_line_and_kept_whole(bot):
    long = " ".join(f"word{number}" for number in range(700))
    (said,) = await answer(bot, f"announce First\nsecond\n{long}")
    shown = "".join(block["text"]["text"] for block in said["blocks"])
    assert "1. First second word0 word1" in shown
    assert "word699 (Tim T.)" in shown
    await answer(bot, "post", person="U0CHAIR")
    posted = str(bot.workspace.messages("C0PROD")[0]["blocks"])
    assert "First second word0" in posted
    assert "word699" in posted


async def test_the_same_text_twice_is_one_announcement(bot):
    await answer(bot, "announce Power cut on Friday")
    (said,) = await answer(bot, "announce  power cut  on friday.", person="U0BY")
    assert said["text"].count("ower cut") == 1
    assert labels(said) == []  # it is Tim's


async def test_only_who_announced_it_or_a_chair_takes_it_back(bot):
    await answer(bot, "announce Power cut")
    (said,) = await answer(bot, "announce drop 1", person="U0BY")
    assert said["text"] == "Only who announced it, or a chair, can take it back: Tim T. announced it."
    (listed,) = await answer(bot, "announce", person="U0BY")
    assert labels(listed) == []
    (listed,) = await answer(bot, "announce", person="U0CHAIR")
    (gone,) = await choose(bot, listed, "Take back", person="U0CHAIR")
    assert "I have taken back" in gone["text"]
    (said,) = await answer(bot, "announce drop 1")
    assert said["text"] == "There is no such announcement: nothing is announced."


async def test_a_number_that_nothing_has_is_told_with_those_there_are(bot):
    await answer(bot, "announce One")
    await answer(bot, "announce Two")
    (said,) = await answer(bot, "announce drop 7")
    assert said["text"] == "There is no such announcement: there are 1, 2."


async def test_an_announcement_may_begin_like_a_command(bot):
    (said,) = await answer(bot, "announce drop in visitors on Friday")
    assert "1. drop in visitors on Friday" in said["text"]
    (said,) = await answer(bot, "announce Production is moving")
    assert "2. Production is moving" in said["text"]


async def test_many_announcements_come_in_pages(bot):
    for number in range(23):
        await answer(bot, f"announce Thing {number}")
    (said,) = await answer(bot, "announce")
    assert labels(said).count("Take back") == 20
    assert "of Tuesday, January 12 (page 1 of 2):" in said["text"]
    (more,) = await choose(bot, said, "More")
    assert [text for text in more["text"].splitlines() if "Thing" in text] == [
        "21. Thing 20 (Tim T.)",
        "22. Thing 21 (Tim T.)",
        "23. Thing 22 (Tim T.)",
    ]
    assert "More" not in labels(more)


async def test_an_announcement_may_end_with_a_page(bot):
    (said,) = await answer(bot, "announce Please read page 12")
    assert "1. Please read page 12 (Tim T.)" in said["text"]


async def test_a_button_of_a_meeting_that_is_over_changes_nothing(bot):
    (said,) = await answer(bot, "announce Power cut")
    await answer(bot, "post", person="U0CHAIR")
    bot.clock.advance(timedelta(days=2))
    await bot.tick()
    (told,) = await choose(bot, said, "Take back")
    assert "which is over" in told["text"]
    assert "Power cut" in await head(bot)


async def test_what_is_announced_follows_a_meeting_that_is_skipped_and_one_that_is_held_after_all(bot):
    await answer(bot, "announce Power cut")
    await answer(bot, "skip", person="U0CHAIR")
    (said,) = await answer(bot, "announce Visitors")
    assert said["text"].splitlines()[1:] == ["1. Power cut (Tim T.)", "2. Visitors (Tim T.)"]
    assert "Tuesday, January 19" in said["text"]
    await answer(bot, "hold 12 Jan", person="U0CHAIR")
    (said,) = await answer(bot, "announce")
    assert said["text"].splitlines()[1:] == ["1. Power cut (Tim T.)", "2. Visitors (Tim T.)"]
    assert "Tuesday, January 12" in said["text"]
