"""How fast words go out to many: not faster than the workspace takes them."""

from datetime import datetime, timedelta

from bot.model.delivery import Delivery, Kind, Priority
from bot.model.errors import NotNow

TO_MANY = Priority.ASK  # and what is less urgent: one message for each of many people
SEVERAL = 3  # people; one alone may just have been written to, which says nothing about the others


class Pace:
    """Remembers in memory until when questions and reminders rest, as the workspace asked for a pause.

    It asks each of them by itself. If all that are due were tried, thousands would be refused one by one, and
    minutes and answers would have to wait between them, which have no part in the pause.
    """

    def __init__(self) -> None:
        self._refused: set[str] = set()  # to whom nothing could be said since somebody was told something
        self._rests_until: datetime | None = None

    def refused(self, delivery: Delivery, later: NotNow, now: datetime) -> None:
        """The workspace took this one for one too many."""
        if not _is_to_many(delivery):
            return
        self._refused.add(delivery.to)
        if len(self._refused) >= SEVERAL:
            until = now + timedelta(seconds=later.after)
            self._rests_until = max(until, self._rests_until or until)

    def went(self, delivery: Delivery) -> None:
        """The workspace took this one."""
        if _is_to_many(delivery):
            self._refused.clear()

    def least(self, now: datetime) -> Priority:
        """How urgent what goes out now has to be."""
        rests = self._rests_until is not None and now < self._rests_until
        return Priority(TO_MANY - 1) if rests else max(Priority)


def _is_to_many(delivery: Delivery) -> bool:
    """Whether the workspace takes it as one of many; what a mail server takes says nothing about that."""
    return delivery.priority >= TO_MANY and delivery.kind is not Kind.MAIL
