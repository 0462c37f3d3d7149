"""Keep a call as it is from now on, and who changed what about it."""

from datetime import datetime

from bot.calls_file import differences, renames
from bot.model.call import Call
from bot.model.history import CallChange
from bot.ports import Book


def record_change(book: Book, call: Call, *, by: str, now: datetime) -> tuple[str, ...]:
    """Keep the call and say what that changes, a line each; the same again changes nothing.

    What was written for an area that is called otherwise goes with it. Raises Refusal where that cannot be.
    """
    before = book.call(call.name)
    what = differences(before, call)
    if what:
        for old, new in renames(before, call):
            book.rename_area(call.name, old, new)
        book.keep_call(call)
        book.keep_call_change(CallChange(call.name, 0, now, by, what, before, call))
    return what
