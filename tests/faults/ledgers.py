"""The three ledgers: what was posted, what people wrote, and what the bot keeps."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.demo.server.ledger import Kind as Noted
from bot.demo.workspace import Workspace
from bot.model.delivery import Delivery, Kind
from bot.model.reply import Reply
from bot.ports import Book
from tests.faults.project import CHANNEL, MEETING

TOKEN = re.compile(r"\bw\d+y?x\b")  # each item that people write has a word of its own
# How the bot answers a command that it has not done, and does not try again.
GIVEN_BACK = ("Slack refused", "I cannot reach my memory")


@dataclass(frozen=True, slots=True)
class Posted:
    """A message of the bot as it stands in the workspace, or a file that it shared."""

    key: str
    conversation: str
    ts: str
    tokens: tuple[str, ...]


@dataclass(slots=True)
class Written:
    """What somebody wrote, as it stands now."""

    person: str
    conversation: str
    ts: str
    token: str
    at: datetime
    changed_at: datetime
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Announced:
    """What the chair announced by a command; one that was not acknowledged may count or not.

    The same holds for one that the bot has given back: they type it again.
    """

    token: str
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What is in the database."""

    deliveries: tuple[Delivery, ...]
    replies: tuple[Reply, ...]
    waiting: int  # arrivals that nobody has worked on
    wrong: tuple[str, ...] = ()  # what the database's own checks say


@dataclass(frozen=True, slots=True)
class Ledgers:
    """All three; `files` are the tokens of the TWiki copies, the newest last.

    `clocks_off` is by how many seconds the bots' clocks may have been wrong and still be trusted.
    """

    posted: tuple[Posted, ...]
    files: tuple[tuple[str, ...], ...]
    written: tuple[Written, ...]
    announced: tuple[Announced, ...]
    kept: Kept
    clocks_off: float = 0.0


def posted(workspace: Workspace) -> Iterator[Posted]:
    """Every message of the bot in every conversation, threads included.

    An amended copy that is written out, as Slack refused its file, stands in place of the first file, under
    the same key; that file is then the first of its versions.
    """
    for room in workspace.world.rooms.values():
        written_out = {_key(message) for message in room.messages.values() if not message.get("files")}
        for message in room.messages.values():
            if "bot_id" in message or message.get("user") == workspace.bot_user:
                key, said = _key(message), json.dumps(message.get("blocks") or message.get("text"))
                if key in written_out and message.get("files"):
                    key = f"{key}/1"
                yield Posted(key, room.id, message["ts"], tuple(TOKEN.findall(said)))


def files(workspace: Workspace) -> tuple[tuple[str, ...], ...]:
    """The tokens in each TWiki copy that stands in the channel, the newest last.

    Once one is written out, all that comes after is, in the same messages.
    """
    standing = tuple(workspace.world.rooms[CHANNEL].messages.values())
    shared = [file["id"] for message in standing for file in message.get("files", ())]
    contents = [(workspace.world.files[name].content or b"").decode() for name in shared]
    pieces = [message for message in standing if _is_copy(_key(message)) and not message.get("files")]
    if pieces:
        contents.append(json.dumps([message.get("blocks") for message in pieces]))
    return tuple(tuple(TOKEN.findall(content)) for content in contents)


def given_back(workspace: Workspace) -> frozenset[str]:
    """The tokens in commands to which the bot has answered that it could not do them."""
    grants, found = workspace.context.grants, set[str]()
    for record in workspace.ledger:
        typed = record.arguments.get("payload", {}) if record.kind is Noted.EVENT else {}
        if "command" in typed:
            said = grants.responses[typed["response_url"].rpartition("/")[-1]].said
            if any(words in each for each in said for words in GIVEN_BACK):
                found.update(TOKEN.findall(typed["text"]))
    return frozenset(found)


def kept(book: Book) -> tuple[tuple[Delivery, ...], tuple[Reply, ...]]:
    """What the bot remembers of the meeting."""
    call, day = MEETING.split("/")
    return book.deliveries(""), book.replies(call, date.fromisoformat(day))


def _is_copy(key: str) -> bool:
    return key.split("/")[2:3] == [Kind.TWIKI]


def _key(message: dict[str, Any]) -> str:
    """The key in the metadata, or in the first block where a message can have none."""
    payload = (message.get("metadata") or {}).get("event_payload", {})
    if key := payload.get("key"):
        return str(key)
    blocks = message.get("blocks") or [{}]
    named = str(blocks[0].get("block_id", ""))
    return named if re.fullmatch(r"[^/]+/\d{4}-\d\d-\d\d/.+", named) else ""
