"""Take calls over from a file, and say what that changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.cycle.calls.change_log import record_change
from bot.model.call import Call
from bot.ports import Book
from bot.rules.renaming import with_former_names, without_former_names

KEPT = "{call}: changed since {file} was applied, and the file was not; left as it is"


def adopt_calls(
    book: Book, wanted: tuple[Call, ...], *, file: str, now: datetime, news_only: bool = False
) -> tuple[str, ...]:
    """Keep the calls as a file wants them; the same again changes nothing. What is not named stays.

    With `news_only` a call that the file wants as it did when it was last applied stays, too, so that what
    was set up since is not undone at every start.
    """
    return tuple(_adopt(book, wanted, file, now, news_only=news_only))


def _adopt(
    book: Book, wanted: tuple[Call, ...], file: str, now: datetime, *, news_only: bool
) -> Iterator[str]:
    for plain in wanted:
        known_call = book.call(plain.name)
        last = _applied_last(book, plain.name, file)
        call = with_former_names(plain, known_call)
        if news_only:
            call = _resting(call, known_call, last)
        is_news = last is None or without_former_names(plain) != without_former_names(last)
        if not news_only or is_news:
            yield from record_change(book, call, by=file, now=now)
        elif without_former_names(call) != without_former_names(known_call or call):
            yield KEPT.format(call=call.name, file=file)
    named = {call.name for call in wanted}
    for known in book.calls():
        if known.name not in named:
            yield f"{known.name}: not in this file, left as it is"


def _resting(wanted: Call, known: Call | None, last: Call | None) -> Call:
    """A call that was paused or ended in Slack stays so, unless the file now says something else of that.

    Most files never say it, and an edit of something else must not have a call held again.
    """
    if known is None or last is None or wanted.standing is not last.standing:
        return wanted
    return replace(wanted, standing=known.standing)


def _applied_last(book: Book, call: str, file: str) -> Call | None:
    """The call as this file wanted it when it last changed anything."""
    applied = [change.after for change in book.call_changes(call) if change.by == file]
    return applied[-1] if applied else None
