"""A socket that Slack refuses is asked for ever more seldom, that is said once, and with no secret."""

import asyncio
import itertools
import logging
import re
from functools import partial

import pytest

from handlers.incoming.connect import build_app, connect
from handlers.incoming.socket import FIRST_PAUSE, LONGEST_PAUSE, SocketHandler, pause_before
from handlers.web_api.clients import posting_client
from handlers.web_api.tokens import bot_identity
from storage.queue import RowInbox
from tests.waiting import until

pytestmark = pytest.mark.wire

PING = 0.25
SECRETS = re.compile(r"ticket|xapp-|xoxb-|/link/", re.IGNORECASE)


def has(hellos, count):
    return len(hellos) == count


def gaps(moments):
    return [later - earlier for earlier, later in itertools.pairwise(moments)]


def floor(attempts: int) -> float:
    """The least time in which so many attempts can be made."""
    return sum(pause_before(n, LONGEST_PAUSE, 0.0) for n in range(1, attempts)) * PING


@pytest.fixture
def inbox(database):
    return RowInbox(database, "T0DEMO")


@pytest.fixture
async def line(workspace, inbox, clock, caplog):
    """Opens the bot's socket and tells its hellos; the log is looked through at the end."""
    caplog.set_level(logging.INFO)
    client = posting_client(workspace.bot_token, workspace.api_url)
    app = build_app(client, await bot_identity(client), inbox, lambda: None, clock)
    opened, hellos = list[SocketHandler](), list[int]()

    async def open_line() -> list[int]:
        opened.append(
            await connect(app, workspace.app_token, connected=lambda: hellos.append(1), ping_seconds=PING)
        )
        return hellos

    yield open_line
    for handler in opened:
        await handler.close_async()
    own = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("aiohttp.access")
    )
    assert not SECRETS.search(own)
    assert all(record.exc_info is None for record in caplog.records)
    assert "Traceback" not in caplog.text


def said(caplog) -> list[str]:
    return [r.getMessage() for r in caplog.records if "opens no socket" in r.getMessage()]


@pytest.mark.parametrize("reason", ["too_many_websockets", "link_disabled"])
async def test_who_is_turned_away_asks_ever_more_seldom_and_says_so_once(
    workspace, line, inbox, reason, caplog
):
    workspace.sockets.turn_away = reason
    workspace.envelopes.retry_after = (0.2,) * 100
    hellos, tried = await line(), workspace.sockets.attempts
    await workspace.write("U0TIM", "while nobody listens")
    await until(lambda: len(tried) >= 8)
    assert tried[7] - tried[0] >= floor(8)
    assert gaps(tried)[6] > 4 * FIRST_PAUSE * PING
    assert said(caplog) == [f"Slack opens no socket ({reason}); it is asked again, with growing pauses"]
    assert not hellos
    workspace.sockets.turn_away = ""
    await until(lambda: hellos)
    await workspace.settled()
    (arrival,) = await inbox.waiting(10)
    assert arrival.payload["event"]["text"] == "while nobody listens"


@pytest.mark.parametrize("reason", ["too_many_websockets", "link_disabled", "refresh_requested", "close"])
async def test_a_socket_that_is_taken_away_again_and_again_is_asked_for_ever_more_seldom(
    workspace, line, reason
):
    hellos, tried = await line(), workspace.sockets.attempts
    for number in range(1, 7):
        await until(partial(has, hellos, number))
        await (workspace.sockets.close() if reason == "close" else workspace.disconnect(reason))
    await until(lambda: len(hellos) == 7)
    assert tried[-1] - tried[0] >= floor(7)


async def test_upgrades_that_are_answered_with_500_leave_no_ticket_in_the_log(workspace, line, caplog):
    workspace.sockets.refuse_upgrades = 6
    hellos, tried = await line(), workspace.sockets.attempts
    await until(lambda: hellos)
    assert len(tried) == 7
    assert tried[-1] - tried[0] >= floor(7)
    assert said(caplog) == ["Slack opens no socket (HTTP 500); it is asked again, with growing pauses"]


@pytest.mark.refuses
@pytest.mark.parametrize("fault", ["http_500_html", "drop_before", "refused"])
async def test_an_address_that_slack_does_not_give_out_is_asked_for_again(workspace, line, fault, caplog):
    hellos = await line()
    await until(lambda: hellos)
    workspace.fail_next("apps.connections.open", fault, times=4)
    workspace.hard_drop()
    await until(lambda: len(hellos) == 2)
    assert len(said(caplog)) == 1


@pytest.mark.refuses
async def test_a_limit_of_slack_is_waited_for(workspace, line):
    hellos = await line()
    await until(lambda: hellos)
    workspace.fail_next("apps.connections.open", "rate_limited", seconds=1)
    await workspace.sockets.close()
    began = asyncio.get_running_loop().time()
    await until(lambda: len(hellos) == 2)
    assert asyncio.get_running_loop().time() - began >= 0.9


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions", "actions": [], "user": {"id": "U0TIM", "name": "words"}},
        {"type": "event_callback", "event": None, "authorizations": [5]},
    ],
    ids=["click", "event"],
)
async def test_a_payload_that_bolt_cannot_read_is_refused_in_one_line_and_holds_up_nobody(
    workspace, line, inbox, payload, caplog
):
    hellos = await line()
    await until(lambda: hellos)
    (socket,) = workspace.sockets.open
    await socket.send_json({"envelope_id": "1", "type": "interactive", "payload": payload})
    await until(lambda: "no shape that Slack has" in caplog.text)
    await workspace.write("U0TIM", "afterwards")
    await workspace.settled()
    (arrival,) = await inbox.waiting(10)
    assert arrival.payload["event"]["text"] == "afterwards"
    assert caplog.text.count("no shape that Slack has") == 1


async def test_after_a_good_socket_the_next_one_is_asked_for_at_once(workspace, line):
    workspace.sockets.turn_away = "too_many_websockets"
    hellos, tried = await line(), workspace.sockets.attempts
    await until(lambda: len(tried) >= 8)
    workspace.sockets.turn_away = ""
    await until(lambda: hellos)
    socket, came = workspace.sockets.open[0], asyncio.get_running_loop().time()
    await until(lambda: asyncio.get_running_loop().time() - came > 3 * PING)
    assert not socket.closed
    await workspace.disconnect("refresh_requested")
    left = asyncio.get_running_loop().time()
    await until(lambda: len(hellos) == 2)
    assert asyncio.get_running_loop().time() - left < floor(8)


async def test_who_is_closed_during_a_pause_closes_at_once_and_asks_no_more(workspace, database, clock):
    client = posting_client(workspace.bot_token, workspace.api_url)
    app = build_app(client, await bot_identity(client), RowInbox(database, "T0DEMO"), lambda: None, clock)
    workspace.sockets.turn_away = "link_disabled"
    handler = await connect(app, workspace.app_token, ping_seconds=PING)
    tried = workspace.sockets.attempts
    await until(lambda: len(tried) >= 7)
    async with asyncio.timeout(LONGEST_PAUSE * PING / 2):
        await handler.close_async()
    count = len(tried)
    await until(lambda: not handler.client.connect_operation_lock.locked())
    assert len(tried) == count


@pytest.mark.parametrize("dice", [0.0, 0.5, 1.0])
def test_pauses_grow_never_shrink_and_have_an_end(dice):
    pauses = [pause_before(attempts, LONGEST_PAUSE, dice) for attempts in range(5000)]
    assert pauses == sorted(pauses)
    assert pauses[:2] == [0.0, 0.0]
    assert LONGEST_PAUSE / 2 <= pauses[-1] <= LONGEST_PAUSE
    assert pause_before(7, LONGEST_PAUSE, 1.0) <= pause_before(8, LONGEST_PAUSE, 0.0)


def test_in_half_a_minute_no_more_than_a_handful_of_attempts_are_made():
    moments = list(itertools.accumulate(5.0 * pause_before(n, LONGEST_PAUSE, 0.0) for n in range(30)))
    assert sum(moment < 30 for moment in moments) < 10
