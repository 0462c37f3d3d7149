"""Homes stay fresh: shown again when something in them has changed, and only then."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.server.faults import Fault
from bot.model.call import Area, Lead
from handlers.home.show import HomeRefresher
from tests.handlers.home_stage import home_of, opened, published, text_of
from tests.handlers.stage import CALL, card_of

pytestmark = pytest.mark.wire


@pytest.fixture
def doorman(bot):
    return HomeRefresher(bot.context)


async def test_looking_at_the_messages_shows_no_home(bot):
    await bot.workspace.open_home("U0TIM", tab="messages")
    await bot.settle()
    assert published(bot) == 0


async def test_nobody_who_never_looked_is_shown_anything(bot, doorman):
    await card_of(bot)
    await doorman.freshen(changed=True)
    assert published(bot) == 0


async def test_nothing_is_shown_again_that_stands_there_already(bot, doorman):
    for person in ("U0TIM", "U0ANA", "U0CHAIR", "U0BY"):
        await opened(bot, person)
    await doorman.freshen(changed=True)
    assert published(bot) == 4
    await card_of(bot)  # for Tim and the chair
    await doorman.freshen(changed=True)
    await doorman.freshen(changed=True)
    assert published(bot) == 6


async def test_another_process_of_the_bot_shows_nothing_again_either(bot):
    await opened(bot)
    await HomeRefresher(bot.context).freshen(changed=True)
    assert published(bot) == 1


async def test_what_changes_without_a_turn_is_seen_within_the_hour(bot, doorman):
    await opened(bot)
    await doorman.freshen(changed=False)
    moved = replace(CALL, name="Production", areas=(*CALL.areas, Area("Tools", (Lead("Tim T.", "U0TIM"),))))
    await bot.context.store.change(lambda book: book.keep_call(moved))
    await doorman.freshen(changed=False)
    assert "Tools" not in text_of(home_of(bot))
    bot.clock.advance(timedelta(hours=1))
    await doorman.freshen(changed=False)
    assert "Tools" in text_of(home_of(bot))


@pytest.mark.refuses
@pytest.mark.parametrize("fault", [Fault.RATE_LIMITED, Fault.DROP_BEFORE, Fault.DROP_AFTER_COMMIT])
async def test_what_slack_did_not_take_is_shown_later(bot, doorman, fault):
    await opened(bot)
    await card_of(bot)
    bot.workspace.fail_next("views.publish", fault, seconds=20)
    await doorman.freshen(changed=True)
    before = published(bot)
    await doorman.freshen(changed=True)  # not before Slack wants it
    assert published(bot) == before
    bot.clock.advance(timedelta(seconds=31))
    await doorman.freshen(changed=False)
    assert "Released version 4.2" in text_of(home_of(bot))


async def test_forty_leads_cost_forty_calls_and_no_more_than_slack_takes_in_a_minute(bot, doorman):
    people = [f"U0LEAD{number:02}" for number in range(90)]
    for person in people:
        bot.workspace.add_person(person, person)
    leads = tuple(Area(person, (Lead(person, person),)) for person in people)
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, areas=leads)))

    def looked(book):
        for person in people:
            book.keep_home(person, "")

    await bot.context.store.change(looked)
    await doorman.freshen(changed=True)
    assert published(bot) == 80
    bot.clock.advance(timedelta(minutes=1))
    await doorman.freshen(changed=False)
    assert published(bot) == 90
    await doorman.freshen(changed=True)
    assert published(bot) == 90
