"""The socket to Slack: opened again whenever it breaks, with growing pauses while nothing comes of it."""

import asyncio
import json
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.model.errors import NotNow, OutcomeUnknown, Rejected
from handlers.incoming.dispatch import SlackApp, answered
from handlers.web_api.api_errors import responded

log = logging.getLogger(__name__)

# All in ping intervals, of which one lasts five seconds.
FIRST_PAUSE = 0.2
LONGEST_PAUSE = 60.0  # where Slack says no
LONGEST_UNREACHED = 6.0  # where there is no answer: what was written meanwhile should not wait for long
STEADY = 2.0  # so long a socket has to stand before the pauses begin anew
SAYS_NO = frozenset({"link_disabled", "too_many_websockets"})


@dataclass(frozen=True, slots=True)
class NoSocket:
    """Why there is no socket; `refused` if Slack says no, `wait` for at least so many seconds."""

    why: str = ""
    refused: bool = False
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How the socket stands: for how many seconds, and how many ago Slack last answered a ping, if it did."""

    age: float
    pong_age: float | None = None


def pause_before(attempts: int, longest: float, dice: float) -> float:
    """The pause after so many attempts that came to nothing: none at first, then growing, never shrinking.

    `dice` from 0 to 1 parts those who were cut off at the same time.
    """
    if attempts <= 1:
        return 0.0
    return min(FIRST_PAUSE * 2.0 ** min(attempts - 2, 20), longest) * (1 + dice) / 2


class PatientSocket(SocketModeClient):
    """Slack's client, which by itself asks again at once, and logs the ticket in the socket's address.

    One attempt goes on at a time; who finds the socket broken meanwhile waits for its outcome. `connected`
    and `missed` are as `connect` says.
    """

    def __init__(
        self,
        app: SlackApp,
        app_token: str,
        connected: Callable[[], None],
        missed: Callable[[], None],
        ping_seconds: float,
    ) -> None:
        super().__init__(
            app_token=app_token, logger=app.logger, web_client=app.client, ping_interval=ping_seconds
        )
        self._connected = connected
        self._missed = missed
        self._closing = asyncio.Event()
        self._attempts = 0  # since a socket last stood for a while
        self._hello_at: float | None = None
        self._none = NoSocket()  # the last that is known
        self._said = ""
        self.message_listeners.append(self._hello)

    @property
    def standing(self) -> Standing | None:
        """How the socket stands; None while there is none, or Slack has not said hello yet."""
        if self._hello_at is None or self.current_session is None or self.current_session.closed:
            return None
        pong_age = None if self._pong_at is None else self._now() - self._pong_at
        return Standing(self._now() - self._hello_at, pong_age)

    @property
    def last_ping_pong_time(self) -> float | None:  # we want to know when it is set
        """When Slack last answered a ping, by the clock that people set; the library looks at it."""
        return self._last_pong

    @last_ping_pong_time.setter
    def last_ping_pong_time(self, moment: float | None) -> None:
        self._last_pong = moment
        self._pong_at = None if moment is None else self._now()

    async def begin(self) -> None:
        """Begin to connect; returns when there is a socket, or after a while: the bot can speak without."""
        self._opening = asyncio.create_task(self.connect())
        await asyncio.wait({self._opening}, timeout=STEADY * self.ping_interval)

    async def connect(self) -> None:
        """Open a socket; returns when there is one, or when the client is closed."""
        self._look_back()
        while not await self._closes_within(self._pause()):
            self._attempts += 1
            try:
                await self._open()
            except Exception as failure:  # noqa: BLE001 - whatever it is, it is tried again
                self._note(_why(failure))
            else:
                self._none = NoSocket()
                return

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 - Slack's names
        """Open another socket in place of the one that is there now, unless somebody else does so."""
        broken = self.current_session
        async with self.connect_operation_lock:
            replaced = self.current_session is not broken
            if not replaced and not self.closed and (force or not await self.is_connected()):
                await self.connect()

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        """Work on a message of Slack; the reason of a goodbye is noted."""
        if message.get("type") == "disconnect" and message.get("reason") in SAYS_NO:
            self._note(NoSocket(str(message["reason"]), refused=True))
        await super().run_message_listeners(message, raw_message)

    async def close(self) -> None:
        """Close the socket, and try no more."""
        self.closed = True
        self._closing.set()
        await super().close()  # type: ignore[no-untyped-call] # Slack's library leaves it untyped

    async def _open(self) -> None:
        """Open a socket with a new ticket, as the library does, and start what listens to it."""
        await self._leave()
        opened = await responded(self.web_client.apps_connections_open(app_token=self.app_token))
        self.current_session = await self.aiohttp_client_session.ws_connect(
            str(opened["url"]),
            autoping=False,
            heartbeat=self.ping_interval,
            proxy=self.proxy,
            ssl=self.web_client.ssl if self.web_client.ssl is not None else True,
        )
        self.last_ping_pong_time = None
        self.auto_reconnect_enabled, self.stale = self.default_auto_reconnect_enabled, False
        for listening in (self.current_session_monitor, self.message_receiver):
            if listening is not None:
                listening.cancel()
        self.current_session_monitor = asyncio.ensure_future(self.monitor_current_session())
        self.message_receiver = asyncio.ensure_future(self.receive_messages())

    async def _leave(self) -> None:
        """Close the old socket first: it counts where Slack says that there are too many."""
        self.auto_reconnect_enabled = False
        if self.current_session is not None:
            await asyncio.gather(self.current_session.close(), return_exceptions=True)

    async def _hello(self, _client: Any, message: dict[str, Any], _raw: str | None) -> None:
        if message.get("type") == "hello":
            self._hello_at = self._now()
            self._connected()

    def _look_back(self) -> None:
        """Begin anew with the pauses if the last socket was a good one."""
        if self._hello_at is not None and self._now() - self._hello_at >= STEADY * self.ping_interval:
            self._attempts, self._said = 0, ""
        self._hello_at = None

    def _pause(self) -> float:
        longest = LONGEST_PAUSE if self._none.refused else LONGEST_UNREACHED
        pause = pause_before(self._attempts, longest, random.random())  # noqa: S311 - chance, not secrecy
        return max(pause * self.ping_interval, self._none.wait)

    async def _closes_within(self, seconds: float) -> bool:
        if seconds and not self.closed:
            await asyncio.wait({closing := asyncio.ensure_future(self._closing.wait())}, timeout=seconds)
            closing.cancel()
        return self.closed

    def _note(self, none: NoSocket) -> None:
        """Remember why there is no socket, and say it once; nobody hears what is said meanwhile."""
        self._none = none
        self._missed()
        if none.why != self._said:
            log.warning("Slack opens no socket (%s); it is asked again, with growing pauses", none.why)
        self._said = none.why

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


class SocketHandler(AsyncSocketModeHandler):
    """Bolt's handler of a socket, with our own client."""

    app: SlackApp
    client: PatientSocket

    def __init__(self, app: SlackApp, client: PatientSocket) -> None:
        self.app, self.client = app, client
        self.app_token = str(client.app_token)
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type] # as Bolt does

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Answer what the socket brought; what is not acknowledged comes again."""
        answer = await answered(self.app, req.payload, build_headers(req))
        if answer.status == HTTPStatus.OK:
            said = json.loads(answer.body) if answer.body else None
            response = SocketModeResponse(envelope_id=req.envelope_id, payload=said)
            await client.send_socket_mode_response(response)


def _why(failure: Exception) -> NoSocket:
    """What is told of a failure; its own words may hold the ticket, or what Slack was sent."""
    match failure:
        case Rejected():
            return NoSocket(failure.detail, refused=True)
        case NotNow():
            wait = failure.after if "limited" in failure.detail else 0.0
            return NoSocket(failure.detail, wait=wait)
        case OutcomeUnknown():
            return NoSocket(failure.detail)
        case aiohttp.WSServerHandshakeError():
            return NoSocket(f"HTTP {failure.status}")
        case _:
            return NoSocket(type(failure).__name__)
