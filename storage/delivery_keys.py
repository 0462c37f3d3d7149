"""What the key of a delivery says: its call, and for rows of releases without these columns kind and part."""

import re

from bot.model.delivery import Kind

_KINDS = "|".join(map(re.escape, Kind))
_KEY = re.compile(rf"[^/]*/\d{{4}}-\d\d-\d\d/(?P<kind>{_KINDS})(?:/(?P<part>.*))?", re.DOTALL)

_OF_A_CALL = re.compile(r"(?P<call>.*?)/\d{4}-\d\d-\d\d/", re.DOTALL)


def kind_and_part(key: str) -> tuple[Kind, str] | None:
    """The kind and the part that stand in a key; None where no kind of today does."""
    found = _KEY.fullmatch(key)
    return (Kind(found["kind"]), found["part"] or "") if found else None


def call_in(key: str) -> tuple[str, ...]:
    """The call that a key begins with, if it does."""
    found = _OF_A_CALL.match(key)
    return (found["call"],) if found else ()
