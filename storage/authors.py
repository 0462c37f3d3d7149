"""Whose doing an arrival is: read off what came in, word for word, without knowing what it says."""

from typing import Any

ACTORS = ("user", "user_id")
WITHIN = ("event", "message", "previous_message")  # where what was done lies, one in the other


def is_by(payload: Any, person: str) -> bool:
    """Whether an arrival names this person as who did it; being mentioned in it does not count."""
    if not isinstance(payload, dict):
        return False
    return person in (_name(payload.get(part)) for part in ACTORS) or any(
        is_by(payload.get(part), person) for part in WITHIN
    )


def _name(actor: Any) -> Any:
    return actor.get("id") if isinstance(actor, dict) else actor
