"""Files that come with the project: in a checkout under deploy/, and in the installed package."""

from pathlib import Path

from bot.model.errors import MinutesError

CHECKOUT, INSTALLED = Path(__file__).parents[2] / "deploy", Path(__file__).parents[1] / "demo"


class NotShipped(MinutesError):
    """A file that comes with the project is missing."""


def manifest() -> Path:
    """The app manifest, which has the scopes, events and commands. Raises NotShipped."""
    return _found("slack-manifest.json")


def example_of_calls() -> Path:
    """A calls file with every key there is. Raises NotShipped."""
    return _found("calls.example.toml")


def _found(name: str) -> Path:
    for place in (CHECKOUT / name, INSTALLED / name):
        if place.exists():
            return place
    raise NotShipped(name)
