"""views.*: forms and the home page of the app."""

import json

from bot.demo import limits
from bot.demo.block_kit.validate import view_faults
from bot.demo.server import room_messages
from bot.demo.server.context import ApiContext, Method
from bot.demo.server.world import World
from bot.demo.wire import Arguments, Json, Refusal


def open_view(context: ApiContext, args: Arguments) -> Json:
    """Show a person a form."""
    given = _given(args, "modal")
    person = context.grants.pull(args.need("trigger_id"))
    view = stored(context.world, given)
    context.world.stacks[person] = [view["id"]]
    return {"view": view}


def push(context: ApiContext, args: Arguments) -> Json:
    """Show a person a form above the one that is open."""
    given = _given(args, "modal")
    person = context.grants.pull(args.need("trigger_id"))
    stack = context.world.stacks.get(person, [])
    if not stack:
        raise Refusal("not_found")
    if len(stack) >= limits.VIEW_STACK:
        raise Refusal("push_limit_reached")
    view = stored(context.world, given, below=context.world.views[stack[-1]])
    stack.append(view["id"])
    return {"view": view}


def update(context: ApiContext, args: Arguments) -> Json:
    """Change a form while it is open."""
    view = _find(context.world, args)
    if (seen := args.text("hash")) and seen != view["hash"]:
        raise Refusal("hash_conflict")
    return {"view": replaced(context.world, view, _given(args, str(view["type"])))}


def publish(context: ApiContext, args: Arguments) -> Json:
    """Show a person their home page of the app."""
    person = context.world.person(args.need("user_id"))
    if not context.world.manifest.home_tab:
        raise Refusal("not_enabled")
    given = _given(args, "home")
    known = context.world.homes.get(person.id)
    if known and (seen := args.text("hash")) and seen != known["hash"]:
        raise Refusal("hash_conflict")
    view = replaced(context.world, known, given) if known else stored(context.world, given)
    context.world.homes[person.id] = view
    return {"view": view}


def stored(world: World, given: Json, *, below: Json | None = None) -> Json:
    """Keep a new view."""
    identity = world.serial("V")
    place = {"previous_view_id": below["id"] if below else None, "root_view_id": identity}
    if below:
        place["root_view_id"] = below["root_view_id"]
    return replaced(world, {"id": identity, **place, "state": {"values": {}}}, given)


def replaced(world: World, known: Json, given: Json) -> Json:
    """Put new content into a known view; it gets a new hash."""
    kept = {name: known[name] for name in ("id", "previous_view_id", "root_view_id", "state")}
    blocks = room_messages.block_ids(world, given["blocks"])
    empty = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None, "submit": None}
    view: Json = {
        **empty,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
        **given,
        **kept,
        "blocks": blocks,
        "team_id": world.team,
        "app_id": world.app_id,
        "app_installed_team_id": world.organisation or world.team,
        "bot_id": world.bot_id,
        "hash": f"{int(world.clock().timestamp())}.{world.serial('')}",
    }
    world.views[view["id"]] = view
    return view


def acceptable(given: Json, kind: str) -> Json:
    """A view of this kind that can be shown; refuses others."""
    if given.get("type") != kind:
        raise Refusal("invalid_arguments")
    if faults := view_faults(given):
        messages = [f"[ERROR] {fault}" for fault in faults]
        raise Refusal("invalid_arguments", response_metadata={"messages": messages})
    if len(json.dumps(given)) > limits.VIEW_BYTES:
        raise Refusal("view_too_large")
    return given


def _given(args: Arguments, kind: str) -> Json:
    given = args.parsed("view", "invalid_arguments")
    if not isinstance(given, dict):
        raise Refusal("invalid_arguments")
    return acceptable(given, kind)


def _find(world: World, args: Arguments) -> Json:
    if external := args.text("external_id"):
        found = next((view for view in world.views.values() if view["external_id"] == external), None)
    else:
        found = world.views.get(args.need("view_id"))
    if found is None:
        raise Refusal("not_found")
    return found


METHODS = {
    "views.open": Method(open_view, tier=4),
    "views.push": Method(push, tier=4),
    "views.update": Method(update, tier=4),
    "views.publish": Method(publish, tier=4),
}
