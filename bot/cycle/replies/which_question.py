"""Which of the bot's questions a reply answers: the one in whose thread it was written."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.cycle.meeting_context import MeetingContext
from bot.cycle.replies.cards import enqueue_cards
from bot.cycle.replies.reread import reread, unplaced
from bot.model.call import Call
from bot.model.delivery import Delivery, Kind, Posted, key
from bot.model.errors import RowUnreadable
from bot.model.message import AskLead, Card, Message, RemindLead, UnknownMessage
from bot.model.reply import Origin, Reply
from bot.ports import Book
from bot.rules.answer import area_named
from bot.rules.calendar import LOOK_BACK

_KINDS = (Kind.CARD, Kind.ASK, Kind.REMIND_1, Kind.REMIND_2)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a lead: of which call, and about which areas; none where it is about no area."""

    call: str
    areas: tuple[str, ...]

    def area_for(self, person: str, call: Call) -> str | None:
        """The area somebody with several means who answers it; None where the question leaves that open."""
        mine = {area.name for area in call.areas_of(person)}
        meant = [area for area in self.areas if area in mine]
        clear = call.name == self.call and len(meant) == 1 and len(mine) > 1
        return meant[0] if clear else None


def which_question(book: Book, reply: Reply, names: Iterable[str]) -> Asked | None:
    """The question in whose thread a reply was written; None if it stands in no thread of one.

    It is looked for in the calls with these names. Calls are missed whose meetings cannot be read.
    """
    if reply.thread is None:
        return None
    place = Posted(reply.conversation, reply.thread)
    for name in names:
        with suppress(RowUnreadable):
            for question in _questions(book, name, reply):
                if question.posted == place:
                    return Asked(name, _areas(question.message))
    return None


def settle_area(context: MeetingContext, reply: Reply) -> bool:
    """Whether a reply does nothing but say which area earlier ones are about; then they count for it.

    It is kept without its words, as these are no status.
    """
    if reply.origin is not Origin.MESSAGE or reply.deleted:
        return False
    areas = context.areas_of(reply.person)
    area = area_named(reply.document, areas) if len(areas) > 1 else None
    open_ones = unplaced(context, reply.person, context.replies) if area else ()
    others = [other for other in open_ones if other.ts != reply.ts]
    if area is None or not others:
        return False
    context.book.keep_reply(replace(reply, document=()))
    for other in others:
        context.book.place_reply(other.conversation, other.ts, area.name)
    reread(context, areas)
    enqueue_cards(context, areas, to=reply.person)
    return True


def _questions(book: Book, call: str, reply: Reply) -> Iterator[Delivery]:
    """What the writer was asked, reminded of and shown of late, the newest meeting first."""
    for meeting in reversed(book.meetings(call, since=(reply.written_at - LOOK_BACK).date())):
        known = (book.delivery(key(meeting.key, kind, reply.person)) for kind in _KINDS)
        yield from (delivery for delivery in known if delivery is not None)
        yield from book.deliveries(key(meeting.key, Kind.NOTICE, reply.person))


def _areas(message: Message | UnknownMessage) -> tuple[str, ...]:
    match message:
        case AskLead():
            return message.names
        case RemindLead():
            return message.areas
        case Card():
            return message.choices or tuple(area.area for area in message.areas)
        case _:
            return ()
