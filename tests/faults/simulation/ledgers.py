"""What happened in a simulated world: what was posted, what was written, and what was kept of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model.delivery import Delivery
from bot.model.meeting import Meeting
from bot.model.reply import Reply


@dataclass(frozen=True, slots=True)
class PostedOnce:
    """One message in the chat or one page in the wiki as it stands at the end.

    `about` says what it is, to whom and for which meeting, whatever its key: there may be one of each only.
    `words` is what it says; `due` is the moment before which it is early.
    """

    team: str
    call: str
    key: str
    about: str
    to: str
    ts: str
    at: datetime
    words: str
    due: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A message somebody wrote: `token` names what it says at the end, `deleted` that it does not stand."""

    team: str
    call: str
    meeting: str
    place: str
    ts: str
    at: datetime
    token: str
    cut_off: datetime
    changed_at: datetime
    deleted: bool = False
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A command somebody typed, and how often it was answered; `disturbed` says that work was done again.

    `token` is what should be announced, `taken_back` that it should not be any more.
    """

    team: str
    call: str
    meeting: str
    identity: str
    token: str
    answers: int
    acknowledged: bool
    taken_back: bool
    disturbed: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that was made to go wrong, and how much later it may make what is due.

    `what` is whom it is about, empty where it is everybody's; `grave` says that work may be done again.
    """

    team: str
    at: datetime
    cost: timedelta
    what: str = ""
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database of a team holds at the end."""

    team: str
    meetings: tuple[Meeting, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    replies: tuple[Reply, ...] = ()
    waiting: int = 0
    damage: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledgers:
    """All that is known of a world when it ends."""

    ended: datetime
    posted: tuple[PostedOnce, ...] = ()
    written: tuple[Written, ...] = ()
    requests: tuple[Request, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    kept: tuple[Kept, ...] = ()
    slip: timedelta = field(default=timedelta(0))  # by how much a clock of a replica was wrong at most
