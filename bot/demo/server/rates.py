"""How often each method may be called: the tiers of rate limits."""

from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime

from bot.demo import limits
from bot.demo.wire import Refusal


class Rates:
    """Counts each method's calls over the last minute of the workspace's clock; `on` enforces its tier."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.on = False
        self._clock = clock
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def spend(self, method: str, tier: int | None) -> None:
        """Take note of a call; refuses one too many, and says when the next is welcome."""
        if not self.on or tier is None:
            return
        present, calls = self._clock().timestamp(), self._calls[method]
        while calls and present - calls[0] >= limits.TIER_SECONDS:
            calls.popleft()
        if len(calls) >= limits.TIERS[tier]:
            raise Refusal("ratelimited", retry_after=calls[0] + limits.TIER_SECONDS - present)
        calls.append(present)
