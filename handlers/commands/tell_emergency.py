"""/minutes tell AREA: the channel hears of an emergency now, and not only in the minutes."""

from bot.cycle.tell_emergency import raise_alarm
from bot.model.call import Area, Call
from bot.model.meeting import Meeting
from bot.model.person import Person
from handlers.blocks.parts import escape
from handlers.commands.command import Answers, said
from handlers.commands.emergency_offer import may_tell, offer
from handlers.commands.on_behalf import area_meant
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext

TOLD = (
    "I am telling the channel of the emergency in {area}. When it changes or is over, just write so: I keep "
    "the message up to date."
)


async def tell(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Tell the channel of an area's emergency, for its leads, their stand-ins, and chairs."""
    person = await context.chat.person(asked.person)
    area = area_meant(call, asked.rest) if asked.rest else await _only(call, meeting, person, context)
    if area is None:
        return said(f"Which area? {', '.join(escape(each.name) for each in call.areas)}")
    if not may_tell(call, area, person):
        return said(f"Sorry, only {_who_can(area)} or a chair can do that.")
    await context.store.change(raise_alarm, call.name, meeting.date, area.name, now=context.clock())
    return said(TOLD.format(area=escape(area.name)))


async def _only(call: Call, meeting: Meeting, person: Person, context: HandlerContext) -> Area | None:
    """The one area with an emergency of which this person can tell; None if there are several, or none."""
    theirs = [area for area in call.areas if may_tell(call, area, person)]
    offered = await context.store.read(
        lambda book: [each for each in theirs if offer(book, call, meeting, each)]
    )
    return offered[0] if len(offered) == 1 else None


def _who_can(area: Area) -> str:
    people = (lead.stand_in.name if lead.stand_in else lead.name for lead in area.leads)
    return ", ".join(escape(name) for name in people) or "a lead"
