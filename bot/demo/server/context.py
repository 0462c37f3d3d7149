"""What the methods of the Web API work with: the state of the workspace, grants, and switches."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.demo import limits
from bot.demo.server.grants import Grants
from bot.demo.server.rates import Rates
from bot.demo.server.world import World
from bot.demo.wire import Arguments, Json


@dataclass(slots=True)
class ApiContext:
    """The workspace as its Web API sees it.

    `share_seconds` is how long a file takes to be shared, None for never. With `one_post_a_second` a channel
    takes one message a second, and with `rates.on` a method as many calls a minute as its tier allows,
    with `rates.posts` the workspace so many messages a minute;
    `history_without_metadata` answers as a workspace that keeps them back. `uploads_refused` is the HTTP
    status with which no bytes of files are taken, `answers_refused` the same for response URLs.
    """

    world: World
    grants: Grants
    ticket: Callable[[], str]
    share_seconds: float | None = limits.SHARE_SECONDS
    one_post_a_second: bool = False
    history_without_metadata: bool = False
    uploads_refused: int = 0
    answers_refused: int = 0
    rates: Rates = field(init=False)
    posted_at: dict[str, float] = field(default_factory=dict)
    coming: dict[int, asyncio.TimerHandle] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.rates = Rates(self.world.clock)

    def later(self, seconds: float, act: Callable[[], object]) -> None:
        """Do something after a while of real time."""
        number = next(self._numbers)

        def due() -> None:
            del self.coming[number]
            act()

        self.coming[number] = asyncio.get_running_loop().call_later(seconds, due)

    def stop(self) -> None:
        """Forget what was to be done later."""
        for timer in self.coming.values():
            timer.cancel()


Run = Callable[[ApiContext, Arguments], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """One method: what it does, the scope it needs, and the tier of its rate limit (docs: its page).

    `{kind}` in a scope stands for the kind of the room in the argument `channel`: channels, groups or im.
    Without a tier the method has a limit of its own, or none that matters here.
    """

    run: Run
    scope: str = ""
    tier: int | None = None
    app_level: bool = False
