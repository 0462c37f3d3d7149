"""One page of what the minutes of the past say, as an answer with a button for the next. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from handlers.blocks.lead_words import said as spoken
from handlers.blocks.paged_list import Page, more
from handlers.blocks.parts import escape, fallback, section
from handlers.blocks.past import Body, Days, shown
from handlers.commands.command import Answers, said

AsSaid = Callable[[Days], Days]


@dataclass(frozen=True, slots=True)
class PastPage:
    """`tell` says the page, with its days as they are to be said; `about` is what the button is about.

    `typed` is the command for it as it was typed, without the page.
    """

    title: str
    tell: Callable[[AsSaid], Iterable[Body]]
    page: Page[Any]
    typed: str
    about: str


def answer_of(page: PastPage) -> Answers:
    """The page as an answer."""
    title = f"{page.title}{page.page.where}:"
    lines = (line for body in page.tell(_unlinked) for line in spoken(body))
    further = more(page.page, lambda number: f"{page.typed} (page {number})", page.about)
    blocks = (section(escape(title)), *shown(page.tell(lambda days: days)), *further)
    return said(f"{escape(title)}\n{fallback(lines)}", *blocks)


def _unlinked(days: Days) -> Days:
    """The days alone: nobody wants to hear an address."""
    return lambda day: replace(days(day), url=None)
