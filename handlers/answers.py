"""Answers that belong to a request and that only the asker sees."""

from collections.abc import Sequence

from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.model.errors import Refused
from handlers.blocks_parts import Block
from handlers.connect import TIMEOUT_SECONDS

OK = 200


async def privately(response_url: str, text: str, blocks: Sequence[Block] = ()) -> None:
    """Answer a command or a press; Slack takes five answers within half an hour."""
    client = AsyncWebhookClient(response_url, timeout=TIMEOUT_SECONDS)
    response = await client.send(text=text, blocks=list(blocks) or None, response_type="ephemeral")
    if response.status_code != OK:
        raise Refused(f"Slack did not take the answer ({response.status_code})")
