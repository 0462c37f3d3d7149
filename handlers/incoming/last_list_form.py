"""A lead goes through last week's list: the form that opens, and what is sent with it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.cycle.replies.collect import collect
from bot.model.delivery import Kind, key
from bot.model.errors import Refusal
from bot.model.message import AskLead, LastTime
from bot.model.reply import Origin, Reply
from bot.ports import Book
from handlers.blocks.action_ids import Subject, read_metadata
from handlers.blocks.last_list import fates, list_form, told
from handlers.blocks.parts import Block
from handlers.context import HandlerContext
from handlers.untrusted_json import RECEIVED_AT

NO_LIST = "There is no list of {area} that I asked you about, so there is nothing to go through."
MICROSECOND = Decimal("0.000001")


def list_view(book: Book, subject: Subject, person: str, conversation: str) -> Block:
    """The form over the list that stands in the ask. Raises Refusal if there is none."""
    last, _, _ = _asked(book, subject, person)
    if not last.items:
        raise Refusal(NO_LIST.format(area=subject.area))
    return list_form(subject, last.items, conversation)


async def on_list(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Collect what became of the list; sending it once more replaces the first time. Raises Refusal."""
    view, person = payload["view"], str(payload["user"]["id"])
    subject, _ = read_metadata(view["private_metadata"])
    last, conversation, moment = await context.store.read(_asked, subject, person)
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


def _asked(book: Book, subject: Subject, person: str) -> tuple[LastTime, str, str]:
    """What the lead was asked about an area, and the conversation and moment that stand for the answer.

    The moment lies just behind the ask, so that all answers to it are revisions of one reply, wherever the
    list was opened. Raises Refusal if there is no such question.
    """
    ask = book.delivery(key(subject.meeting, Kind.ASK, person))
    if ask is None or ask.posted is None or not isinstance(ask.message, AskLead):
        raise Refusal(NO_LIST.format(area=subject.area))
    for number, last in enumerate(ask.message.areas, 1):
        if last.area == subject.area:
            return last, ask.posted.conversation, f"{Decimal(ask.posted.ts) + number * MICROSECOND:.6f}"
    raise Refusal(NO_LIST.format(area=subject.area))
