"""How a posted message carries the identity of its delivery. Pure."""

from typing import Any


def marked(key: str) -> dict[str, Any]:
    """The metadata in which a message carries its key."""
    return {"event_type": "minutesbot", "event_payload": {"key": key}}


def carries_key(message: dict[str, Any], key: str) -> bool:
    """Whether a message carries this key: in its metadata, or as the id of one of its blocks."""
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return payload.get("key") == key or any(
        block.get("block_id") == key for block in message.get("blocks") or ()
    )


def first_id(message: dict[str, Any]) -> str:
    """The id of a message's first block, which is its key; empty if it has none."""
    blocks = message.get("blocks") or [{}]
    return str(blocks[0].get("block_id", ""))
