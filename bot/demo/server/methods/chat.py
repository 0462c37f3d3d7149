"""chat.*: post, update, delete, answer one person, link to a message; and reactions."""

from bot.demo import limits
from bot.demo.server import room_messages
from bot.demo.server.content import content
from bot.demo.server.context import ApiContext, Method
from bot.demo.server.world import Room, is_moment
from bot.demo.wire import Arguments, Json, Refusal


def post_message(context: ApiContext, args: Arguments) -> Json:
    """Post a message as the bot."""
    room = _room_for_post(context, args.need("channel"))
    said, warnings = content(context.world, args)
    _not_too_fast(context, room)
    message = {**_author(context), **said, **_thread(args, room)}
    kept = room_messages.say(context.world, room, message, subtype=_broadcast(args))
    return {"channel": room.id, "ts": kept["ts"], "message": room_messages.seen(kept), **warnings}


def update(context: ApiContext, args: Arguments) -> Json:
    """Change one of the bot's own messages."""
    room = context.world.room(args.need("channel"))
    ts = args.need("ts")
    old = room_messages.find(room, ts)
    if old["user"] != context.world.bot.id or old.get("subtype") == "tombstone":
        raise Refusal("cant_update_message")
    if len(args.text("text")) > limits.UPDATED_TEXT:
        raise Refusal("msg_too_long")
    said, warnings = content(context.world, args)
    _same_family(old, said)
    changes = {"blocks": None, **said}
    by = None if "blocks" in said else context.world.bot.id  # with blocks no "edited" mark is shown
    message = room_messages.seen(room_messages.change(context.world, room, ts, changes, by=by))
    return {"channel": room.id, "ts": ts, "text": message["text"], "message": message, **warnings}


def delete(context: ApiContext, args: Arguments) -> Json:
    """Delete one of the bot's own messages."""
    room = context.world.room(args.need("channel"))
    ts = args.need("ts")
    if room_messages.find(room, ts)["user"] != context.world.bot.id:
        raise Refusal("cant_delete_message")
    room_messages.remove(context.world, room, ts)
    return {"channel": room.id, "ts": ts}


def post_ephemeral(context: ApiContext, args: Arguments) -> Json:
    """Show one person a message that is kept nowhere."""
    room = _room_for_post(context, args.need("channel"))
    person = args.need("user")
    if person not in room.members:
        raise Refusal("user_not_in_channel")
    said, warnings = content(context.world, args)
    ts = context.world.stamp()
    shown = {"type": "message", **_author(context), **said, "ts": ts, "channel": room.id, "to": person}
    context.world.private.append({**shown, **_thread(args, room)})
    return {"message_ts": ts, **warnings}


def permalink(context: ApiContext, args: Arguments) -> Json:
    """The address of a message."""
    room = context.world.room(args.need("channel"))
    message = room_messages.find(room, args.need("message_ts"))
    address = f"{context.world.url}archives/{room.id}/p{message['ts'].replace('.', '')}"
    thread = message.get("thread_ts", message["ts"])
    inside = f"?thread_ts={thread}&cid={room.id}" if thread != message["ts"] else ""
    return {"channel": room.id, "permalink": address + inside}


def add_reaction(context: ApiContext, args: Arguments) -> Json:
    """React to a message as the bot."""
    room = context.world.room(args.need("channel"))
    message = room_messages.find(room, args.need("timestamp"))
    name = args.need("name").strip(":")
    reactions: list[Json] = message.setdefault("reactions", [])
    reaction = next((known for known in reactions if known["name"] == name), None)
    if reaction and context.world.bot.id in reaction["users"]:
        raise Refusal("already_reacted")
    if reaction is None:
        reaction = {"name": name, "users": [], "count": 0}
        reactions.append(reaction)
    reaction["users"].append(context.world.bot.id)
    reaction["count"] += 1
    return {}


def _room_for_post(context: ApiContext, channel: str) -> Room:
    world = context.world
    room = world.direct(channel) if channel in world.people else world.room(channel)
    if room.archived:
        raise Refusal("is_archived")
    if room.kind == "im":
        _may_write_to(context, room.members[0])
    elif world.bot.id not in room.members and "chat:write.public" not in world.manifest.scopes:
        raise Refusal("not_in_channel")
    return room


def _may_write_to(context: ApiContext, identity: str) -> None:
    # A message to a deactivated person succeeds and is read by nobody (python-slack-sdk#1156).
    person = context.world.people[identity]
    if not context.world.manifest.messages_tab:
        raise Refusal("messages_tab_disabled")
    if person.is_bot:
        raise Refusal("cannot_dm_bot")
    if person.dm_refused:
        raise Refusal(limits.DM_REFUSED)


def _not_too_fast(context: ApiContext, room: Room) -> None:
    present = context.world.clock().timestamp()
    last = context.posted_at.get(room.id)
    if context.one_post_a_second and last is not None and present - last < limits.POSTS_APART_SECONDS:
        raise Refusal("ratelimited", retry_after=1)
    context.posted_at[room.id] = present


def _author(context: ApiContext) -> Json:
    world = context.world
    profile = {"id": world.bot_id, "app_id": world.app_id, "name": world.bot.name, "team_id": world.team}
    return {
        "user": world.bot.id,
        "bot_id": world.bot_id,
        "app_id": world.app_id,
        "bot_profile": {**profile, "deleted": False},
    }


def _thread(args: Arguments, room: Room) -> Json:
    thread = args.text("thread_ts")
    if not thread:
        return {}
    if not is_moment(thread):
        raise Refusal("invalid_thread_ts")
    if thread not in room.messages:
        raise Refusal("thread_not_found")
    return {"thread_ts": thread}


def _broadcast(args: Arguments) -> str | None:
    return "thread_broadcast" if args.text("thread_ts") and args.flag("reply_broadcast") else None


def _same_family(old: Json, said: Json) -> None:
    families = [
        {block["type"] for block in blocks} for blocks in (old.get("blocks", ()), said.get("blocks", ()))
    ]
    if "rich_text" in families[0] and families[1] and "rich_text" not in families[1]:
        raise Refusal("block_mismatch")


METHODS = {
    "chat.postMessage": Method(post_message, "chat:write"),
    "chat.update": Method(update, "chat:write", tier=3),
    "chat.delete": Method(delete, "chat:write", tier=3),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write", tier=4),
    "chat.getPermalink": Method(permalink),
    "reactions.add": Method(add_reaction, "reactions:write", tier=3),
}
