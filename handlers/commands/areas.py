"""/minutes areas: who reports for what."""

from datetime import datetime

from bot.cycle.queries import current_meeting, on_the_day
from bot.model.call import Area, Call, Lead
from bot.ports import Book
from bot.rules.roles import may_chair
from handlers.blocks.parts import escape
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.text.times import day_of


async def areas(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Each area with its leads, who stands in for them next time, and how it looks in the minutes."""
    now = context.clock()
    there, day = await context.store.read(lambda book: _next(book, call, now))
    lines = [
        f"*The areas of the {escape(call.name)} call*{day}",
        *(_line(area, asked.person) for area in there.areas),
    ]
    if not there.areas:
        lines.append("There is none yet.")
    if not there.areas_of(asked.person):
        lines.append(await _how_to_get_in(asked, call, context))
    return said("\n".join(lines))


def _next(book: Book, call: Call, now: datetime) -> tuple[Call, str]:
    """The call as it is at its open meeting, and the day of that."""
    meeting = current_meeting(book, call, now)
    if meeting is None:
        return call, ""
    return on_the_day(book, call, meeting.day), f", as on {day_of(meeting.day)}"


def _line(area: Area, asker: str) -> str:
    leads = escape(area.joiner).join(_lead(lead) for lead in area.leads) or "nobody yet"
    yours = " (you report here)" if asker in area.speakers else ""
    return f"• *{escape(area.name)}*: {leads}{yours}; style {area.style}"


def _lead(lead: Lead) -> str:
    if lead.stand_in:
        return f"{escape(lead.name)} (away, {escape(lead.stand_in.name)} stands in)"
    return f"{escape(lead.name)} (away)" if lead.away else escape(lead.name)


async def _how_to_get_in(asked: Asked, call: Call, context: HandlerContext) -> str:
    """What somebody who leads nothing can do."""
    people = [await context.chat.person(chair) for chair in call.chairs]
    if any(person.person == asked.person and may_chair(call, person) for person in people):
        return "You lead no area. As a chair you can change who does with `/minutes setup`."
    names = " or ".join(escape(person.name) for person in people if not person.trouble)
    ask = f"Ask {names} to add you." if names else "Ask an administrator of the workspace to add you."
    return f"You lead no area. {ask} With `/minutes for AREA: TEXT` you can report for one all the same."
