"""An event loop whose time passes only when nobody has anything to do, so that a week takes a second."""

import asyncio
import selectors
from collections.abc import Callable
from typing import Any


class NothingLeft(RuntimeError):
    """Everybody waits, and for no moment: what is simulated has come to a standstill."""


class _Leaping(selectors.SelectSelector):
    """Waits for nobody: the time that should have been waited has passed at once."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise NothingLeft
        self.passed += max(timeout, 0.0)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """Runs everything in one thread and in one order: the same steps at every run.

    What is to be run in another thread is run at once in this one, so that it cannot overtake anything.
    """

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)
        self._clock_resolution = 1e-6  # else what is due is looked for again and again
        self.set_exception_handler(lambda _loop, _context: None)  # killed processes leave tasks behind

    def time(self) -> float:
        """Seconds of the simulated world since it began."""
        return self._leaping.passed

    def run_in_executor(  # type: ignore[override]
        self, _executor: Any, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Run it here and now."""
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as failure:  # noqa: BLE001 - it belongs to whoever waits for the result
            done.set_exception(failure)
        return done

    def _write_to_self(self) -> None:
        """Nobody sleeps who would have to be woken."""
