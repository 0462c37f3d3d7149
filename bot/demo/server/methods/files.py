"""files.*: upload in three steps; the share happens after the last step has answered."""

from functools import partial

from bot.demo import limits
from bot.demo.block_kit.escapes import as_posted
from bot.demo.server import room_messages
from bot.demo.server.content import checked
from bot.demo.server.context import ApiContext, Method
from bot.demo.server.world import File, Room, World
from bot.demo.wire import Arguments, Json, Refusal


def upload_url(context: ApiContext, args: Arguments) -> Json:
    """Promise a file, and say where its bytes go."""
    world = context.world
    name = args.need("filename")
    length = args.number("length", 0, "invalid_arguments")
    if length <= 0:
        raise Refusal("invalid_arguments")
    file = File(world.serial("F"), name, name, world.bot.id, int(world.clock().timestamp()), length)
    world.files[file.id] = file
    return {"upload_url": f"{world.url}upload/v1/{file.id}", "file_id": file.id}


def complete(context: ApiContext, args: Arguments) -> Json:
    """Take uploaded files for complete, and share them in a while."""
    asked = args.parsed("files", "invalid_arguments") or []
    files = [_uploaded(context.world, wanted) for wanted in asked]
    if not files:
        raise Refusal("invalid_arguments")
    if channel := args.text("channel_id"):
        room = _room(context, channel)
        said = _said(context.world, args, room)
        if context.share_seconds is not None:
            context.later(context.share_seconds, partial(share, context.world, room, files, said))
    return {"files": [described(context.world, file) for file in files]}


def info(context: ApiContext, args: Arguments) -> Json:
    """Describe a file, and where it is shared."""
    file = context.world.files.get(args.need("file"))
    if file is None or file.content is None:
        raise Refusal("file_not_found")
    text = file.content.decode("utf-8", "replace")
    return {"file": described(context.world, file), "content": text, "comments": [], "is_truncated": False}


def delete(context: ApiContext, args: Arguments) -> Json:
    """Delete one of the bot's own files; a message that has words or blocks beside it stays."""
    file = context.world.files.get(args.need("file"))
    if file is None:
        raise Refusal("file_not_found")
    if file.owner != context.world.bot.id:
        raise Refusal("cant_delete_file")
    del context.world.files[file.id]
    return {}


def share(world: World, room: Room, files: list[File], said: Json) -> Json:
    """Put files into a room as one message."""
    shown = [described(world, file) for file in files]
    author = {"user": files[0].owner, **({"bot_id": world.bot_id} if files[0].owner == world.bot.id else {})}
    # In the history a message with files has no subtype; only the event calls it `file_share`.
    kept = room_messages.say(
        world, room, {"text": "", **author, "upload": True, "files": shown, **said}, subtype="file_share"
    )
    for file in files:
        file.shares.append((room.id, kept["ts"]))
    return kept


def described(world: World, file: File) -> Json:
    """A file as Slack describes it."""
    shares: Json = {}
    for room, ts in file.shares:
        kind = "public" if world.rooms[room].kind == "channel" else "private"
        place = {"ts": ts, "channel_name": world.rooms[room].name, "team_id": world.team}
        shares.setdefault(kind, {}).setdefault(room, []).append(place)
    preview = (file.content or b"")[: limits.FILE_PREVIEW].decode("utf-8", "replace")
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": "text/plain",
        "filetype": "text",
        "pretty_type": "Plain Text",
        "user": file.owner,
        "size": file.length,
        "mode": "snippet",
        "is_external": False,
        "is_public": "public" in shares,
        "url_private": f"{world.url}files-pri/{file.id}/{file.name}",
        "url_private_download": f"{world.url}files-pri/{file.id}/download/{file.name}",
        "permalink": f"{world.url}files/{file.owner}/{file.id}/{file.name}",
        "preview": preview,
        "shares": shares,
        **_places(world, file),
    }


def _places(world: World, file: File) -> Json:
    """The rooms of a file, by kind."""
    kinds = {"channels": "channel", "groups": "group", "ims": "im"}
    return {
        name: [room for room, _ in file.shares if world.rooms[room].kind == kind]
        for name, kind in kinds.items()
    }


def _uploaded(world: World, wanted: Json) -> File:
    file = world.files.get(wanted.get("id", ""))
    if file is None or file.content is None:
        raise Refusal("file_not_found")
    file.title = wanted.get("title") or file.name
    return file


def _room(context: ApiContext, channel: str) -> Room:
    # Only ids of rooms that are open: a person's id is not found, although posting to it works
    # (python-slack-sdk#1359).
    room = context.world.room(channel)
    if room.archived:
        raise Refusal("is_archived")
    if context.world.bot.id not in room.members:
        raise Refusal("not_in_channel")
    return room


def _said(world: World, args: Arguments, room: Room) -> Json:
    said: Json = {}
    if thread := args.text("thread_ts"):
        if thread not in room.messages:
            raise Refusal("thread_not_found")
        said["thread_ts"] = thread
    if comment := args.text("initial_comment"):
        return {**said, "text": as_posted(comment)}
    blocks = args.parsed("blocks", "invalid_blocks_format")
    if not blocks:
        return said
    if any(block.get("type") == "markdown" for block in blocks):
        raise Refusal("internal_error")  # seen (python-slack-sdk#1756)
    return {**said, "blocks": room_messages.block_ids(world, checked(blocks))}


METHODS = {
    "files.getUploadURLExternal": Method(upload_url, "files:write", tier=4),
    "files.completeUploadExternal": Method(complete, "files:write", tier=4),
    "files.delete": Method(delete, "files:write", tier=3),
    "files.info": Method(info, "files:read", tier=4),
}
