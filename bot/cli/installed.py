"""What the doctor finds where one deployment serves several workspaces: a line for each."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from bot.cli.finding import Finding
from bot.deployment import Deployment, deployment
from bot.model.errors import MinutesError
from bot.settings import Settings


async def installed_findings(
    settings: Settings, manifest: Callable[[], Mapping[str, Any]]
) -> AsyncIterator[Finding]:
    """Whether the database can be used, and the token of every workspace; it may lack some of the scopes."""
    try:
        scopes = frozenset(manifest()["oauth_config"]["scopes"]["bot"])
        async with deployment(settings, alone=False) as made:
            teams = await made.installations.teams()
            yield Finding("database", fine=True, detail=f"{len(teams)} installed the app")
            for team in teams:
                yield await _workspace(made, team, scopes)
    except MinutesError as error:
        yield Finding("database", fine=False, detail=str(error))


async def _workspace(made: Deployment, team: str, scopes: frozenset[str]) -> Finding:
    what = f"workspace {team}"
    try:
        installation = await made.installations.find(team)
        if installation is None:
            return Finding(what, fine=True, detail="removed just now", skipped=True)
        me = await made.identity(installation)
    except MinutesError as error:
        return Finding(what, fine=False, detail=str(error))
    missing = sorted(scopes - set(me.scopes))
    lacks = f"missing {', '.join(missing)}: install the app there again"
    return Finding(what, fine=not missing, detail=lacks if missing else f"{me.team_name} as {me.user}")
