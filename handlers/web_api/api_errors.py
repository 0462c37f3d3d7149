"""What became of a call to Slack: done, not now, refused for now or for good, or nobody knows."""

from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.model.errors import NotNow, OutcomeUnknown, Rejected
from handlers.untrusted_json import mapping_of, text_of

TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500
RETRY_SECONDS = 30.0

# Slack says that these pass.
PASSING = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "message_limit_exceeded",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "accesslimited",
    }
)
INCOMPLETE = "invalid_arguments"  # as Slack says
MISSING_SCOPE = "missing_scope"
NOT_THERE = frozenset({"channel_not_found", "not_in_channel"})  # what Slack says where the bot is not
# What is about this person or this message, and will be the same next time. Everything else, and every code
# of tomorrow, is about the app, the workspace or the place: somebody can mend it, so it is tried again.
ABOUT_THE_PERSON = frozenset(
    {
        "cannot_dm_bot",
        "invalid_user_combination",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    }
)
ABOUT_THE_MESSAGE = frozenset(
    {
        "attachment_payload_limit_exceeded",
        "block_mismatch",
        "cannot_reply_to_message",
        "cant_update_message",
        "edit_window_closed",
        "invalid_arg_name",
        "invalid_arguments",
        "invalid_array_arg",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "invalid_thread_ts",
        "markdown_text_conflict",
        "message_not_found",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "only_one_table_allowed",
        "thread_not_found",
        "too_many_attachments",
    }
)
FINAL = ABOUT_THE_PERSON | ABOUT_THE_MESSAGE
# "It is possible some aspect of the operation succeeded before the error" (docs, on both).
UNCLEAR = frozenset({"internal_error", "fatal_error"})
UNREADABLE = "Slack's answer could not be read"


class Said(dict[str, Any]):
    """Slack's answer to a request that changes something; what lacks a part may or may not have been done."""

    def __missing__(self, name: str) -> Any:
        raise self.unread(f"Slack's answer lacks {name}")

    def unread(self, why: str) -> NotNow | OutcomeUnknown:
        """What it means that something in the answer cannot be read."""
        return OutcomeUnknown(why)

    def inside(self, name: str, part: str) -> str:
        """A text within a part of the answer; raises `unread` where there is none."""
        if said := text_of(mapping_of(self[name]).get(part)):
            return said
        raise self.unread(f"Slack's answer lacks {name}.{part}")

    def listed(self, name: str) -> list[Any]:
        """A list in the answer; raises `unread` where there is none."""
        if isinstance(found := self[name], list):
            return found
        raise self.unread(f"Slack's answer lacks {name}")

    def next_page(self, *before: str) -> str:
        """Where the list goes on; empty at its end. Raises `unread` where it goes round in circles."""
        cursor = text_of(mapping_of(self.get("response_metadata")).get("next_cursor"))
        if cursor and cursor in before:
            raise self.unread("Slack's pages do not come to an end")
        return cursor


class Told(Said):
    """Slack's answer to a request that only reads, which can be asked again."""

    def unread(self, why: str) -> NotNow:
        """Not now, perhaps later."""
        return NotNow(RETRY_SECONDS, why)


async def outcome(request: Awaitable[AsyncSlackResponse]) -> Said:
    """Slack's answer to a request that changes something; failures are NotNow, OutcomeUnknown or Rejected."""
    response = await responded(request)
    if not isinstance(response.data, dict):
        raise OutcomeUnknown(UNREADABLE)
    return Said(response.data)


async def answer(request: Awaitable[AsyncSlackResponse]) -> Told:
    """Slack's answer to a request that only reads; what is not known can simply be asked again."""
    try:
        return Told(await outcome(request))
    except OutcomeUnknown as failure:
        raise NotNow(RETRY_SECONDS, failure.detail) from failure


async def responded(request: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """The same with the headers of the answer."""
    try:
        return await request
    except SlackApiError as failure:
        raise _understood(failure) from failure
    except SlackRequestError as failure:  # the library has not sent it
        raise Rejected(INCOMPLETE) from failure
    except aiohttp.ClientConnectorError as failure:
        raise NotNow(RETRY_SECONDS, "Slack cannot be reached") from failure
    except (TimeoutError, aiohttp.ClientError, OSError) as failure:
        raise OutcomeUnknown(type(failure).__name__) from failure
    except (AttributeError, TypeError, ValueError, RecursionError) as failure:  # no JSON, or no object
        raise OutcomeUnknown(UNREADABLE) from failure


def _understood(failure: SlackApiError) -> NotNow | OutcomeUnknown | Rejected:
    """Sort a failure; its words may hold what was sent, so only Slack's error code is told."""
    response = failure.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    if status == TOO_MANY_REQUESTS:
        return NotNow(_seconds(response), "rate limited")
    if status >= SERVER_ERROR:
        return OutcomeUnknown(f"Slack answered {status}")
    data = getattr(response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(code, str):
        return OutcomeUnknown(UNREADABLE)
    if code in PASSING:
        return NotNow(_seconds(response), code)
    if code in UNCLEAR:
        return OutcomeUnknown(code)
    lacks = _named(data.get("needed")) if code == MISSING_SCOPE else ""
    return Rejected(code, lacks=lacks, final=code in FINAL)


def _named(needed: Any) -> str:
    """The scopes of which Slack wants one, as it names them."""
    return needed.replace(",", " or ") if isinstance(needed, str) else ""


def _seconds(response: Any) -> float:
    """How long Slack wants to be left alone."""
    named = getattr(response, "headers", None) or {}
    wanted = {str(name).lower(): value for name, value in named.items()}.get("retry-after", "")
    return float(wanted) if str(wanted).isdigit() else RETRY_SECONDS
