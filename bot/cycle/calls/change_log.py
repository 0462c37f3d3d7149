"""Keep a call as it is from now on, and who changed what about it."""

from datetime import datetime

from bot.calls_file import differences, renames
from bot.cycle.missed import lay_out_past
from bot.model.call import Call
from bot.model.history import CallChange
from bot.ports import Book
from bot.rules.renaming import refuse_taken


def record_change(
    book: Book, call: Call, *, by: str, now: datetime, before: Call | None = None
) -> tuple[str, ...]:
    """Keep the call and say what that changes, a line each; the same again changes nothing.

    `before` is the call as it stands, where that is not to be told by its names. What was written for a call
    or an area that is called otherwise goes with it, and meetings that nobody laid out in time, as the bot
    was down, are those of the call as it was. Raises Refusal where that cannot be.
    """
    before = before or known_as(book, call)
    what = differences(before, call)
    if what:
        if before is not None:
            lay_out_past(book, before, now)
        _rename(book, before, call)
        book.keep_call(call)
        book.keep_call_change(CallChange(call.name, 0, now, by, what, before, call))
    return what


def known_as(book: Book, call: Call) -> Call | None:
    """The call as it stands, also under a name that it had before; None where it is new."""
    return next((known for name in call.names if (known := book.call(name))), None)


def _rename(book: Book, before: Call | None, call: Call) -> None:
    known = before.names if before else ()
    for name in set(call.names) - set(known):
        refuse_taken(name, (other for other in book.calls_called(name) if other.name not in known))
    if before is not None and before.name != call.name:
        book.rename_call(before.name, call.name)
    for old, new in renames(before, call):
        book.rename_area(call.name, old, new)
