"""An installation: that a workspace, or a whole organisation, has let the app in, and the token for it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Installation:
    """The app as it is installed in a team.

    `team` is the id of a workspace (T…), or of an organisation (E…) that has installed the app for all of its
    workspaces; `organisation` is the id of the one that a workspace belongs to, if any. `bot_user` and
    `bot_id` are who the bot is there. `removed_at` is when the app was uninstalled or its token revoked; then
    `token` is empty.
    """

    team: str
    token: str = field(repr=False)
    bot_user: str
    bot_id: str
    team_name: str = ""
    organisation: str = ""
    app: str = ""
    scopes: tuple[str, ...] = ()
    installed_at: datetime = field(kw_only=True)
    removed_at: datetime | None = None

    @property
    def of_organisation(self) -> bool:
        """Whether it is one of a whole organisation."""
        return self.team == self.organisation
