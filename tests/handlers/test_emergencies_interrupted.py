"""An emergency is told once, whenever the bot dies or Slack does not answer."""

from datetime import timedelta

import pytest

from bot.cycle.tell_emergency import raise_alarm
from bot.demo.server.faults import Fault
from bot.model.call import Urgency
from tests.handlers.emergency_stage import DOWN, TELL, emergency_posts, set_emergencies, told
from tests.handlers.samples import DAY
from tests.handlers.stage import LEASE, Bot, card_of, last_card, press

pytestmark = [pytest.mark.wire, pytest.mark.refuses]


async def after_the_lease(bot: Bot) -> None:
    """What another bot would do with what a dead one had in hand."""
    bot.clock.advance(LEASE + timedelta(seconds=1))
    await bot.tick()


async def test_a_bot_that_dies_after_the_press_tells_it_when_it_is_back(bot):
    await card_of(bot, DOWN)
    await bot.context.store.change(raise_alarm, "Production", DAY, "Software", now=bot.clock())
    assert emergency_posts(bot) == []
    await bot.tick()
    assert len(emergency_posts(bot)) == 1


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER_COMMIT, Fault.DROP_BEFORE, Fault.HTTP_500_AFTER_COMMIT])
async def test_a_bot_that_dies_while_it_tells_tells_it_once(bot, fault):
    card = await card_of(bot, DOWN)
    bot.workspace.fail_next("chat.postMessage", fault)
    await press(bot, card, TELL)
    await after_the_lease(bot)
    await after_the_lease(bot)
    assert len(emergency_posts(bot)) == 1
    assert "(the channel was told)" in last_card(bot)["text"]


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER_COMMIT, Fault.DROP_BEFORE])
async def test_a_bot_that_dies_while_it_follows_up_follows_up_once(bot, fault):
    said = await told(bot)
    await card_of(bot, "Emergencies:\n- Tokens are not renewed either")
    await bot.settle()
    bot.workspace.fail_next("chat.postMessage", fault)
    await bot.tick()
    for _ in range(3):
        await after_the_lease(bot)
    follow_ups = bot.workspace.thread("C0PROD", said["ts"])[1:]
    assert [each["blocks"][0]["block_id"] for each in follow_ups] == [
        "Production/2027-01-12/emergency/Software-2"
    ]


async def test_at_once_a_bot_that_dies_before_its_turn_tells_it_in_the_next(bot):
    await set_emergencies(bot, Urgency.AT_ONCE)
    await bot.workspace.write("U0TIM", DOWN)
    await bot.workspace.settled()
    bot.clock.advance(timedelta(minutes=20))
    await bot.drain.run()
    await bot.tick()
    assert len(emergency_posts(bot)) == 1
