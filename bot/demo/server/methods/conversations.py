"""conversations.*: rooms, who is in them, and the direct ones."""

from bot.demo.server.context import ApiContext, Method
from bot.demo.server.paging import page
from bot.demo.server.world import Room, World
from bot.demo.wire import Arguments, Json, Refusal

KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
SCOPES = {"channel": "channels:read", "group": "groups:read", "im": "im:read", "mpim": "mpim:read"}


def open_direct(context: ApiContext, args: Arguments) -> Json:
    """Open the direct conversation with somebody."""
    world = context.world
    if channel := args.text("channel"):
        return {"channel": {"id": world.room(channel).id}}
    persons = [person.strip() for person in args.need("users").split(",")]
    if len(persons) > 1:
        raise Refusal("method_not_supported_for_channel_type")  # no group conversations here
    person = world.person(persons[0])
    if person.deleted:
        raise Refusal("user_disabled")
    if person.is_bot:
        raise Refusal("cannot_dm_bot")
    known = any(person.id in room.members and room.kind == "im" for room in world.rooms.values())
    room = world.direct(person.id)
    already = {"no_op": True, "already_open": True} if known else {}
    full = described(world, room) if args.flag("return_im") else {"id": room.id}
    return {**already, "channel": full}


def info(context: ApiContext, args: Arguments) -> Json:
    """Describe a room."""
    room = context.world.room(args.need("channel"))
    count = {"num_members": len(room.members)} if args.flag("include_num_members") else {}
    return {"channel": {**described(context.world, room), **count}}


def list_rooms(context: ApiContext, args: Arguments) -> Json:
    """List rooms of the kinds asked for: all public ones, and others where the bot is a member."""
    kinds = _kinds(context, args)
    rooms = [
        room
        for room in context.world.rooms.values()
        if room.kind in kinds and (room.kind == "channel" or context.world.bot.id in room.members)
    ]
    return _listed(context, args, rooms)


def rooms_of(context: ApiContext, args: Arguments) -> Json:
    """List the rooms where somebody, or else the bot, is a member."""
    person = context.world.person(args.text("user", context.world.bot.id))
    return _listed(context, args, context.world.rooms_of(person.id, _kinds(context, args)))


def members(context: ApiContext, args: Arguments) -> Json:
    """List who is in a room."""
    found, onward = page(context.world.room(args.need("channel")).members, args)
    return {"members": found, **onward}


def join(context: ApiContext, args: Arguments) -> Json:
    """Let the bot come into a public channel."""
    room = context.world.room(args.need("channel"))
    if room.kind != "channel":
        raise Refusal("method_not_supported_for_channel_type")
    if room.archived:
        raise Refusal("is_archived")
    already = {"warning": "already_in_channel"} if context.world.bot.id in room.members else {}
    enter(context.world, room, context.world.bot.id)
    return {"channel": described(context.world, room), **already}


def enter(world: World, room: Room, person: str) -> None:
    """Make somebody a member, and tell the bot."""
    if person in room.members:
        return
    room.members.append(person)
    kind = "G" if room.kind == "group" else "C"
    event = {"type": "member_joined_channel", "user": person, "channel": room.id, "channel_type": kind}
    world.tell({**event, "team": world.team, "event_ts": world.stamp()}, room)


def described(world: World, room: Room) -> Json:
    """A room as Slack describes it."""
    shared = {"id": room.id, "created": room.created, "is_archived": room.archived, "updated": room.created}
    if room.kind == "im":
        person = world.people[room.members[0]]
        return {**shared, "is_im": True, "user": person.id, "is_user_deleted": person.deleted, "priority": 0}
    return {
        **shared,
        "name": room.name,
        "name_normalized": room.name,
        "is_channel": room.kind == "channel",
        "is_group": room.kind == "group",
        "is_im": False,
        "is_mpim": False,
        "is_private": room.kind == "group",
        "is_general": False,
        "is_shared": False,
        "is_member": world.bot.id in room.members,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(room.members),
    }


def _kinds(context: ApiContext, args: Arguments) -> set[str]:
    asked = [kind.strip() for kind in args.text("types", "public_channel").split(",")]
    if unknown := set(asked) - set(KINDS):
        raise Refusal("invalid_types", provided=",".join(sorted(unknown)))
    kinds = {KINDS[kind] for kind in asked}
    granted = context.world.manifest.scopes
    if missing := [SCOPES[kind] for kind in sorted(kinds) if SCOPES[kind] not in granted]:
        raise Refusal("missing_scope", needed=",".join(missing), provided=",".join(granted))
    return kinds


def _listed(context: ApiContext, args: Arguments, rooms: list[Room]) -> Json:
    shown = [room for room in rooms if not (room.archived and args.flag("exclude_archived"))]
    found, onward = page(shown, args)
    return {"channels": [described(context.world, room) for room in found], **onward}


METHODS = {
    "conversations.open": Method(open_direct, "im:write", tier=3),
    "conversations.info": Method(info, "{kind}:read", tier=3),
    "conversations.list": Method(list_rooms, tier=2),
    "conversations.members": Method(members, "{kind}:read", tier=4),
    "conversations.join": Method(join, "channels:join", tier=3),
    "users.conversations": Method(rooms_of, tier=3),
}
