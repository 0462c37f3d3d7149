"""Faults on demand: how the next call of a method goes wrong."""

import random
from collections import defaultdict, deque
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What goes wrong."""

    DROP_BEFORE = "drop_before"  # the connection is cut, nothing happened
    DROP_AFTER_COMMIT = "drop_after_commit"  # it happened, the connection is cut before the answer
    HTTP_500_HTML = "http_500_html"  # a page instead of an answer, nothing happened
    HTTP_500_AFTER_COMMIT = "http_500_after_commit"  # it happened, the answer is a page
    SLOW = "slow"  # it happens `seconds` later, whether or not the caller still waits
    SLOW_ANSWER = "slow_answer"  # it happens at once, the answer comes `seconds` later
    RATE_LIMITED = "rate_limited"  # 429 with Retry-After `seconds`
    REFUSED = "refused"  # `ok: false` with `error`
    BARE = "bare"  # it happened, the answer is `ok: true` and not a field more


# What befalls a call by chance: everything but a lasting refusal, which a bot may not try to outlast, and an
# answer that Slack has never been seen to give.
BY_CHANCE = tuple(fault for fault in Fault if fault not in {Fault.REFUSED, Fault.BARE})
CHANCE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Misfortune:
    """One fault that waits for its call, of any room or of one."""

    fault: Fault
    seconds: float = 0.0
    error: str = "fatal_error"
    room: str = ""


class Faults:
    """The faults that wait, by method; with a `chance` (dice and rate) others befall calls unasked."""

    def __init__(self) -> None:
        self.chance: tuple[random.Random, float] | None = None
        self._waiting: dict[str, deque[Misfortune]] = defaultdict(deque)

    def expect(self, method: str, misfortune: Misfortune, times: int = 1) -> None:
        """Let the next calls of a method go wrong."""
        self._waiting[method].extend([misfortune] * times)

    def mend(self, method: str) -> None:
        """Let no fault wait for a method any more."""
        self._waiting.pop(method, None)

    def relieve(self) -> None:
        """Let nothing go wrong any more."""
        self.chance = None
        self._waiting.clear()

    def take(self, method: str, room: str = "") -> Misfortune | None:
        """The fault of this call, if one waits."""
        waiting = self._waiting.get(method, deque())
        for each in waiting:
            if each.room in ("", room):
                waiting.remove(each)
                return each
        if self.chance is None:
            return None
        dice, rate = self.chance
        return Misfortune(dice.choice(BY_CHANCE), seconds=CHANCE_SECONDS) if dice.random() < rate else None
