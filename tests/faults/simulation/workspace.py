"""Slack as it is simulated: what was posted and written in one workspace, its history, and its events."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.model.delivery import Delivery, Posted
from bot.model.message import AskLead, Message, UnknownMessage
from tests.faults.simulation.weather import Dice

SENT_AGAIN = (1.0, 60.0, 300.0)  # seconds after which Slack sends an event again that nobody acknowledged
PATIENCE = 3.0  # seconds within which an event has to be acknowledged
Clock = Callable[[], datetime]


class Listener(Protocol):
    """A bot process that is connected."""

    async def receive(self, body: dict[str, Any]) -> bool:
        """Take a payload; whether it was acknowledged."""


@dataclass
class Post:
    """A message of the bot; the newest version is the last."""

    key: str
    to: str
    place: str
    ts: str
    at: datetime
    by: str
    versions: list[Message | UnknownMessage]
    thread: str = ""

    @property
    def as_message(self) -> dict[str, Any]:
        """As the history shows it."""
        threads = {"reply_count": 1} if isinstance(self.versions[-1], AskLead) else {}
        return {"type": "message", "bot_id": "B1", "user": "UBOT", "ts": self.ts, "text": "", **threads}


@dataclass
class Said:
    """A message that somebody wrote, as it stands; `token` names its words."""

    person: str
    place: str
    ts: str
    at: datetime
    text: str
    token: str
    meeting: str
    call: str
    cut_off: datetime
    thread: str = ""
    edited: str = ""
    changed_at: datetime | None = None
    deleted: bool = False
    acknowledged: bool = False

    @property
    def as_message(self) -> dict[str, Any]:
        """As the history shows it."""
        edited = {"edited": {"user": self.person, "ts": self.edited}} if self.edited else {}
        thread = {"thread_ts": self.thread} if self.thread else {}
        return {
            "type": "message",
            "user": self.person,
            "ts": self.ts,
            "text": self.text,
            **edited,
            **thread,
        }


@dataclass(frozen=True, slots=True)
class Answered:
    """A window in which a process answered a command, known by its trigger."""

    trigger: str
    by: str
    said: str


@dataclass
class Workspace:
    """One workspace; `listeners` are the processes that are connected just now."""

    team: str
    dice: Dice
    clock: Clock
    posts: list[Post] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    listeners: list[Listener] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # the triggers of commands that were acknowledged
    events: int = 0
    _last: int = 0
    _busy: set[asyncio.Task[None]] = field(default_factory=set)

    def stamp(self) -> str:
        """A `ts`, later than every other of this workspace."""
        self._last = max(self._last + 1, round(self.clock().timestamp() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def place_of(self, to: str) -> str:
        """The conversation behind a person; channels stand for themselves."""
        return f"D{to[1:]}" if to.startswith("U") else to

    def land(self, delivery: Delivery, by: str) -> Posted:
        """A message of the bot appears."""
        place, ts = self.place_of(delivery.to), self.stamp()
        thread = delivery.thread.ts if delivery.thread else ""
        self.posts.append(
            Post(delivery.key, delivery.to, place, ts, self.clock(), by, [delivery.message], thread)
        )
        return Posted(place, ts)

    def change(self, delivery: Delivery) -> None:
        """A message of the bot says something else from now on."""
        for post in self.posts:
            if delivery.posted == Posted(post.place, post.ts):
                post.versions.append(delivery.message)

    def carrying(self, delivery: Delivery) -> Posted | None:
        """Where the message with the key of this delivery stands."""
        found = (post for post in self.posts if post.key == delivery.key)
        return next((Posted(post.place, post.ts) for post in found), None)

    def write(self, said: Said) -> None:
        """Somebody writes to the bot."""
        self.said.append(said)
        self._tell(said, said.as_message)

    def edit(self, said: Said, text: str, token: str) -> None:
        """Somebody changes what they wrote."""
        before, moment = said.as_message, self.stamp()
        said.text, said.token, said.edited, said.changed_at = text, token, moment, self.clock()
        event = {"subtype": "message_changed", "message": said.as_message, "previous_message": before}
        self._tell(said, {"type": "message", **event, "ts": moment})

    def delete(self, said: Said) -> None:
        """Somebody deletes what they wrote."""
        before, moment = said.as_message, self.stamp()
        said.deleted, said.changed_at = True, self.clock()
        event = {"subtype": "message_deleted", "deleted_ts": said.ts, "previous_message": before}
        self._tell(said, {"type": "message", **event, "ts": moment})

    def history(self, place: str, since: float) -> list[dict[str, Any]]:
        """What a conversation shows, newest first, without the answers in threads."""
        shown: list[Post | Said] = [post for post in self.posts if post.place == place and not post.thread]
        shown += [said for said in self.said if said.place == place and not (said.deleted or said.thread)]
        there = sorted(shown, key=lambda each: float(each.ts), reverse=True)
        return [each.as_message for each in there if float(each.ts) > since]

    def thread(self, place: str, ts: str) -> list[dict[str, Any]]:
        """A message of the bot and the answers in its thread, oldest first."""
        first = [post.as_message for post in self.posts if (post.place, post.ts) == (place, ts)]
        answers = [said for said in self.said if (said.place, said.thread) == (place, ts)]
        return first + [said.as_message for said in answers if not said.deleted]

    def send(self, body: dict[str, Any], said: Said | None = None) -> None:
        """Send a payload as often and as late as it happens; without anybody's words nothing is late."""
        self.events += 1
        now = self.dice.weather
        if said is not None and self.dice.happens(now.event_lost):
            return
        late = said is not None and self.dice.happens(now.event_late)
        delays = [self._delay(late=late)]
        if self.dice.happens(now.event_repeated):
            delays += [self._delay(late=True) for _ in range(self.dice.rng.randint(1, 3))]
        for delay in delays:
            self.soon(self._deliver(body, said, delay))

    def soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside everything else."""
        task = asyncio.ensure_future(work)
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    def _tell(self, said: Said, event: dict[str, Any]) -> None:
        place = {"channel": said.place, "channel_type": "im", "event_ts": event["ts"]}
        identity = f"Ev{self.team}{self.events}"
        happened = {"event_id": identity, "event_time": int(float(event["ts"]))}
        body = {"type": "event_callback", "team_id": self.team, **happened}
        self.send({**body, "event": {**event, **place}}, said)

    def _delay(self, *, late: bool) -> float:
        longest = timedelta(minutes=self.dice.rng.choice((1, 5, 60))) if late else timedelta(seconds=2)
        return self.dice.span(longest).total_seconds()

    async def _deliver(self, body: dict[str, Any], said: Said | None, delay: float) -> None:
        """Bring a payload to one of those who are connected; nobody may have to be asked again and again."""
        for pause in (delay, *SENT_AGAIN):
            await asyncio.sleep(pause)
            if not self.listeners:
                continue
            begun = asyncio.get_running_loop().time()
            taken = await self.dice.rng.choice(self.listeners).receive(body)
            if taken and asyncio.get_running_loop().time() - begun < PATIENCE:
                self.taken.add(str(body.get("trigger_id")))
                if said is not None:
                    said.acknowledged = True
                return
