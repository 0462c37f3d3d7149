"""What can be asked of a workspace before relying on it."""

from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.model.errors import Rejected
from handlers.web_api.api_errors import answer
from handlers.web_api.slack_time import slack_time

NOT_THERE = "invite the bot: /invite @minutesbot"
TO_DO = {
    "channel_not_found": f"no such channel, or a private one without the bot; {NOT_THERE}",
    "missing_scope": "the app lacks a scope: compare it with deploy/slack-manifest.json and install it again",
}


async def channel_trouble(reading: AsyncWebClient, channel: str) -> str:
    """Why the bot could not post into a channel, and what to do; empty when it can."""
    try:
        found = await answer(reading.conversations_info(channel=channel))
    except Rejected as rejection:
        return TO_DO.get(rejection.detail, rejection.detail)
    if found["channel"].get("is_archived"):
        return "the channel is archived"
    return "" if found["channel"].get("is_member") else f"the bot is not in it; {NOT_THERE}"


async def clock_difference(reading: AsyncWebClient, now: datetime) -> timedelta | None:
    """How far our clock is from Slack's, to a second; None when Slack does not tell."""
    told = await slack_time(reading)
    return abs(now - told) if told else None
