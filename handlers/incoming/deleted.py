"""What was deleted while nobody listened: it is remembered, and Slack does not show it any more."""

from collections.abc import Container, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.model.reply import Origin, Reply

SHORTEST_RETENTION = timedelta(days=1)
TOGETHER = timedelta(hours=1)  # what was written within it is thrown away by the same run, but for bad luck
JUST_AFTER = 0.001  # seconds


def gone(
    remembered: Iterable[Reply],
    shown: Iterable[str],
    *,
    since: float,
    now: datetime,
    threads: Container[str | None] = (),
) -> Iterator[Reply]:
    """What was deleted: it is remembered, and a history that was read completely does not show it any more.

    An answer in a thread was read if its first message lies in what was read, or if it is one of the older
    `threads` that were read besides; while answers stand, Slack shows a deleted first message as a tombstone.
    A workspace may also throw away by itself what is older than a day, once a day and typically at night
    (slack.com/help/articles/203457187): of such words something that is older still has to be there, or
    something that was written soon after them.
    """
    there = {float(ts) for ts in shown}
    oldest = min(there, default=now.timestamp())
    for reply in remembered:
        if reply.origin is not Origin.MESSAGE or float(reply.ts) in there:
            continue
        first = reply.ts if reply.thread in threads else reply.thread or reply.ts
        was_read = min(float(reply.ts), float(first)) > since
        stands_beside = oldest - float(reply.ts) < TOGETHER.total_seconds()
        if was_read and (stands_beside or now - reply.written_at < SHORTEST_RETENTION):
            yield reply


def deletion(reply: Reply, now: datetime) -> dict[str, Any]:
    """The event that Slack would have sent: after the last edit, even if Slack's clock is ahead of ours."""
    edited = float(reply.revision or reply.ts)
    moment = f"{max(now.timestamp(), edited + JUST_AFTER):.6f}"
    before = {"type": "message", "user": reply.person, "ts": reply.ts}
    said = {"subtype": "message_deleted", "deleted_ts": reply.ts, "previous_message": before}
    return {**said, "ts": moment, "event_ts": moment}
