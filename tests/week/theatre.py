"""A workspace whose bot comes and goes, while its week is played."""

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from bot.app import Bot
from bot.at_work import at_work
from bot.cli.demo import manifest, settings_for
from bot.clock import MovableClock
from bot.demo import week
from bot.demo.story import cast
from bot.demo.story.scene import Scene
from bot.demo.workspace import Workspace
from tests.complaints import complaints
from tests.tables import put_tables
from tests.waiting import patient

SIDE_BY_SIDE = ("/changes", "/twiki")


@dataclass
class Theatre:
    """A workspace that stays, and a folder with the bot's memory."""

    workspace: Workspace
    clock: MovableClock
    folder: Path

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Bot]:
        """The bot at work until the context ends."""
        async with at_work(settings_for(self.workspace, self.folder), self.clock) as bot:
            await bot.turn()
            yield bot
            await self.workspace.settled()  # the bot hears of its own messages, too

    async def play(self, bot: Bot, scenes: Sequence[Scene] = week.SCENES) -> None:
        """Play scenes with this bot."""

        async def move(moment):
            self.clock.move(moment)
            await bot.turn()

        await week.play(self.workspace, move=move, tell=lambda _: None, scenes=scenes)

    @property
    def twiki(self) -> str:
        """The newest TWiki copy in the channel."""
        return (self.workspace.files[-1].content or b"").decode()

    def posts(self) -> Counter[str]:
        """How often each key was posted, by all that stands in all conversations."""
        return Counter(filter(None, (_key(message) for message in self.everything())))

    def everything(self) -> list[dict[str, Any]]:
        """Every message in every conversation, threads included."""
        return [message for room in self.workspace.world.rooms.values() for message in room.messages.values()]

    def transcript(self) -> str:
        """What everybody sees, a conversation after the other, moments left out."""
        rooms = {cast.CHANNEL: f"#{cast.CHANNEL_NAME}"}
        for role in cast.EVERYBODY:
            rooms[self.workspace.dm(role.person)] = f"@{role.name}"
        return "\n".join(self._conversation(room, title) for room, title in rooms.items())

    def _conversation(self, room: str, title: str) -> str:
        lines = [f"==== {title}"]
        for message in self.workspace.messages(room):
            if message.get("thread_ts", message["ts"]) != message["ts"]:
                continue
            lines += self._said(message, "")
            for answer in _ordered(self.workspace.thread(room, message["ts"])[1:]):
                lines += self._said(answer, "    > ")
        return "\n".join(lines) + "\n"

    def _said(self, message: dict[str, Any], margin: str) -> list[str]:
        who = "minutesbot" if "bot_id" in message else self.workspace.world.people[message["user"]].name
        head = f"{margin}-- {who} {_key(message)}".rstrip()
        shown = [
            *_texts(message.get("blocks", ())),
            *(f"[file {file['name']}]" for file in message.get("files", ())),
        ]
        body = [line for text in shown or [message["text"]] for line in text.split("\n")]
        return [head, *(f"{margin}{line}".rstrip() for line in body)]


def _ordered(answers: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Answers in a thread; what goes out side by side with the minutes comes in no order of its own."""
    for is_beside, some in groupby(answers, key=lambda each: _key(each).endswith(SIDE_BY_SIDE)):
        together = list(some)
        yield from sorted(together, key=_key) if is_beside else together


@asynccontextmanager
async def theatre(folder: Path, *, refuses: bool = False) -> AsyncIterator[Theatre]:
    """Open a workspace with everybody in it, and no bot yet; one that `refuses` on purpose may complain.

    The bot's memory has its tables already: that it makes them itself is shown elsewhere.
    """
    if not (memory := folder / "minutesbot.db").exists():
        put_tables(memory)
    clock = MovableClock(week.START)
    workspace = Workspace(manifest=manifest(), clock=clock)
    week.populate(workspace)
    if not refuses:
        patient(workspace)
    await workspace.start()
    try:
        yield Theatre(workspace, clock, folder)
        found = complaints(workspace)
    finally:
        await workspace.stop()
    assert refuses or found == ([], []), found


def _key(message: dict[str, Any]) -> str:
    """The key a message of the bot bears in its metadata, or in its first block where it can have none."""
    metadata = message.get("metadata") or {}
    if key := metadata.get("event_payload", {}).get("key"):
        return str(key)
    blocks = message.get("blocks") or [{}]
    named = str(blocks[0].get("block_id", ""))
    return named if re.fullmatch(r"[^/]+/\d{4}-\d\d-\d\d/.+", named) and "bot_id" in message else ""


def _texts(value: Any) -> list[str]:
    """All that is to be read in blocks, in order; what can be pressed in brackets."""
    match value:
        case {"type": "button", "text": {"text": label}}:
            return [f"[{label}]"]
        case {"type": "static_select" | "overflow", "options": options}:
            return [f"[{' | '.join(option['text']['text'] for option in options)}]"]
        case {
            "type": "rich_text_section" | "rich_text_preformatted" | "rich_text_quote",
            "elements": elements,
        }:
            return ["".join(_inline(element) for element in elements)]
        case {"type": "rich_text_list", "elements": elements}:
            bullet = "    " * int(value.get("indent", 0)) + "* "
            return [bullet + text for element in elements for text in _texts(element)]
        case {"type": "mrkdwn" | "plain_text", "text": str(text)}:
            return [text]
        case dict():
            inner = [value.get(name) for name in ("text", "fields", "elements", "accessory")]
            return [text for part in inner for text in _texts(part)]
        case list() | tuple():
            return [text for part in value for text in _texts(part)]
        case _:
            return []


def _inline(element: dict[str, Any]) -> str:
    if element["type"] == "link":
        return f"<{element['url']}|{element.get('text', '')}>"
    return str(element.get("text") or element.get("unicode") or element.get("name") or element["type"])
