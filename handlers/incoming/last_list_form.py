"""A lead goes through last week's list: the form that opens, and what is sent with it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.cycle.replies.collect import collect
from bot.model.delivery import Kind, key
from bot.model.message import AskLead, LastTime
from bot.model.reply import Origin, Reply
from bot.ports import Book
from handlers.blocks.action_ids import Subject, read_metadata
from handlers.blocks.last_list import fates, list_form, told
from handlers.blocks.parts import Block
from handlers.context import HandlerContext
from handlers.untrusted_json import RECEIVED_AT

MICROSECOND = Decimal("0.000001")


def list_view(book: Book, subject: Subject, person: str, conversation: str) -> Block | None:
    """The form over the list that stands in the ask; None if there is none."""
    found = _asked(book, subject, person)
    return list_form(subject, found[0].items, conversation) if found and found[0].items else None


async def on_list(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Collect what became of the list; sending it once more takes the place of the first time."""
    view, person = payload["view"], str(payload["user"]["id"])
    subject, _ = read_metadata(view["private_metadata"])
    found = await context.store.read(lambda book: _asked(book, subject, person))
    if found is None:
        return
    last, conversation, moment = found
    reply = Reply(
        person=person,
        conversation=conversation,
        ts=moment,
        document=told(fates(view["state"]["values"], last.items), last.labels),
        revision=str(payload[RECEIVED_AT]),
        origin=Origin.FORM,
        area=subject.area,
        call=subject.call,
        date=subject.date,
    )
    await context.store.change(collect, reply, now=context.clock())


def _asked(book: Book, subject: Subject, person: str) -> tuple[LastTime, str, str] | None:
    """What the lead was asked about an area, and the conversation and moment that stand for the answer.

    The moment lies just behind the ask, so that all answers to it are revisions of one reply, wherever the
    list was opened.
    """
    ask = book.delivery(key(subject.meeting, Kind.ASK, person))
    if ask is None or ask.posted is None or not isinstance(ask.message, AskLead):
        return None
    for number, last in enumerate(ask.message.areas, 1):
        if last.area == subject.area:
            return last, ask.posted.conversation, f"{Decimal(ask.posted.ts) + number * MICROSECOND:.6f}"
    return None
