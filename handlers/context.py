"""What those who work on arrivals have at hand."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Chat, Clock, Store
from handlers.web_api.names import Names


@dataclass(frozen=True, slots=True)
class HandlerContext:
    """The memory, the chat and the clock; `posting` answers single requests, `me` is the bot's own id."""

    store: Store
    chat: Chat
    posting: AsyncWebClient
    names: Names
    clock: Clock
    me: str
