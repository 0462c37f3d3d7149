"""A scratch channel of a real workspace: things are tried there, and taken away again."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.model.errors import NotNow, OutcomeUnknown, Rejected
from bot.model.trouble import described
from bot.ports import Chat
from handlers.blocks.parts import section
from handlers.web_api.api_errors import outcome
from handlers.web_api.conversation_history import history, replies
from handlers.web_api.message_keys import marked

KEY = "live/2000-01-01/check"


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that was tried."""

    what: str
    yes: bool
    detail: str


class Not(Exception):
    """What was expected is not so."""


@dataclass(slots=True)
class ScratchChannel:
    """A channel to try things in, and what was left there."""

    posting: AsyncWebClient
    reading: AsyncWebClient
    chat: Chat
    channel: str
    now: datetime
    pace: float = 1.0  # seconds before each post: a channel takes about one a second
    left: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    async def post(
        self, blocks: list[dict[str, Any]], text: str = "A check of Minutesbot", **more: Any
    ) -> str:
        """Post a message, to be taken away at the end."""
        await asyncio.sleep(self.pace)
        said = await outcome(
            self.posting.chat_postMessage(
                channel=self.channel, text=text, blocks=blocks or None, parse="none", **more
            )
        )
        self.left.append(str(said["ts"]))
        return self.left[-1]

    async def marked(self) -> str:
        """Post a message that carries its key twice."""
        return await self.post([{**section("A check"), "block_id": KEY}], metadata=marked(KEY))

    async def seen(self, ts: str) -> dict[str, Any]:
        """A message as the history gives it back."""
        async for message in history(self.reading, self.channel, float(ts) - 1):
            if message["ts"] == ts:
                return message
        raise Not("the message is not in the history")

    async def first_of(self, thread: str) -> dict[str, Any]:
        """The first message of a thread as `conversations.replies` gives it back."""
        async for message in replies(self.reading, self.channel, thread):
            return message
        raise Not("the thread is empty")


async def tried(what: str, attempt: Awaitable[str]) -> Trial:
    """A clear yes or no, whatever is met meanwhile; words that may be somebody's are not told."""
    try:
        return Trial(what, yes=True, detail=await attempt)
    except Not as no:
        return Trial(what, yes=False, detail=str(no))
    except (Rejected, NotNow, OutcomeUnknown) as failure:
        return Trial(what, yes=False, detail=failure.detail)
    except Exception as failure:  # noqa: BLE001 - what one trial meets must not keep the others from being made
        return Trial(what, yes=False, detail=f"it could not be tried ({described(failure)})")
