"""The calls file where it lies: read whole, and what is new in it applied when the bot starts."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.calls_file import read_calls
from bot.cycle.calls.apply_calls import adopt_calls
from bot.model.call import Call
from bot.model.errors import CallsFileWrong, DatabaseLocked, RowUnreadable
from bot.model.happened import Event, Happened
from bot.ports import Store
from bot.text_file import text_of

log = logging.getLogger(__name__)

NO_MAIL = (
    "{call} has mail = […], but nothing can be mailed: set MINUTESBOT_SMTP_URL and MINUTESBOT_MAIL_FROM, "
    "or take it out"
)


def calls_in(file: Path, *, may_mail: bool) -> tuple[Call, ...]:
    """The calls of a file; raises FileUnreadable, and CallsFileWrong with all that is wrong in it.

    Without settings for mail the bot `may_mail` nothing, and a call that wants it is wrong.
    """
    calls = read_calls(text_of(file), str(file))
    if not may_mail and (lacking := _without_mail(calls)):
        raise CallsFileWrong.because(lacking, str(file))
    return calls


async def warn_without_mail(store: Store) -> None:
    """Log of each call that is known whose minutes are to be mailed where nothing can be."""
    with suppress(RowUnreadable):  # which is said wherever the call itself is needed
        for line in _without_mail(await store.read(lambda book: book.calls())):
            log.error("%s", line)


async def apply_news(
    file: Path, store: Store, now: datetime, tell: Callable[[Happened], None], *, may_mail: bool
) -> None:
    """Apply what is new in the calls file; what was changed in the chat since stays as it is.

    While another replica applies thousands of calls this one waits. Raises FileUnreadable and CallsFileWrong,
    and changes nothing then.
    """
    calls = calls_in(file, may_mail=may_mail)
    while True:
        try:
            lines = await store.change(adopt_calls, calls, file=file.name, now=now, news_only=True)
            break
        except DatabaseLocked:
            log.warning("%s is not applied yet: another process changes this workspace; I wait", file.name)
    for line in lines:
        log.info("%s", line)
    tell(Happened(Event.CALLS_APPLIED, {"file": file.name, "lines": len(lines)}))


def _without_mail(calls: Iterable[Call]) -> tuple[str, ...]:
    """What to say of each call whose minutes are to be mailed where nothing can be."""
    return tuple(NO_MAIL.format(call=call.name) for call in calls if call.mail)
