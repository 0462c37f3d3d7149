"""Whatever a lead sends is read or is said to be unread, over the wire; no reply ends in silence."""

from datetime import UTC, datetime

import pytest

from tests.handlers.stage import last_card

pytestmark = pytest.mark.wire

CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)
UNREAD = "I cannot read your message: {}. Nothing of it is noted; please write it here in words."
POOL = "The north pool lost power, all jobs are failing"


@pytest.fixture(autouse=True)
async def nothing_is_refused_and_everything_acknowledged(bot):
    yield
    await bot.workspace.settled()
    assert [(record.name, record.answer) for record in bot.workspace.refused] == []
    assert bot.workspace.unacked == []


async def minutes(bot):
    """The minutes in the channel, posted at call time."""
    bot.clock.move(CALL_TIME)
    await bot.tick()
    return next(said for said in bot.workspace.messages("C0PROD") if "bot_id" in said)


def told(bot, person: str = "U0TIM") -> list[str]:
    """What the bot said to somebody that is no card."""
    return [said["text"] for said in bot.said_to(person) if "/card/" not in said["blocks"][0]["block_id"]]


def kinds(value) -> set[str]:
    """The types of everything in blocks."""
    match value:
        case dict():
            return {str(value.get("type"))}.union(*map(kinds, value.values()))
        case list():
            return set[str]().union(*map(kinds, value))
    return set()


async def test_a_forwarded_message_stands_on_the_card_and_in_the_minutes_with_where_it_came_from(bot):
    ts = await bot.workspace.write("U0ANA", POOL, channel="C0PROD")
    await bot.workspace.forward("U0TIM", ts, channel="C0PROD")
    await bot.settle()
    card = last_card(bot)
    link = f"{bot.workspace.url}archives/C0PROD/p{ts.replace('.', '')}"
    assert f"{POOL} \u2014 forwarded from Ana B. ({link})" in card["text"]
    posted = await minutes(bot)
    assert POOL in posted["text"]
    assert "Software" in posted["text"]


async def test_nobody_is_pinged_by_what_is_forwarded(bot):
    loud = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "broadcast", "range": "channel"},
                    {"type": "text", "text": " the disk is full, says "},
                    {"type": "user", "user_id": "U0BY"},
                ],
            }
        ],
    }
    ts = await bot.workspace.write("U0ANA", "", channel="C0PROD", blocks=[loud])
    await bot.workspace.forward("U0TIM", ts, channel="C0PROD")
    await bot.settle()
    said = [last_card(bot), await minutes(bot)]
    for each in said:
        assert "@channel the disk is full, says Bystander" in each["text"]
        assert not {"broadcast", "user", "usergroup"} & kinds(each["blocks"])
        assert "<!channel>" not in each["text"]


async def test_a_comment_and_what_it_is_about_are_both_read(bot):
    ts = await bot.workspace.write("U0ANA", "News:\n- Disks came\n- Tapes came", channel="C0PROD")
    await bot.workspace.forward("U0TIM", ts, channel="C0PROD", comment="The deliveries of this week:")
    await bot.settle()
    text = last_card(bot)["text"]
    assert "The deliveries of this week:" in text
    assert "Disks came" in text
    assert "Tapes came" in text


async def test_a_pasted_table_stands_below_the_line_it_came_with(bot):
    rows = [["Site", "Jobs"], ["North", "1,200"], ["South & <East>", "900"]]
    await bot.workspace.paste("U0TIM", rows, "News: numbers of the week")
    await bot.settle()
    card = last_card(bot)
    assert "North           |  1,200" in card["text"]
    assert "rich_text_preformatted" in kinds(card["blocks"])
    posted = await minutes(bot)
    assert "South & <East>  |  900" in str(posted["blocks"])


async def test_a_table_without_a_word_is_a_reply(bot):
    await bot.workspace.paste("U0TIM", [["North", "1,200"]])
    await bot.settle()
    assert "North  |  1,200" in last_card(bot)["text"]


async def test_what_is_said_in_a_voice_clip_is_read(bot):
    await bot.workspace.record("U0TIM", "We released version 4.2. No emergencies.")
    await bot.settle()
    text = last_card(bot)["text"]
    assert "We released version 4.2." in text
    assert "audio_message" not in text
    assert told(bot) == []


async def test_a_clip_that_slack_has_not_written_down_is_said_to_be_unread_and_read_when_it_is(bot):
    ts = await bot.workspace.record("U0TIM")
    await bot.settle()
    (line,) = told(bot)
    assert line == UNREAD.format("Slack has not written down what is said in the voice clip")
    await bot.workspace.transcribe("U0TIM", ts, "We released version 4.2.")
    await bot.settle()
    assert "We released version 4.2." in last_card(bot)["text"]
    assert told(bot) == [line]


async def test_the_title_of_a_page_stands_for_a_bare_link_and_no_word_comes_twice(bot):
    ts = await bot.workspace.write(
        "U0TIM", "News:\n- https://x.org/a\n- Moved the mirror, see https://x.org/a"
    )
    await bot.settle()
    for _ in range(2):
        await bot.workspace.unfurl(ts, url="https://x.org/a", title="Release notes of 4.2")
        await bot.settle()
    text = last_card(bot)["text"]
    assert text.count("Release notes of 4.2 (https://x.org/a)") == text.count("Release notes") == 1
    assert "Moved the mirror, see https://x.org/a" in text
    assert told(bot) == []


async def test_a_message_without_words_is_said_to_be_unread(bot):
    picture = {"type": "image", "image_url": "https://x.org/a.gif", "alt_text": ""}
    await bot.workspace.write("U0TIM", "", blocks=[picture])
    await bot.settle()
    assert told(bot) == [UNREAD.format("there are no words in it that I know how to read")]


async def test_what_is_said_again_is_answered(bot):
    for _ in range(2):
        await bot.workspace.write("U0TIM", "- Moved the mirror")
        await bot.settle()
    assert told(bot) == ["I have that already, so nothing changes. The card above shows all that is noted."]


async def test_small_talk_before_any_report_is_answered_and_behind_one_shown_on_the_card(bot):
    await bot.workspace.write("U0TIM", "thanks!")
    await bot.settle()
    (line,) = told(bot)
    assert line.startswith("I found no status in your message")
    await bot.workspace.write("U0TIM", "- Moved the mirror")
    await bot.settle()
    await bot.workspace.write("U0TIM", "see you!")
    await bot.settle()
    assert "see you!" in last_card(bot)["text"]
    assert told(bot) == [line]
