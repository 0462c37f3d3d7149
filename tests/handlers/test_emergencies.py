"""An emergency does not wait for the call: who tells the channel, and when, once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model.call import Lead, Urgency
from tests.handlers.commands.test_commands import answer
from tests.handlers.emergency_stage import (
    DOWN,
    TELL,
    emergency_posts,
    key_of,
    labels,
    set_emergencies,
    tap,
    told,
)
from tests.handlers.stage import card_of, last_card, press

pytestmark = pytest.mark.wire

CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)


async def test_the_lead_tells_the_channel_in_their_own_words_with_name_and_time(bot):
    said = await told(bot)
    assert key_of(said) == "Production/2027-01-12/emergency/Software"
    assert "Emergency in Software (Production call)" in said["text"]
    assert "The gateway is down, nobody can log in" in said["text"]
    assert "Reported by Tim T. at 5:00 PM EST (New York)." in said["text"]
    assert "I am telling the channel" in bot.workspace.private("U0TIM")[-1]["text"]


async def test_the_card_says_so_and_offers_it_no_more(bot):
    await told(bot)
    card = last_card(bot)
    assert "(the channel was told)" in card["text"]
    assert TELL not in labels(card)
    assert "Resolved: The gateway is down, nobody can log in" in labels(card)


async def test_without_an_emergency_nothing_is_offered(bot):
    assert TELL not in labels(await card_of(bot))


async def test_nothing_goes_to_the_channel_before_the_lead_wants_it(bot):
    await card_of(bot, DOWN)
    await bot.tick()
    assert emergency_posts(bot) == []


async def test_pressing_twice_tells_it_once(bot):
    card = await card_of(bot, DOWN)
    for _ in range(2):
        await tap(bot, card, TELL)
    await bot.settle()
    assert len(emergency_posts(bot)) == 1
    assert "was told of the emergency in Software already" in bot.workspace.private("U0TIM")[-1]["text"]


async def test_co_leads_who_press_at_the_same_time_tell_it_once(bot):
    await set_emergencies(bot, Urgency.ASK, Lead("Bystander", "U0BY"))
    await card_of(bot, "- Moved the mirror", person="U0BY")
    card = await card_of(bot, DOWN)
    await tap(bot, card, TELL)
    await tap(bot, last_card(bot, "U0BY"), TELL, person="U0BY")
    await bot.settle()
    assert len(emergency_posts(bot)) == 1
    assert TELL not in labels(last_card(bot, "U0BY"))


async def test_at_once_means_without_a_press(bot):
    await set_emergencies(bot, Urgency.AT_ONCE)
    card = await card_of(bot, DOWN)
    assert TELL not in labels(card)
    await bot.tick()
    await bot.tick()
    (said,) = emergency_posts(bot)
    assert "The gateway is down" in said["text"]
    assert "(the channel was told)" in last_card(bot)["text"]


@pytest.mark.parametrize(
    "said",
    [
        "No emergencies, still testing 4.3",
        "Certificate tool still in progress. No emergencies.",
        "Pool node 12 lost two disks",
        "News: the gateway is down",
        "please delete the outage item",
    ],
)
async def test_at_once_the_channel_hears_nothing_of_what_is_denied_doubtful_or_for_the_bot(bot, said):
    await set_emergencies(bot, Urgency.AT_ONCE)
    await bot.workspace.write("U0TIM", said)
    await bot.settle()
    await bot.tick()
    assert emergency_posts(bot) == []


async def test_where_emergencies_wait_for_the_minutes_nothing_goes_out_before(bot):
    await set_emergencies(bot, Urgency.MINUTES)
    card = await card_of(bot, DOWN)
    assert TELL not in labels(card)
    await bot.tick()
    (said,) = await answer(bot, "tell Software")
    assert "emergencies wait for the minutes" in said["text"]
    assert emergency_posts(bot) == []


async def test_a_confirmed_card_still_has_the_buttons(bot):
    await press(bot, await card_of(bot, DOWN), "Looks right")
    await press(bot, last_card(bot), TELL)
    assert len(emergency_posts(bot)) == 1
    assert "Resolved: The gateway is down, nobody can log in" in labels(last_card(bot))


async def test_once_the_minutes_are_out_only_what_came_late_is_told(bot):
    await set_emergencies(bot, Urgency.AT_ONCE)
    await card_of(bot, "- Moved the mirror")
    bot.clock.move(CALL_TIME)
    await card_of(bot, DOWN, person="U0ANA")  # in time for the minutes, which have it at their top
    await bot.tick()
    assert emergency_posts(bot) == []
    bot.clock.advance(timedelta(hours=1))
    await card_of(bot, DOWN)
    await bot.tick()
    await bot.tick()
    (said,) = emergency_posts(bot)
    assert key_of(said).endswith("/emergency/Software")


async def test_a_late_emergency_is_offered_although_the_minutes_are_out(bot):
    await card_of(bot, DOWN, person="U0ANA")
    bot.clock.move(CALL_TIME)
    await bot.tick()
    await card_of(bot, DOWN)
    await bot.tick()
    await press(bot, last_card(bot), TELL)
    assert [key_of(said) for said in emergency_posts(bot)] == ["Production/2027-01-12/emergency/Software"]
    (said,) = await answer(bot, "tell Storage", person="U0ANA")
    assert "no emergency in Storage that the channel does not know of" in said["text"]


async def test_leads_stand_ins_and_chairs_tell_it_by_command_and_others_do_not(bot):
    await card_of(bot, DOWN)
    (said,) = await answer(bot, "tell Software", person="U0BY")
    assert said["text"] == "Sorry, only Tim T. or a chair can do that."
    (said,) = await answer(bot, "tell Software", person="U0ANA")
    assert said["text"] == "Sorry, only Tim T. or a chair can do that."
    assert emergency_posts(bot) == []
    (said,) = await answer(bot, "tell sofware", person="U0CHAIR")
    assert "I am telling the channel of the emergency in Software" in said["text"]
    assert len(emergency_posts(bot)) == 1


async def test_an_area_without_an_emergency_or_without_a_name_is_told_so(bot):
    (said,) = await answer(bot, "tell Software")
    assert "no emergency in Software" in said["text"]
    (said,) = await answer(bot, "tell")
    assert said["text"] == "Which area? Software, Storage, Networks"
    await card_of(bot, DOWN)
    (said,) = await answer(bot, "tell")
    assert "I am telling the channel of the emergency in Software" in said["text"]


async def test_who_reports_an_emergency_on_behalf_can_tell_the_channel_if_they_chair(bot):
    (said,) = await answer(bot, "for Storage: Emergencies: the tapes burn", person="U0CHAIR")
    assert labels(said) == [TELL]
    (said,) = await answer(bot, "tell Storage", person="U0CHAIR")
    (said,) = emergency_posts(bot)
    assert "the tapes burn (reported by Scott)" in said["text"]
    assert "Reported at 5:00 PM EST (New York)." in said["text"]


async def test_who_may_not_is_told_who_can(bot):
    (said,) = await answer(bot, "for Storage: Emergencies: the tapes burn", person="U0BY")
    assert "they can let me tell the channel now" in said["text"]
    assert TELL in labels(last_card(bot, "U0ANA"))
