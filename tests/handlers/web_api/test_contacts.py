"""What a question costs in requests: one where it is known how to reach its reader, and when it is there."""

from datetime import timedelta

import pytest

from bot.demo.server.ledger import Kind
from bot.model.errors import Rejected
from bot.model.message import Notice
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client
from handlers.web_api.contacts import FRESH
from storage.store import RowStore
from tests.handlers import samples

pytestmark = pytest.mark.wire

LOOKED_UP, POSTED = "users.info", "chat.postMessage"


@pytest.fixture
def chat(workspace, clock):
    posting = posting_client(workspace.bot_token, workspace.api_url)
    return SlackChat(posting, clock=clock)


@pytest.fixture
def store(database):
    return RowStore(database, "T0LAB")


@pytest.fixture
def requests(workspace, chat, owed):
    """The requests that a message takes."""

    async def made(key, message=samples.ASK, to="U0ABROAD"):
        before = len(workspace.ledger)
        await chat.say(owed(message, to=to, key=key))
        return [record.name for record in workspace.ledger[before:] if record.kind is Kind.CALL]

    return made


async def test_a_question_takes_one_request_where_zone_and_conversation_are_known(requests):
    assert await requests("first") == [LOOKED_UP, POSTED]
    assert await requests("second") == [POSTED]
    assert await requests("reminder", samples.REMIND) == [POSTED]


async def test_the_next_process_knows_what_the_one_before_it_learnt(workspace, clock, store, owed):
    for key, wanted in (("first", [LOOKED_UP, POSTED]), ("second", [POSTED])):
        posting = posting_client(workspace.bot_token, workspace.api_url)
        before = len(workspace.ledger)
        await SlackChat(posting, clock=clock, store=store).say(owed(samples.ASK, to="U0ABROAD", key=key))
        assert [record.name for record in workspace.ledger[before:] if record.kind is Kind.CALL] == wanted
    assert len(workspace.messages(workspace.dm("U0ABROAD"))) == 2


async def test_who_is_erased_is_not_known_any_more(workspace, clock, store, owed):
    posting = posting_client(workspace.bot_token, workspace.api_url)
    await SlackChat(posting, clock=clock, store=store).say(owed(samples.ASK, to="U0ABROAD"))
    assert (await store.read(lambda book: book.contact("U0ABROAD"))).known.zone == "Europe/Berlin"
    await store.change(lambda book: book.erase_person("U0ABROAD"))
    assert await store.read(lambda book: book.contact("U0ABROAD")) is None


async def test_a_question_takes_two_requests_where_only_the_conversation_is_known(requests):
    assert await requests("told", Notice("Hello")) == [POSTED]
    assert await requests("asked") == [LOOKED_UP, POSTED]


async def test_readers_are_looked_up_again_when_what_is_known_is_no_longer_fresh(requests, clock, workspace):
    await requests("first")
    clock.advance(FRESH - timedelta(minutes=5))
    assert await requests("fresh") == [POSTED]
    workspace.world.people["U0ABROAD"].tz = "America/New_York"
    clock.advance(timedelta(minutes=10))
    assert await requests("old") == [LOOKED_UP, POSTED]
    (*_, said) = workspace.messages(workspace.dm("U0ABROAD"))
    assert "Berlin" not in said["text"]


@pytest.mark.refuses
async def test_a_reader_whom_slack_refused_is_looked_up_again(requests, workspace):
    await requests("first")
    workspace.fail_next(POSTED, "refused", error="channel_not_found")
    with pytest.raises(Rejected):
        await requests("refused")
    assert await requests("again") == [LOOKED_UP, POSTED]


async def test_who_cannot_read_is_looked_up_each_time(requests, workspace):
    for key in ("first", "second"):
        before = len(workspace.ledger)
        with pytest.raises(Rejected):
            await requests(key, to="U0GONE")
        assert [record.name for record in workspace.ledger[before:]] == [LOOKED_UP]
