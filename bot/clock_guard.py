"""The clock guard: nothing final is done while this machine's clock may be wrong.

Between two questions to Slack the clock has to go as fast as one that nobody can set; after a jump, and now
and then, Slack's own time decides.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.model.errors import ClockInDoubt, NotNow
from bot.ports import Clock, Running

log = logging.getLogger(__name__)

MOST_DIFFERENCE = timedelta(minutes=2)
CONFIRMED_FOR = 15 * 60.0  # seconds; a clock may also go wrong slowly, or while the machine sleeps
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds between questions while it is in doubt
TRIES = 3  # the clock may be set while Slack is asked
UNREACHABLE = "the clock jumped, and Slack cannot be asked whether it is right now: {why}"
WRONG = "this machine's clock is {seconds:.0f} s {way} Slack's: nothing is done until it is right"

AskTime = Callable[[], Awaitable[datetime | None]]  # None if Slack does not tell; raises NotNow


class ClockGuard:
    """A clock that is read only while it can be trusted. Without `ask` it is trusted always.

    `running` is a clock in seconds that only goes forward, `unguarded` is the clock itself. `trouble` says
    what is wrong, if something is.
    """

    def __init__(self, clock: Clock, running: Running, ask: AskTime | None = None) -> None:
        self.trouble = ""
        self.unguarded = clock
        self.running = running
        self._ask = ask
        self._ahead: float | None = None  # of `running`, when it was right the last time
        self._confirmed_at = self._not_before = running()
        self._pause = FIRST_PAUSE

    @property
    def is_compared(self) -> bool:
        """Whether Slack's time is asked for at all; where it is not, this one may be pretended."""
        return self._ask is not None

    def __call__(self) -> datetime:
        """The present moment; raises ClockInDoubt if the clock has jumped since it was known to be right."""
        if self._has_jumped():
            raise ClockInDoubt
        return self.unguarded()

    def told(self, slack: datetime | None) -> None:
        """Slack told its time just now; a clock that agrees with it need not be asked for."""
        if slack is not None and abs(self.unguarded() - slack) <= MOST_DIFFERENCE:
            self._confirm()

    async def is_right(self) -> bool:
        """Whether what is final may be done; asks Slack if there is reason to."""
        recent = self.running() - self._confirmed_at < CONFIRMED_FOR
        if self._ask is not None and not (recent and not self._has_jumped()) and not self._pauses():
            await self._look(self._ask)
        if not self._has_jumped():
            self._say("")
            return True
        return False

    def _has_jumped(self) -> bool:
        if self._ask is None:
            return False
        return self._ahead is None or abs(self._lead() - self._ahead) > MOST_DIFFERENCE.total_seconds()

    def _lead(self) -> float:
        return self.unguarded().timestamp() - self.running()

    def _pauses(self) -> bool:
        return self.running() < self._not_before

    async def _look(self, ask: AskTime) -> None:
        """Compare the clock with Slack's."""
        difference = timedelta(0)
        for _ in range(TRIES):
            before = self._lead()
            try:
                slack = await ask()
            except NotNow as failure:
                self._wait(UNREACHABLE.format(why=failure.detail) if self._has_jumped() else "")
                return
            difference = self.unguarded() - slack if slack else timedelta(0)
            if abs(difference) <= MOST_DIFFERENCE:
                self._confirm()
                return
            if abs(self._lead() - before) <= MOST_DIFFERENCE.total_seconds():
                break
        if not self._has_jumped():  # it went wrong slowly, so what it was is no measure
            self._ahead = None
        way = "ahead of" if difference > timedelta(0) else "behind"
        self._wait(WRONG.format(seconds=abs(difference).total_seconds(), way=way))

    def _confirm(self) -> None:
        self._ahead, self._confirmed_at = self._lead(), self.running()
        self._pause, self._not_before = FIRST_PAUSE, self.running()

    def _wait(self, trouble: str) -> None:
        self._say(trouble)
        self._not_before = self.running() + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _say(self, trouble: str) -> None:
        """Log what is wrong once, and that it is over."""
        if trouble and not self.trouble:
            log.error("%s", trouble)
        elif self.trouble and not trouble:
            log.info("the clock is right again")
        self.trouble = trouble
