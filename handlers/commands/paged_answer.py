"""An answer that is a page of a list: which page was asked for, and how it is shown. Pure."""

import re
from collections.abc import Callable, Iterable

from handlers.blocks.paged_list import Entry, Page, listed, more
from handlers.blocks.parts import Block, fallback, section
from handlers.commands.command import Answers, said

_PAGE = re.compile(r"\s*\bpage\s+([0-9]{1,4})\s*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(page ([0-9]{1,4})\)\s*$", re.IGNORECASE)


def without_page(typed: str, *, free: bool = False) -> tuple[str, int]:
    """Part `page 3` from what was typed before it; the page is an index from 0, the first if none is named.

    With `free` only `(page 3)` counts, as people may look for words such as `page 3`.
    """
    pattern = _IN_BRACKETS if free else _PAGE
    found = pattern.search(typed)
    return (typed[: found.start()], int(found[1]) - 1) if found else (typed, 0)


def paged_answer(
    title: str,
    page: Page[Entry],
    about: str,
    typed: Callable[[int], str],
    below: Iterable[Block] = (),
) -> Answers:
    """A page of entries below its title, which is already escaped, with a button for the next one.

    `about` is what all buttons are about, as in `block_id`; `typed` is the command that asks for a page,
    counted from 1.
    """
    head = f"{title}{page.where}:"
    blocks = (section(head), *listed(page.shown, about), *more(page, typed, about), *below)
    return said("\n".join((head, fallback(each.text for each in page.shown))), *blocks)
