"""The ledger: every call, event and acknowledgement, in order, with all secrets struck out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.demo.wire import Json


class Kind(StrEnum):
    """What was noted."""

    CALL = "call"
    EVENT = "event"
    ACK = "ack"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the ledger: a call with its arguments and answer, an event sent, an acknowledgement."""

    kind: Kind
    name: str
    at: datetime
    arguments: Json = field(default_factory=dict)
    answer: Json = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether this is a call that was answered with `ok: false`."""
        return self.kind is Kind.CALL and self.answer.get("ok") is False


class Ledger:
    """What happened on the wire; secrets never get into it."""

    def __init__(self, clock: Callable[[], datetime], secrets: tuple[str, ...]) -> None:
        self.records: list[Record] = []
        self._clock = clock
        self._secrets = secrets

    def note(self, kind: Kind, name: str, arguments: Json, answer: Json | None = None) -> None:
        """Write a line."""
        clean = {key: value for key, value in arguments.items() if key != "token"}
        self.records.append(
            Record(kind, name, self._clock(), self._struck_out(clean), self._struck_out(answer or {}))
        )

    def _struck_out(self, value: Any) -> Any:
        match value:
            case dict():
                return {key: self._struck_out(inner) for key, inner in value.items()}
            case list():
                return [self._struck_out(inner) for inner in value]
            case str() if any(secret in value for secret in self._secrets):
                return "(secret)"
            case str() if "/link/?ticket=" in value:
                return value.partition("ticket=")[0] + "ticket=(secret)"
            case _:
                return value
