"""Arrivals from somebody, or about a place, that Slack cannot have named so."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.incoming.stuck import sender_of


def is_nobodys(payload: Mapping[str, Any]) -> bool:
    """Whether the id of its sender or its place cannot be written down.

    Slack's ids are letters and digits; half a surrogate pair in one would fail wherever it is kept, for ever.
    """
    return not all(each.isprintable() for each in (sender_of(payload), *_places(payload)))


def _places(payload: Mapping[str, Any]) -> Iterator[str]:
    match payload:
        case (
            {"channel_id": str(place)} | {"event": {"channel": str(place)}} | {"channel": {"id": str(place)}}
        ):
            yield place
    match payload:
        case {"container": {"channel_id": str(place)}}:
            yield place
