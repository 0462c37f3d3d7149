"""What comes next of each call, told at the first turn and whenever it has changed."""

from contextlib import suppress
from datetime import datetime, timedelta

from bot.journal import Listener
from bot.model.errors import RowUnreadable
from bot.model.happened import Event, Fact, Happened, moment
from bot.model.meeting import State
from bot.ports import Book, Store
from bot.rules.asking_times import asking_at

EMPTY = (
    "no call is set up yet: invite the bot to a channel and type /minutes setup there, "
    "or name a file with calls in MINUTESBOT_CALLS"
)
SINCE = timedelta(days=8)  # by when a meeting is posted or given up
CHANGES = frozenset(
    {Event.CALL_ADDED, Event.CALL_CHANGED, Event.MOVED, Event.SKIPPED, Event.RESTORED, Event.FROZEN}
)


class Outlook:
    """Tells the moments of the coming meetings, and of none what it waits for.

    It hears what happened, from any thread, and looks only at the calls that this is about.
    """

    def __init__(self, store: Store, tell: Listener) -> None:
        self._store = store
        self._tell = tell
        self._changed: set[str] = set()
        self._told: dict[str, dict[str, Fact]] = {}
        self._is_new = True

    def heard(self, happened: Happened) -> None:
        """Note what may change what comes next."""
        if happened.event in CHANGES:
            self._changed.add(str(happened.facts["call"]))

    async def tell(self, now: datetime) -> None:
        """Tell what is new; to be called when the calendar is laid out."""
        if self._is_new:
            names = await self._store.read(lambda book: book.call_names())
            if not names:
                self._tell(Happened(Event.WAITING, {"reason": EMPTY}))
            self._changed.update(names)
            self._is_new = False
        while self._changed:
            name = self._changed.pop()
            facts = await self._store.read(_coming, name, now)
            if facts and facts != self._told.get(name):
                self._tell(Happened(Event.NEXT, facts))
            self._told[name] = facts


def _coming(book: Book, name: str, now: datetime) -> dict[str, Fact]:
    """The moments of the meeting that comes next; nothing where there is none."""
    with suppress(RowUnreadable):  # a turn tells of it
        return _moments(book, name, now)
    return {}


def _moments(book: Book, name: str, now: datetime) -> dict[str, Fact]:
    call = book.call(name)
    known = book.meetings(name, since=(now - SINCE).date())
    coming = next((each for each in known if each.state is State.SCHEDULED and each.posts > now), None)
    if call is None or coming is None:
        return {}
    return {
        "call": name,
        "meeting": coming.date.isoformat(),
        "asks": moment(asking_at(call, coming)),
        "reminds": ",".join(moment(coming.starts - span) for span in call.remind),
        "posts": moment(coming.posts),
        "starts": moment(coming.starts),
    }
