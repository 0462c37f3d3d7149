"""What only a real workspace can tell: tried in a scratch channel, and taken away again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.model.delivery import Delivery, Posted
from bot.model.errors import NotNow, OutcomeUnknown, Refused
from bot.model.message import TwikiCopy
from handlers.blocks_parts import escape, section
from handlers.chat import SHARE_PAUSES, SlackChat
from handlers.history import history, replies
from handlers.marks import bears, first_id, marked
from handlers.outcome import outcome

KEY = "live/2000-01-01/check"
PINGS = "<!channel> <!here> & more"
MOST_TEXT = 10_000  # characters in the blocks of one message: what our own messages keep to
SECTION_TEXT = 2_500


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that was tried."""

    what: str
    yes: bool
    detail: str


class Not(Exception):
    """What was expected is not so."""


@dataclass(slots=True)
class Scratch:
    """A channel to try things in, and what was left there."""

    posting: AsyncWebClient
    reading: AsyncWebClient
    channel: str
    now: datetime
    pauses: Sequence[float] = SHARE_PAUSES
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
        """Post a message that bears its key twice."""
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


async def trials(scratch: Scratch) -> AsyncIterator[Trial]:
    """Try one thing after another, then take away what was posted."""
    for what, attempt in ATTEMPTS.items():
        yield await _tried(what, attempt, scratch)
    yield await _tried("what was posted can be taken away", _take_away, scratch)


async def _tried(what: str, attempt: Callable[[Scratch], Awaitable[str]], scratch: Scratch) -> Trial:
    try:
        return Trial(what, yes=True, detail=await attempt(scratch))
    except Not as no:
        return Trial(what, yes=False, detail=str(no))
    except (Refused, NotNow, OutcomeUnknown) as failure:
        return Trial(what, yes=False, detail=failure.detail)


async def _metadata_in_history(scratch: Scratch) -> str:
    return _metadata(await scratch.seen(await scratch.marked()))


async def _metadata_in_replies(scratch: Scratch) -> str:
    return _metadata(await scratch.first_of(await scratch.marked()))


def _metadata(message: dict[str, Any]) -> str:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    if payload.get("key") != KEY:
        raise Not("it is missing; the block id has to do, which bears the same key")
    return "the key is there"


async def _block_id(scratch: Scratch) -> str:
    if (found := first_id(await scratch.seen(await scratch.marked()))) != KEY:
        raise Not(f"it came back as {found or 'nothing'}")
    return "the key is there"


async def _kept_over_update(scratch: Scratch) -> str:
    ts = await scratch.marked()
    blocks = [{**section("A check, amended"), "block_id": KEY}]
    await outcome(
        scratch.posting.chat_update(
            channel=scratch.channel, ts=ts, text="Amended", blocks=blocks, parse="none"
        )
    )
    return _metadata(await scratch.seen(ts))


async def _no_ping(scratch: Scratch) -> str:
    text = str((await scratch.seen(await scratch.post([], escape(PINGS))))["text"])
    if text != escape(PINGS):
        raise Not(f"it came back as {text}")
    return "the signs came back as typed"


async def _budget(scratch: Scratch) -> str:
    blocks = [section("x" * SECTION_TEXT) for _ in range(MOST_TEXT // SECTION_TEXT)]
    found = await scratch.seen(await scratch.post(blocks))
    shown = sum(len(block["text"]["text"]) for block in found["blocks"])
    if shown != MOST_TEXT:
        raise Not(f"only {shown} characters came back")
    return f"{MOST_TEXT} characters came back"


async def _file(scratch: Scratch) -> str:
    """Share a TWiki copy by the very way in which those of meetings are shared."""
    thread = Posted(scratch.channel, await scratch.marked())
    copy = TwikiCopy("check", "minutesbot-check.txt", "---++ A check\n")
    owed = Delivery(f"{KEY}/copy", scratch.channel, copy, due=scratch.now, threaded=True, thread=thread)
    posted = await SlackChat(scratch.posting, scratch.reading, scratch.pauses).say(owed)
    scratch.left.append(posted.ts)
    async for message in replies(scratch.reading, scratch.channel, thread.ts):
        scratch.files += [str(file["id"]) for file in message.get("files") or ()]
        if message["ts"] == posted.ts and not bears(message, owed.key):
            raise Not("the file is there, but its message does not bear the key")
    if not scratch.files:
        raise Not("files are refused here; the copy stands as a code block instead")
    return "the file is there with its key"


async def _take_away(scratch: Scratch) -> str:
    count = len(scratch.left)
    while scratch.files:
        await outcome(scratch.posting.files_delete(file=scratch.files.pop()))
    while scratch.left:
        await outcome(scratch.posting.chat_delete(channel=scratch.channel, ts=scratch.left[-1]))
        scratch.left.pop()
    return f"{count} messages"


ATTEMPTS: dict[str, Callable[[Scratch], Awaitable[str]]] = {
    "metadata comes back from conversations.history": _metadata_in_history,
    "metadata comes back from conversations.replies": _metadata_in_replies,
    "block ids come back from conversations.history": _block_id,
    "metadata outlives an update that does not name it": _kept_over_update,
    "escaped signs stay text and ping nobody": _no_ping,
    "blocks of 10,000 characters are taken in one message": _budget,
    "a file is shared where it was sent, with its key": _file,
}
