"""What looks like an emergency is asked about on the card: once, of all leads, and over the wire."""

from datetime import timedelta

import pytest

from bot.model.call import Lead, Urgency
from tests.handlers.commands.test_commands import answer
from tests.handlers.correcting import To, correct
from tests.handlers.emergency_stage import emergency_posts, labels, set_emergencies, thread
from tests.handlers.live_stage import CALL_TIME
from tests.handlers.stage import Bot, Json, card_of, last_card, press
from tests.handlers.test_correct import standing

pytestmark = pytest.mark.wire

QUESTION = "Is this an emergency?"
YES = "Yes, tell the channel"
DISKS = "Pool node 12 lost two disks"
WRITTEN = f"News:\n- {DISKS}\n- Released version 4.2"
BY = Lead("Ber Y.", "U0BY")


def asked(said: Json) -> int:
    return str(said["blocks"]).count(QUESTION)


async def lead_both(bot: Bot, urgency: Urgency = Urgency.ASK) -> Json:
    """Tim reports what is doubtful, Ber leads with him and has a card, too."""
    await set_emergencies(bot, urgency, BY)
    await card_of(bot, "News:\n- Bought racks", person="U0BY")
    return await card_of(bot, WRITTEN)


async def test_what_may_be_an_emergency_stays_in_its_section_and_is_asked_about(bot):
    card = await card_of(bot, WRITTEN)
    assert await standing(bot) == {"news": [DISKS, "Released version 4.2"]}
    assert f"{QUESTION} {DISKS}" in card["text"]
    assert asked(card) == 1
    assert {YES, "No"} < set(labels(card))
    await bot.tick()
    assert emergency_posts(bot) == []


async def test_yes_makes_it_an_emergency_and_tells_the_channel(bot):
    await press(bot, await card_of(bot, WRITTEN), YES)
    assert await standing(bot) == {"news": ["Released version 4.2"], "emergencies": [DISKS]}
    (said,) = emergency_posts(bot)
    assert DISKS in said["text"]
    assert asked(last_card(bot)) == 0
    assert "the channel was told" in last_card(bot)["text"]


async def test_no_leaves_everything_as_it_was(bot):
    await press(bot, await card_of(bot, WRITTEN), "No")
    assert await standing(bot) == {"news": [DISKS, "Released version 4.2"]}
    assert asked(last_card(bot)) == 0
    assert "moved by you" not in last_card(bot)["text"]
    await bot.tick()
    assert emergency_posts(bot) == []


async def test_no_leaves_a_card_that_was_found_right_as_it_is(bot):
    await press(bot, await card_of(bot, WRITTEN), "Looks right")
    assert asked(last_card(bot)) == 1
    await press(bot, last_card(bot), "No")
    assert "You found this right" in str(last_card(bot)["blocks"])
    assert asked(last_card(bot)) == 0


@pytest.mark.parametrize("label", [YES, "No"])
async def test_an_answer_counts_also_when_the_words_are_edited(bot, label):
    ts = await bot.workspace.write("U0TIM", WRITTEN)
    await bot.settle()
    await press(bot, last_card(bot), label)
    await bot.workspace.edit("U0TIM", ts, WRITTEN.replace("two disks", "three disks"))
    await bot.settle()
    assert asked(last_card(bot)) == 0
    where = "emergencies" if label == YES else "news"
    assert "Pool node 12 lost three disks" in (await standing(bot))[where]


async def test_the_question_stays_while_something_else_is_edited_or_corrected(bot):
    ts = await bot.workspace.write("U0TIM", WRITTEN)
    await bot.settle()
    await bot.workspace.edit("U0TIM", ts, WRITTEN.replace("4.2", "4.3"))
    await bot.settle()
    assert asked(last_card(bot)) == 1
    await correct(bot, Released=To(place="ongoing"))
    assert asked(last_card(bot)) == 1


async def test_who_puts_it_in_its_place_in_the_form_is_not_asked(bot):
    await card_of(bot, WRITTEN)
    await correct(bot, Pool=To(place="ongoing"))
    assert asked(last_card(bot)) == 0


async def test_what_is_deleted_is_not_asked_about(bot):
    ts = await bot.workspace.write("U0TIM", WRITTEN)
    await bot.settle()
    await bot.workspace.delete("U0TIM", ts)
    await bot.settle()
    assert asked(last_card(bot)) == 0


async def test_what_is_answered_by_one_lead_is_answered_for_all(bot):
    await lead_both(bot)
    assert asked(last_card(bot, "U0BY")) == 1
    stale = last_card(bot)
    await press(bot, last_card(bot, "U0BY"), "No", person="U0BY")
    assert asked(last_card(bot)) == asked(last_card(bot, "U0BY")) == 0
    assert stale["ts"] == last_card(bot)["ts"]


async def test_what_two_leads_say_is_asked_once(bot):
    await lead_both(bot)
    await card_of(bot, f"News:\n- {DISKS}", person="U0BY")
    assert asked(last_card(bot)) == 1
    await press(bot, last_card(bot), "No")
    assert asked(last_card(bot)) == 0


async def test_at_once_the_channel_hears_of_it_only_when_somebody_says_yes(bot):
    await set_emergencies(bot, Urgency.AT_ONCE)
    card = await card_of(bot, WRITTEN)
    await bot.tick()
    assert emergency_posts(bot) == []
    await press(bot, card, YES)
    await bot.tick()
    assert len(emergency_posts(bot)) == 1


async def test_a_yes_joins_what_the_channel_knows(bot):
    await set_emergencies(bot, Urgency.AT_ONCE)
    await card_of(bot, f"{WRITTEN}\nEmergencies:\n- The gateway is down")
    await bot.tick()
    await press(bot, last_card(bot), YES)
    (said,) = emergency_posts(bot)
    assert DISKS in said["text"]
    assert [DISKS in told for told in thread(bot, said)] == [True]


async def test_with_minutes_it_is_moved_and_nobody_is_told(bot):
    await set_emergencies(bot, Urgency.MINUTES)
    card = await card_of(bot, WRITTEN)
    assert YES not in labels(card)
    await press(bot, card, "Yes")
    await bot.tick()
    assert (await standing(bot))["emergencies"] == [DISKS]
    assert emergency_posts(bot) == []


async def test_the_question_goes_when_the_minutes_close_and_asks_nobody_in_them(bot):
    await card_of(bot, WRITTEN)
    bot.clock.move(CALL_TIME)
    await bot.tick()
    assert asked(last_card(bot)) == 1
    await answer(bot, "close", person="U0CHAIR")
    bot.clock.advance(timedelta(minutes=1))
    await bot.tick()
    assert asked(last_card(bot)) == 0
    assert "are out" in last_card(bot)["text"]


async def test_a_no_after_the_minutes_are_posted_amends_nothing(bot):
    await card_of(bot, WRITTEN)
    bot.clock.move(CALL_TIME)
    await bot.tick()
    before = bot.workspace.messages("C0PROD")
    await press(bot, last_card(bot), "No")
    bot.clock.advance(timedelta(minutes=1))
    await bot.tick()
    assert asked(last_card(bot)) == 0
    assert [said["text"] for said in bot.workspace.messages("C0PROD")] == [said["text"] for said in before]


async def test_a_long_list_of_questions_is_asked_a_few_at_a_time(bot):
    lines = "\n".join(f"- Pool node {number} lost two disks" for number in (12, 34, 56, 78, 90, 91))
    await card_of(bot, f"News:\n{lines}")
    assert asked(last_card(bot)) == 5
    for left in (5, 4):
        await press(bot, last_card(bot), "No")
        assert asked(last_card(bot)) == left
