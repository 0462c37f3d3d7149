"""What the week wants from the world: a memory, a chat, a wiki and a clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from bot.model.absence import Absence
from bot.model.call import Call
from bot.model.delivery import Delivery, Posted
from bot.model.meeting import Meeting
from bot.model.message import WikiPage
from bot.model.minutes import Minutes
from bot.model.reply import Reply
from bot.model.update import Correction, Update

T = TypeVar("T")
Clock = Callable[[], datetime]


class Book(Protocol):
    """Everything remembered, open at one short transaction.

    Whatever is written is there for good when the transaction ends, and not at all when it fails. Methods
    that return several values do so in the order in which they happened, areas in the call's order.
    """

    def calls(self) -> tuple[Call, ...]:
        """Every call, by name."""

    def call(self, name: str) -> Call | None:
        """One call."""

    def keep_call(self, call: Call) -> None:
        """Remember a call as it is from now on."""

    def meeting(self, call: str, day: date) -> Meeting | None:
        """One meeting."""

    def meetings(self, call: str, *, since: date | None = None) -> tuple[Meeting, ...]:
        """The meetings of a call, oldest first."""

    def keep_meeting(self, meeting: Meeting) -> None:
        """Remember a meeting as it is from now on; there is one for each call and date."""

    def reply(self, conversation: str, ts: str) -> Reply | None:
        """The newest revision of a reply, also of a deleted one."""

    def replies(self, call: str, day: date) -> tuple[Reply, ...]:
        """The newest revisions of what was written for a meeting, by `ts`, without what was deleted."""

    def written(self, conversation: str, since: str) -> tuple[Reply, ...]:
        """The newest revisions of what was written in a conversation after a `ts`, without the deleted."""

    def keep_reply(self, reply: Reply) -> None:
        """Add a revision of a reply; one that is known already changes nothing."""

    def updates(self, call: str, day: date) -> tuple[Update, ...]:
        """What the areas report for a meeting, in no particular order."""

    def keep_update(self, update: Update) -> None:
        """Remember what an area reports; there is one for each meeting and area."""

    def corrections(self, call: str, day: date, area: str) -> tuple[Correction, ...]:
        """What leads said about single items, one for each item."""

    def keep_correction(self, call: str, day: date, area: str, correction: Correction) -> None:
        """Remember a lead's word about an item; the newest word wins."""

    def place_reply(self, conversation: str, ts: str, area: str) -> None:
        """Remember which area a reply is about."""

    def absences(self) -> tuple[Absence, ...]:
        """Who is away and when; of several for one person and day the one kept last counts."""

    def keep_absence(self, absence: Absence) -> None:
        """Remember an absence; one with the same person and first day takes its place."""

    def end_absences(self, person: str, day: date) -> None:
        """Let a person be back on a day: absences that cover it end the day before, or never begin."""

    def delivery(self, key: str) -> Delivery | None:
        """One delivery."""

    def deliveries(self, prefix: str) -> tuple[Delivery, ...]:
        """The deliveries whose keys begin like this (`<call>/<date>/`), by key."""

    def owe(self, delivery: Delivery) -> None:
        """Promise to say something.

        A new key is added. A known key keeps its identity and takes over the message; when that differs, a
        new version is wanted and the delivery is due again. What was skipped or is dead stays so.
        """

    def claim(self, now: datetime, owner: str, lease: timedelta, limit: int) -> tuple[Delivery, ...]:
        """Take deliveries that are due into hand, the most urgent first, for the length of the lease.

        Taken are pending ones, and ones in somebody's hand whose lease is over (`doubtful`); never one that
        follows a delivery not sent yet. `thread` is where a threaded one goes.
        """

    def settle(self, delivery: Delivery) -> None:
        """Note what became of a delivery that was in hand."""

    def next_due(self) -> datetime | None:
        """When the next delivery is due."""


class Store(Protocol):
    """The memory; a unit of work is a function that may be run again and returns a value."""

    async def change(self, work: Callable[[Book], T]) -> T:
        """Run the work in one transaction that nobody else's change can interleave."""

    async def read(self, work: Callable[[Book], T]) -> T:
        """Run the work on one consistent view."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the workspace; `trouble` says why they cannot be reached, if so."""

    person: str
    name: str
    zone: str = "UTC"
    trouble: str = ""


class Chat(Protocol):
    """The mouth. Failures are NotNow, OutcomeUnknown or Refused."""

    def pages(self, minutes: Minutes) -> int:
        """How many messages these minutes take."""

    async def person(self, person: str) -> Person:
        """Look somebody up."""

    async def say(self, delivery: Delivery) -> Posted:
        """Post a delivery's message under its key."""

    async def amend(self, delivery: Delivery) -> None:
        """Bring a posted message up to the delivery's version."""

    async def find(self, delivery: Delivery) -> Posted | None:
        """Look whether an earlier try to post this delivery succeeded."""


class Wiki(Protocol):
    """The wiki in which minutes stand. Failures are NotNow, OutcomeUnknown or Refused."""

    async def put(self, page: WikiPage, *, doubtful: bool = False) -> Posted:
        """Bring a page up to the minutes; what stands there already is not written again.

        Only the areas that report something else than before are touched, and none that somebody changed by
        hand since. `doubtful` says that an earlier try may have succeeded.
        """


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came in from the chat, word for word, waiting to be worked on."""

    identity: str
    payload: dict[str, Any]
    attempts: int = 0


class Inbox(Protocol):
    """What came in; kept before it is acknowledged, worked on afterwards, once."""

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        """Keep an arrival durably; returns when it is. A known identity changes nothing."""

    async def waiting(self, limit: int) -> tuple[Arrival, ...]:
        """Arrivals that nobody has worked on yet, in the order in which they came."""

    async def done(self, identities: Sequence[str], at: datetime) -> None:
        """Note that arrivals have been worked on."""

    async def failed(self, identity: str, reason: str) -> None:
        """Note a try that failed; the arrival keeps waiting."""

    async def cursors(self) -> dict[str, str]:
        """For each direct conversation the `ts` up to which everything is known to have arrived."""

    async def move_cursor(self, conversation: str, ts: str) -> None:
        """Everything in this conversation up to `ts` has arrived; a cursor only moves forward."""
