"""What an old key says: rows of releases that had no column for a delivery's kind and part."""

import re

from bot.model.delivery import Kind

_KINDS = "|".join(map(re.escape, Kind))
_KEY = re.compile(rf"[^/]*/\d{{4}}-\d\d-\d\d/(?P<kind>{_KINDS})(?:/(?P<part>.*))?", re.DOTALL)


def kind_and_part(key: str) -> tuple[Kind, str] | None:
    """The kind and the part that stand in a key; None where no kind of today does."""
    found = _KEY.fullmatch(key)
    return (Kind(found["kind"]), found["part"] or "") if found else None
