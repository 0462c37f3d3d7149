"""What was said while the bot was not listening: read from the history of each direct conversation.

Slack gives an event up after a while; the history keeps everything. What is read back goes through the same
inbox as live events. The window reaches back before the cursor, since an edit or an answer in a thread shows
only at the message that it belongs to. A deletion shows only in that something is missing.
"""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.model.reply import Origin, Reply
from bot.ports import Clock, Inbox, Store
from handlers.untrusted_json import RECEIVED_AT
from handlers.web_api.conversation_history import direct_conversations, history, replies

LOOKS_BACK = timedelta(days=8)  # a week, so that answers to the last ask are found
SHORTEST_RETENTION = timedelta(days=1)
TOMBSTONE = "tombstone"


async def catch_up(reading: AsyncWebClient, inbox: Inbox, store: Store, clock: Clock) -> int:
    """Feed what is missing into the inbox; returns how many messages were looked at."""
    cursors = await inbox.cursors()
    known = {str(each["id"]) async for each in direct_conversations(reading)}
    looked_at = 0
    for place in sorted(known | set(cursors)):
        looked_at += await _read_back(reading, inbox, store, place, cursor=cursors.get(place), now=clock())
    return looked_at


async def _read_back(
    reading: AsyncWebClient, inbox: Inbox, store: Store, place: str, *, cursor: str | None, now: datetime
) -> int:
    """Read one conversation back; its cursor moves when everything found has been kept.

    What is remembered is looked up first: what arrives while the history is read must not count as gone.
    """
    since = min(float(cursor) if cursor else now.timestamp(), now.timestamp()) - LOOKS_BACK.total_seconds()
    remembered = await store.read(lambda book: book.written(place, f"{since:.6f}"))
    newest, shown = cursor or f"{since:.6f}", list[str]()
    async for message in _everything(reading, place, since):
        newest = max(newest, str(message["ts"]), key=float)
        if message.get("subtype") != TOMBSTONE:
            shown.append(str(message["ts"]))
        if "bot_id" not in message:
            await _keep(inbox, place, _identity(place, message), message, now)
    for reply in gone(remembered, shown, since=since, now=now):
        await _keep(inbox, place, f"history:{place}:{reply.ts}:gone", _deletion(reply, now), now)
    await inbox.move_cursor(place, newest)
    return len(shown)


def gone(
    remembered: Iterable[Reply], shown: Iterable[str], *, since: float, now: datetime
) -> Iterator[Reply]:
    """What was deleted: it is remembered, and a history that was read completely does not show it any more.

    An answer in a thread was read if its first message lies in what was read; while answers stand, Slack
    shows a deleted first message as a tombstone. A workspace may also throw away by itself what is older than
    a day (slack.com/help/articles/203457187): of such words something still older has to be there.
    """
    there = {float(ts) for ts in shown}
    oldest = min(there, default=now.timestamp())
    for reply in remembered:
        if reply.origin is not Origin.MESSAGE or float(reply.ts) in there:
            continue
        was_read = min(float(reply.ts), float(reply.thread or reply.ts)) > since
        if was_read and (oldest < float(reply.ts) or now - reply.written_at < SHORTEST_RETENTION):
            yield reply


async def _keep(inbox: Inbox, place: str, identity: str, message: Mapping[str, Any], now: datetime) -> None:
    event = {**message, "type": "message", "channel": place, "channel_type": "im"}
    received = {RECEIVED_AT: f"{now.timestamp():.6f}"}
    await inbox.keep(identity, {"type": "history", "event": event, **received}, now)


def _deletion(reply: Reply, now: datetime) -> dict[str, Any]:
    """The event that Slack would have sent."""
    moment = f"{now.timestamp():.6f}"
    before = {"type": "message", "user": reply.person, "ts": reply.ts}
    said = {"subtype": "message_deleted", "deleted_ts": reply.ts, "previous_message": before}
    return {**said, "ts": moment, "event_ts": moment}


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
