"""Files that come with the project: in a checkout under deploy/, and in the installed package."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.model.errors import MinutesError

CHECKOUT, INSTALLED = Path(__file__).parents[2] / "deploy", Path(__file__).parents[1] / "demo"

SPARED = "{scopes} is optional and not granted, so leads' own statuses are not read"


class NotShipped(MinutesError):
    """A file that comes with the project is missing."""


def manifest() -> Path:
    """The app manifest, which has the scopes, events and commands. Raises NotShipped."""
    return _found("slack-manifest.json")


def example_of_calls() -> Path:
    """A calls file with every key there is. Raises NotShipped."""
    return _found("calls.example.toml")


def lacking(manifest: Mapping[str, Any], granted: Iterable[str]) -> tuple[list[str], list[str]]:
    """The scopes of a manifest that were not granted: those that are needed, and the optional ones."""
    scopes = manifest["oauth_config"]["scopes"]
    optional = set(scopes.get("bot_optional", ()))
    missing = set(scopes["bot"]) - set(granted)
    return sorted(missing - optional), sorted(missing & optional)


def _found(name: str) -> Path:
    for place in (CHECKOUT / name, INSTALLED / name):
        if place.exists():
            return place
    raise NotShipped(name)
