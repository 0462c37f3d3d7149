"""The mouth against the workspace: posted once, whatever the network does."""

from dataclasses import replace

import pytest

from bot.demo.server.ledger import Kind
from bot.model.delivery import Posted
from bot.model.errors import NotNow, OutcomeUnknown, Rejected
from bot.model.message import MinutesPage, Notice
from bot.model.update import Sections
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client
from tests.handlers import samples

pytestmark = pytest.mark.wire


async def test_minutes_stand_in_the_channel_under_their_key(chat, owed, workspace):
    posted = await chat.say(owed(MinutesPage(samples.FULL)))
    (said,) = workspace.messages("C0PROD")
    assert posted == Posted("C0PROD", said["ts"])
    assert said["metadata"] == {
        "event_type": "minutesbot",
        "event_payload": {"key": "Production/2027-01-12/minutes"},
    }
    assert said["blocks"][0]["block_id"] == "Production/2027-01-12/minutes"
    call = workspace.ledger[-1]
    assert (call.arguments["unfurl_links"], call.arguments["parse"]) == (False, "none")


async def test_a_message_to_a_person_is_for_their_id_until_their_conversation_is_known(chat, owed, workspace):
    for number in range(2):
        posted = await chat.say(owed(Notice("Hello"), to="U0TIM", key=f"x/{number}"))
        assert posted.conversation == workspace.dm("U0TIM")
    calls = [record for record in workspace.ledger if record.kind is Kind.CALL]
    assert [record.name for record in calls] == ["chat.postMessage", "chat.postMessage"]
    assert [record.arguments["channel"] for record in calls] == ["U0TIM", workspace.dm("U0TIM")]


async def test_the_ask_names_the_time_where_the_reader_is(chat, owed, workspace):
    await chat.say(owed(samples.ASK, to="U0ABROAD", key="a"))
    (said,) = workspace.messages(workspace.dm("U0ABROAD"))
    assert "10:00 PM CET (Berlin) where you are" in said["text"]


async def test_nothing_was_posted_so_nothing_is_found(chat, owed, minutes):
    assert await chat.find(owed(Notice("x"), key="Production/2027-01-12/late/2")) is None


async def test_a_post_whose_answer_was_lost_is_found_and_not_posted_twice(chat, owed, workspace):
    delivery = owed(MinutesPage(samples.FULL))
    workspace.fail_next("chat.postMessage", "drop_after_commit")
    with pytest.raises(OutcomeUnknown):
        await chat.say(delivery)
    (said,) = workspace.messages("C0PROD")
    assert await chat.find(delivery) == Posted("C0PROD", said["ts"])


async def test_a_post_is_found_in_a_thread(chat, owed, minutes, workspace):
    late = owed(Notice("Amended"), key="Production/2027-01-12/late/2", thread=minutes.posted)
    workspace.fail_next("chat.postMessage", "http_500_html")
    with pytest.raises(OutcomeUnknown):
        await chat.say(late)
    assert await chat.find(late) is None
    posted = await chat.say(late)
    assert await chat.find(late) == posted
    assert posted.ts in [said["ts"] for said in workspace.thread("C0PROD", minutes.posted.ts)]


async def test_a_post_is_found_where_the_history_shows_no_metadata(chat, owed, minutes, workspace):
    workspace.context.history_without_metadata = True
    assert await chat.find(minutes) == minutes.posted


async def test_a_post_is_found_behind_pages_of_other_messages(chat, owed, workspace, clock):
    delivery = owed(MinutesPage(samples.FULL))
    posted = await chat.say(delivery)
    for number in range(450):
        await workspace.write("U0TIM", f"chatter {number}", channel="C0PROD")
    assert await chat.find(delivery) == posted


async def test_a_rate_limit_says_for_how_long(chat, owed, workspace):
    workspace.fail_next("chat.postMessage", "rate_limited", 37)
    with pytest.raises(NotNow) as later:
        await chat.say(owed(Notice("x")))
    assert later.value.after == 37
    assert workspace.messages("C0PROD") == []


async def test_a_dropped_connection_before_anything_happened_is_unknown_too(chat, owed, workspace):
    workspace.fail_next("chat.postMessage", "drop_before")
    with pytest.raises(OutcomeUnknown):
        await chat.say(owed(Notice("x")))
    assert await chat.find(owed(Notice("x"))) is None


async def test_nobody_at_home_was_not_applied(owed, workspace):
    nobody = posting_client(workspace.bot_token, "http://127.0.0.1:9/api/")
    with pytest.raises(NotNow):
        await SlackChat(nobody).say(owed(Notice("x")))


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("C0OLD", "is_archived"),
        ("C0ELSE", "not_in_channel"),
        ("C0NONE", "channel_not_found"),
        ("U0SHY", "restricted_action"),
    ],
)
@pytest.mark.refuses
async def test_what_will_never_work_is_refused(chat, owed, to, why):
    with pytest.raises(Rejected) as rejection:
        await chat.say(owed(Notice("x"), to=to))
    assert why in str(rejection.value)


@pytest.mark.parametrize(("to", "why"), [("U0GONE", "is deactivated"), ("U0ROBOT", "is a bot")])
async def test_who_cannot_read_is_not_asked(chat, owed, workspace, to, why):
    for message in (samples.ASK, samples.REMIND):
        with pytest.raises(Rejected) as rejection:
            await chat.say(owed(message, to=to))
        assert why in str(rejection.value)
    assert workspace.messages(workspace.dm(to)) == []


@pytest.mark.refuses
async def test_people_are_looked_up(chat):
    assert (await chat.person("U0ABROAD")).zone == "Europe/Berlin"
    assert (await chat.person("U0TIM")).name == "Tim T."
    assert (await chat.person("U0NOBODY")).trouble == "is not known in this workspace"


async def test_amended_minutes_change_in_place_and_keep_their_key(chat, minutes, workspace):
    amended = replace(samples.FULL, revision=3)
    await chat.amend(replace(minutes, message=MinutesPage(amended)))
    await chat.amend(replace(minutes, message=MinutesPage(amended)))
    (said,) = workspace.messages("C0PROD")
    assert "Revision 3" in said["text"]
    assert said["metadata"]["event_payload"]["key"] == said["blocks"][0]["block_id"] == minutes.key


async def test_minutes_that_fall_silent_can_still_be_amended(chat, minutes, workspace):
    silent = [replace(area, sections=Sections(), none=()) for area in samples.AREAS]
    await chat.amend(replace(minutes, message=MinutesPage(samples.minutes(silent))))
    assert workspace.refused == []
