"""The ledger: every call, event and acknowledgement, in order, with all secrets struck out."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.demo.wire import Json

_TICKET = re.compile(r"(?<=/link/\?)ticket=\w+")


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

    def __init__(self, clock: Callable[[], datetime], secrets: Iterable[str]) -> None:
        self.records: list[Record] = []
        self._clock = clock
        self._secrets = [*secrets]

    def strike_out(self, secret: str) -> None:
        """Keep one more secret out from now on."""
        self._secrets.append(secret)

    def note(self, kind: Kind, name: str, arguments: Json, answer: Json | None = None) -> None:
        """Write a line."""
        clean = {key: value for key, value in arguments.items() if key != "token"}
        self.records.append(
            Record(kind, name, self._clock(), self._struck_out(clean), self._struck_out(answer or {}))
        )

    def _struck_out(self, value: Json) -> Json:
        """A copy without secrets; by way of JSON, as this is done for every call of a large burst."""
        written = json.dumps(value, default=str)
        for secret in self._secrets:
            written = written.replace(secret, "(secret)")
        struck: Json = json.loads(_TICKET.sub("ticket=(secret)", written))
        return struck
