"""What only a real workspace can tell: tried in a scratch channel, and taken away again."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from bot.model.delivery import Delivery, Kind, Posted
from bot.model.message import TwikiCopy
from handlers.blocks.parts import CHARACTERS_PER_MESSAGE, escape, section
from handlers.live_check.block_budget import budget, sections
from handlers.live_check.scratch_channel import KEY, Not, ScratchChannel, Trial, tried
from handlers.web_api.api_errors import outcome
from handlers.web_api.conversation_history import replies
from handlers.web_api.message_keys import carries_key, first_id

PINGS = "<!channel> <!here> & more"


async def trials(scratch: ScratchChannel) -> AsyncIterator[Trial]:
    """Try one thing after another, then take away what was posted."""
    for what, attempt in ATTEMPTS.items():
        yield await tried(what, attempt(scratch))
    yield await tried("what was posted can be taken away", _take_away(scratch))


async def _metadata_in_history(scratch: ScratchChannel) -> str:
    return _metadata(await scratch.seen(await scratch.marked()))


async def _metadata_in_replies(scratch: ScratchChannel) -> str:
    return _metadata(await scratch.first_of(await scratch.marked()))


def _metadata(message: dict[str, Any]) -> str:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    if payload.get("key") != KEY:
        raise Not("it is missing; the block id has to do, which carries the same key")
    return "the key is there"


async def _block_id(scratch: ScratchChannel) -> str:
    if (found := first_id(await scratch.seen(await scratch.marked()))) != KEY:
        raise Not(f"it came back as {found or 'nothing'}")
    return "the key is there"


async def _kept_over_update(scratch: ScratchChannel) -> str:
    ts = await scratch.marked()
    blocks = [{**section("A check, amended"), "block_id": KEY}]
    await outcome(
        scratch.posting.chat_update(
            channel=scratch.channel, ts=ts, text="Amended", blocks=blocks, parse="none"
        )
    )
    return _metadata(await scratch.seen(ts))


async def _no_ping(scratch: ScratchChannel) -> str:
    text = str((await scratch.seen(await scratch.post([], escape(PINGS))))["text"])
    if text != escape(PINGS):
        raise Not(f"it came back as {text}")
    return "the signs came back as typed"


async def _our_budget(scratch: ScratchChannel) -> str:
    found = await scratch.seen(await scratch.post(sections(CHARACTERS_PER_MESSAGE)))
    shown = sum(len(block["text"]["text"]) for block in found["blocks"])
    if shown != CHARACTERS_PER_MESSAGE:
        raise Not(f"only {shown} characters came back")
    return f"{shown} characters came back"


async def _file(scratch: ScratchChannel) -> str:
    """Share a TWiki copy by the very way in which those of meetings are shared."""
    thread = Posted(scratch.channel, await scratch.marked())
    copy = TwikiCopy("check", "minutesbot-check.txt", "---++ A check\n")
    owed = Delivery(
        f"{KEY}/copy", scratch.channel, copy, due=scratch.now, kind=Kind.TWIKI, threaded=True, thread=thread
    )
    posted = await scratch.chat.say(owed)
    scratch.left.append(posted.ts)
    async for message in replies(scratch.reading, scratch.channel, thread.ts):
        scratch.files += [str(file["id"]) for file in message.get("files") or ()]
        if message["ts"] == posted.ts and not carries_key(message, owed.key):
            raise Not("the file is there, but its message does not carry the key")
    if not scratch.files:
        raise Not("files are refused here; the copy stands as a code block instead")
    return "the file is there with its key"


async def _take_away(scratch: ScratchChannel) -> str:
    count = len(scratch.left)
    while scratch.files:
        await outcome(scratch.posting.files_delete(file=scratch.files.pop()))
    while scratch.left:
        await outcome(scratch.posting.chat_delete(channel=scratch.channel, ts=scratch.left[-1]))
        scratch.left.pop()
    return f"{count} messages"


ATTEMPTS: dict[str, Callable[[ScratchChannel], Awaitable[str]]] = {
    "metadata comes back from conversations.history": _metadata_in_history,
    "metadata comes back from conversations.replies": _metadata_in_replies,
    "block ids come back from conversations.history": _block_id,
    "metadata outlives an update that does not name it": _kept_over_update,
    "escaped signs stay text and ping nobody": _no_ping,
    "blocks of 10,000 characters are taken in one message": _our_budget,
    "blocks may hold more than our own messages do": budget,
    "a file is shared where it was sent, with its key": _file,
}
