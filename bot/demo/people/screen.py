"""What one person sees of the workspace: rooms, messages, forms, files and the clock."""

from typing import Any

from bot.demo.block_kit.escapes import unescaped
from bot.demo.block_kit.flatten import rich_text
from bot.demo.people import composing
from bot.demo.server import clicks, room_messages
from bot.demo.server.world import File, Person, Room, World, moment
from bot.demo.wire import Json


def screen(world: World, person: Person) -> Json:
    """Everything on a person's screen, as JSON for the page."""
    rooms = [world.direct(person.id), *world.rooms_of(person.id, ("channel", "group"))]
    return {
        "now": world.clock().isoformat(),
        "me": person.id,
        "bot": world.bot.id,
        "app": world.manifest.name,
        "people": {them.id: _face(them) for them in world.people.values()},
        "rooms": [_room(world, room, person) for room in rooms],
        "channels": {room.id: room.name for room in world.rooms.values() if room.name},
        "commands": list(world.manifest.commands.values()),
        "views": [_form(world.views[identity]) for identity in world.stacks.get(person.id, ())],
        "home": _form(world.homes[person.id]) if person.id in world.homes else None,
        "files": {file.id: _content(file) for file in world.files.values()},
        "copy": newest_copy(world),
    }


def newest_copy(world: World) -> Json | None:
    """The newest file of the bot's that was shared."""
    shared = [file for file in world.files.values() if file.shares and file.owner == world.bot.id]
    newest = max(shared, key=lambda file: moment(file.shares[-1][1]), default=None)
    return {"name": newest.name, "title": newest.title, "content": _content(newest)} if newest else None


def _face(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "tz": person.tz,
        "deleted": person.deleted,
        "is_bot": person.is_bot,
    }


def _room(world: World, room: Room, person: Person) -> Json:
    private = [it for it in world.private if it["to"] == person.id and it["channel"] == room.id]
    said = sorted([*room.said(), *private], key=lambda message: moment(message["ts"]))
    name = world.bot.name if room.kind == "im" else room.name
    shown = [{**room_messages.seen(message), "typed": unescaped(message.get("text", ""))} for message in said]
    return {"id": room.id, "name": name, "kind": room.kind, "archived": room.archived, "messages": shown}


def _form(view: Json) -> Json:
    """A view, and beside it what stands in its rich text fields as one would type it."""
    typed: dict[str, Any] = {
        f"{block['block_id']} {element['action_id']}": unescaped(rich_text(initial["elements"]))
        for block, element in clicks.elements(view["blocks"])
        if element["type"] == "rich_text_input" and (initial := element.get("initial_value"))
    }
    return {**view, "typed": typed}


def _content(file: File) -> str:
    return (file.content or b"").decode("utf-8", "replace")


def put_in(world: World, view: Json, values: Json) -> Json:
    """What somebody put into a form, where typed words stand for rich text."""
    rich = {
        block["block_id"]
        for block, element in clicks.elements(view["blocks"])
        if element["type"] == "rich_text_input"
    }
    return {
        name: _rich(world, value) if name in rich and isinstance(value, str) else value
        for name, value in values.items()
    }


def _rich(world: World, text: str) -> Json | None:
    elements = composing.typed_elements(world, text)
    return {"type": "rich_text", "elements": elements} if elements else None
