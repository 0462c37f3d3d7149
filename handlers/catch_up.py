"""What was said while the bot was not listening: read from the history of each direct conversation.

Slack gives an event up after a while; the history keeps everything. What is read back goes through the same
inbox as live events. The window reaches back before the cursor, since an edit or an answer in a thread shows
only at the message that it belongs to.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Clock, Inbox
from handlers.history import direct_conversations, history, replies
from handlers.inbox import RECEIVED_AT

LOOKS_BACK = timedelta(days=8)  # a week, so that answers to the last ask are found


async def catch_up(reading: AsyncWebClient, inbox: Inbox, clock: Clock) -> int:
    """Feed what is missing into the inbox; returns how many messages were looked at."""
    cursors = await inbox.cursors()
    known = {str(each["id"]) async for each in direct_conversations(reading)}
    looked_at = 0
    for place in sorted(known | set(cursors)):
        looked_at += await _read_back(reading, inbox, clock, place, cursors.get(place))
    return looked_at


async def _read_back(
    reading: AsyncWebClient, inbox: Inbox, clock: Clock, place: str, cursor: str | None
) -> int:
    """Read one conversation back; its cursor moves when everything found has been kept."""
    now = clock()
    since = min(float(cursor) if cursor else now.timestamp(), now.timestamp()) - LOOKS_BACK.total_seconds()
    newest, count = cursor or f"{since:.6f}", 0
    async for message in _everything(reading, place, since):
        count += 1
        newest = max(newest, str(message["ts"]), key=float)
        if "bot_id" in message:
            continue
        event = {**message, "type": "message", "channel": place, "channel_type": "im"}
        received = {RECEIVED_AT: f"{now.timestamp():.6f}"}
        await inbox.keep(_identity(place, message), {"type": "history", "event": event, **received}, now)
    await inbox.move_cursor(place, newest)
    return count


async def _everything(reading: AsyncWebClient, place: str, since: float) -> AsyncIterator[dict[str, Any]]:
    """The messages of a conversation and of its threads."""
    async for message in history(reading, place, since):
        yield message
        if message.get("reply_count"):
            async for answer in replies(reading, place, str(message["ts"]), since):
                if answer["ts"] != message["ts"]:
                    yield answer


def _identity(place: str, message: dict[str, Any]) -> str:
    edited = (message.get("edited") or {}).get("ts", "")
    return f"history:{place}:{message['ts']}:{edited}"
