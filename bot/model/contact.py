"""A contact: how somebody is written to, as Slack told it."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.person import Person


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody's direct conversation, empty if unknown, and who they were when they were looked up."""

    person: str
    conversation: str = ""
    known: Person | None = None
    looked_up_at: datetime | None = None
