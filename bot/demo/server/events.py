"""What the bot is told: events it subscribed to in the manifest, wrapped as Slack wraps them."""

import asyncio
import json
import random
from functools import partial

from bot.demo.server.envelopes import Envelopes
from bot.demo.server.world import Room, World
from bot.demo.wire import Json

LATE_SECONDS = 0.3


class Events:
    """Wraps events and hands them on; can hold them back, and send them late, twice or in another order."""

    def __init__(self, world: World, envelopes: Envelopes) -> None:
        self.holding = False
        self.copies = 1  # how often each event is delivered
        self.held: list[Json] = []
        self.chance: tuple[random.Random, float] | None = None  # dice, and the share that goes wrong
        self._world = world
        self._envelopes = envelopes

    def tell(self, event: Json, room: Room | None) -> None:
        """Send an event, if the app has subscribed to its kind and the bot is there to hear it."""
        if not self._subscribed(event, room):
            return
        payload = self._wrapped(event)
        if self.holding:
            self.held.append(payload)
            return
        for _ in range(self.copies):
            self._envelopes.send("events_api", payload)
        self._by_chance(payload)

    def release(self, *, backwards: bool = False) -> None:
        """Send what was held back, in order or in the opposite order."""
        self.holding = False
        held, self.held = self.held, []
        for payload in reversed(held) if backwards else held:
            self._envelopes.send("events_api", payload)

    def _by_chance(self, payload: Json) -> None:
        """Send an event again, now or a moment later and so out of order."""
        if self.chance is None:
            return
        dice, rate = self.chance
        if dice.random() < rate:
            again = partial(self._envelopes.send, "events_api", payload)
            asyncio.get_running_loop().call_later(dice.choice((0.0, LATE_SECONDS)), again)

    def _subscribed(self, event: Json, room: Room | None) -> bool:
        kind = str(event["type"])
        if room and self._world.bot.id not in room.members:
            return False
        name = f"{kind}.{room.scope}" if kind == "message" and room else kind
        return name in self._world.manifest.events

    def _wrapped(self, event: Json) -> Json:
        world = self._world
        whole = world.organisation is not None
        mine = {
            "team_id": None if whole else world.team,
            "user_id": world.bot.id,
            "is_bot": True,
            "is_enterprise_install": whole,
        }
        return {
            "team_id": world.team,
            **({"enterprise_id": world.organisation} if whole else {}),
            "api_app_id": world.app_id,
            "event": json.loads(json.dumps(event)),  # a copy: what was said cannot change on its way
            "type": "event_callback",
            "event_id": world.serial("Ev"),
            "event_time": int(world.clock().timestamp()),
            "authorizations": [{"enterprise_id": world.organisation, **mine}],
            "is_ext_shared_channel": False,
            "event_context": world.serial("4-"),
        }
