"""How many characters the blocks of one message may hold: documented nowhere, so it is tried."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.model.errors import Rejected
from handlers.blocks.parts import CHARACTERS_PER_MESSAGE, section
from handlers.live_check.scratch_channel import Not, ScratchChannel

MOST_TRIED = 14_000  # characters; 13,297 is the most that was seen refused in public (bolt-js#2509)
STEP = 20  # characters: fine enough to tell, in eight posts
PART = 2_500  # characters of one block: a section takes 3,000
TOO_LONG = frozenset({"msg_blocks_too_long", "msg_too_long"})

Takes = Callable[[int], Awaitable[bool]]


async def budget(scratch: ScratchChannel) -> str:
    """The largest total that is taken, in section blocks and in rich text."""

    async def as_sections(total: int) -> bool:
        return await _taken(scratch, sections(total))

    async def as_rich_text(total: int) -> bool:
        return await _taken(scratch, rich_text(total))

    most = await largest(as_sections)
    alike = await is_largest(as_rich_text, most)
    rich = most if alike else await largest(as_rich_text)
    detail = f"sections: {_said(most)}; rich text: {'the same' if alike else _said(rich)}"
    if min(most, rich) < CHARACTERS_PER_MESSAGE:
        raise Not(f"{detail}; our messages of {CHARACTERS_PER_MESSAGE} are refused")
    return detail


async def largest(takes: Takes) -> int:
    """The largest total that is taken, down to a STEP; nothing above MOST_TRIED is tried."""
    if await takes(MOST_TRIED):
        return MOST_TRIED
    fits = await takes(CHARACTERS_PER_MESSAGE)
    low, high = (CHARACTERS_PER_MESSAGE, MOST_TRIED) if fits else (0, CHARACTERS_PER_MESSAGE)
    while high - low > STEP:
        middle = (low + high) // 2 // STEP * STEP
        low, high = (middle, high) if await takes(middle) else (low, middle)
    return low


async def is_largest(takes: Takes, total: int) -> bool:
    """Whether this total is taken and the next larger one is not."""
    if total and not await takes(total):
        return False
    return total >= MOST_TRIED or not await takes(total + STEP)


def sections(total: int) -> list[dict[str, Any]]:
    """Section blocks that hold so many characters."""
    return [section("x" * length) for length in _lengths(total)]


def rich_text(total: int) -> list[dict[str, Any]]:
    """Rich text blocks that hold so many characters."""
    return [_paragraph("x" * length) for length in _lengths(total)]


async def _taken(scratch: ScratchChannel, blocks: list[dict[str, Any]]) -> bool:
    try:
        await scratch.post(blocks)
    except Rejected as rejection:
        if rejection.detail not in TOO_LONG:
            raise
        return False
    return True


def _said(most: int) -> str:
    if most == MOST_TRIED:
        return f"{most} characters at least"
    return f"{most} characters, but not {most + STEP}"


def _lengths(total: int) -> list[int]:
    return [min(PART, total - start) for start in range(0, total, PART)]


def _paragraph(text: str) -> dict[str, Any]:
    run = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [run]}
