"""A proxy before PostgreSQL that does what networks do: it cuts, delays, and falls silent."""

import asyncio
from enum import StrEnum
from pathlib import Path

SOCKET = ".s.PGSQL.5432"
LATENCY_SECONDS = 0.05
LOOK_SECONDS = 0.02


class Mood(StrEnum):
    """What becomes of the bytes."""

    OPEN = "open"
    SLOW = "slow"
    SILENT = "silent"  # half open: nothing goes through, nobody is told
    CLOSED = "closed"  # connections are taken and cut


class Proxy:
    """Passes a Unix socket on to another."""

    def __init__(self, target: Path) -> None:
        self.mood = Mood.OPEN
        self._target = target / SOCKET
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, target: Path, folder: Path) -> "Proxy":
        """Listen in a folder for what is meant for the server in another."""
        proxy = cls(target)
        proxy._server = await asyncio.start_unix_server(proxy._serve, folder / SOCKET)
        return proxy

    def cut(self) -> None:
        """Cut all connections without a word."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    def close(self) -> None:
        """Listen no longer."""
        self.cut()
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.mood is Mood.CLOSED:
            writer.transport.abort()
            return
        try:
            there, back = await asyncio.open_unix_connection(self._target)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, back}
        for source, sink in ((reader, back), (there, writer)):
            task = asyncio.create_task(self._pass_on(source, sink))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass_on(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65536):
                while self.mood is Mood.SILENT:  # noqa: ASYNC110 - it seldom is
                    await asyncio.sleep(LOOK_SECONDS)
                if self.mood is Mood.SLOW:
                    await asyncio.sleep(LATENCY_SECONDS)
                sink.write(data)
                await sink.drain()
        except ConnectionError:
            pass
        finally:
            sink.close()
            self._writers.discard(sink)
