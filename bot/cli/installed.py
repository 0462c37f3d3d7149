"""What the doctor finds where one deployment serves several workspaces: a line for each."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any

from bot.cli.finding import CheckFailed, CheckSkipped, Finding, made
from bot.cli.shipped import SPARED, lacking
from bot.composition import mails
from bot.deployment import Deployment, deployment
from bot.settings import Settings

Manifest = Callable[[], Mapping[str, Any]]  # the manifest that comes with the project


async def installed_findings(settings: Settings, manifest: Manifest) -> AsyncIterator[Finding]:
    """Whether mail server, database and the token of every workspace can be used; it may lack some scopes."""
    if settings.sends_mail:
        yield await made("mail server", mails(settings, "").look())
    found: list[tuple[Deployment, tuple[str, ...]]] = []
    async with AsyncExitStack() as stack:

        async def looked_into() -> str:
            shared = await stack.enter_async_context(deployment(settings, alone=False))
            teams = tuple(await shared.installations.teams())
            found.append((shared, teams))
            return f"{len(teams)} installed the app"

        yield await made("database", looked_into())
        for shared, teams in found:
            for team in teams:
                yield await made(f"workspace {team}", _workspace(shared, team, manifest))


async def _workspace(shared: Deployment, team: str, manifest: Manifest) -> str:
    installation = await shared.installations.find(team)
    if installation is None:
        raise CheckSkipped("as it was removed just now")
    me = await shared.identity(installation)
    missing, spared = lacking(manifest(), me.scopes)
    if missing:
        raise CheckFailed(f"missing {', '.join(missing)}: install the app there again")
    without = f"; {SPARED.format(scopes=', '.join(spared))}" if spared else ""
    return f"{me.team_name} as {me.user}{without}"
