"""What those who work on arrivals have at hand."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Chat, Clock, Store
from handlers.web_api.chat import SlackChat
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


def handler_context(
    store: Store, posting: AsyncWebClient, reading: AsyncWebClient, clock: Clock, *, me: str, team: str
) -> HandlerContext:
    """Lay everything out, for the bot with this id in this workspace."""
    chat = SlackChat(posting, reading, team=team)
    return HandlerContext(store, chat, posting, Names(chat, reading, clock), clock, me)
