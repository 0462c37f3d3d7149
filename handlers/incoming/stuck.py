"""An arrival goes on failing: the chairs of whoever sent it hear of that."""

from collections.abc import Mapping
from typing import Any

from bot.cycle.tell_trouble import tell_trouble
from bot.model.call import Call
from bot.ports import Arrival, Book
from handlers.context import HandlerContext

SENT = "working on what {name} sent"


async def tell_chairs(arrival: Arrival, reason: str, context: HandlerContext) -> None:
    """Enqueue a line for the chairs; who reports in no call has none, and then the log has to do."""
    person = sender(arrival)
    now = context.clock()

    def tell(book: Book) -> None:
        for call in book.readable_calls() if person else ():
            if name := _name(call, person):
                tell_trouble(book, call=call.name, what=SENT.format(name=name), reason=reason, now=now)

    await context.store.change(tell)


def sender(arrival: Arrival) -> str:
    """Who wrote, deleted or pressed something; empty where that cannot be seen."""
    return sender_of(arrival.payload)


def sender_of(payload: Mapping[str, Any]) -> str:
    """Who sent a payload; empty where that cannot be seen."""
    match payload:
        case {"event": {"message": {"user": str(person)}}} | {"event": {"user": str(person)}}:
            return person
        case {"event": {"previous_message": {"user": str(person)}}}:
            return person
        case {"user": {"id": str(person)}} | {"user_id": str(person)}:
            return person
    return ""


def _name(call: Call, person: str) -> str:
    """How a lead or chair of a call is called; empty for others."""
    names = {lead.person: lead.name for lead in call.leads}
    return names.get(person) or ("a chair" if person in call.chairs else "")
