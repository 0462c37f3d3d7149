"""/minutes for AREA: TEXT: somebody reports for an area, mostly for one that they do not lead."""

from dataclasses import replace

from bot.cycle.replies.collect import collect
from bot.model.call import Area, Call
from bot.model.meeting import Meeting
from bot.model.reply import Origin, Reply
from bot.model.words import Document, Span
from bot.nearest import nearest
from handlers.blocks.parts import escape, section
from handlers.commands.command import Answers, said
from handlers.commands.emergency_offer import may_tell, offer
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.text.rich_text import document_of, mentioned

HOW_TO = "Name the area and what to report: `/minutes for Software: XRootD 5.9 is out`"


async def report_for(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Report for an area on behalf of its leads, named in the minutes; what a lead writes is their own."""
    named, colon, text = asked.rest.partition(":")
    if not colon or not text.strip():
        return said(HOW_TO)
    area = area_meant(call, named)
    if area is None:
        return said(f"Which area? {', '.join(escape(area.name) for area in call.areas)}")
    reporter = (await context.chat.person(asked.person)).name
    names = await context.names.of(mentioned({"text": text}))
    document = document_of({"text": text.strip()}, names)
    theirs = area in call.areas_of(asked.person)
    reply = Reply(
        person=asked.person,
        conversation=f"{asked.channel}/{asked.person}",
        ts=asked.at,
        document=document if theirs else reported_by(reporter, document),
        source=text,
        origin=Origin.COMMAND if theirs else Origin.BEHALF,
        call=call.name,
        date=meeting.date,
        area=area.name,
    )
    await context.store.change(collect, reply, now=context.clock())
    leads = "you" if theirs else "its leads"
    noted = f"I have noted it for {escape(area.name)}; {leads} can correct it."
    button = await context.store.read(lambda book: offer(book, call, meeting, area))
    if not button:
        return said(noted)
    if may_tell(call, area, await context.chat.person(asked.person)):
        return said(noted, section(noted), *button)
    return said(f"{noted} It is an emergency; they can let me tell the channel now.")


def reported_by(reporter: str, document: Document) -> Document:
    """The same words, each statement with the name of who reported it."""
    by = Span(f" (reported by {reporter})")
    return tuple(
        replace(line, words=(*line.words, by)) if line.words and line.level == 0 else line
        for line in document
    )


def area_meant(call: Call, named: str) -> Area | None:
    """The area somebody names, forgiving a slip."""
    former = {name.casefold(): area for area in call.areas for name in area.was}
    by_name = former | {area.name.casefold(): area for area in call.areas}
    near = nearest(named.strip().casefold(), by_name)
    return by_name[near] if near else None
