"""Messages of people: written, edited and deleted, as the composer of a Slack client sends them."""

import uuid
from collections.abc import Iterable

from bot.demo.block_kit.flatten import flattened
from bot.demo.block_kit.inline import Names
from bot.demo.block_kit.typed import rich_text
from bot.demo.server import room_messages
from bot.demo.server.methods.files import described
from bot.demo.server.world import File, Person, Room, World
from bot.demo.wire import Json


class NotThere(PermissionError):
    """A person can only write where they are, and only change what is theirs."""


def write(world: World, person: Person, room: Room, said: Json, *, subtype: str | None = None) -> Json:
    """Say something in a room, as composed."""
    if person.id not in room.members or room.archived or person.deleted:
        raise NotThere(person.id)
    if room.kind == "im" and (not world.manifest.messages_tab or world.manifest.messages_read_only):
        raise NotThere("Sending messages to this app has been turned off.")
    message = {"user": person.id, "client_msg_id": str(uuid.uuid4()), **said}
    return room_messages.say(world, room, message, subtype=subtype)


def edit(world: World, person: Person, room: Room, ts: str, said: Json) -> Json:
    """Change one's own message."""
    _own(person, room, ts)
    return room_messages.change(world, room, ts, said, by=person.id)


def delete(world: World, person: Person, room: Room, ts: str) -> None:
    """Delete one's own message."""
    _own(person, room, ts)
    room_messages.remove(world, room, ts)


def unfurl(world: World, room: Room, ts: str) -> Json:
    """Add the preview of a link: a change that leaves text and blocks as they are."""
    preview = {"from_url": "https://example.org/", "title": "A page", "fallback": "A page", "id": 1}
    return room_messages.change(world, room, ts, {"attachments": [preview]})


def composed(world: World, text: str, blocks: list[Json] | None = None) -> Json:
    """Text and blocks of what somebody typed, or of exactly these blocks."""
    if blocks is None:
        elements = typed_elements(world, text)
        blocks = [{"type": "rich_text", "elements": elements}] if elements else []
    if not blocks:
        return {"text": ""}
    return {"text": flattened(blocks), "blocks": room_messages.block_ids(world, blocks)}


def typed_elements(world: World, text: str) -> list[Json]:
    """What somebody typed, as the elements of a rich text block."""
    return rich_text(text, names(world) if "@" in text or "#" in text else Names())


def attached(world: World, person: Person, files: Iterable[tuple[str, str]]) -> list[File]:
    """Files, by name and content, that somebody drops into the composer."""
    made = []
    for name, content in files:
        data = content.encode()
        file = File(world.serial("F"), name, name, person.id, int(world.clock().timestamp()), len(data), data)
        world.files[file.id] = file
        made.append(file)
    return made


def with_files(world: World, person: Person, room: Room, said: Json, files: list[File]) -> Json:
    """Say something with files."""
    shown = {"files": [described(world, file) for file in files], "upload": False}
    kept = write(world, person, room, {**said, **shown}, subtype="file_share")
    for file in files:
        file.shares.append((room.id, kept["ts"]))
    return kept


def names(world: World) -> Names:
    """Whom a typed `@name` or `#name` means here."""
    people = {person.name.lower(): person.id for person in world.people.values()}
    first = {name.split()[0]: identity for name, identity in people.items()}
    channels = {room.name: room.id for room in world.rooms.values() if room.name}
    return Names({**first, **people}, channels)


def _own(person: Person, room: Room, ts: str) -> None:
    if room_messages.find(room, ts)["user"] != person.id:
        raise NotThere(person.id)
