"""Everything remembered, read and written as values within one transaction."""

from storage.chapters.calls import Calls
from storage.chapters.live_parts import Gatherings
from storage.chapters.meetings import Meetings
from storage.chapters.past import Past
from storage.chapters.people import People
from storage.chapters.privacy import Privacy
from storage.chapters.replies import Replies
from storage.chapters.updates import Updates
from storage.outbox import Outbox


class RowBook(Calls, Meetings, Replies, Updates, Gatherings, People, Past, Outbox, Privacy):
    """The book of one workspace, open at one transaction."""
