"""conversations.history and conversations.replies: what was said."""

from bot.demo.server import room_messages
from bot.demo.server.context import ApiContext, Method
from bot.demo.server.paging import page
from bot.demo.server.world import Room, is_moment, moment
from bot.demo.wire import Arguments, Json, Refusal


def history(context: ApiContext, args: Arguments) -> Json:
    """What was said in a room, newest first, without the answers in threads."""
    room = _room(context, args)
    said = [message for message in room.said() if _in_the_open(message) and _between(message["ts"], args)]
    found, onward = page(said[::-1], args)
    return {
        "messages": [_seen(context, message, args) for message in found],
        "has_more": bool(onward["response_metadata"]["next_cursor"]),
        "pin_count": 0,
        **onward,
    }


def replies(context: ApiContext, args: Arguments) -> Json:
    """A message and the answers in its thread, oldest first."""
    room = _room(context, args)
    thread = args.need("ts")
    if thread not in room.messages:
        raise Refusal("thread_not_found")
    parent, *answers = room.thread(room.messages[thread].get("thread_ts", thread))
    found, onward = page([parent, *(it for it in answers if _between(it["ts"], args))], args)
    return {
        "messages": [_seen(context, message, args) for message in found],
        "has_more": bool(onward["response_metadata"]["next_cursor"]),
        **onward,
    }


def _room(context: ApiContext, args: Arguments) -> Room:
    room = context.world.room(args.need("channel"))
    if context.world.bot.id not in room.members:
        raise Refusal("not_in_channel")
    return room


def _in_the_open(message: Json) -> bool:
    inside = message.get("thread_ts", message["ts"]) != message["ts"]
    return not inside or message.get("subtype") == "thread_broadcast"


def _between(ts: str, args: Arguments) -> bool:
    oldest = moment(_valid(args.text("oldest", "0"), "invalid_ts_oldest"))
    latest = args.text("latest")
    newest = moment(_valid(latest, "invalid_ts_latest")) if latest else None
    at = moment(ts)
    if args.flag("inclusive"):
        return oldest <= at and (newest is None or at <= newest)
    return oldest < at and (newest is None or at < newest)


def _valid(ts: str, error: str) -> str:
    if not is_moment(ts):
        raise Refusal(error)
    return ts


def _seen(context: ApiContext, message: Json, args: Arguments) -> Json:
    wanted = args.flag("include_all_metadata") and not context.history_without_metadata
    return room_messages.seen(message, metadata=wanted)


METHODS = {
    "conversations.history": Method(history, "{kind}:history", tier=3),
    "conversations.replies": Method(replies, "{kind}:history", tier=3),
}
