"""Envelopes: every payload for the bot, delivered again until it is acknowledged or given up."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.demo import limits
from bot.demo.server.ledger import Kind, Ledger
from bot.demo.wire import Json

LOOK_EVERY_SECONDS = 0.02  # the clock may be moved at any moment, and tells nobody


class Unanswered(TimeoutError):
    """The bot did not acknowledge what a person did within three seconds."""


@dataclass(slots=True)
class Envelope:
    """One payload; each try to deliver it has an envelope id of its own."""

    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""
    id: str = ""
    answer: asyncio.Future[Json] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    @property
    def acked(self) -> bool:
        """Whether the bot acknowledged it."""
        return self.answer.done() and not self.answer.cancelled()

    @property
    def name(self) -> str:
        """What it is about, for the ledger."""
        event: Json = self.payload.get("event", {})
        return str(event.get("subtype") or event.get("type") or self.payload.get("type") or self.kind)


Transmit = Callable[[Envelope], Awaitable[bool]]


class Envelopes:
    """Delivers payloads; events that nobody acknowledges are delivered again on a schedule.

    How long an acknowledgement may take is real time, as the bot needs it; the schedule is kept by `clock`.
    """

    def __init__(self, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.ack_seconds = limits.ACK_SECONDS
        self.retry_after: tuple[float, ...] = limits.RETRY_AFTER_SECONDS
        self.transmit: Transmit = _nowhere
        self.open: dict[int, Envelope] = {}
        self.given_up: list[Envelope] = []
        self._by_id: dict[str, Envelope] = {}
        self._ledger = ledger
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, kind: str, payload: Json) -> Envelope:
        """Start to deliver a payload."""
        envelope = Envelope(kind, payload)
        self.open[id(envelope)] = envelope
        task = asyncio.get_running_loop().create_task(self._carry(envelope))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return envelope

    def ack(self, identity: str, answer: Json) -> None:
        """Take an acknowledgement; one for a try long past counts too."""
        envelope = self._by_id.get(identity)
        self._ledger.note(
            Kind.ACK, envelope.name if envelope else "unknown", {"envelope_id": identity}, answer
        )
        if envelope is None or envelope.answer.done():
            return
        envelope.answer.set_result(answer)
        self.open.pop(id(envelope), None)

    async def answered(self, envelope: Envelope) -> Json:
        """What the bot answered to a payload that wants an answer at once."""
        done, _ = await asyncio.wait({envelope.answer}, timeout=self.ack_seconds)
        if not done:
            raise Unanswered(envelope.name)
        return envelope.answer.result()

    async def stop(self) -> None:
        """Deliver nothing any more."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _carry(self, envelope: Envelope) -> None:
        delays = self.retry_after if envelope.kind == "events_api" else ()
        for attempt, delay in enumerate((0.0, *delays)):
            await self._pause(envelope, delay)
            if envelope.acked:
                return
            await self._try(envelope, attempt)
        if id(envelope) in self.open:
            del self.open[id(envelope)]
            self.given_up.append(envelope)

    async def _pause(self, envelope: Envelope, seconds: float) -> None:
        """Wait until so much has passed on the clock, or the envelope is acknowledged after all."""
        due = self.clock() + timedelta(seconds=seconds)
        while (left := (due - self.clock()).total_seconds()) > 0 and not envelope.answer.done():
            await asyncio.wait({envelope.answer}, timeout=min(left, LOOK_EVERY_SECONDS))

    async def _try(self, envelope: Envelope, attempt: int) -> None:
        envelope.id = str(uuid.uuid4())
        envelope.attempt = attempt
        if attempt and not envelope.reason:
            envelope.reason = limits.SOCKET_RETRY_REASON
        self._by_id[envelope.id] = envelope
        self._ledger.note(Kind.EVENT, envelope.name, {"attempt": attempt, "payload": envelope.payload})
        if await self.transmit(envelope):
            await asyncio.wait({envelope.answer}, timeout=self.ack_seconds)


async def _nowhere(_envelope: Envelope) -> bool:
    return False
