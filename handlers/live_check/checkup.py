"""What can be asked of a workspace before relying on it: nothing is posted, and nobody sees it."""

import re
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.model.errors import NotNow, Rejected
from bot.model.person import Person
from bot.ports import Chat
from handlers.errors import explained
from handlers.untrusted_json import mapping_of, text_of
from handlers.web_api.api_errors import answer
from handlers.web_api.slack_time import slack_time

INVITE = "invite the bot: /invite @minutesbot"
TO_DO = {
    "channel_not_found": f"no such channel, or a private one without the bot; {INVITE}",
    "missing_scope": "the app lacks a scope: compare it with deploy/slack-manifest.json and install it again",
}
LOOK_UP = "look the word up at docs.slack.dev"
_CODE = re.compile(r"[a-z0-9_]+")
# Slack sends these events to nobody who lacks the scope, whatever is subscribed to.
SCOPES_OF_EVENTS = {
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "member_joined_channel": "channels:read",
}


async def channel_trouble(reading: AsyncWebClient, channel: str) -> str:
    """Why the bot could not post into a channel, and what to do; empty when it can. Raises NotNow."""
    try:
        found = mapping_of((await answer(reading.conversations_info(channel=channel)))["channel"])
    except Rejected as rejection:
        return what_to_do(rejection)
    if "is_member" not in found:
        raise NotNow(0, "Slack's answer does not say whether the bot is in the channel")
    if found.get("is_archived"):
        return "the channel is archived"
    return "" if found["is_member"] else f"the bot is not in it; {INVITE}"


async def unreachable(reading: AsyncWebClient, person: str) -> str:
    """Why the bot could not write to somebody; empty when it can. Raises NotNow.

    Their conversation with the bot is opened, which they do not see.
    """
    try:
        (await answer(reading.conversations_open(users=person))).inside("channel", "id")
    except Rejected as rejection:
        return what_to_do(rejection)
    return ""


async def looked_up(chat: Chat, person: str) -> Person:
    """Somebody as they are; `trouble` says what Slack refused, where it was. Raises NotNow."""
    try:
        return await chat.person(person)
    except Rejected as rejection:
        return Person(person, person, trouble=what_to_do(rejection))


async def upload_trouble(reading: AsyncWebClient) -> str:
    """Why Slack would take no file; empty when it promises to. Raises NotNow.

    What was promised is not sent, and so it never becomes a file.
    """
    try:
        promise = await answer(reading.files_getUploadURLExternal(filename="minutesbot-check.txt", length=1))
        if not text_of(promise["upload_url"]) or not text_of(promise["file_id"]):
            raise promise.unread("Slack's answer names no file")
    except Rejected as rejection:
        return what_to_do(rejection)
    return ""


async def clock_difference(client: AsyncWebClient, now: datetime) -> timedelta | None:
    """How far our clock is from Slack's, to a second; None when Slack does not tell. Raises NotNow."""
    told = await slack_time(client)
    return abs(now - told) if told else None


def events_kept_back(events: list[str], scopes: tuple[str, ...]) -> dict[str, str]:
    """The events of the manifest that cannot come, with the scope that each of them lacks."""
    needed = {event: SCOPES_OF_EVENTS[event] for event in events if event in SCOPES_OF_EVENTS}
    return {event: scope for event, scope in needed.items() if scope not in scopes}


def what_to_do(rejection: Rejected) -> str:
    """What Slack refused and what to do about it, also where its code is one that nobody knew."""
    code = rejection.detail
    if code in TO_DO:
        return TO_DO[code]
    if (words := explained(code)) != code:
        return f"{words} ({code})"
    return f"Slack refused it ({code}); {LOOK_UP}" if _CODE.fullmatch(code) else code
