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


def unfurl(world: World, room: Room, ts: str, url: str, title: str) -> Json:
    """Add the preview of a link: a change that leaves text and blocks as they are."""
    shown = {"from_url": url, "original_url": url, "title": title, "title_link": url, "fallback": title}
    attachments = list(room_messages.find(room, ts).get("attachments", ()))
    return room_messages.change(
        world, room, ts, {"attachments": [*attachments, {"id": len(attachments) + 1, **shown}]}
    )


def composed(world: World, text: str, blocks: list[Json] | None = None) -> Json:
    """Text and blocks of what somebody typed, or of exactly these blocks."""
    if blocks is None:
        elements = typed_elements(world, text)
        blocks = [{"type": "rich_text", "elements": elements}] if elements else []
    if not blocks:
        return {"text": ""}
    return {"text": flattened(blocks), "blocks": room_messages.block_ids(world, blocks)}


def forwarded(world: World, person: Person, room: Room, ts: str) -> Json:
    """A message of this room as whoever passes it on attaches it."""
    if person.id not in room.members:
        raise NotThere(person.id)
    said = room_messages.seen(room_messages.find(room, ts))
    author = world.people[said["user"]]
    url = f"{world.url}archives/{room.id}/p{ts.replace('.', '')}"
    inner = {"team": world.team, "channel": room.id, "ts": ts, "message": {"blocks": said.get("blocks", [])}}
    return {
        "id": 1,
        "ts": ts,
        "author_id": author.id,
        "author_name": author.name,
        "author_subname": author.name,
        "channel_id": room.id,
        "channel_team": world.team,
        "is_msg_unfurl": True,
        "is_share": True,
        "message_blocks": [inner],
        "from_url": url,
        "original_url": url,
        "text": said["text"],
        "fallback": f"{author.name}: {said['text']}",
        "mrkdwn_in": ["text"],
        "footer": "Direct message" if room.kind == "im" else f"Posted in #{room.name}",
        **({"files": said["files"]} if said.get("files") else {}),
    }


def pasted(world: World, rows: Iterable[Iterable[str]]) -> Json:
    """Cells that somebody copied from a spreadsheet, as the composer attaches them."""
    cells = [[{"type": "raw_text", "text": text} for text in row] for row in rows]
    table = room_messages.block_ids(world, [{"type": "table", "rows": cells}])
    return {"id": 1, "blocks": table, "fallback": "[no preview available]"}


def recorded(transcript: str | None) -> Json:
    """What makes a file a voice clip; without a transcript Slack is still listening."""
    if transcript is None:
        return {"subtype": "slack_audio", "transcription": {"status": "processing"}}
    preview = {"content": transcript, "has_more": False}
    done = {"status": "complete", "locale": "en-US", "preview": preview}
    return {"subtype": "slack_audio", "transcription": done}


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


def with_files(
    world: World, person: Person, room: Room, said: Json, files: list[File], *, clip: Json | None = None
) -> Json:
    """Say something with files; `clip` is what makes them recordings."""
    shown = {"files": [{**described(world, file), **(clip or {})} for file in files], "upload": False}
    kept = write(world, person, room, {**said, **shown}, subtype="file_share")
    for file in files:
        file.shares.append((room.id, kept["ts"]))
    return kept


def transcribe(world: World, room: Room, ts: str, transcript: str) -> Json:
    """Add the transcript of a recording; whether Slack tells of it in this way is not documented."""
    files = [{**file, **recorded(transcript)} for file in room_messages.find(room, ts)["files"]]
    return room_messages.change(world, room, ts, {"files": files})


def names(world: World) -> Names:
    """Whom a typed `@name` or `#name` means here."""
    people = {person.name.lower(): person.id for person in world.people.values()}
    first = {name.split()[0]: identity for name, identity in people.items()}
    channels = {room.name: room.id for room in world.rooms.values() if room.name}
    return Names({**first, **people}, channels)


def _own(person: Person, room: Room, ts: str) -> None:
    if room_messages.find(room, ts)["user"] != person.id:
        raise NotThere(person.id)
