"""How people and channels are called, so that minutes show names and ping nobody."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.model.errors import Rejected
from bot.ports import Chat, Clock
from handlers.untrusted_json import mapping_of, text_of
from handlers.web_api.api_errors import NOT_THERE, answer

log = logging.getLogger(__name__)

PEOPLE, CHANNELS = ("U", "W"), ("C", "G", "D")  # user groups need a scope of their own
SHORTEST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class _Nameless:
    """What has no name as far as we could see; it is looked up again from a moment on."""

    pause: timedelta
    again: datetime


class Names:
    """Looks names up, each that is found once; an id that cannot be looked up has none.

    It may have one later, when a scope was added or the bot was invited, so it is looked up again after a
    minute, and after twice as long each time.
    """

    def __init__(self, chat: Chat, reading: AsyncWebClient, clock: Clock) -> None:
        self._chat = chat
        self._reading = reading
        self._clock = clock
        self._known: dict[str, str] = {}
        self._nameless: dict[str, _Nameless] = {}

    async def of(self, ids: Collection[str]) -> dict[str, str]:
        """The names of these ids, as far as they have one."""
        for identity in ids:
            if identity.startswith(PEOPLE + CHANNELS) and self._is_to_be_looked_up(identity):
                await self._find(identity)
        return {identity: self._known[identity] for identity in ids if identity in self._known}

    def _is_to_be_looked_up(self, identity: str) -> bool:
        before = self._nameless.get(identity)
        return identity not in self._known and (before is None or self._clock() >= before.again)

    async def _find(self, identity: str) -> None:
        if name := await self._name(identity):
            self._known[identity] = name
            self._nameless.pop(identity, None)
            return
        before = self._nameless.get(identity)
        pause = min(2 * before.pause, LONGEST_PAUSE) if before else SHORTEST_PAUSE
        self._nameless[identity] = _Nameless(pause, self._clock() + pause)

    async def _name(self, identity: str) -> str:
        """The name; empty if there is none, or if Slack does not tell, which no reply has to wait for."""
        try:
            if identity.startswith(PEOPLE):
                person = await self._chat.person(identity)
                return person.name if person.name != identity else ""
            found = await answer(self._reading.conversations_info(channel=identity))
        except Rejected as rejection:
            if rejection.detail not in NOT_THERE:  # as with a private channel in which the bot is not
                log.warning("the name of %s could not be looked up (%s)", identity, rejection.detail)
            return ""
        return text_of(mapping_of(found.get("channel")).get("name"))
