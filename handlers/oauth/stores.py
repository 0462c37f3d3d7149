"""What Bolt's OAuth flow stores, kept by our ports: installations, and the states of begun ones."""

import logging
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store import Installation as SlackInstallation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.model.installation import Installation
from bot.ports import BegunInstallations, Clock, Installations

log = logging.getLogger(__name__)
LASTS = timedelta(minutes=10)  # as long as somebody may think about the permissions


class InstallationStore(AsyncInstallationStore):
    """Keeps bots only: nothing is asked of the person who installs the app, and who they are is not kept.

    `kept` is called when somebody has installed the app, also again.
    """

    def __init__(self, installations: Installations, clock: Clock, kept: Callable[[], None]) -> None:
        self._installations = installations
        self._clock = clock
        self._kept = kept

    @property
    def logger(self) -> logging.Logger:
        """Where this logs."""
        return log

    async def async_save(self, installation: SlackInstallation) -> None:
        """Keep an installation of a workspace or an organisation."""
        organisation = installation.enterprise_id or ""
        whole = bool(installation.is_enterprise_install)
        await self._installations.keep(
            Installation(
                team=organisation if whole else installation.team_id or "",
                token=installation.bot_token or "",
                bot_user=installation.bot_user_id or "",
                bot_id=installation.bot_id or "",
                team_name=(installation.enterprise_name if whole else installation.team_name) or "",
                organisation=organisation,
                app=installation.app_id or "",
                scopes=tuple(installation.bot_scopes or ()),
                installed_at=self._clock(),
            )
        )
        self._kept()

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """The bot of a workspace, or of the organisation that it belongs to."""
        found = None if is_enterprise_install else await self._installations.find(team_id or "")
        found = found or await self._installations.find(enterprise_id or "")
        if found is None:
            return None
        return Bot(
            app_id=found.app,
            enterprise_id=found.organisation or None,
            team_id=None if found.of_organisation else found.team,
            team_name=found.team_name,
            bot_token=found.token,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user,
            bot_scopes=found.scopes,
            is_enterprise_install=found.of_organisation,
            installed_at=found.installed_at.astimezone(UTC).timestamp(),
        )

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> SlackInstallation | None:
        """What a person has installed: nothing, as only bots are kept."""

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Let the bot be removed from a workspace, or without one from an organisation."""
        await self._installations.remove(team_id or enterprise_id or "", self._clock())

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Forget what one person has installed: they have no token here, so there is nothing to forget."""

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """The same as for the bot, which is all there is."""
        await self.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)


class StateStore(AsyncOAuthStateStore):
    """Hands out secrets to browsers, each of which counts once and for ten minutes."""

    def __init__(self, begun: BegunInstallations, clock: Callable[[], datetime]) -> None:
        self._begun = begun
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        """Where this logs."""
        return log

    async def async_issue(self, *_args: Any, **_kwargs: Any) -> str:
        """A new secret."""
        state = secrets.token_urlsafe(32)
        await self._begun.begin(state, self._clock(), LASTS)
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether this secret is one of ours that nobody has used yet."""
        return bool(state) and await self._begun.end(state, self._clock())
