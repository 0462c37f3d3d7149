"""What a report of pip-audit comes to: what it found, and what it could not look up. Pure."""

import json
from dataclasses import dataclass
from typing import Any

NOT_DONE = "{lock}: not audited, {why}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line for each thing to know; `bad` if something is known to be vulnerable."""

    lines: tuple[str, ...]
    bad: bool = False


def verdict(lock: str, said: str) -> Verdict:
    """Judge what pip-audit wrote about a lock file.

    It calls it a success when it could look nothing up; here that is said to be no audit.
    """
    try:
        libraries: list[dict[str, Any]] = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Verdict((NOT_DONE.format(lock=lock, why="the package index did not answer"),))
    unknown = [each["name"] for each in libraries if "skip_reason" in each]
    known = len(libraries) - len(unknown)
    if not known:
        return Verdict((NOT_DONE.format(lock=lock, why="the package index here knows no vulnerabilities"),))
    found = [line for each in libraries for line in _found(each)]
    left = [f"not looked up: {', '.join(unknown)}"] if unknown else []
    return Verdict((*found, f"{lock}: {known} libraries audited, {len(found)} findings", *left), bool(found))


def _found(library: dict[str, Any]) -> list[str]:
    """What is known of one library, a line for each vulnerability."""
    return [
        f"{library['name']} {library['version']}: {each['id']}, "
        + (f"mended in {', '.join(each['fix_versions'])}" if each.get("fix_versions") else "not mended yet")
        for each in library.get("vulns", ())
    ]
