"""How people and channels are called, so that minutes show names and ping nobody."""

from collections.abc import Iterable

from slack_sdk.web.async_client import AsyncWebClient

from bot.model.errors import Refused
from bot.ports import Chat
from handlers.web_api.api_errors import answer


class Names:
    """Looks names up, each once; an id that cannot be looked up has none."""

    def __init__(self, chat: Chat, reading: AsyncWebClient) -> None:
        self._chat = chat
        self._reading = reading
        self._known: dict[str, str] = {}

    async def of(self, ids: Iterable[str]) -> dict[str, str]:
        """The names of these ids, as far as they have one."""
        for identity in ids:
            if identity not in self._known:
                self._known[identity] = await self._look_up(identity)
        return {identity: name for identity in ids if (name := self._known[identity])}

    async def _look_up(self, identity: str) -> str:
        match identity[:1]:
            case "U" | "W":
                person = await self._chat.person(identity)
                return person.name if person.name != identity else ""
            case "C" | "G" | "D":
                return await self._channel(identity)
            case _:
                return ""  # user groups need a scope of their own

    async def _channel(self, identity: str) -> str:
        try:
            found = await answer(self._reading.conversations_info(channel=identity))
        except Refused:
            return ""  # a private channel in which the bot is not
        return str(found["channel"].get("name") or "")
