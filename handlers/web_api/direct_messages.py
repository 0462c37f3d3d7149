"""Where to write to somebody: the conversation behind a person's id."""

from slack_sdk.web.async_client import AsyncWebClient

from handlers.web_api.api_errors import answer

PEOPLE = ("U", "W")


class Places:
    """Opens direct conversations, each once; channels stand for themselves."""

    def __init__(self, posting: AsyncWebClient) -> None:
        self._posting = posting
        self._opened: dict[str, str] = {}

    async def of(self, to: str) -> str:
        """The id of the conversation; opening one that is open already changes nothing."""
        if not to.startswith(PEOPLE):
            return to
        if to not in self._opened:
            found = await answer(self._posting.conversations_open(users=to))
            self._opened[to] = found.inside("channel", "id")
        return self._opened[to]

    def forget(self, to: str) -> None:
        """Open the conversation anew the next time."""
        self._opened.pop(to, None)
