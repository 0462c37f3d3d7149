"""Trouble on demand, in one place: what calls, events, sockets, files and people can suffer."""

import random
from collections.abc import Callable
from typing import Any

from bot.demo.server.context import ApiContext
from bot.demo.server.events import Events
from bot.demo.server.faults import Fault, Faults, Misfortune
from bot.demo.server.sockets import Sockets
from bot.demo.wire import Json


class NoSuchTrouble(LookupError):
    """There is no trouble of this name."""


class Trouble:
    """Every way in which Slack, networks and people misbehave here, by name."""

    def __init__(self, context: ApiContext, events: Events, sockets: Sockets, faults: Faults) -> None:
        self._context = context
        self._events = events
        self._sockets = sockets
        self._faults = faults
        self._kinds: dict[str, Callable[[Json], Any]] = {
            "duplicate": lambda asked: setattr(events, "copies", int(asked.get("copies", 2))),
            "hold": lambda _: setattr(events, "holding", True),
            "release": lambda asked: events.release(backwards=bool(asked.get("backwards"))),
            "half_open": lambda asked: setattr(sockets, "deaf", bool(asked.get("on", True))),
            "refuse": lambda asked: setattr(sockets, "refuse_upgrades", int(asked.get("times", 1))),
            "turn_away": lambda asked: setattr(sockets, "turn_away", str(asked.get("reason", ""))),
            "hard_drop": lambda _: sockets.hard_drop(),
            "share": lambda asked: setattr(context, "share_seconds", asked["seconds"]),
            "history_without_metadata": lambda asked: setattr(
                context, "history_without_metadata", bool(asked.get("on", True))
            ),
            "one_post_a_second": lambda asked: setattr(
                context, "one_post_a_second", bool(asked.get("on", True))
            ),
            "tiers": lambda asked: setattr(context.rates, "on", bool(asked.get("on", True))),
            "deactivated": lambda asked: self._person(asked, "deleted"),
            "dm_refused": lambda asked: self._person(asked, "dm_refused"),
            "chaos": lambda asked: self.chaos(int(asked["seed"]), float(asked["rate"])),
        }

    async def make(self, kind: str, asked: Json) -> None:
        """Make trouble of one kind; with a `method` it befalls that method's next calls."""
        if kind == "disconnect":
            await self._sockets.disconnect(asked.get("reason", "refresh_requested"))
        elif kind == "close":
            await self._sockets.close()
        elif kind in self._kinds:
            self._kinds[kind](asked)
        elif kind in list(Fault) and "method" in asked:
            misfortune = Misfortune(Fault(kind), float(asked.get("seconds", 0)))
            self._faults.expect(asked["method"], misfortune, int(asked.get("times", 1)))
        else:
            raise NoSuchTrouble(kind)

    def chaos(self, seed: int, rate: float) -> None:
        """From now on let this share of all calls and events go wrong, the same way for the same seed."""
        # Two dice: how many calls a bot makes must not decide which events come twice.
        calls, events = random.Random(seed), random.Random(seed + 1)  # noqa: S311 - chance, not secrecy
        self._faults.chance = (calls, rate)
        self._events.chance = (events, rate)

    def relieve(self) -> None:
        """End what befalls calls, events and sockets; what was held back is sent."""
        self._faults.relieve()
        self._events.chance, self._events.copies = None, 1
        self._events.release()
        self._sockets.deaf, self._sockets.refuse_upgrades, self._sockets.turn_away = False, 0, ""

    def _person(self, asked: Json, trait: str) -> None:
        setattr(self._context.world.person(asked["person"]), trait, bool(asked.get("on", True)))
