"""The doctor: checks everything the bot needs, and says what to do about what fails.

Each check is a line, also when it could not be made: whatever it meets, the others are made.
"""

import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from typing import Any

from bot.cli.call_checks import (
    KnownCall,
    known_calls,
    known_checks,
    messages_tab,
    next_moments,
    publishing_findings,
)
from bot.cli.demo import manifest
from bot.cli.finding import Check, Finding, made, not_made
from bot.cli.installed import installed_findings
from bot.cli.machine_checks import COPIES, DISK, calls_to_apply, machine_findings, zones
from bot.cli.publishing import wiki_trials
from bot.cli.workspace_checks import WHAT as OF_WORKSPACE
from bot.cli.workspace_checks import workspace_checks
from bot.clock import now
from bot.composition import SlackClients, slack_clients, wiki_pages
from bot.model.errors import ConfigurationWrong
from bot.records import Records, open_records
from bot.settings import Settings, load
from handlers.live_check.redelivery import WHAT, redelivery
from handlers.live_check.scratch_channel import ScratchChannel, tried
from handlers.live_check.trials import trials
from handlers.web_api.tokens import BotIdentity, Client, bot_identity

NO_SETTINGS = "as the settings are not complete"
NO_DATABASE = "as the database cannot be used"
NO_TOKEN = "as the bot token could not be used"  # noqa: S105 - a sentence


async def examine(read: Callable[[], Settings] = load) -> AsyncIterator[Finding]:
    """Check everything the bot needs by the settings that are `read`; nothing that fails is raised."""
    settings: list[Settings] = []

    async def loaded() -> str:
        settings.append(read())
        return "complete"

    yield await made("settings", loaded())
    yield await made("time zones", zones())
    if not settings:
        for what in (DISK, COPIES, "database", "calls", "bot token", *OF_WORKSPACE, "messages tab"):
            yield not_made(what, NO_SETTINGS)
        return
    async for finding in machine_findings(settings[0], now()):
        yield finding
    several = bool(settings[0].client_id)
    async for finding in installed_findings(settings[0], _manifest) if several else _served(settings[0]):
        yield finding


async def _served(settings: Settings) -> AsyncIterator[Finding]:
    """The records and the workspace of a bot that serves one, and what comes next of each call."""
    known: list[KnownCall] = []
    async for finding in _records(settings, known):
        yield finding
    async for finding in _workspace(settings, known):
        yield finding
    for call in known:
        async for finding in publishing_findings(call, settings):
            yield finding
        yield await made(f"next meeting of {call.call.name}", next_moments(call))


async def examine_live(channel: str, wait: float, ask: Callable[[str], None]) -> AsyncIterator[Finding]:
    """Check in a scratch channel, and in the calls' wikis, what only the real ones can tell.

    What is posted is deleted again, and a page that is created goes into the wiki's trash.

    `ask` tells the person at the terminal to write to the bot within `wait` seconds; with 0 nobody is asked.
    Raises ConfigurationWrong where the settings cannot be used; what else fails is a finding.
    """
    settings = load()
    if settings.client_id:
        raise ConfigurationWrong(
            "this is tried in one workspace, with its bot token and without SLACK_CLIENT_ID"
        )
    slack = slack_clients(settings)
    found: list[BotIdentity] = []
    token = await made("bot token", _bot_token(slack, found))
    if not found:
        yield token
    else:
        yield await _redelivery(slack.posting, settings.app_token, wait, ask)
        async for trial in trials(ScratchChannel(slack.posting, slack.reading, slack.chat(), channel, now())):
            yield Finding(trial.what, fine=trial.yes, detail=trial.detail)
    known: list[KnownCall] = []
    async for finding in _records(settings, known):
        if not finding.fine and finding.what != "calls":
            yield finding
    async for finding in wiki_trials([one.call for one in known], wiki_pages(settings).try_out):
        yield finding


def as_json(findings: Iterable[Finding]) -> str:
    """All findings as one JSON document, for programs."""
    told = [finding.as_json() for finding in findings]
    fine = all(one["result"] != "failed" for one in told)
    return json.dumps({"ok": fine, "checks": told}, indent=2, ensure_ascii=False)


async def _records(settings: Settings, known: list[KnownCall]) -> AsyncIterator[Finding]:
    """The database and the calls in it, which are added to `known`."""
    opened: list[Records] = []
    findings: list[Finding] = []

    async def looked_into() -> str:
        with open_records(settings) as records:
            opened.append(records)
            found, told = await known_calls(records.store, now(), calls_to_apply(settings))
            known.extend(found)
            findings.extend(told)
            return f"{records.engine}, tables at revision {records.revision}"

    yield await made("database", looked_into())
    for finding in findings or [not_made("calls", NO_DATABASE)]:
        yield finding


async def _workspace(settings: Settings, known: list[KnownCall]) -> AsyncIterator[Finding]:
    """Tokens, scopes, clock, channels and leads; without a good token nothing else can be asked."""
    slack = slack_clients(settings)
    found: list[BotIdentity] = []
    yield await made("bot token", _bot_token(slack, found))
    checks = _checks(settings, slack, found[0], known) if found else dict.fromkeys(_names(slack, known))
    for what, check in checks.items():
        yield await made(what, check()) if check else not_made(what, NO_TOKEN)
    yield await made("messages tab", messages_tab(known))


def _checks(
    settings: Settings, slack: SlackClients, me: BotIdentity, known: list[KnownCall]
) -> Mapping[str, Check | None]:
    checks = workspace_checks(settings, slack, me, _manifest, now())
    for call in known:
        checks |= known_checks(call, slack, me.team)
    return checks


def _names(slack: SlackClients, known: list[KnownCall]) -> Iterable[str]:
    """What would be checked if the token could be used."""
    return (*OF_WORKSPACE, *(what for call in known for what in known_checks(call, slack, "")))


async def _bot_token(slack: SlackClients, found: list[BotIdentity]) -> str:
    me = await bot_identity(slack.posting)
    found.append(me)
    return f"{me.team_name} ({me.team}) as {me.user}"


async def _redelivery(
    posting: Client, app_token: str | None, wait: float, ask: Callable[[str], None]
) -> Finding:
    if app_token is None or not wait:
        why = "not tried, as --wait is 0" if app_token else "not tried, as there is no app token for a socket"
        return Finding(WHAT, fine=True, detail=why, skipped=True)
    trial = await tried(WHAT, redelivery(posting, app_token, wait, ask))
    return Finding(trial.what, fine=trial.yes, detail=trial.detail)


def _manifest() -> Mapping[str, Any]:
    """The manifest that comes with the project; raises NoManifest."""
    shipped: Mapping[str, Any] = json.loads(manifest().read_text(encoding="utf-8"))
    return shipped
