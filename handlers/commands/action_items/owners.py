"""Who is to do something: looked up where they are mentioned or named."""

from dataclasses import dataclass

from bot.cycle.action_items import NOBODY
from bot.model.call import Call, Lead
from handlers.commands.arguments import lead_named, mentions
from handlers.commands.plain_arguments import one_line
from handlers.context import HandlerContext

ABROAD = "I know nobody called {name} here, so I cannot remind them; mention them to change that"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is to do something, without an id where they cannot be written to; `trouble` says why."""

    lead: Lead
    trouble: str = ""


async def people_of(call: Call, context: HandlerContext) -> tuple[Lead, ...]:
    """Whom people mean by a name behind an `@`: leads, chairs, and who had action items before."""
    chairs = await context.names.of(call.chairs)
    known = await context.store.read(lambda book: book.actions(call.name))
    everybody = (
        *call.leads,
        *(Lead(name, person) for person, name in chairs.items()),
        *(Lead(action.owner, action.person) for action in known if action.person),
    )
    return tuple({lead.person: lead for lead in reversed(everybody)}.values())[::-1]


async def owner_of(person: str, call: Call, context: HandlerContext) -> Owner:
    """The owner with this id, under the name that the call has for them."""
    if not person:
        return Owner(NOBODY)
    who = await context.chat.person(person)
    name = next((lead.name for lead in call.leads if lead.person == person), who.name)
    if who.trouble:
        return Owner(Lead(name, ""), f"{name} {who.trouble}, so I cannot remind them")
    return Owner(Lead(name, person))


async def owner_named(text: str, call: Call, context: HandlerContext) -> Owner:
    """The owner who is mentioned or named; a name that nobody here has is kept as a name."""
    mentioned, _ = mentions(text)
    if mentioned:
        return await owner_of(mentioned[0].person, call, context)
    lead = lead_named(await people_of(call, context), text) if text else None
    if lead is not None or not text:
        return await owner_of(lead.person if lead else "", call, context)
    name = (await one_line(text, context.names)).removeprefix("@")
    return Owner(Lead(name, ""), ABROAD.format(name=name))
