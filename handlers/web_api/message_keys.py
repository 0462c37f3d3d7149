"""How a posted message carries the identity of its delivery. Pure."""

from typing import Any

from handlers.untrusted_json import mapping_of, mappings_in


def marked(key: str) -> dict[str, Any]:
    """The metadata in which a message carries its key."""
    return {"event_type": "minutesbot", "event_payload": {"key": key}}


def carries_key(message: dict[str, Any], key: str) -> bool:
    """Whether a message carries this key: in its metadata, or as the id of one of its blocks."""
    payload = mapping_of(mapping_of(mapping_of(message).get("metadata")).get("event_payload"))
    blocks = mappings_in(mapping_of(message).get("blocks"))
    return payload.get("key") == key or any(block.get("block_id") == key for block in blocks)


def first_id(message: dict[str, Any]) -> str:
    """The id of a message's first block, which is its key; empty if it has none."""
    first = next(mappings_in(message.get("blocks")), {})
    return str(first.get("block_id", ""))
