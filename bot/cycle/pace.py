"""How fast words go out to many: not faster than the workspace takes them, and not all at once."""

from collections import deque

from bot.model.delivery import Delivery, Kind, Priority, Status
from bot.model.errors import NotNow

TO_MANY = Priority.ASK  # and what is less urgent: one message for each of many people
SEVERAL, SOON = 3, 5.0  # people, within seconds; one alone may just have been written to, which says nothing
ELSEWHERE = (Kind.MAIL, Kind.WIKI, Kind.GIT)  # what goes there is no message of the workspace
A_MINUTE = 61.0  # in seconds, as all here: over which Slack counts messages, and one for their way there
AT_FIRST, RATE = 200, 5.0  # so many at once, then so many a second; Slack takes "several hundred" in a minute
FEWEST = 60.0  # in a minute
LEAVES = 0.03  # of what the workspace takes, for minutes and answers
GROWS_EVERY, GROWS = 10.0, 1.25  # before it is known how many are taken
GROWS_KNOWING, GROWS_UNREFUSED, UNREFUSED = 1.002, 1.02, 240.0  # after; and when for so long all were taken
SLOWS_EVERY = 20.0  # after a rest: it takes a while until that shows
ROOM, ROOM_SECONDS = 20, 4.0  # what was not used is kept for a while, as turns are not always in time


class Pace:
    """Remembers in memory how fast questions and reminders go out, and until when they rest.

    The workspace does not say how many messages it takes in a minute, it asks for a pause when there are too
    many. If all that are due were tried as fast as they can be, it would take hundreds in a few seconds and
    then nothing for the rest of a minute, also no minutes and no answers. So after the first ones they go out
    evenly, and faster from time to time. When several are refused they rest until the moment that it
    named; what it took in the minute before is what it takes, and from then on a little less goes out in
    any minute. What is more urgent is counted, and never held back.

    Moments are in seconds of a clock that goes forward.
    """

    def __init__(self) -> None:
        self._refused: dict[str, float] = {}  # to whom nothing could be said lately, and when
        self._rests_until = self._settles_at = 0.0
        self._went: deque[float] = deque()  # when the messages of the last minute went out, urgent ones, too
        self._seen_at: float | None = None
        self._rate, self._room = RATE, float(AT_FIRST)
        self._most: float | None = None  # in a minute, once it is known
        self._is_used_up = False  # what may go out, since that was changed
        self._began_at = self._grown_at = self._slowed_at = 0.0

    def refused(self, delivery: Delivery, later: NotNow, at: float) -> None:
        """The workspace took this one for one too many."""
        if not _is_to_many(delivery):
            return
        lately = {person: when for person, when in self._refused.items() if at - when < SOON}
        self._refused = {**lately, delivery.to: at}
        if len(self._refused) < SEVERAL:
            return
        self._rests_until = max(at + later.after, self._rests_until)
        if at >= self._settles_at:  # else the rest was too short by a moment, which says nothing new
            self._slow_down(at)
            self._settles_at = self._rests_until + SLOWS_EVERY

    def went(self, delivery: Delivery, at: float, *, is_new: bool = True) -> None:
        """This one is done with: it was taken, as a new message or not, or it was not even tried."""
        if is_new and delivery.status is Status.SENT and delivery.kind not in ELSEWHERE:
            self._went.append(at)
            self._room -= 1

    def least(self, at: float) -> Priority:
        """How urgent what goes out now has to be."""
        self._pass_time(at)
        if at < self._rests_until:
            return Priority(TO_MANY - 1)
        if self._room > 0 and (self._most is None or len(self._went) < self._most):
            return max(Priority)
        self._is_used_up = True
        return Priority(TO_MANY - 1)

    def _pass_time(self, at: float) -> None:
        passed = at - self._seen_at if self._seen_at is not None else 0.0
        self._seen_at = at
        while self._went and at - self._went[0] >= A_MINUTE:
            self._went.popleft()
        if not self._went and at >= self._rests_until:
            self._begin(at)
            return
        if self._is_used_up and at - self._grown_at >= GROWS_EVERY:
            self._speed_up(at)
        most = max(ROOM, ROOM_SECONDS * self._rate)
        self._room = max(self._room, min(most, self._room + self._rate * passed))

    def _speed_up(self, at: float) -> None:
        """Try a little more; who is alone of several replicas finds out after a while."""
        self._grown_at, self._is_used_up = at, False
        if self._most is None:
            self._rate *= GROWS
        else:
            growth = GROWS_KNOWING if at - self._slowed_at < UNREFUSED else GROWS_UNREFUSED
            self._know(growth * self._most)

    def _slow_down(self, at: float) -> None:
        """Take for all that is taken what went out in a minute; soon after the beginning others may have."""
        taken = len(self._went)
        self._room, self._is_used_up = 0.0, False
        self._grown_at = self._slowed_at = at
        if taken < AT_FIRST and at - self._began_at < A_MINUTE:
            self._rate = RATE
        else:
            self._know(max(FEWEST, (1 - LEAVES) * taken))

    def _know(self, most: float) -> None:
        self._most, self._rate = most, most / A_MINUTE

    def _begin(self, at: float) -> None:
        """Nothing went out for a minute, so that nothing is in the way of the next ones."""
        self._rate, self._room, self._most = RATE, float(AT_FIRST), None
        self._began_at = self._grown_at = at
        self._is_used_up = False


def _is_to_many(delivery: Delivery) -> bool:
    """Whether the workspace takes it as one of many; what a mail server takes says nothing about that."""
    return delivery.priority >= TO_MANY and delivery.kind is not Kind.MAIL
