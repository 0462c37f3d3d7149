"""Take calls over from a file, and say what that changes."""

from collections.abc import Callable, Iterator

from bot.model.call import Call
from bot.ports import Book, Store

Differences = Callable[[Call | None, Call], tuple[str, ...]]


async def adopt_calls(wanted: tuple[Call, ...], *, differences: Differences, store: Store) -> tuple[str, ...]:
    """Keep the calls as they are wanted; the same again changes nothing. What is not named stays."""
    return await store.change(lambda book: tuple(_adopt(book, wanted, differences)))


def _adopt(book: Book, wanted: tuple[Call, ...], differences: Differences) -> Iterator[str]:
    for call in wanted:
        if changes := differences(book.call(call.name), call):
            book.keep_call(call)
            yield from changes
    named = {call.name for call in wanted}
    for known in book.calls():
        if known.name not in named:
            yield f"{known.name}: not in this file, left as it is"
