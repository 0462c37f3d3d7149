"""The book: everything of one workspace, as values, within one transaction."""

from storage.chapters.calls import Calls
from storage.chapters.live_parts import LiveParts
from storage.chapters.meetings import Meetings
from storage.chapters.past import Past
from storage.chapters.people import People
from storage.chapters.privacy import Privacy
from storage.chapters.replies import Replies
from storage.chapters.updates import Updates
from storage.outbox import Outbox


class RowBook(Calls, Meetings, Replies, Updates, LiveParts, People, Past, Outbox, Privacy):
    """Implements `bot.ports.Book` for one workspace and one transaction."""
