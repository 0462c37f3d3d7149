"""When Slack sends again what nobody acknowledged: documented for HTTP, not for sockets, so it is tried."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.live_check.scratch_channel import Not
from handlers.web_api.api_errors import outcome

WHAT = "a message that nobody acknowledges comes again"
HELLO_SECONDS = 10.0

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One delivery of a message, and the moment of it in seconds."""

    at: float
    said: Payload

    @property
    def event(self) -> Payload:
        """What happened."""
        event: Payload = self.said["payload"]["event"]
        return event

    @property
    def place(self) -> tuple[str, str]:
        """What makes it the same message, whatever identities its deliveries carry."""
        return str(self.event["channel"]), str(self.event["ts"])

    @property
    def is_somebodys(self) -> bool:
        """Whether a person just wrote this to the bot."""
        event = self.event
        written = event.get("channel_type") == "im" and not {"subtype", "bot_id"} & event.keys()
        return written and not self.said.get("retry_attempt")


async def redelivery(client: AsyncWebClient, app_token: str, wait: float, ask: Callable[[str], None]) -> str:
    """Leave a person's message unacknowledged and say when it comes again; acknowledge it in the end.

    `ask` tells the person at the terminal to write one; after that it is listened for `wait` seconds more.
    """
    opened = await outcome(client.apps_connections_open(app_token=app_token))
    try:
        async with (
            aiohttp.ClientSession(trust_env=True) as session,
            session.ws_connect(str(opened["url"])) as socket,
        ):
            return await _on(_ManualSocket(socket), wait, ask)
    except aiohttp.ClientError as failure:
        raise Not(f"the socket broke ({type(failure).__name__})") from failure


class _ManualSocket:
    """A socket that acknowledges nothing by itself."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._present = asyncio.get_running_loop().time

    async def frames(self, seconds: float) -> AsyncIterator[tuple[float, Payload]]:
        """All that is said in this time, each with its moment."""
        end = self._present() + seconds
        while (left := end - self._present()) > 0:
            try:
                frame = await self._socket.receive(timeout=left)
            except TimeoutError:
                return
            if frame.type is not aiohttp.WSMsgType.TEXT:
                raise Not("Slack closed the socket meanwhile; try again")
            said: Payload = json.loads(frame.data)
            if said["type"] == "disconnect":
                raise Not(f"Slack asked the socket to leave ({said.get('reason')}); try again")
            yield self._present(), said

    async def messages(self, seconds: float) -> AsyncIterator[Arrival]:
        """The messages among them."""
        async for at, said in self.frames(seconds):
            if said["type"] == "events_api" and said["payload"]["event"]["type"] == "message":
                yield Arrival(at, said)

    async def acknowledge(self, arrival: Arrival) -> None:
        await self._socket.send_json({"envelope_id": arrival.said["envelope_id"]})


async def _on(socket: _ManualSocket, wait: float, ask: Callable[[str], None]) -> str:
    await _alone(socket)
    ask(f"Write one direct message to the bot now, within {wait:g} seconds.")
    first = await _first(socket, wait)
    ask(f"Thank you. Nothing is acknowledged now for {wait:g} seconds.")
    again = [it async for it in socket.messages(wait) if it.place == first.place]
    await socket.acknowledge(again[-1] if again else first)
    if not again:
        raise Not(f"it did not come within {wait:g} seconds; try again with a longer --wait")
    told = f"after {', '.join(_after(first, it) for it in again)}; {_envelopes(first, again)}"
    if any(it.said["payload"]["event_id"] != first.said["payload"]["event_id"] for it in again):
        raise Not(f"{told}, but another event_id, by which the bot knows what it has")
    return f"{told}, the same event_id"


async def _alone(socket: _ManualSocket) -> None:
    """A message goes to one socket only, so there may be no other."""
    async for _, said in socket.frames(HELLO_SECONDS):
        if said["type"] == "hello":
            if said["num_connections"] > 1:
                raise Not("another socket is open, which may get the message instead: stop the bot first")
            return
    raise Not("Slack opened a socket and did not say hello")


async def _first(socket: _ManualSocket, wait: float) -> Arrival:
    async for arrival in socket.messages(wait):
        if arrival.is_somebodys:
            return arrival
    raise Not(f"nobody wrote to the bot within {wait:g} seconds")


def _after(first: Arrival, again: Arrival) -> str:
    """How much later, and what Slack says of it."""
    attempt, reason = (again.said.get(name) for name in ("retry_attempt", "retry_reason"))
    return f"{again.at - first.at:.1f} s (attempt {attempt}, {reason or 'no reason'})"


def _envelopes(first: Arrival, again: list[Arrival]) -> str:
    known = {arrival.said["envelope_id"] for arrival in (first, *again)}
    if len(known) == 1:
        return "the same envelope_id"
    return "a new envelope_id each time" if len(known) == 1 + len(again) else "envelope_ids that repeat"
