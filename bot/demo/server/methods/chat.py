"""chat.*: post, update, delete, answer one person, link to a message; and reactions."""

from bot.demo import limits
from bot.demo.server import talk
from bot.demo.server.content import content
from bot.demo.server.context import Method, Office
from bot.demo.server.world import Room, is_moment
from bot.demo.wire import Arguments, Json, Refusal


def post_message(office: Office, args: Arguments) -> Json:
    """Post a message as the bot."""
    room = _room_for_post(office, args.need("channel"))
    said, warnings = content(office.world, args)
    _not_too_fast(office, room)
    message = {**_author(office), **said, **_thread(args, room)}
    kept = talk.say(office.world, room, message, subtype=_broadcast(args))
    return {"channel": room.id, "ts": kept["ts"], "message": talk.seen(kept), **warnings}


def update(office: Office, args: Arguments) -> Json:
    """Change one of the bot's own messages."""
    room = office.world.room(args.need("channel"))
    ts = args.need("ts")
    old = talk.find(room, ts)
    if old["user"] != office.world.bot.id or old.get("subtype") == "tombstone":
        raise Refusal("cant_update_message")
    if len(args.text("text")) > limits.UPDATED_TEXT:
        raise Refusal("msg_too_long")
    said, warnings = content(office.world, args)
    _same_family(old, said)
    changes = {"blocks": None, **said}
    by = None if "blocks" in said else office.world.bot.id  # with blocks no "edited" mark is shown
    message = talk.seen(talk.change(office.world, room, ts, changes, by=by))
    return {"channel": room.id, "ts": ts, "text": message["text"], "message": message, **warnings}


def delete(office: Office, args: Arguments) -> Json:
    """Delete one of the bot's own messages."""
    room = office.world.room(args.need("channel"))
    ts = args.need("ts")
    if talk.find(room, ts)["user"] != office.world.bot.id:
        raise Refusal("cant_delete_message")
    talk.remove(office.world, room, ts)
    return {"channel": room.id, "ts": ts}


def post_ephemeral(office: Office, args: Arguments) -> Json:
    """Show one person a message that is kept nowhere."""
    room = _room_for_post(office, args.need("channel"))
    person = args.need("user")
    if person not in room.members:
        raise Refusal("user_not_in_channel")
    said, warnings = content(office.world, args)
    ts = office.world.stamp()
    shown = {"type": "message", **_author(office), **said, "ts": ts, "channel": room.id, "to": person}
    office.world.private.append({**shown, **_thread(args, room)})
    return {"message_ts": ts, **warnings}


def permalink(office: Office, args: Arguments) -> Json:
    """The address of a message."""
    room = office.world.room(args.need("channel"))
    message = talk.find(room, args.need("message_ts"))
    address = f"{office.world.url}archives/{room.id}/p{message['ts'].replace('.', '')}"
    thread = message.get("thread_ts", message["ts"])
    inside = f"?thread_ts={thread}&cid={room.id}" if thread != message["ts"] else ""
    return {"channel": room.id, "permalink": address + inside}


def add_reaction(office: Office, args: Arguments) -> Json:
    """React to a message as the bot."""
    room = office.world.room(args.need("channel"))
    message = talk.find(room, args.need("timestamp"))
    name = args.need("name").strip(":")
    reactions: list[Json] = message.setdefault("reactions", [])
    reaction = next((known for known in reactions if known["name"] == name), None)
    if reaction and office.world.bot.id in reaction["users"]:
        raise Refusal("already_reacted")
    if reaction is None:
        reaction = {"name": name, "users": [], "count": 0}
        reactions.append(reaction)
    reaction["users"].append(office.world.bot.id)
    reaction["count"] += 1
    return {}


def _room_for_post(office: Office, channel: str) -> Room:
    world = office.world
    room = world.direct(channel) if channel in world.people else world.room(channel)
    if room.archived:
        raise Refusal("is_archived")
    if room.kind == "im":
        _may_write_to(office, room.members[0])
    elif world.bot.id not in room.members and "chat:write.public" not in world.manifest.scopes:
        raise Refusal("not_in_channel")
    return room


def _may_write_to(office: Office, identity: str) -> None:
    # A message to a deactivated person succeeds and is read by nobody (python-slack-sdk#1156).
    person = office.world.people[identity]
    if not office.world.manifest.messages_tab:
        raise Refusal("messages_tab_disabled")
    if person.is_bot:
        raise Refusal("cannot_dm_bot")
    if person.dm_refused:
        raise Refusal(limits.DM_REFUSED)


def _not_too_fast(office: Office, room: Room) -> None:
    present = office.world.clock().timestamp()
    last = office.posted_at.get(room.id)
    if office.one_post_a_second and last is not None and present - last < limits.POSTS_APART_SECONDS:
        raise Refusal("ratelimited", retry_after=1)
    office.posted_at[room.id] = present


def _author(office: Office) -> Json:
    world = office.world
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
