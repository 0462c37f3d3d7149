"""Faults on demand: how the next call of a method goes wrong."""

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


@dataclass(frozen=True, slots=True)
class Misfortune:
    """One fault that waits for its call."""

    fault: Fault
    seconds: float = 0.0
    error: str = "fatal_error"


class Faults:
    """The faults that wait, by method."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Misfortune]] = defaultdict(deque)

    def expect(self, method: str, misfortune: Misfortune, times: int = 1) -> None:
        """Let the next calls of a method go wrong."""
        self._waiting[method].extend([misfortune] * times)

    def take(self, method: str) -> Misfortune | None:
        """The fault of this call, if one waits."""
        waiting = self._waiting.get(method)
        return waiting.popleft() if waiting else None
