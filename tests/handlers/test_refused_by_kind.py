"""What happens where Slack refuses a method with a code that no list of ours knows: a row for every method.

The safe way is that nothing is lost, nobody waits in silence, and the code can be found in the log or is told
to whoever can have it mended.
"""

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.model.delivery import Status
from bot.model.errors import ChatUnusable, Rejected
from bot.model.message import Undelivered
from handlers.home.show import HomeRefresher
from handlers.incoming.catch_up import catch_up
from handlers.live_check.checkup import channel_trouble, unreachable, upload_trouble
from handlers.live_check.scratch_channel import ScratchChannel
from handlers.live_check.trials import trials
from handlers.web_api.find_people import members
from handlers.web_api.slack_time import slack_time
from handlers.web_api.tokens import bot_identity, check_app_token
from tests.handlers.commands.test_commands import answer
from tests.handlers.home_stage import opened
from tests.handlers.live_stage import begun, below
from tests.handlers.setting_up import click, send, setup, stands
from tests.handlers.stage import Bot, card_of, press
from tests.paths import ROOT

pytestmark = [pytest.mark.wire, pytest.mark.refuses]

CODE = "a_code_of_tomorrow"
MEETING = "Production/2027-01-12"


@dataclass(frozen=True)
class Seen:
    """The bot, and what it logged so far."""

    bot: Bot
    log: Callable[[], str]

    def refuse(self, method: str, times: int = 1000) -> None:
        self.bot.workspace.fail_next(method, "refused", error=CODE, times=times)

    async def owed(self, kind: str):
        return await self.bot.context.store.read(lambda book: book.deliveries(f"{MEETING}/{kind}"))

    def direct(self, person: str) -> str:
        """All that somebody is told, in their conversation and below what they did."""
        said = [*self.bot.said_to(person), *self.bot.workspace.private(person)]
        return "\n".join(each["text"] for each in said)


async def a_question_goes_out_without_what_its_reader_shows(seen: Seen, method: str) -> None:
    seen.refuse(method)
    await seen.bot.tick()
    assert "What is new for the Production call?" in seen.direct("U0TIM")
    assert CODE in seen.log()


async def a_question_waits_and_the_chair_is_told(seen: Seen, method: str) -> None:
    seen.refuse(method)
    for _ in range(8):
        await seen.bot.tick()
        seen.bot.clock.advance(timedelta(minutes=4))
    assert {each.status for each in await seen.owed("ask")} == {Status.PENDING}
    (told,) = [each for each in await seen.owed("notice") if isinstance(each.message, Undelivered)]
    assert (told.to, told.message.reason) == ("U0CHAIR", CODE)
    assert f"refused: {CODE}" in seen.log()


async def who_mentions_the_bot_is_told_by_direct_message(seen: Seen, method: str) -> None:
    seen.refuse(method)
    await seen.bot.workspace.write("U0TIM", f"<@{seen.bot.workspace.bot_user}> areas", channel="C0PROD")
    await seen.bot.settle()
    await seen.bot.tick()
    assert "Software" in seen.direct("U0TIM")


async def a_card_is_changed_once_it_is_taken(seen: Seen, method: str) -> None:
    await card_of(seen.bot, "- Moved the mirror")
    seen.refuse(method, times=1)
    said = await card_of(seen.bot, "- Released version 4.2")
    assert "4.2" not in said["text"]
    seen.bot.clock.advance(timedelta(minutes=1))
    await seen.bot.settle()
    (card,) = [each for each in seen.bot.said_to("U0TIM") if "/card/" in each["blocks"][0]["block_id"]]
    assert "4.2" in card["text"]


async def the_copy_stands_as_text_and_the_chair_is_told_why(seen: Seen, method: str) -> None:
    seen.refuse(method)
    await begun(seen.bot)
    await seen.bot.tick()
    (copy,) = below(seen.bot, "twiki")
    assert "files" not in copy
    assert "Released version 4.2" in str(copy["blocks"])
    (told,) = [each for each in await seen.owed("notice") if isinstance(each.message, Undelivered)]
    assert told.to == "U0CHAIR"
    said = seen.direct("U0CHAIR")
    assert (
        f"Slack refused the file of the TWiki copy for the Production call of Tuesday, January 12: {CODE}."
        in said
    )
    assert f"its file ({CODE})" in seen.log()
    # what is said later stands there as well, and the chair is not told again
    await seen.bot.workspace.write("U0ANA", "Storage:\n- Emptied the cache")
    await seen.bot.settle()
    for _ in range(2):
        await seen.bot.tick()
    assert "Emptied the cache" in str(below(seen.bot, "twiki"))
    assert seen.direct("U0CHAIR").count("Slack refused the file") == 1


async def a_copy_that_was_taken_is_looked_up_before_anything_is_posted_again(seen: Seen, method: str) -> None:
    seen.bot.context.chat._copies._pauses = (0.01,)  # type: ignore[attr-defined]
    seen.refuse(method, times=1)
    await begun(seen.bot)
    (copy,) = await seen.owed("twiki")
    assert copy.status is Status.SENDING
    assert f"does not tell where a file stands ({CODE})" in seen.log()
    seen.bot.clock.advance(timedelta(minutes=5))
    await seen.bot.tick()
    assert len(below(seen.bot, "twiki")) == 1
    (copy,) = await seen.owed("twiki")
    assert copy.status is Status.SENT


async def who_presses_is_told_that_no_window_opens(seen: Seen, method: str) -> None:
    card = await card_of(seen.bot)
    seen.refuse(method)
    await press(seen.bot, card, "Correct")
    assert f"Slack did not let me open that: {CODE}." in seen.direct("U0TIM")
    assert CODE in seen.log()


async def who_presses_in_a_window_is_told_that_none_opens_above_it(seen: Seen, method: str) -> None:
    await setup(seen.bot)
    seen.refuse(method)
    shown = await click(seen.bot, "Change when")
    assert f"Slack did not let me open that: {CODE}." in str(shown["blocks"])
    assert CODE in seen.log()


async def who_sends_a_form_is_told_though_no_window_shows_what_became_of_it(seen: Seen, method: str) -> None:
    await setup(seen.bot)
    await click(seen.bot, "Change when")
    seen.refuse(method)
    await send(seen.bot, time="17:00")
    assert f"Slack did not let me show you what became of that: {CODE}." in seen.direct("U0CHAIR")
    assert (await stands(seen.bot)).time.hour == 17
    assert CODE in seen.log()


async def a_home_is_left_as_it_is(seen: Seen, method: str) -> None:
    seen.refuse(method)
    await HomeRefresher(seen.bot.context).opened({"user": "U0TIM", "tab": "home"})
    assert f"a home could not be shown ({CODE})" in seen.log()


async def a_home_has_no_links(seen: Seen, method: str) -> None:
    await begun(seen.bot)
    seen.refuse(method)
    assert await seen.bot.context.chat.permalink((await seen.owed("minutes"))[0].posted) == ""
    assert "Production" in str(await opened(seen.bot))
    assert f"does not tell the address of a message ({CODE})" in seen.log()


async def who_asks_is_told_that_it_cannot_be_seen_who_is_there(seen: Seen, method: str) -> None:
    seen.refuse(method)
    (said,) = await answer(seen.bot, "status", person="U0BY", channel=seen.bot.workspace.dm("U0BY"))
    assert f"I cannot see who is in the channel of Production: {CODE}." in said["text"]


async def who_asks_is_told_what_slack_refuses(seen: Seen, method: str) -> None:
    seen.refuse(method)
    (said,) = await answer(seen.bot, "why")
    assert said["text"] == f"Slack refused: {CODE}."
    card = await card_of(seen.bot, "- Moved the mirror")  # a lead is heard all the same
    assert "Moved the mirror" in card["text"]


async def what_was_sent_is_kept_and_done_once_slack_takes_it(seen: Seen, method: str) -> None:
    await setup(seen.bot)
    await click(seen.bot, "Change when")
    seen.refuse(method)
    await send(seen.bot, time="17:00")
    assert (await stands(seen.bot)).time.hour == 16
    seen.bot.clock.advance(timedelta(minutes=6))
    await seen.bot.settle()
    kept = f"Slack refuses something that I need for what you sent: {CODE}. It is kept, and I go on trying."
    assert seen.direct("U0CHAIR").count(kept) == 1
    seen.bot.workspace.mend(method)
    seen.bot.clock.advance(timedelta(minutes=6))
    await seen.bot.settle()
    assert (await stands(seen.bot)).time.hour == 17


async def a_channel_without_a_name_keeps_no_reply_back(seen: Seen, method: str) -> None:
    seen.refuse(method)
    card = await card_of(seen.bot, "- Asked in <#C0PROD>")
    assert "Asked in" in card["text"]
    assert f"could not be looked up ({CODE})" in seen.log()
    assert CODE in await channel_trouble(seen.bot.reading, "C0PROD")


async def the_look_back_is_made_again(seen: Seen, method: str) -> None:
    seen.bot.workspace.events.holding = True
    await seen.bot.workspace.write("U0TIM", "- Moved the mirror")
    seen.refuse(method, times=1)
    await catch_up(seen.bot.reading, seen.bot.inbox, seen.bot.context.store, seen.bot.clock)
    assert CODE in seen.log()
    await catch_up(seen.bot.reading, seen.bot.inbox, seen.bot.context.store, seen.bot.clock)
    await seen.bot.settle()
    assert "Moved the mirror" in seen.direct("U0TIM")


async def a_thread_that_cannot_be_read_back_keeps_nothing_else_back(seen: Seen, method: str) -> None:
    await seen.bot.tick()
    seen.bot.workspace.events.holding = True
    await seen.bot.workspace.write("U0TIM", "- Moved the mirror")
    (ask,) = seen.bot.said_to("U0TIM")
    await seen.bot.workspace.write("U0TIM", "- Released version 4.2", thread_ts=ask["ts"])
    seen.refuse(method, times=1)
    await catch_up(seen.bot.reading, seen.bot.inbox, seen.bot.context.store, seen.bot.clock)
    await seen.bot.settle()
    assert "Moved the mirror" in seen.direct("U0TIM")
    assert f"could not be read back ({CODE})" in seen.log()
    await catch_up(seen.bot.reading, seen.bot.inbox, seen.bot.context.store, seen.bot.clock)
    await seen.bot.settle()
    assert "Released version 4.2" in seen.direct("U0TIM")


async def the_doctor_says_so(seen: Seen, method: str) -> None:
    seen.refuse(method)
    assert CODE in await unreachable(seen.bot.reading, "U0TIM") + await upload_trouble(seen.bot.reading)


async def the_tokens_are_refused_in_one_line(seen: Seen, method: str) -> None:
    seen.refuse(method)
    posting = seen.bot.context.posting
    asked = (
        bot_identity(posting)
        if method == "auth.test"
        else check_app_token(posting, seen.bot.workspace.app_token)
    )
    with pytest.raises(ChatUnusable, match=rf"token was refused \({CODE}\); look the word up"):
        await asked


async def a_refusal_tells_the_time_as_well(seen: Seen, method: str) -> None:
    seen.refuse(method)
    assert await slack_time(seen.bot.context.posting)


async def nobody_is_meant_by_a_name_and_the_command_says_why(seen: Seen, method: str) -> None:
    seen.refuse(method)
    with pytest.raises(Rejected, match=CODE):
        await members(seen.bot.reading)


async def a_trial_says_that_it_could_not_be_taken_away(seen: Seen, method: str) -> None:
    seen.refuse(method)
    at = seen.bot
    scratch = ScratchChannel(at.context.posting, at.reading, at.context.chat, "C0PROD", at.clock(), pace=0)
    *_, last = [trial async for trial in trials(scratch)]
    assert (last.yes, last.detail) == (False, CODE)


WHAT_HAPPENS: dict[str, tuple[Callable[[Seen, str], Awaitable[None]], ...]] = {
    "api.test": (a_refusal_tells_the_time_as_well,),
    "apps.connections.open": (the_tokens_are_refused_in_one_line,),
    "auth.test": (the_tokens_are_refused_in_one_line,),
    "chat.delete": (a_trial_says_that_it_could_not_be_taken_away,),
    "chat.getPermalink": (a_home_has_no_links,),
    "chat.postEphemeral": (who_mentions_the_bot_is_told_by_direct_message,),
    "chat.postMessage": (a_question_waits_and_the_chair_is_told,),
    "chat.update": (a_card_is_changed_once_it_is_taken,),
    "conversations.history": (the_look_back_is_made_again,),
    "conversations.info": (a_channel_without_a_name_keeps_no_reply_back,),
    "conversations.members": (who_asks_is_told_that_it_cannot_be_seen_who_is_there,),
    "conversations.open": (the_doctor_says_so,),
    "conversations.replies": (a_thread_that_cannot_be_read_back_keeps_nothing_else_back,),
    "files.completeUploadExternal": (the_copy_stands_as_text_and_the_chair_is_told_why,),
    "files.delete": (a_trial_says_that_it_could_not_be_taken_away,),
    "files.getUploadURLExternal": (the_copy_stands_as_text_and_the_chair_is_told_why, the_doctor_says_so),
    "files.info": (a_copy_that_was_taken_is_looked_up_before_anything_is_posted_again,),
    "users.conversations": (the_look_back_is_made_again,),
    "users.info": (
        who_asks_is_told_what_slack_refuses,
        what_was_sent_is_kept_and_done_once_slack_takes_it,
    ),
    "users.profile.get": (a_question_goes_out_without_what_its_reader_shows,),
    "users.list": (nobody_is_meant_by_a_name_and_the_command_says_why,),
    "views.open": (who_presses_is_told_that_no_window_opens,),
    "views.publish": (a_home_is_left_as_it_is,),
    "views.push": (who_presses_in_a_window_is_told_that_none_opens_above_it,),
    "views.update": (who_sends_a_form_is_told_though_no_window_shows_what_became_of_it,),
}
ROWS = [(method, happens) for method, all_ in WHAT_HAPPENS.items() for happens in all_]


@pytest.mark.parametrize(("method", "happens"), ROWS, ids=[f"{m}: {h.__name__}" for m, h in ROWS])
async def test_an_unknown_refusal_takes_the_safe_way(bot, caplog, method, happens):
    caplog.set_level(logging.INFO)
    await happens(Seen(bot, lambda: caplog.text), method)


def test_every_method_that_is_used_has_a_row():
    named = re.compile(r"(?:posting|reading|client)\.((?:[a-z]+_)+[a-zA-Z_]+)\(")
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "handlers").rglob("*.py"))
    used = {name.replace("_", ".") for name in named.findall(source)}
    used -= {"send.socket.mode.response", "api.call"}  # the second is of OAuth: tests/teams/test_install.py
    assert used == set(WHAT_HAPPENS)
