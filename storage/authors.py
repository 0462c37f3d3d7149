"""Whose request an arrival is, by the ids in it."""

from typing import Any

ACTORS = ("user", "user_id")
WITHIN = ("event", "message", "previous_message")  # where what was done lies, one in the other


def is_by(payload: Any, person: str) -> bool:
    """Whether a person did what a payload tells; being mentioned in it does not count."""
    if not isinstance(payload, dict):
        return False
    return person in (_name(payload.get(part)) for part in ACTORS) or any(
        is_by(payload.get(part), person) for part in WITHIN
    )


def _name(actor: Any) -> Any:
    return actor.get("id") if isinstance(actor, dict) else actor
