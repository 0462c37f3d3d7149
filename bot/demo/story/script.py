"""A script: scenes that are played one after another."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bot.demo.story.scene import Scene

Perform = Callable[[Scene], Awaitable[None]]


class ScriptOver(LookupError):
    """Every scene has been played."""


class Script:
    """Knows which scenes have been played and which comes next."""

    def __init__(self, scenes: Sequence[Scene], perform: Perform) -> None:
        self.scenes = tuple(scenes)
        self.played = 0
        self._perform = perform
        self._alone = asyncio.Lock()

    @property
    def next(self) -> Scene | None:
        """The scene that comes next."""
        return self.scenes[self.played] if self.played < len(self.scenes) else None

    async def go_on(self) -> Scene:
        """Play the next scene; one that cannot be played any more is passed over."""
        async with self._alone:
            scene = self.next
            if scene is None:
                raise ScriptOver("The week is over.")
            self.played += 1
            await self._perform(scene)
            return scene
