"""A person: somebody in the workspace, as it knows them."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.quiet import Quiet


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the workspace; `trouble` says why they cannot be reached, if so.

    `admin` is who runs the workspace; `stranger` is somebody of another workspace in a shared channel.
    """

    person: str
    name: str
    zone: str = "UTC"
    trouble: str = ""
    admin: bool = False
    stranger: bool = False


@dataclass(frozen=True, slots=True)
class ReaderClock:
    """In which zone somebody was when the workspace was asked last, and the quiet hours they chose."""

    person: str
    zone: str
    seen_at: datetime
    quiet: Quiet | None = None
