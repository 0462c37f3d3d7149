"""Where the app is installed, with the tokens for it, and the states of installations that have begun."""

from datetime import datetime, timedelta
from typing import Protocol

from bot.model.installation import Installation


class Installations(Protocol):
    """Remembers in which teams the app is installed.

    A team is a workspace, or an organisation that installed the app for all of its workspaces. Tokens are
    encrypted where they are kept.
    """

    async def keep(self, installation: Installation) -> None:
        """Save an installation, in place of an earlier one of the same team, also of one that was removed."""

    async def find(self, team: str) -> Installation | None:
        """The installation of a team that stands; None if there is none. Raises TokenUnreadable."""

    async def teams(self) -> tuple[str, ...]:
        """The teams in which the app is installed, also those whose token cannot be read, by id."""

    async def remove(self, team: str, at: datetime) -> None:
        """Save that the app was removed from a team, and erase its token; one removed already stays so."""

    async def removed_before(self, at: datetime) -> tuple[str, ...]:
        """The teams from which the app was removed before a moment, and that were not forgotten, by id."""

    async def forget(self, team: str, before: datetime) -> bool:
        """Erase all that is stored of a team if the app was removed before a moment; whether it was."""


class BegunInstallations(Protocol):
    """Remembers what was handed to browsers in which an installation has begun; each counts once."""

    async def begin(self, state: str, now: datetime, lasts: timedelta) -> None:
        """Save a secret that is good for a while, as a digest; those that are too old are deleted."""

    async def end(self, state: str, now: datetime) -> bool:
        """Whether this secret was handed out and is still good; from now on it is not."""
