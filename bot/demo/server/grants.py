"""Short-lived grants of a click to the bot: trigger ids (once, 3 s), response URLs (5 uses, 30 min)."""

from dataclasses import dataclass, field

from bot.demo import limits
from bot.demo.server.world import World
from bot.demo.wire import Refusal


@dataclass(slots=True)
class Trigger:
    """Permission to show one person one form."""

    person: str
    until: float
    used: bool = False


@dataclass(slots=True)
class Response:
    """Permission to answer where a person clicked or commanded; `ts` is the message with the button.

    `said` is what was answered so that the person alone sees it.
    """

    person: str
    room: str
    until: float
    ts: str | None = None
    uses: int = 0
    said: list[str] = field(default_factory=list)


class Grants:
    """All trigger ids and response URLs ever given out; a trigger id is good for `trigger_seconds`."""

    def __init__(self, world: World) -> None:
        self.trigger_seconds = limits.TRIGGER_SECONDS
        self.triggers: dict[str, Trigger] = {}
        self.responses: dict[str, Response] = {}
        self._world = world

    def trigger(self, person: str) -> str:
        """Give out a trigger id."""
        identity = f"{self._world.serial('')}.{self._world.serial('')}"
        self.triggers[identity] = Trigger(person, self._now() + self.trigger_seconds)
        return identity

    def pull(self, identity: str) -> str:
        """Use a trigger id; returns whose click it came from."""
        trigger = self.triggers.get(identity)
        if trigger is None:
            raise Refusal("invalid_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        if self._now() > trigger.until:
            raise Refusal("expired_trigger_id")
        trigger.used = True
        return trigger.person

    def response_url(self, person: str, room: str, ts: str | None = None) -> str:
        """Give out a response URL."""
        identity = self._world.serial("R")
        self.responses[identity] = Response(person, room, self._now() + limits.RESPONSE_URL_SECONDS, ts)
        return f"{self._world.url}respond/{identity}"

    def respond(self, identity: str) -> Response:
        """Use a response URL; returns where it may answer."""
        response = self.responses.get(identity)
        if response is None:
            raise Refusal("no_service")
        if self._now() > response.until:
            raise Refusal("expired_url")
        if response.uses >= limits.RESPONSE_URL_USES:
            raise Refusal("used_url")
        response.uses += 1
        return response

    def _now(self) -> float:
        return self._world.clock().timestamp()
