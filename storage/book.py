"""The book: everything of one workspace, as values, within one transaction."""

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from sqlmodel import Session

from bot.ports import HeavyWork
from storage.chapters.calls import Calls
from storage.chapters.live_parts import LiveParts
from storage.chapters.meetings import Meetings
from storage.chapters.moments import Moments
from storage.chapters.past import Past
from storage.chapters.people import People
from storage.chapters.privacy import Privacy
from storage.chapters.renaming import Renaming
from storage.chapters.replies import Replies
from storage.chapters.results import Results
from storage.chapters.updates import Updates
from storage.chapters.uptimes import Uptimes
from storage.outbox import Outbox

T = TypeVar("T")
Values = TypeVarTuple("Values")


class RowBook(
    Calls,
    Meetings,
    Moments,
    Uptimes,
    Replies,
    Updates,
    LiveParts,
    People,
    Past,
    Outbox,
    Privacy,
    Results,
    Renaming,
):
    """Implements `bot.ports.Book` for one workspace and one transaction.

    Without somebody for the heavy work it is done on the spot.
    """

    def __init__(self, session: Session, team: str, heavy: HeavyWork | None = None) -> None:
        super().__init__(session, team)
        self._heavy = heavy

    def worked_out(self, function: Callable[[*Values], T], *values: *Values) -> T:
        """What a function gives for these values; see `bot.ports.heavy_work`."""
        return self._heavy.worked_out(function, *values) if self._heavy else function(*values)
