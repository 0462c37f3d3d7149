"""Messages in a room are added, changed and removed, and the bot gets an event for each."""

import json
from typing import Any

from bot.demo.server.world import Room, World
from bot.demo.wire import Json, Refusal

# What stands in a message's place when it is deleted but its thread goes on.
TOMBSTONE = {"subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted.", "hidden": True}


def say(world: World, room: Room, message: Json, *, subtype: str | None = None) -> Json:
    """Keep a message and tell the bot of it; `subtype` is what the event is called, where it differs."""
    ts = world.stamp()
    kept: Json = {"type": "message", "team": world.team, **message, "ts": ts}
    if thread := kept.get("thread_ts"):
        _answer(room, thread, kept)
    room.messages[ts] = kept
    named = {"subtype": subtype} if subtype else {}
    world.tell({**seen(kept), **named, "channel": room.id, **_where(room, ts)}, room)
    if f"<@{world.bot.id}" in str(kept.get("text", "")) and not subtype and room.kind != "im":
        told = ("user", "text", "ts", "thread_ts", "blocks")
        heard: Json = {name: kept[name] for name in told if name in kept}
        world.tell({"type": "app_mention", **heard, "channel": room.id, "event_ts": ts}, room)
    return kept


def change(world: World, room: Room, ts: str, changes: Json, *, by: str | None = None) -> Json:
    """Change a message and tell the bot of it; a value None removes a field, `by` marks it as edited."""
    before = _copy(find(room, ts))
    stamp = world.stamp()
    edited = {"edited": {"user": by, "ts": stamp}} if by else {}
    merged = {**before, **changes, **edited}
    after = {name: value for name, value in merged.items() if value is not None}
    room.messages[ts] = after
    world.tell(
        {
            "type": "message",
            "subtype": "message_changed",
            "message": seen(after),
            "previous_message": seen(before),
            "channel": room.id,
            "hidden": True,
            "ts": stamp,
            **_where(room, stamp),
        },
        room,
    )
    return after


def remove(world: World, room: Room, ts: str) -> None:
    """Delete a message and tell the bot of it; one with a thread below it leaves a tombstone."""
    gone = find(room, ts)
    if gone.get("reply_count"):
        fields: dict[str, Any] = dict.fromkeys(("blocks", "files", "client_msg_id", "edited", "metadata"))
        change(world, room, ts, {**fields, **TOMBSTONE})
        return
    del room.messages[ts]
    if (thread := gone.get("thread_ts")) and thread in room.messages:
        _count(room, thread)
    stamp = world.stamp()
    world.tell(
        {
            "type": "message",
            "subtype": "message_deleted",
            "previous_message": seen(gone),
            "deleted_ts": ts,
            "channel": room.id,
            "hidden": True,
            "ts": stamp,
            **_where(room, stamp),
        },
        room,
    )


def find(room: Room, ts: str) -> Json:
    """Look up a message."""
    if ts not in room.messages:
        raise Refusal("message_not_found")
    return room.messages[ts]


def seen(message: Json, *, metadata: bool = False) -> Json:
    """A copy of a message as others see it; its metadata only for those who ask."""
    return _copy({name: value for name, value in message.items() if metadata or name != "metadata"})


def block_ids(world: World, blocks: list[Json]) -> list[Json]:
    """Give each block, and each element that can be used, an identity if it has none."""
    return [_identified(world, block) for block in blocks]


def _identified(world: World, part: Json) -> Json:
    given = {"block_id": part.get("block_id") or world.serial("")[-5:]}
    inside: Json = {}
    if isinstance(part.get("accessory"), dict):
        inside = {"accessory": _usable(world, part["accessory"])}
    elif isinstance(part.get("element"), dict):
        inside = {"element": _usable(world, part["element"])}
    elif part.get("type") in {"actions", "context_actions"}:
        inside = {"elements": [_usable(world, element) for element in part["elements"]]}
    return {**part, **inside, **given}


def _usable(world: World, element: Json) -> Json:
    return element if element["type"] == "image" else {**element, "action_id": _action_id(world, element)}


def _action_id(world: World, element: Json) -> str:
    return str(element.get("action_id") or world.serial("")[-5:])


def _copy(message: Json) -> Json:
    copied: Json = json.loads(json.dumps(message))
    return copied


def _answer(room: Room, thread: str, message: Json) -> None:
    parent = room.messages.get(thread)
    if parent is None or parent.get("thread_ts", thread) != thread:
        raise Refusal("thread_not_found")
    message["parent_user_id"] = parent["user"]
    room.messages[message["ts"]] = message
    _count(room, thread)


def _count(room: Room, thread: str) -> None:
    parent = room.messages[thread]
    answers = [answer for answer in room.thread(thread) if answer["ts"] != thread]
    if not answers:
        for name in ("thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply"):
            parent.pop(name, None)
        return
    users = list(dict.fromkeys(answer["user"] for answer in answers))
    parent |= {
        "thread_ts": thread,
        "reply_count": len(answers),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": answers[-1]["ts"],
    }


def _where(room: Room, ts: str) -> Json:
    return {"event_ts": ts, "channel_type": room.kind}
