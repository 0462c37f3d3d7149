"""How often each method may be called: the tiers of rate limits, and the posts of a whole workspace."""

from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime

from bot.demo import limits
from bot.demo.wire import Refusal

POST = "chat.postMessage"


class Rates:
    """Counts each method's calls over the last minute of the workspace's clock; `on` enforces its tier.

    `posts` is how many messages a minute the whole workspace takes, None for as many as there are.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.on = False
        self.posts: int | None = None
        self._clock = clock
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def spend(self, method: str, tier: int | None) -> None:
        """Take note of a call; refuses one too many, and says when the next is welcome."""
        most = self._most(method, tier)
        if most is None:
            return
        present, calls = self._clock().timestamp(), self._calls[method]
        while calls and present - calls[0] >= limits.TIER_SECONDS:
            calls.popleft()
        if len(calls) >= most:
            raise Refusal("ratelimited", retry_after=calls[0] + limits.TIER_SECONDS - present)
        calls.append(present)

    def _most(self, method: str, tier: int | None) -> int | None:
        if method == POST:
            return self.posts
        return limits.TIERS[tier] if self.on and tier is not None else None
