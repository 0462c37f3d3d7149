"""Homes stay fresh: shown again when something in them has changed, and only then."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.demo.server.faults import Fault
from bot.model.call import Area, Lead
from bot.model.person import Person
from bot.ports import Chat
from handlers.home.show import HomeRefresher
from tests.handlers.commands.test_commands import answer
from tests.handlers.home_stage import home_of, opened, published, text_of
from tests.handlers.stage import CALL, card_of
from tests.week.test_cost_at_rest import seeing

pytestmark = pytest.mark.wire


@pytest.fixture
def home_refresher(bot):
    return HomeRefresher(bot.context)


async def test_looking_at_the_messages_shows_no_home(bot):
    await bot.workspace.open_home("U0TIM", tab="messages")
    await bot.settle()
    assert published(bot) == 0


async def test_nobody_who_never_looked_is_shown_anything(bot, home_refresher):
    await card_of(bot)
    await home_refresher.refresh(changed=True)
    assert published(bot) == 0


async def test_nothing_is_shown_again_that_stands_there_already(bot, home_refresher):
    for person in ("U0TIM", "U0ANA", "U0CHAIR", "U0BY"):
        await opened(bot, person)
    await home_refresher.refresh(changed=True)
    assert published(bot) == 4
    await card_of(bot)  # for Tim and the chair
    await home_refresher.refresh(changed=True)
    await home_refresher.refresh(changed=True)
    assert published(bot) == 6


@pytest.mark.refuses  # to tell who is in a channel that is not there
@pytest.mark.parametrize("others", [1, 5])
async def test_only_the_calls_that_a_change_was_about_are_compared(bot, home_refresher, database, others):
    elsewhere = replace(CALL, name="Other 0", channel="C0OTHER", areas=(), chairs=())
    await opened(bot)
    for number in range(others):
        other = replace(elsewhere, name=f"Other {number}")
        await bot.context.store.change(lambda book, other=other: book.keep_call(other))
    await home_refresher.refresh(changed=True)
    moved = replace(elsewhere, also_in=())
    await bot.context.store.change(lambda book: book.keep_call(moved))
    with seeing(database.engine) as seen:
        await home_refresher.refresh(changed=True)
    named = {str(parameters) for text, parameters in seen.statements if " call." in text}
    assert any("Other 0" in each for each in named)
    assert not any(f"Other {number}" in each for each in named for number in range(1, others))
    assert not any("Production" in each for each in named)


async def test_who_does_not_report_for_a_call_any_more_is_shown_so(bot, home_refresher):
    await opened(bot)
    await home_refresher.refresh(changed=True)
    assert "Software" in text_of(home_of(bot))
    left = replace(
        CALL, name="Production", areas=tuple(each for each in CALL.areas if each.name != "Software")
    )
    await bot.context.store.change(lambda book: book.keep_call(left))
    await home_refresher.refresh(changed=True)
    assert "Software" not in text_of(home_of(bot))


async def test_another_process_of_the_bot_shows_nothing_again_either(bot):
    await opened(bot)
    await HomeRefresher(bot.context).refresh(changed=True)
    assert published(bot) == 1


async def test_what_changes_without_a_turn_is_seen_within_the_hour(bot, home_refresher):
    await opened(bot)
    await home_refresher.refresh(changed=False)
    moved = replace(CALL, name="Production", areas=(*CALL.areas, Area("Tools", (Lead("Tim T.", "U0TIM"),))))
    await bot.context.store.change(lambda book: book.keep_call(moved))
    await home_refresher.refresh(changed=False)
    assert "Tools" not in text_of(home_of(bot))
    bot.clock.advance(timedelta(hours=1))
    await home_refresher.refresh(changed=False)
    assert "Tools" in text_of(home_of(bot))


@pytest.mark.refuses
@pytest.mark.parametrize("fault", [Fault.RATE_LIMITED, Fault.DROP_BEFORE, Fault.DROP_AFTER_COMMIT])
async def test_what_slack_did_not_take_is_shown_later(bot, home_refresher, fault):
    await opened(bot)
    await card_of(bot)
    bot.workspace.fail_next("views.publish", fault, seconds=20)
    await home_refresher.refresh(changed=True)
    before = published(bot)
    await home_refresher.refresh(changed=True)  # not before Slack wants it
    assert published(bot) == before
    bot.clock.advance(timedelta(seconds=31))
    await home_refresher.refresh(changed=False)
    assert "Released version 4.2" in text_of(home_of(bot))


async def test_forty_leads_cost_forty_calls_and_no_more_than_slack_takes_in_a_minute(bot, home_refresher):
    people = [f"U0LEAD{number:02}" for number in range(90)]
    for person in people:
        bot.workspace.add_person(person, person)
    leads = tuple(Area(person, (Lead(person, person),)) for person in people)
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, areas=leads)))

    def looked(book):
        for person in people:
            book.keep_home(person, "")

    await bot.context.store.change(looked)
    await home_refresher.refresh(changed=True)
    assert published(bot) == 80
    bot.clock.advance(timedelta(minutes=1))
    await home_refresher.refresh(changed=False)
    assert published(bot) == 90
    await home_refresher.refresh(changed=True)
    assert published(bot) == 90


class Strange:
    """A chat that answers about one person as nobody expects it, until it is mended."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self.is_mended = False

    async def person(self, person: str) -> Person:
        if person == "U0TIM" and not self.is_mended:
            raise KeyError("tz")
        return await self._chat.person(person)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._chat, name)


async def test_a_home_that_cannot_be_shown_keeps_nobody_else_from_theirs(bot, caplog):
    strange = Strange(bot.context.chat)
    home_refresher = HomeRefresher(replace(bot.context, chat=strange))
    for person in ("U0TIM", "U0CHAIR"):
        await opened(bot, person)
    await card_of(bot)
    await home_refresher.refresh(changed=True)
    assert "1 of 3 areas" in text_of(home_of(bot, "U0CHAIR"))
    assert "Released version 4.2" not in text_of(home_of(bot, "U0TIM"))
    assert "showing U0TIM their home failed (1 in a row): KeyError at " in caplog.text
    strange.is_mended = True
    await home_refresher.refresh(changed=False)
    assert "Released version 4.2" not in text_of(home_of(bot, "U0TIM"))
    bot.clock.advance(timedelta(seconds=15))
    await home_refresher.refresh(changed=False)
    assert "Released version 4.2" in text_of(home_of(bot, "U0TIM"))


async def test_a_call_that_is_renamed_stands_on_a_home_once_by_its_new_name(bot, home_refresher):
    for person in ("U0TIM", "U0CHAIR"):
        await opened(bot, person)
    await home_refresher.refresh(changed=True)
    await answer(bot, "rename call to Operations", person="U0CHAIR")
    await home_refresher.refresh(changed=True)
    for person in ("U0TIM", "U0CHAIR"):
        found = text_of(home_of(bot, person))
        assert found.count("Operations call") == 1
        assert "Production" not in found
