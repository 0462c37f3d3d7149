"""A delivery: one message in the outbox, its identity, and what became of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.model.lease import Lease
from bot.model.message import Message, UnknownMessage


class Kind(StrEnum):
    """What a delivery is about. The words are stored, and stand in keys: they are never changed."""

    ASK = "ask"
    REMIND_1 = "remind-1"
    REMIND_2 = "remind-2"
    CARD = "card"
    MINUTES = "minutes"
    TWIKI = "twiki"
    WIKI = "wiki"
    GIT = "git"
    MAIL = "mail"
    LATE = "late"
    CHANGES = "changes"
    EMERGENCY = "emergency"
    NOTICE = "notice"
    UNKNOWN = "unknown"  # a word of another release; never enqueued


class Status(StrEnum):
    """What became of a delivery."""

    PENDING = "pending"
    SENDING = "sending"  # claimed; after its lease the outcome is unknown and must be looked up
    SENT = "sent"
    SKIPPED = "skipped"
    DEAD = "dead"


class Priority(IntEnum):
    """What goes out first when much is due."""

    MINUTES = 0
    ANSWER = 1
    ASK = 2
    REMINDER = 3


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message stands in the chat."""

    conversation: str
    ts: str


@dataclass(frozen=True, slots=True)
class WrittenOut(Posted):
    """Where the words of a file stand as text, and the workspace's word for why it took no file."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message in the outbox; nothing with the same key is ever posted twice.

    The key is made of the meeting, the `kind` and the `part` (a person, an area, a page, …).
    `to` is a person, a channel, a page of the wiki, a file of a repository or a mail address. `follows` is
    the key of a delivery that has to be sent before; with `threaded` this one goes into its thread. After
    `not_after` it is skipped. `wanted` counts the versions of the message, `confirmed` is the one that
    stands there (0 = none yet). `doubtful` is set on a claim whose earlier try may have succeeded: look it up
    before posting.
    `attempts` counts claims, `failures` those in a row that ended with an error nobody foresaw, or a refusal
    that somebody can mend.
    `first_key` is the one under which it was first tried, where its call was called otherwise since.
    `lease` belongs to a claim, and is not saved.
    """

    key: str
    to: str
    message: Message | UnknownMessage
    due: datetime
    kind: Kind = field(kw_only=True)
    part: str = ""
    not_after: datetime | None = None
    priority: Priority = Priority.ANSWER
    follows: str | None = None
    threaded: bool = False
    status: Status = Status.PENDING
    reason: str = ""
    posted: Posted | None = None
    thread: Posted | None = None
    wanted: int = 1
    confirmed: int = 0
    attempts: int = 0
    failures: int = 0
    first_try_at: datetime | None = None
    sent_at: datetime | None = None
    doubtful: bool = False
    first_key: str = ""
    lease: Lease | None = field(default=None, compare=False, repr=False)

    @property
    def carried_key(self) -> str:
        """The key that its message carries in the chat; it never changes once it may stand there."""
        return self.first_key or self.key

    def hold(self) -> None:
        """To be called just before each request that posts or changes something; raises LeaseRunsOut."""
        if self.lease is not None:
            self.lease.hold()


def key(meeting: str, kind: Kind, part: str = "") -> str:
    """Write the identity of a delivery: `<call>/<date>/<kind>[/<who or part>]`."""
    return f"{meeting}/{kind}/{part}" if part else f"{meeting}/{kind}"
