"""The workspace's state: people, rooms, messages, files and views, all in memory."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypedDict
from zoneinfo import ZoneInfo

from bot.demo.server.manifest import Manifest
from bot.demo.wire import Json, Refusal

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Standing(TypedDict, total=False):
    """What somebody is in the workspace, by the names of Person's fields."""

    deleted: bool
    is_bot: bool
    dm_refused: bool
    is_admin: bool
    is_restricted: bool
    is_ultra_restricted: bool
    is_stranger: bool
    team: str


@dataclass(slots=True)
class Person:
    """Somebody in the workspace, or of another `team` in a channel that both share.

    A guest `is_restricted`, one of a single channel `is_ultra_restricted` too. Slack calls a stranger only
    who shares no channel with the app; others of another workspace are known by their team. A status ends at
    its expiration, in seconds since 1970; 0 is never.
    """

    id: str
    name: str
    tz: str = "America/New_York"
    deleted: bool = False
    is_bot: bool = False
    dm_refused: bool = False
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    team: str = ""
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0


@dataclass(slots=True)
class Room:
    """A place to talk: a channel, a private channel (group), or a direct conversation with the bot (im)."""

    id: str
    name: str
    kind: Literal["channel", "group", "im"]
    created: int
    members: list[str] = field(default_factory=list)
    archived: bool = False
    messages: dict[str, Json] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        """How scopes and events call this kind of room: `channels`, `groups` or `im`."""
        return "im" if self.kind == "im" else f"{self.kind}s"

    def thread(self, ts: str) -> list[Json]:
        """A message and everything said in its thread, oldest first."""
        return [message for message in self.said() if ts in (message["ts"], message.get("thread_ts"))]

    def said(self) -> list[Json]:
        """Every message, oldest first."""
        return [self.messages[ts] for ts in sorted(self.messages, key=moment)]


@dataclass(slots=True)
class File:
    """A file; `shares` are the places where it stands, as room id and message ts."""

    id: str
    name: str
    title: str
    owner: str
    created: int
    length: int
    content: bytes | None = None
    shares: list[tuple[str, str]] = field(default_factory=list)


class World:
    """All that is remembered, and the two things that are counted: moments and identities."""

    def __init__(self, *, team: str, manifest: Manifest, clock: Callable[[], datetime]) -> None:
        self.team = team
        self.organisation: str | None = None  # that has installed the app for all of its workspaces
        self.manifest = manifest
        self.clock = clock
        self.url = ""
        self.app_id, self.bot_id = "A0MINUTES", "B0MINUTES"
        self.bot = Person("U0MINUTES", manifest.bot_name, tz="UTC", is_bot=True)
        self.people: dict[str, Person] = {self.bot.id: self.bot}
        self.rooms: dict[str, Room] = {}
        self.files: dict[str, File] = {}
        self.private: list[Json] = []  # messages that only one person sees
        self.views: dict[str, Json] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, Json] = {}
        self.tell: Callable[[Json, Room | None], None] = lambda _event, _room: None
        self._last_moment = 0
        self._serial = int(clock().timestamp() * 1_000)

    def stamp(self) -> str:
        """The present moment as a message's `ts`: later than every one before."""
        present = round(self.clock().timestamp() * 1_000_000)
        self._last_moment = max(present, self._last_moment + 1)
        return f"{self._last_moment // 1_000_000}.{self._last_moment % 1_000_000:06}"

    def serial(self, prefix: str) -> str:
        """A new identity, such as `Ev0C2K…`."""
        self._serial += 1
        return prefix + _base36(self._serial)

    def person(self, identity: str) -> Person:
        """Look up a person."""
        if identity not in self.people:
            raise Refusal("user_not_found")
        return self.people[identity]

    def room(self, identity: str) -> Room:
        """Look up a room that the bot can see: private ones only where it is a member."""
        room = self.rooms.get(identity) or self._named(identity)
        if room is None or (room.kind == "group" and self.bot.id not in room.members):
            raise Refusal("channel_not_found")
        return room

    def direct(self, person: str) -> Room:
        """The direct conversation of a person with the bot, opened when there is none."""
        identity = f"D{person[1:]}"
        if identity not in self.rooms:
            self.rooms[identity] = Room(
                identity, "", "im", int(self.clock().timestamp()), members=[person, self.bot.id]
            )
        return self.rooms[identity]

    def rooms_of(self, person: str, kinds: Iterable[str]) -> list[Room]:
        """The rooms of these kinds where somebody is a member."""
        return [room for room in self.rooms.values() if room.kind in kinds and person in room.members]

    def zone_offset(self, person: Person) -> int:
        """How many seconds a person's wall clock is ahead of UTC now."""
        offset = self.clock().astimezone(ZoneInfo(person.tz)).utcoffset()
        return int(offset.total_seconds()) if offset else 0

    def _named(self, name: str) -> Room | None:
        if not name.startswith("#"):
            return None
        return next((room for room in self.rooms.values() if room.name == name[1:]), None)


def moment(ts: str) -> tuple[int, int]:
    """A `ts` as numbers that can be compared."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds or 0), int(fraction.ljust(6, "0")[:6] or 0)


def is_moment(ts: str) -> bool:
    """Whether this is written as a `ts` is; whole seconds will do."""
    return ts.isascii() and ts.replace(".", "", 1).isdigit()


def _base36(number: int) -> str:
    written = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        written = DIGITS[digit] + written
    return written
