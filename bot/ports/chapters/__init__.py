"""The book by chapters, each about one noun of the week.

The book is the view of the database in one unit of work (see `bot.ports.store`). Methods that return several
values return them in the order in which they happened unless they say otherwise. `keep_…` saves a value,
`drop_…` deletes one. A day is the date of a meeting where its call is held. A call may be given by any name
that it had; what is returned has its name of now.

May touch: nouns. May not touch: Slack, SQL.
"""

from bot.ports.chapters.calls import Calls
from bot.ports.chapters.live_parts import LiveParts
from bot.ports.chapters.meetings import Meetings
from bot.ports.chapters.past import Past
from bot.ports.chapters.people import People
from bot.ports.chapters.privacy import Privacy
from bot.ports.chapters.renaming import Renaming
from bot.ports.chapters.replies import Replies
from bot.ports.chapters.updates import Updates

__all__ = [
    "Calls",
    "LiveParts",
    "Meetings",
    "Past",
    "People",
    "Privacy",
    "Renaming",
    "Replies",
    "Updates",
]
