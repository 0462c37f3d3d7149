"""Answers that belong to a request and that only the asker sees."""

import logging
from collections.abc import Sequence

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.model.errors import NotNow, OutcomeUnknown, Rejected
from handlers.blocks.parts import Block
from handlers.untrusted_json import web_address_of
from handlers.web_api.api_errors import RETRY_SECONDS, SERVER_ERROR, TOO_MANY_REQUESTS, outcome

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 10
OK = 200
GONE = (404, 410)  # the address is used up, or half an hour is over


async def there(
    posting: AsyncWebClient,
    channel: str,
    person: str,
    *,
    text: str,
    blocks: Sequence[Block] = (),
    thread: str = "",
) -> None:
    """Answer somebody who spoke of the bot where they did, so that only they see it.

    Raises NotNow, and Rejected where it has to be said elsewhere. What nobody knows to be shown is left out:
    it is kept nowhere, so that it cannot be looked up.
    """
    try:
        await outcome(
            posting.chat_postEphemeral(
                channel=channel, user=person, text=text, blocks=list(blocks) or None, thread_ts=thread or None
            )
        )
    except OutcomeUnknown as failure:
        log.info("an answer could not be shown where it was asked for (%s)", failure.detail)


async def privately(response_url: str, text: str, blocks: Sequence[Block] = ()) -> bool:
    """Answer a command or a press, and say whether Slack showed it. Raises NotNow if it cannot at the moment.

    Slack takes five answers within half an hour. After that nobody waits for one any more. What it refuses
    for another reason raises Rejected: the answer has to be said elsewhere.
    """
    if not response_url:
        return False
    if not web_address_of(response_url):
        log.info("an answer could not be shown: its address is not of the web")
        return False
    client = AsyncWebhookClient(response_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])
    try:
        response = await client.send(text=text, blocks=list(blocks) or None, response_type="ephemeral")
    except ValueError:
        log.info("an answer could not be shown: there is no such address")
        return False
    except (TimeoutError, aiohttp.ClientError) as failure:
        raise NotNow(RETRY_SECONDS, "Slack did not take the answer") from failure
    if response.status_code == TOO_MANY_REQUESTS or response.status_code >= SERVER_ERROR:
        raise NotNow(RETRY_SECONDS, f"Slack answered {response.status_code}")
    if response.status_code == OK:
        return True
    if response.status_code in GONE:
        log.info("an answer came too late to be shown (%d)", response.status_code)
        return False
    log.warning("Slack refused an answer (HTTP %d)", response.status_code)
    raise Rejected(f"HTTP {response.status_code}")
