"""Reading back what was said, page by page."""

import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.model.errors import Rejected
from handlers.untrusted_json import mapping_of
from handlers.web_api.api_errors import answer

log = logging.getLogger(__name__)

PAGE = 200

Ask = Callable[[str | None], Coroutine[Any, Any, AsyncSlackResponse]]


def history(reading: AsyncWebClient, place: str, since: float) -> AsyncIterator[dict[str, Any]]:
    """What was said in a conversation after a moment, newest first, without the answers in threads."""
    return _pages(
        lambda cursor: reading.conversations_history(
            channel=place, oldest=f"{since:.6f}", include_all_metadata=True, limit=PAGE, cursor=cursor
        ),
        "messages",
        having="ts",
    )


def replies(
    reading: AsyncWebClient, place: str, thread: str, since: float = 0
) -> AsyncIterator[dict[str, Any]]:
    """A message and what was said in its thread after a moment, oldest first."""
    return _pages(
        lambda cursor: reading.conversations_replies(
            channel=place,
            ts=thread,
            oldest=f"{since:.6f}",
            include_all_metadata=True,
            limit=PAGE,
            cursor=cursor,
        ),
        "messages",
        having="ts",
    )


def direct_conversations(reading: AsyncWebClient) -> AsyncIterator[dict[str, Any]]:
    """Every direct conversation the bot is in."""
    return _pages(
        lambda cursor: reading.users_conversations(types="im", limit=PAGE, cursor=cursor), "channels"
    )


async def members_of(reading: AsyncWebClient, channel: str) -> AsyncIterator[str]:
    """Who is in a channel."""
    async for person in _pages(
        lambda cursor: reading.conversations_members(channel=channel, limit=PAGE, cursor=cursor), "members"
    ):
        yield str(person)


async def _pages(ask: Ask, name: str, *, having: str = "") -> AsyncIterator[Any]:
    """All that is listed under a name, each of which has this part."""
    seen: list[str] = []
    while True:
        found = await answer(ask(seen[-1] if seen else None))
        for each in found.listed(name):
            if having and having not in mapping_of(each):
                raise found.unread(f"Slack's answer lacks {name}.{having}")
            yield each
        cursor = found.next_page(*seen)
        if not cursor:
            return
        seen.append(cursor)


async def whole(
    reading: AsyncWebClient, place: str, since: float, threads: Iterable[str]
) -> AsyncIterator[dict[str, Any]]:
    """The messages of a conversation, of their threads, and of older threads.

    What Slack refuses of one thread keeps nothing else back; it is raised at the end, so that nobody takes
    the rest for all there is.
    """
    refused: Rejected | None = None
    waiting = sorted(threads)
    async for message in history(reading, place, since):
        yield message
        if message.get("reply_count"):
            waiting.append(str(message["ts"]))
    for thread in waiting:
        try:
            async for answer in _answers(reading, place, thread, since):
                yield answer
        except Rejected as rejection:
            log.warning("a thread of %s could not be read back (%s)", place, rejection.detail)
            refused = rejection
    if refused is not None:
        raise refused


async def _answers(
    reading: AsyncWebClient, place: str, thread: str, since: float
) -> AsyncIterator[dict[str, Any]]:
    """What was said in a thread; nothing where the whole thread was deleted."""
    try:
        async for answer in replies(reading, place, thread, since):
            if answer["ts"] != thread:
                yield answer
    except Rejected as rejection:
        if rejection.detail != "thread_not_found":
            raise
