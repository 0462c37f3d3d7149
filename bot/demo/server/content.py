"""What a posted message says: its text, blocks and metadata, checked as Slack checks them."""

import json

from bot.demo import limits
from bot.demo.block_kit.escapes import as_posted, escaped
from bot.demo.block_kit.flatten import flattened
from bot.demo.block_kit.validate import block_faults, total_text
from bot.demo.server import room_messages
from bot.demo.server.world import World
from bot.demo.wire import Arguments, Json, Refusal


def content(world: World, args: Arguments) -> tuple[Json, Json]:
    """The content of a message, and the warnings that go into the answer; refuses what Slack refuses."""
    blocks = _blocks(args)
    text, warnings = _text(args)
    if not text and not blocks and not args.parsed("attachments", "invalid_attachments"):
        raise Refusal("no_text")
    said: Json = {"text": as_posted(text) or flattened(blocks)}
    if blocks:
        said["blocks"] = room_messages.block_ids(world, blocks)
    if attachments := args.parsed("attachments", "invalid_attachments"):
        said["attachments"] = attachments
    if (metadata := _metadata(args)) is not None:
        said["metadata"] = metadata
    return said, warnings


def checked(blocks: list[Json]) -> list[Json]:
    """Blocks that a message may hold; refuses others."""
    if faults := block_faults(blocks):
        raise Refusal("invalid_blocks", response_metadata={"messages": [f"[ERROR] {it}" for it in faults]})
    if total_text(blocks) > limits.ALL_BLOCKS_TEXT:
        raise Refusal("msg_blocks_too_long")
    return blocks


def _blocks(args: Arguments) -> list[Json]:
    blocks = args.parsed("blocks", "invalid_blocks_format")
    markdown = args.text("markdown_text")
    if markdown and (blocks or args.text("text")):
        raise Refusal("markdown_text_conflict")
    if markdown:
        blocks = [{"type": "markdown", "text": markdown}]
    if blocks is None:
        return []
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise Refusal("invalid_blocks_format")
    return checked(blocks)


def _text(args: Arguments) -> tuple[str, Json]:
    text = args.text("text")
    if args.text("parse") == "full":
        text = escaped(text)
    if len(text) <= limits.TEXT_TRUNCATED_OVER:
        return text, {}
    warning = "message_truncated"
    cut = text[: limits.TEXT_TRUNCATED_OVER]
    return cut, {"warning": warning, "response_metadata": {"warnings": [warning]}}


def _metadata(args: Arguments) -> Json | None:
    metadata = args.parsed("metadata", "invalid_metadata_format")
    if metadata is None or metadata == {}:
        return None
    match metadata:
        case {"event_type": str(), "event_payload": dict(payload), **rest} if not rest:
            if any(isinstance(value, dict) for value in payload.values()):
                raise Refusal("invalid_metadata_schema")
            if len(json.dumps(metadata)) > limits.METADATA_BYTES:
                raise Refusal("metadata_too_large")
            return dict(metadata)
        case _:
            raise Refusal("invalid_metadata_format")
