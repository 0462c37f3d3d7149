"""How fast words go out to many: not faster than the workspace takes them, and not all at once."""

from collections import deque

from bot.model.delivery import Delivery, Kind, Priority, Status
from bot.model.errors import NotNow

TO_MANY = Priority.ASK  # and what is less urgent: one message for each of many people
SEVERAL = 3  # people; one alone may just have been written to, which says nothing about the others
A_MINUTE = 60.0  # in seconds, as everything here: over which Slack counts the messages of a workspace
AT_FIRST, RATE = 200, 5.0  # so many at once, then so many a second; Slack takes "several hundred" in a minute
LEAST_RATE = 1.0
LEAVES = 0.03  # of what the workspace takes, for minutes and answers
GROWS_EVERY, GROWS = 10.0, 1.25  # before it is known how much is taken
GROWS_KNOWING, GROWS_UNREFUSED, UNREFUSED = 1.002, 1.02, 240.0  # after; and when for so long all were taken
SLOWS_EVERY = 20.0  # it takes a while until that shows
ROOM, ROOM_SECONDS = 20, 4.0  # what was not used is kept for a while, as turns are not always in time


class Pace:
    """Remembers in memory how fast questions and reminders go out, and until when they rest.

    The workspace does not say how many it takes, it asks for a pause when there are too many. If all that are
    due were tried as fast as they can be, it would take hundreds in a few seconds and then nothing for the
    rest of a minute, also no minutes and no answers. So after the first ones they go out evenly, and faster
    from time to time. When several in a row are refused they rest until the moment that it named, and go out
    from then on a little more slowly than they were taken. What is more urgent has no part in this.

    Moments are in seconds of a clock that goes forward.
    """

    def __init__(self) -> None:
        self._refused: set[str] = set()  # to whom nothing could be said since somebody was told something
        self._rests_until: float | None = None
        self._went: deque[float] = deque()  # when those of the last minute went out
        self._seen_at: float | None = None
        self._rate, self._room = RATE, float(AT_FIRST)
        self._is_known = False  # how many the workspace takes
        self._is_used_up = False  # the room, since the rate was changed
        self._grown_at = self._slowed_at = 0.0

    def refused(self, delivery: Delivery, later: NotNow, at: float) -> None:
        """The workspace took this one for one too many."""
        if not _is_to_many(delivery):
            return
        self._refused.add(delivery.to)
        if len(self._refused) >= SEVERAL:
            self._rests_until = max(at + later.after, self._rests_until or 0.0)
            self._slow_down(at)

    def went(self, delivery: Delivery, at: float) -> None:
        """This one is done with: the workspace took it, or it was not even tried."""
        if not _is_to_many(delivery):
            return
        self._refused.clear()
        if delivery.status is Status.SENT:
            self._went.append(at)
            self._room -= 1

    def least(self, at: float) -> Priority:
        """How urgent what goes out now has to be."""
        self._pass_time(at)
        if self._rests_until is not None and at < self._rests_until:
            return Priority(TO_MANY - 1)
        if self._room > 0:
            return max(Priority)
        self._is_used_up = True
        return Priority(TO_MANY - 1)

    def _pass_time(self, at: float) -> None:
        passed = at - self._seen_at if self._seen_at is not None else 0.0
        self._seen_at = at
        while self._went and at - self._went[0] >= A_MINUTE:
            self._went.popleft()
        if not self._went and not self._refused:
            self._begin(at)
            return
        if self._is_used_up and at - self._grown_at >= GROWS_EVERY:
            self._rate *= self._growth(at)
            self._grown_at, self._is_used_up = at, False
        most = max(ROOM, ROOM_SECONDS * self._rate)
        self._room = max(self._room, min(most, self._room + self._rate * passed))

    def _slow_down(self, at: float) -> None:
        """Go on a little more slowly than they were taken, and where that is known already than before."""
        taken = len(self._went) / A_MINUTE
        if not self._is_known or at - self._slowed_at >= SLOWS_EVERY:
            most = min(self._rate, taken) if self._is_known else taken
            self._rate, self._slowed_at = max(LEAST_RATE, (1 - LEAVES) * most), at
        self._room, self._is_known, self._grown_at, self._is_used_up = 0.0, True, at, False

    def _growth(self, at: float) -> float:
        """How much faster; who is alone of several replicas finds out after a while."""
        if not self._is_known:
            return GROWS
        return GROWS_KNOWING if at - self._slowed_at < UNREFUSED else GROWS_UNREFUSED

    def _begin(self, at: float) -> None:
        """Nothing went out for a minute, so that nothing is in the way of the next ones."""
        self._rate, self._room = RATE, float(AT_FIRST)
        self._is_known, self._grown_at, self._is_used_up = False, at, False


def _is_to_many(delivery: Delivery) -> bool:
    """Whether the workspace takes it as one of many; what a mail server takes says nothing about that."""
    return delivery.priority >= TO_MANY and delivery.kind is not Kind.MAIL
