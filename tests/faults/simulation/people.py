"""What the leads of a call write, change and delete in the week of a meeting, and what they announce."""

import asyncio
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.model.call import Call
from bot.model.meeting import Meeting
from tests.faults.simulation.workspace import Said, Workspace

SENTENCES = (
    "News:\n• magnet {token} was repaired",
    "News:\n- pump {token} is back in operation\n- tested with beam",
    "Ongoing: alignment of {token}",
    "Ongoing:\n• survey {token} goes on",
    "Emergencies:\n- water leak at {token} in hall two",
)
TAKEN_BACK = "I have taken back"


@dataclass
class Announced:
    """Something that a person announces with a command, and perhaps takes back once it stands."""

    identity: str
    call: str
    meeting: str
    token: str
    at: datetime
    taken_back: bool = False


class People:
    """The leads of one call."""

    def __init__(self, call: Call, workspace: Workspace, rng: random.Random) -> None:
        self._call = call
        self._space = workspace
        self._rng = rng
        self._numbers = count(1)
        self.announced: list[Announced] = []

    def token(self) -> str:
        """A word that nobody else writes, with the team and the call in it."""
        name = self._call.name.replace(" ", "")
        return f"{self._space.team}{name}N{next(self._numbers)}Z"

    async def write_for(self, meeting: Meeting, *, poisoned: str = "") -> None:
        """Write everything for one meeting, each lead for themselves."""
        asking = meeting.starts - self._call.ask
        for lead in self._call.leads:
            for _ in range(self._rng.choice((0, 1, 1, 2, 3))):
                late = self._rng.random() < 0.1
                first = meeting.posts if late else asking - timedelta(minutes=10)
                last = meeting.posts + timedelta(minutes=40) if late else meeting.posts
                at = first + (last - first) * self._rng.random()
                strange = lead.person == poisoned and self._rng.random() < 0.5
                self._space.soon(self._write(lead.person, meeting, at, strange=strange))
        if self._rng.random() < 0.5:
            at = asking + (meeting.posts - asking) * self._rng.random()
            self._space.soon(self._announce(meeting, at))

    async def _write(self, person: str, meeting: Meeting, at: datetime, *, strange: bool) -> None:
        await self._until(at)
        said = self._said(person, meeting, strange=strange)
        self._space.write(said)
        drawn, pause = self._rng.random(), self._rng.choice((20, 600, 1800)) * self._rng.random()
        if drawn < 0.3:
            await asyncio.sleep(pause)
            text, token = self._text(strange=False)
            self._space.edit(said, text, token)
        if drawn < 0.05 or drawn > 0.92:
            await asyncio.sleep(pause)
            self._space.delete(said)

    def _said(self, person: str, meeting: Meeting, *, strange: bool) -> Said:
        text, token = self._text(strange=strange)
        ts, place, now = self._space.stamp(), self._space.place_of(person), self._space.clock()
        return Said(
            person,
            place,
            ts,
            now,
            text,
            token,
            meeting.key,
            meeting.call,
            meeting.posts,
            self._thread(person),
        )

    def _thread(self, person: str) -> str:
        """Now and then somebody answers in the thread of the question."""
        asks = [post.ts for post in self._space.posts if post.to == person and "/ask/" in post.key]
        return asks[-1] if asks and self._rng.random() < 0.15 else ""

    def _text(self, *, strange: bool) -> tuple[str, str]:
        token = self.token()
        said = self._rng.choice(SENTENCES).format(token=token)
        return (f"{said}, with <@UPOISON>" if strange else said), token

    async def _announce(self, meeting: Meeting, at: datetime) -> None:
        await self._until(at)
        token = self.token()
        identity = f"Tr{token}"
        made = Announced(identity, self._call.name, meeting.key, token, self._space.clock())
        self.announced.append(made)
        self._space.send(self._command(identity, f"announce Power cut {token}"))
        await asyncio.sleep(90 + 300 * self._rng.random())
        seen = any(each.trigger == identity for each in self._space.answered)
        if seen and self._rng.random() < 0.7 and self._space.clock() < meeting.posts - timedelta(minutes=5):
            self._space.send(self._command(f"{identity}-back", "announce drop 1"))
            await asyncio.sleep(60)
            told = (each.said for each in self._space.answered if each.trigger == f"{identity}-back")
            made.taken_back = any(TAKEN_BACK in said for said in told)  # not where it was refused

    def _command(self, trigger: str, text: str) -> dict[str, Any]:
        return {
            "command": "/minutes",
            "text": text,
            "user_id": self._call.chairs[0],
            "channel_id": self._call.channel,
            "team_id": self._space.team,
            "trigger_id": trigger,
            "response_url": "",
        }

    async def _until(self, at: datetime) -> None:
        await asyncio.sleep(max(0.0, (at - self._space.clock()).total_seconds()))
