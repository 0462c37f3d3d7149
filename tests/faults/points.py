"""Named points: before and after every call through a port, and just before every commit."""

import inspect
import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

Target = tuple[str, int]  # a point, and the how-manieth pass of it in a life
# What a week of the small project passes.
VERBS = (
    "Bot._looked_back.…",
    "adopt_calls",
    "amend",
    "announce",
    "close",
    "claimed.…",
    "collect",
    "lay_out",
    "look_at",
    "note_uptime",
    "publish",
    "settle",
    "tell_chairs.tell",
    "tell_leads",
)
CALLS = (
    "chat.amend",
    "chat.find",
    "chat.own_status",
    "chat.person",
    "chat.say",
    "inbox.cursors",
    "inbox.done",
    "inbox.failed",
    "inbox.forget_before",
    "inbox.keep",
    "inbox.move_cursor",
    "inbox.claim",
    "inbox.renew",
    "inbox.unknown",
)
SELDOM = ("inbox.waiting", "wait")  # passed where late minutes wait, as nobody lets them
KNOWN = (
    *(f"{when} {call}" for call in (*VERBS, *CALLS) for when in ("before", "after")),
    *(f"before the commit of {verb}" for verb in VERBS),
)
NOT_AIMED_AT = frozenset(
    f"{when} {call}" for call in SELDOM for when in ("before", "after", "before the commit of")
)


class Points:
    """Notes which points are passed, kills the process at one of several, or stops it at another.

    What is passed is appended to a file of the folder, so that it is known which points were reached. Where
    the process dies is left in a file of its own.
    """

    def __init__(self, folder: Path, dies_at: Iterable[Target], freezes_at: str) -> None:
        self._file = folder / "points"
        self._dies_at = {(point, hit) for point, hit in dies_at}
        self._freezes_at = freezes_at
        self._turns = 0
        self._seen: Counter[str] = Counter()
        self._guard = Lock()

    def turned(self) -> None:
        """A turn is over."""
        self._turns += 1
        self._leave("turns", str(self._turns))

    def reached(self, point: str) -> None:
        """Somebody is at a point."""
        with self._guard:
            self._seen[point] += 1
            if self._seen[point] == 1:
                with self._file.open("a", encoding="utf-8") as file:
                    file.write(point + "\n")
            if (point, self._seen[point]) in self._dies_at:
                self._leave("died", json.dumps((point, self._seen[point])))
                os.kill(os.getpid(), signal.SIGKILL)
            if point == self._freezes_at:
                self._freezes_at = ""
                os.kill(os.getpid(), signal.SIGSTOP)

    def _leave(self, what: str, said: str) -> None:
        draft = self._file.with_name(f"{what}-{os.getpid()}.new")
        draft.write_text(said, encoding="utf-8")
        draft.rename(draft.with_suffix(""))


class Pointed:
    """A port whose coroutines have a point before and one after; everything else is as it was."""

    def __init__(self, inner: Any, room: str, points: Points) -> None:
        self._inner = inner
        self._room = room
        self._points = points

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)
        if not inspect.iscoroutinefunction(method):
            return method

        async def passing(*args: Any, **kwargs: Any) -> Any:
            self._points.reached(f"before {self._room}.{name}")
            done = await method(*args, **kwargs)
            self._points.reached(f"after {self._room}.{name}")
            return done

        return passing


class PointedStore:
    """A store with three points for each verb: before it, before its commit, and after it."""

    def __init__(self, inner: Any, points: Points) -> None:
        self._inner = inner
        self._points = points

    async def change(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        verb = named(work)

        def uncommitted(*given: Any, **more: Any) -> Any:
            done = work(*given, **more)
            self._points.reached(f"before the commit of {verb}")
            return done

        self._points.reached(f"before {verb}")
        done = await self._inner.change(uncommitted, *args, **kwargs)
        self._points.reached(f"after {verb}")
        return done

    def tell_touched(self, hears: Callable[[frozenset[str]], None]) -> None:
        self._inner.tell_touched(hears)

    async def read(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if "next_due" in named(work):  # what a bot asks for when a turn is over
            self._points.turned()
        return await self._inner.read(work, *args, **kwargs)


def named(work: Callable[..., Any]) -> str:
    """The verb's name; a function within another is called by both."""
    while isinstance(work, partial):
        work = work.func
    return work.__qualname__.replace(".<locals>", "").replace("<lambda>", "…").lstrip("_")
