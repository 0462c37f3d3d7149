"""A story that people play with the bot, written down as it goes: who does what, and what only they see."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import Bot
from bot.demo.story import cast
from bot.demo.story.cast import Role
from tests.week.theatre import Theatre

HOME = ZoneInfo("America/New_York")
SHOWN = 2_000  # characters of one answer


@dataclass
class Story:
    """People in a theatre with a bot at work; times are those of the call's wall clock."""

    stage: Theatre
    bot: Bot
    told: list[str] = field(default_factory=list)

    async def at(self, day: str, time: str) -> None:
        """Let time pass until a moment such as `2027-01-11`, `16:00`."""
        moment = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=HOME)
        self.stage.clock.move(moment)
        self.told.append(f"\n=== {moment:%A, %B} {moment.day}, {time}")
        await self.turn()

    async def turn(self) -> None:
        """Let everything that is under way be dealt with."""
        for _ in range(2):
            await self.stage.workspace.settled()
            await self.bot.turn()
        await self.stage.workspace.settled()

    async def says(self, role: Role, *lines: str) -> str:
        """Somebody writes to the bot; returns the message's `ts`."""
        before = self._seen(role)
        ts = await self.stage.workspace.write(role.person, "\n".join(lines))
        await self._did(role, f"writes: {' / '.join(lines)}", before)
        return ts

    async def edits(self, role: Role, ts: str, *lines: str) -> None:
        """Somebody changes what they wrote."""
        before = self._seen(role)
        await self.stage.workspace.edit(role.person, ts, "\n".join(lines))
        await self._did(role, f"edits it to: {' / '.join(lines)}", before)

    async def types(self, role: Role, text: str, *, room: str = cast.CHANNEL) -> str:
        """Somebody types a command; returns what they are answered."""
        before = self._seen(role)
        typed = asyncio.ensure_future(
            self.stage.workspace.command(role.person, "/minutes", text, channel=room)
        )
        while not typed.done():
            await self.bot.turn()
            await asyncio.sleep(0.01)
        return await self._did(role, f"types: /minutes {text}", before)

    async def presses(self, role: Role, label: str, *, room: str = "") -> str:
        """Somebody presses the newest button of this name that they see; returns what they are answered."""
        before = self._seen(role)
        place = room or self.stage.workspace.dm(role.person)
        message, block, button = self._button(role, place, label)
        await self.stage.workspace.press(
            role.person, place, message["ts"], button["action_id"], block_id=block["block_id"]
        )
        return await self._did(role, f"presses: {label}", before)

    async def sends(self, role: Role, values: Mapping[str, Any]) -> str:
        """Somebody fills in the form that is open and sends it."""
        before = self._seen(role)
        view = self.stage.workspace.views(role.person)[-1]
        await self.stage.workspace.submit(role.person, view["id"], dict(values))
        return await self._did(role, f"sends the form: {view['title']['text']}", before)

    def _button(self, role: Role, place: str, label: str) -> tuple[dict[str, Any], ...]:
        standing = [*self.stage.workspace.messages(place), *self.stage.workspace.private(role.person)]
        for message in reversed(standing):
            for block in message.get("blocks") or ():
                for element in (*block.get("elements", ()), block.get("accessory") or {}):
                    if element.get("type") == "button" and element["text"]["text"] == label:
                        return message, block, element
        raise AssertionError(f"{role.name} sees no button called {label}")

    def _seen(self, role: Role) -> int:
        return len(self.stage.workspace.private(role.person))

    async def _did(self, role: Role, what: str, before: int) -> str:
        await self.turn()
        answers = [said["text"] for said in self.stage.workspace.private(role.person)[before:]]
        self.told.append(f"{role.name} {what}")
        self.told += [f"    | {line}" for text in answers for line in text[:SHOWN].split("\n")]
        return "\n".join(answers)
