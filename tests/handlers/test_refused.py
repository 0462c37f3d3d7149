"""What Slack refuses until somebody mends it waits for that; what is about one person or message does not."""

import logging
from datetime import timedelta

import pytest

from bot.cycle.deliver import deliver
from bot.cycle.hindrances import Hindrances
from bot.model.delivery import Status
from bot.model.message import Undelivered
from bot.wiki.pages import WikiPages
from handlers.web_api.api_errors import FINAL
from tests.handlers.commands.test_commands import answer
from tests.handlers.stage import CALL
from tests.rounds import advance

pytestmark = [pytest.mark.wire, pytest.mark.refuses]

MEETING = "Production/2027-01-12"
LEADS = [f"{MEETING}/ask/{lead.person}" for lead in CALL.leads]
BEFORE_CALL = timedelta(hours=23)
TO_BE_MENDED = [
    "missing_scope",
    "account_inactive",
    "access_denied",
    "ekm_access_denied",
    "team_access_not_granted",
    "org_login_required",
    "enterprise_is_restricted",
    "invalid_auth",
    "messages_tab_disabled",
    "a_code_of_tomorrow",
]
OF_A_PLACE = ["not_in_channel", "channel_not_found", "is_archived"]


async def owed(bot, kind):
    return await bot.context.store.read(lambda book: book.deliveries(f"{MEETING}/{kind}"))


async def statuses(bot):
    return {each.key: each.status for each in await owed(bot, "ask")}


async def told(bot):
    """What the chairs are to be told of what did not get through."""
    return [each for each in await owed(bot, "notice") if isinstance(each.message, Undelivered)]


def times_asked(bot):
    """How often each lead was asked, by what stands in their conversations."""
    said = [message for lead in CALL.leads for message in bot.said_to(lead.person)]
    keys = [message["blocks"][0]["block_id"] for message in said]
    return {key: keys.count(key) for key in LEADS}


async def turns(bot, number, apart):
    for _ in range(number):
        await bot.tick()
        bot.clock.advance(apart)


@pytest.mark.parametrize(
    ("code", "method"),
    [*((code, "chat.postMessage") for code in TO_BE_MENDED), ("missing_scope", "users.info")],
)
async def test_questions_wait_for_what_can_be_mended_and_then_everybody_is_asked_once(bot, code, method):
    bot.workspace.fail_next(method, "refused", error=code, times=10_000)
    await turns(bot, 8, timedelta(minutes=4))
    assert await statuses(bot) == dict.fromkeys(LEADS, Status.PENDING)
    assert [each.to for each in await told(bot)] == ["U0CHAIR"]
    bot.workspace.mend(method)
    await turns(bot, 4, timedelta(minutes=5))
    assert times_asked(bot) == dict.fromkeys(LEADS, 1)
    assert len(await told(bot)) == 1


async def test_what_is_in_the_way_is_logged_once_and_told_as_long_as_it_lasts(bot, caplog):
    caplog.set_level(logging.INFO)
    hindrances, at = Hindrances(), bot.context

    async def standing():
        now, nowhere = bot.clock(), WikiPages(password=None)
        await advance(store=at.store, pages=at.chat.pages, now=now)
        await deliver(
            store=at.store, chat=at.chat, wiki=nowhere, clock=bot.clock, owner="me", hindrances=hindrances
        )
        bot.clock.advance(timedelta(minutes=10))
        return hindrances.standing(now)

    bot.workspace.fail_next("chat.postMessage", "refused", error="access_denied", times=10_000)
    for _ in range(4):
        assert await standing() == ("access_denied",)
    assert caplog.text.count("refused: access_denied") == 1
    bot.workspace.mend("chat.postMessage")
    assert await standing() == ()
    assert caplog.text.count("access_denied") == 2


async def test_a_question_that_is_refused_until_the_call_is_left_out_and_why_tells_the_reason(bot):
    bot.workspace.fail_next("chat.postMessage", "refused", error="missing_scope", times=10_000)
    await turns(bot, 3, timedelta(minutes=10))
    (said,) = await answer(bot, "why")
    assert "I could not ask Tim T. yet, and shall try again: the app lacks a permission" in said["text"]
    await turns(bot, 5, timedelta(hours=6))
    assert {each.reason for each in await owed(bot, "ask")} == {
        "its moment had passed while it was refused: missing_scope"
    }
    assert {each.status for each in await owed(bot, "remind")} == {Status.SKIPPED}
    (said, *_) = await answer(bot, "why")
    left_out = (
        "I did not ask Tim T., as Slack refused it until its time had passed: the app lacks a permission"
    )
    assert left_out in said["text"]


def test_only_what_is_about_a_person_or_a_message_is_final():
    assert not FINAL & {*TO_BE_MENDED, *OF_A_PLACE}


@pytest.mark.parametrize("code", ["user_disabled", "cannot_dm_bot", "msg_too_long", "invalid_blocks"])
async def test_what_is_about_one_person_or_message_is_given_up_at_once_with_the_reason(bot, code):
    bot.workspace.fail_next("chat.postMessage", "refused", error=code)
    await turns(bot, 2, timedelta(minutes=1))
    dead = [each for each in await owed(bot, "ask") if each.status is Status.DEAD]
    assert [each.reason for each in dead] == [code]
    assert sorted(times_asked(bot).values()) == [0, 1]
    (notice,) = await told(bot)
    assert (notice.to, notice.message.reason, notice.message.passing) == ("U0CHAIR", code, False)


@pytest.mark.parametrize("code", [*OF_A_PLACE, "access_denied"])
async def test_minutes_are_insisted_on_until_they_are_taken(bot, code):
    await bot.tick()
    bot.clock.advance(BEFORE_CALL)
    bot.workspace.fail_next("chat.postMessage", "refused", error=code, times=3)
    await turns(bot, 5, timedelta(minutes=5))
    said = [message["blocks"][0]["block_id"] for message in bot.workspace.messages("C0PROD")]
    assert said.count(f"{MEETING}/minutes") == 1


@pytest.mark.parametrize("code", ["access_denied", "invalid_auth", "a_code_of_tomorrow"])
async def test_who_types_a_command_is_told_at_once_what_slack_refuses(bot, code):
    bot.workspace.fail_next("users.info", "refused", error=code, times=10)
    (said,) = await answer(bot, "why")
    assert said["text"].startswith("Slack refused: ")
