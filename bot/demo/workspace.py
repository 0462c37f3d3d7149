"""A whole Slack-compatible workspace in memory: what people do in it, and what was seen on the wire."""

import asyncio
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Unpack

from bot.demo.page.controls import Controls
from bot.demo.page.page import add_page
from bot.demo.people.people import People
from bot.demo.server import manifest as manifests
from bot.demo.server.context import ApiContext
from bot.demo.server.envelopes import Envelope, Envelopes
from bot.demo.server.events import Events
from bot.demo.server.faults import Fault, Faults, Misfortune
from bot.demo.server.grants import Grants
from bot.demo.server.http_delivery import HttpDelivery
from bot.demo.server.http_server import Server
from bot.demo.server.interactions import Interactions
from bot.demo.server.ledger import Ledger, Record
from bot.demo.server.sockets import Sockets
from bot.demo.server.trouble import Trouble
from bot.demo.server.web_api import Tokens, WebApi
from bot.demo.server.world import File, Person, Room, Standing, World

LOOK_EVERY_SECONDS = 0.005


class Workspace(People):
    """One team, one app, its people and channels.

    `clock` decides every `ts`. With `events_url` the bot gets its payloads as signed POST requests there,
    else over Socket Mode; several workspaces of one app have the same `signing_secret`. They are signed by
    `signing_clock`, which has to be that of whoever checks the signature. `context`, `events`, `sockets` and
    `envelopes` have switches for faults.
    """

    def __init__(
        self,
        *,
        manifest: Path,
        clock: Callable[[], datetime],
        team: str = "T0DEMO",
        events_url: str | None = None,
        signing_secret: str | None = None,
        signing_clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.bot_token = f"xoxb-demo-{secrets.token_hex(12)}"
        self.app_token = f"xapp-demo-{secrets.token_hex(12)}"
        self.signing_secret = signing_secret or secrets.token_hex(16)
        self._tokens = tokens = Tokens(self.bot_token, self.app_token)
        self.url = self.api_url = ""
        world = World(team=team, manifest=manifests.read(manifest), clock=clock)
        self.bot_user = world.bot.id
        self._ledger = Ledger(clock, (self.bot_token, self.app_token, self.signing_secret))
        self.envelopes = Envelopes(self._ledger, clock)
        self.sockets = Sockets(world, self.envelopes)
        self.events = Events(world, self.envelopes)
        self.context = ApiContext(world, Grants(world), self.sockets.ticket)
        self._faults = Faults()
        interactions = Interactions(self.context, self.envelopes)
        super().__init__(world, interactions)
        self.api = WebApi(self.context, self._ledger, self._faults, tokens)
        self.server = Server(self.context, self.api, self.sockets, interactions, tokens)
        self.trouble = Trouble(self.context, self.events, self.sockets, self._faults)
        self.controls = Controls(self, self.trouble)
        add_page(self.server.app, self.controls)
        signing = self.signing_secret, signing_clock or clock
        self._http = HttpDelivery(events_url, *signing, self.envelopes) if events_url else None
        self.envelopes.transmit = self._http.transmit if self._http else self.sockets.transmit

    @property
    def ledger(self) -> list[Record]:
        """Every call, event and acknowledgement so far."""
        return self._ledger.records

    @property
    def refused(self) -> list[Record]:
        """The calls that were answered with `ok: false`."""
        return [record for record in self.ledger if record.refused]

    @property
    def unacked(self) -> list[Envelope]:
        """The payloads that the bot has not acknowledged, those given up included."""
        return [*self.envelopes.given_up, *self.envelopes.open.values()]

    async def start(self, port: int = 0) -> None:
        """Listen, on loopback only; `port` 0 picks a free one."""
        self.url = self.world.url = await self.server.start(port)
        self.api_url = f"{self.url}api/"
        self.world.tell = self.events.tell

    async def stop(self) -> None:
        """Stop listening, and close all sockets."""
        self.context.stop()
        await self.envelopes.stop()
        if self._http:
            await self._http.stop()
        await self.server.stop()

    def install(self) -> str:
        """Install the app again: it gets a new token, and the old one is worth nothing."""
        self.bot_token = self._tokens.bot = f"xoxb-demo-{secrets.token_hex(12)}"
        self._ledger.strike_out(self.bot_token)
        self.api.revoked = False
        return self.bot_token

    def uninstall(self) -> None:
        """Remove the app: its token is revoked, and it is told so."""
        self.api.revoked = True
        self.events.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot_user]}}, None)
        self.events.tell({"type": "app_uninstalled"}, None)

    def add_person(
        self,
        id: str,  # noqa: A002 - the word Slack uses
        name: str,
        *,
        tz: str = "America/New_York",
        **standing: Unpack[Standing],
    ) -> Person:
        """Let somebody into the workspace."""
        person = Person(id, name, tz, **standing)
        self.world.people[id] = person
        return person

    def add_channel(
        self,
        id: str,  # noqa: A002 - the same
        name: str,
        members: Iterable[str] = (),
        *,
        bot_is_member: bool = True,
        archived: bool = False,
        private: bool = False,
    ) -> Room:
        """Make a channel."""
        inside = [*members, *([self.bot_user] if bot_is_member else [])]
        created = int(self.world.clock().timestamp())
        room = Room(id, name, "group" if private else "channel", created, inside, archived)
        self.world.rooms[id] = room
        return room

    @property
    def files(self) -> list[File]:
        """Every file that was uploaded."""
        return [file for file in self.world.files.values() if file.content is not None]

    def fail_next(
        self,
        method: str,
        kind: str,
        seconds: float = 0.0,
        *,
        error: str = "fatal_error",
        times: int = 1,
        room: str = "",
    ) -> None:
        """Let the next calls of a method go wrong, of any room or of one; see `Fault` for the kinds."""
        self._faults.expect(method, Misfortune(Fault(kind), seconds, error, room), times)

    def mend(self, method: str) -> None:
        """Let the next calls of a method go well again."""
        self._faults.mend(method)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every socket to leave."""
        await self.sockets.disconnect(reason)

    def hard_drop(self) -> None:
        """Cut every socket without a close frame."""
        self.sockets.hard_drop()

    async def settled(self, timeout: float = 60) -> None:  # noqa: ASYNC109 - tests state their patience
        """Wait until every payload is acknowledged, every call answered, every file shared."""
        async with asyncio.timeout(timeout):
            while self._moving:  # noqa: ASYNC110 - several things to wait for, seldom long
                await asyncio.sleep(LOOK_EVERY_SECONDS)

    @property
    def _moving(self) -> bool:
        return bool(self.envelopes.open or self.api.busy or self.context.coming)
