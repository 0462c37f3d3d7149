"""Socket Mode: tickets, hello, one socket per payload, acknowledgements, and all ways to lose a socket."""

import itertools
import json
import time
from collections.abc import Callable

from aiohttp import WSMsgType, web

from bot.demo import limits
from bot.demo.server.envelopes import Envelope, Envelopes
from bot.demo.server.world import World
from bot.demo.wire import Json, Refusal


class Sockets:
    """The open sockets of the one app that lives here."""

    def __init__(self, world: World, envelopes: Envelopes) -> None:
        self.open: list[web.WebSocketResponse] = []
        self.refuse_upgrades = 0  # so many connections are answered with an error
        self.turn_away = ""  # the reason with which every new socket is sent away; none if empty
        self.attempts: list[float] = []  # when somebody tried to connect, by the monotonic clock
        self.deaf = False  # half-open: nothing sent here is heard any more, no ping is answered
        self._world = world
        self._envelopes = envelopes
        self._tickets: set[str] = set()
        self._retiring: set[int] = set()
        self._turn = itertools.count()
        self.abort: dict[int, Callable[[], None]] = {}

    def ticket(self) -> str:
        """An address that opens one socket."""
        ticket = self._world.serial("t")
        self._tickets.add(ticket)
        base = self._world.url.replace("http://", "ws://")
        return f"{base}link/?ticket={ticket}&app_id={self._world.app_id}"

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one socket from hello to its end."""
        self.attempts.append(time.monotonic())
        if self.refuse_upgrades > 0:
            self.refuse_upgrades -= 1
            return web.Response(status=500, text="try again")
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response(Refusal("invalid_ticket").answer(), status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=False, max_msg_size=0)
        await socket.prepare(request)
        if why := self.turn_away or self._too_many():
            await socket.send_json(_disconnect(why))
            await socket.close()
            return socket
        await self._serve(socket, request)
        return socket

    async def transmit(self, envelope: Envelope) -> bool:
        """Send a payload on one of the sockets; False when there is none."""
        usable = [socket for socket in self.open if not socket.closed and id(socket) not in self._retiring]
        if not usable:
            return False
        socket = usable[next(self._turn) % len(usable)]
        try:
            await socket.send_json(
                {
                    "envelope_id": envelope.id,
                    "type": envelope.kind,
                    "payload": envelope.payload,
                    "accepts_response_payload": envelope.kind != "events_api",
                    **_retry(envelope),
                }
            )
        except ConnectionError:
            return False  # it went away while we wrote; the schedule tries again
        return True

    async def disconnect(self, reason: str) -> None:
        """Ask every socket to leave; nothing new is sent on them."""
        for socket in tuple(self.open):
            if reason != "warning":
                self._retiring.add(id(socket))
            await socket.send_json(_disconnect(reason))

    async def close(self) -> None:
        """Close every socket with a close frame and no word before."""
        for socket in tuple(self.open):
            await socket.close()

    def hard_drop(self) -> None:
        """Cut every connection without a close frame."""
        for socket in tuple(self.open):
            self.abort[id(socket)]()

    def _too_many(self) -> str:
        return "too_many_websockets" if len(self.open) >= limits.SOCKETS else ""

    async def _serve(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.open.append(socket)
        transport = request.transport
        self.abort[id(socket)] = transport.abort if transport else lambda: None
        try:
            await socket.send_json(self._hello())
            async for frame in socket:
                if self.deaf:
                    continue
                if frame.type is WSMsgType.PING:
                    await socket.pong(frame.data)
                elif frame.type is WSMsgType.TEXT:
                    self._heard(frame.data)
        except ConnectionError:
            return  # cut by one side: Slack would notice just as silently
        finally:
            self.open.remove(socket)
            self.abort.pop(id(socket))
            self._retiring.discard(id(socket))

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "connection_info": {"app_id": self._world.app_id},
            "debug_info": {
                "host": "applink-demo",
                "build_number": 10,
                "approximate_connection_time": limits.APPROXIMATE_CONNECTION_SECONDS,
            },
        }

    def _heard(self, data: str) -> None:
        said: Json = json.loads(data)
        if identity := said.get("envelope_id"):
            self._envelopes.ack(identity, said.get("payload") or {})


def _retry(envelope: Envelope) -> Json:
    if envelope.kind != "events_api":
        return {}
    return {"retry_attempt": envelope.attempt, "retry_reason": envelope.reason}


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-demo"}}
