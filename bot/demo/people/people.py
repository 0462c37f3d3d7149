"""What people do in the workspace, and what they see there."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any

from bot.demo.people import composing
from bot.demo.server import clicks
from bot.demo.server.interactions import Interactions
from bot.demo.server.methods import conversations
from bot.demo.server.world import Room, World
from bot.demo.wire import Json


class People:
    """Everything that people can do; each action is told to the bot as Slack would tell it.

    Who owns the clock may set `on_clock_move`, which moves the clock and waits for what that causes, and
    `next_due`, which returns when something will happen next, and what.
    """

    def __init__(self, world: World, interactions: Interactions) -> None:
        self.world = world
        self.on_clock_move: Callable[[datetime], Awaitable[None]] | None = None
        self.next_due: Callable[[], Awaitable[tuple[datetime, str] | None]] | None = None
        self._interactions = interactions

    async def write(
        self,
        person: str,
        text: str,
        *,
        channel: str | None = None,
        thread_ts: str | None = None,
        blocks: list[Json] | None = None,
        files: Iterable[tuple[str, str]] | None = None,
        broadcast: bool = False,
    ) -> str:
        """Let a person write to the bot, or into a channel; `files` are names with contents."""
        who, room = self.world.people[person], self._room(person, channel)
        mine, _, said_of_me = text.partition("/me ")
        subtype = "me_message" if text.startswith("/me ") and not mine else None
        said = composing.composed(self.world, said_of_me if subtype else text, blocks)
        if thread_ts:
            said |= {"thread_ts": thread_ts}
            subtype = "thread_broadcast" if broadcast else subtype
        if files:
            attached = composing.attached(self.world, who, files)
            return str(composing.with_files(self.world, who, room, said, attached)["ts"])
        said |= {"subtype": subtype} if subtype else {}
        return str(composing.write(self.world, who, room, said)["ts"])

    async def edit(
        self,
        person: str,
        ts: str,
        text: str,
        *,
        channel: str | None = None,
        blocks: list[Json] | None = None,
    ) -> None:
        """Let a person change their message."""
        said = composing.composed(self.world, text, blocks)
        composing.edit(self.world, self.world.people[person], self._room(person, channel), ts, said)

    async def delete(self, person: str, ts: str, *, channel: str | None = None) -> None:
        """Let a person delete their message."""
        composing.delete(self.world, self.world.people[person], self._room(person, channel), ts)

    async def unfurl(
        self,
        ts: str,
        *,
        channel: str | None = None,
        url: str = "https://example.org/",
        title: str = "A page",
    ) -> None:
        """Show the preview of a link below a message, in the channel or the conversation that has it."""
        rooms = [self.world.rooms[channel]] if channel else list(self.world.rooms.values())
        composing.unfurl(self.world, next(room for room in rooms if ts in room.messages), ts, url, title)

    async def forward(self, person: str, ts: str, *, channel: str, comment: str = "") -> str:
        """Let a person pass a message of a channel on to the bot, with or without a comment."""
        who, room = self.world.people[person], self.world.rooms[channel]
        said = {"attachments": [composing.forwarded(self.world, who, room, ts)]}
        return self._send(person, comment, said)

    async def paste(self, person: str, rows: Iterable[Iterable[str]], comment: str = "") -> str:
        """Let a person paste cells of a spreadsheet into a message to the bot."""
        return self._send(person, comment, {"attachments": [composing.pasted(self.world, rows)]})

    async def record(self, person: str, transcript: str | None = None) -> str:
        """Let a person send the bot a voice clip, which Slack has written down or is still listening to."""
        who = self.world.people[person]
        files = composing.attached(self.world, who, [("audio_message.m4a", "not to be heard here")])
        clip = composing.recorded(transcript)
        return str(
            composing.with_files(self.world, who, self._room(person, None), {"text": ""}, files, clip=clip)[
                "ts"
            ]
        )

    async def transcribe(self, person: str, ts: str, transcript: str) -> None:
        """Let Slack write down what is said in the clips of a message."""
        room = self._room(person, None)
        composing.transcribe(self.world, room, ts, transcript)

    async def press(
        self,
        person: str,
        channel: str,
        ts: str,
        action_id: str,
        *,
        block_id: str | None = None,
        value: Any = None,
    ) -> Json:
        """Let a person press a button or choose from a menu; returns what the bot acknowledged with."""
        room, who = self.world.rooms[channel], self.world.people[person]
        message = room.messages.get(ts) or self._private(person, ts)
        action = clicks.action(message.get("blocks", ()), action_id, block_id, value)
        return await self._interactions.press(who, room, message, action)

    async def press_in_view(
        self, person: str, view_id: str, action_id: str, *, block_id: str | None = None, value: Any = None
    ) -> Json:
        """Let a person press a button of a form or of their home page."""
        view = self.world.views[view_id]
        action = clicks.action(view["blocks"], action_id, block_id, value)
        return await self._interactions.press_in_view(self.world.people[person], view, action)

    async def submit(self, person: str, view_id: str, values: Json) -> Json:
        """Let a person send a form; `values` by block id or action id, others stay as they are."""
        return await self._interactions.submit(self.world.people[person], self.world.views[view_id], values)

    async def command(self, person: str, command: str, text: str = "", *, channel: str) -> Json:
        """Let a person type a command; returns the first thing they see of it."""
        room = self.world.rooms[channel]
        return await self._interactions.command(self.world.people[person], command, text, room)

    async def open_home(self, person: str, *, tab: str = "home") -> None:
        """Let a person look at the app's home page."""
        home = self.world.homes.get(person)
        event = {"type": "app_home_opened", "user": person, "channel": self.dm(person), "tab": tab}
        shown = {"view": home} if home and tab == "home" else {}
        self.world.tell({**event, **shown, "event_ts": self.world.stamp()}, None)

    async def invite(self, person: str, channel: str) -> None:
        """Bring a person, or the bot, into a channel."""
        conversations.enter(self.world, self.world.rooms[channel], person)

    async def close(self, person: str, view_id: str) -> None:
        """Let a person close a form without sending it."""
        await self._interactions.close(self.world.people[person], self.world.views[view_id])

    def messages(self, channel: str) -> list[Json]:
        """Everything that stands in a channel or conversation, oldest first."""
        return self.world.rooms[channel].said() if channel in self.world.rooms else []

    def thread(self, channel: str, ts: str) -> list[Json]:
        """A message and the answers below it."""
        return self.world.rooms[channel].thread(ts)

    def private(self, person: str) -> list[Json]:
        """What only this person was shown, in any channel."""
        return [message for message in self.world.private if message["to"] == person]

    def views(self, person: str) -> list[Json]:
        """The forms that are open for a person, the topmost last."""
        return [self.world.views[identity] for identity in self.world.stacks.get(person, ())]

    def dm(self, person: str) -> str:
        """The id of a person's conversation with the bot."""
        return self.world.direct(person).id

    def _send(self, person: str, comment: str, more: Json) -> str:
        """Write to the bot with something attached; without a comment a message has no blocks."""
        said = composing.composed(self.world, comment) | more
        return str(
            composing.write(self.world, self.world.people[person], self._room(person, None), said)["ts"]
        )

    def _room(self, person: str, channel: str | None) -> Room:
        return self.world.rooms[channel] if channel else self.world.direct(person)

    def _private(self, person: str, ts: str) -> Json:
        for message in self.private(person):
            if message["ts"] == ts:
                return message
        raise clicks.NoSuchElement(ts)
