"""Take calls over from a file, and say what that changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.cycle.calls.change_log import known_as, record_change
from bot.model.call import Call
from bot.ports import Book
from bot.rules.renaming import with_former_names, without_former_names

KEPT = "{call}: changed since {file} was applied, and the file was not; left as it is"
RENAMED = "{call}: renamed since {file} was applied, which still calls it {old}; it keeps its name"


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
    named = set[str]()
    for plain in wanted:
        known = known_as(book, plain)
        last = _applied_last(book, known, file) if known else None
        call = with_former_names(_left_alone(plain, known, last) if news_only else plain, known)
        named.add(call.name)
        if call.name != plain.name:
            yield RENAMED.format(call=call.name, file=file, old=plain.name)
        is_news = last is None or without_former_names(plain) != without_former_names(last)
        if not news_only or is_news:
            yield from record_change(book, call, by=file, now=now)
        elif without_former_names(call) != without_former_names(known or call):
            yield KEPT.format(call=call.name, file=file)
    for other in book.calls():
        if other.name not in named:
            yield f"{other.name}: not in this file, left as it is"


def _left_alone(wanted: Call, known: Call | None, last: Call | None) -> Call:
    """A call that was renamed, paused or ended in Slack stays so, unless the file now says otherwise of that.

    Most files never say it, or only how the call was called once, and an edit of something else must not
    have it held again, or called as before.
    """
    if known is None or last is None:
        return wanted
    name = known.name if wanted.name == last.name else wanted.name
    standing = known.standing if wanted.standing is last.standing else wanted.standing
    return replace(wanted, name=name, standing=standing)


def _applied_last(book: Book, call: Call, file: str) -> Call | None:
    """The call as this file wanted it when it last changed anything."""
    applied = [change.after for change in book.call_changes(call.name) if change.by == file]
    return applied[-1] if applied else None
