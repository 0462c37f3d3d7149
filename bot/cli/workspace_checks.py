"""What the doctor asks of the workspace as a whole: tokens, scopes, events, clock, files."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from bot.cli.finding import Check, CheckFailed, CheckSkipped
from bot.cli.shipped import SPARED, lacking
from bot.clock_guard import MOST_DIFFERENCE
from bot.composition import SlackClients
from bot.settings import Settings
from handlers.live_check.checkup import clock_difference, events_kept_back, upload_trouble
from handlers.web_api.tokens import BotIdentity, check_app_token

MANIFEST = "compare with deploy/slack-manifest.json and install the app again"
SET_IT = "set this machine's clock; until then the bot does nothing"
OVER_HTTP = "as there is no app token: Slack's requests come over HTTP"
NO_SCOPES = "as Slack did not say which scopes the bot token has"
SHARED_BY = "; whether it may be shared in a channel is tried by doctor --live"
WHAT = ("scopes", "events", "app token", "clock", "file upload")  # the checks, in their order

Manifest = Callable[[], Mapping[str, Any]]  # the manifest that comes with the project


def workspace_checks(
    settings: Settings, slack: SlackClients, me: BotIdentity, manifest: Manifest, now: datetime
) -> dict[str, Check]:
    """The checks that can be made once it is known whose token it is; their names are WHAT."""
    checks: tuple[Check, ...] = (
        partial(_scopes, me, manifest),
        partial(_events, me, manifest),
        partial(_app_token, settings, slack),
        partial(_clock, slack, now),
        partial(_file_upload, slack),
    )
    return dict(zip(WHAT, checks, strict=True))


async def _scopes(me: BotIdentity, manifest: Manifest) -> str:
    if not me.scopes:
        raise CheckSkipped(NO_SCOPES)
    missing, spared = lacking(manifest(), me.scopes)
    if missing:
        raise CheckFailed(f"missing {', '.join(missing)}: {MANIFEST}")
    if spared:
        return f"all that are needed are there; {SPARED.format(scopes=', '.join(spared))}"
    return f"all {len(me.scopes)} are there"


async def _events(me: BotIdentity, manifest: Manifest) -> str:
    """Slack tells no app what it subscribed to, but the scopes say which events cannot come at all."""
    if not me.scopes:
        raise CheckSkipped(NO_SCOPES)
    events = list(manifest()["settings"]["event_subscriptions"]["bot_events"])
    if kept_back := events_kept_back(events, me.scopes):
        lacks = ", ".join(f"{event} lacks {scope}" for event, scope in kept_back.items())
        raise CheckFailed(f"{lacks}: {MANIFEST}")
    return (
        f"the scopes of {', '.join(events)} are there; Slack tells no app what it subscribed to, "
        "so look under Event Subscriptions if nothing comes in"
    )


async def _app_token(settings: Settings, slack: SlackClients) -> str:
    if settings.app_token is None:
        raise CheckSkipped(OVER_HTTP)
    if not await check_app_token(slack.posting, settings.app_token):
        raise CheckFailed("Slack's answer to apps.connections.open names no socket; look at SLACK_API_URL")
    return "opens a socket"


async def _clock(slack: SlackClients, now: datetime) -> str:
    difference = await clock_difference(slack.posting, now)
    if difference is None:
        raise CheckSkipped("as Slack did not tell its time")
    detail = f"{difference.total_seconds():.0f} s from Slack's"
    if difference > MOST_DIFFERENCE:
        raise CheckFailed(f"{detail}: {SET_IT}")
    return detail


async def _file_upload(slack: SlackClients) -> str:
    if trouble := await upload_trouble(slack.reading):
        raise CheckFailed(f"{trouble}; the TWiki copy would be posted as code blocks")
    return f"Slack takes a file{SHARED_BY}"
