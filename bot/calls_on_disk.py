"""The calls file where it lies: read whole, and what is new in it applied when the bot starts."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.calls_file import read_calls
from bot.cycle.calls.apply_calls import adopt_calls
from bot.model.call import Call
from bot.model.happened import Event, Happened
from bot.ports import Store
from bot.text_file import text_of

log = logging.getLogger(__name__)


def calls_in(file: Path) -> tuple[Call, ...]:
    """The calls of a file; raises FileUnreadable, and CallsFileWrong with all that is wrong in it."""
    return read_calls(text_of(file), str(file))


async def apply_news(file: Path, store: Store, now: datetime, tell: Callable[[Happened], None]) -> None:
    """Apply what is new in the calls file; what was changed in the chat since stays as it is.

    Raises FileUnreadable and CallsFileWrong, and changes nothing then.
    """
    lines = await store.change(adopt_calls, calls_in(file), file=file.name, now=now, news_only=True)
    for line in lines:
        log.info("%s", line)
    tell(Happened(Event.CALLS_APPLIED, {"file": file.name, "lines": len(lines)}))
