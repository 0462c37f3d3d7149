"""People as they are named behind a command: mentioned, or by name where they are not in the workspace."""

import re
from collections.abc import Iterator

from bot.model.call import Call, Lead
from handlers.commands.arguments import Unclear, mentions, unquoted
from handlers.commands.plain_arguments import one_line
from handlers.context import HandlerContext

LONGEST_NAME = 80
MOST = 50
WRITE = "separate names by commas"

_GROUP = re.compile(r"<!(?:subteam\^[A-Z0-9]+(?:\|([^>]*))?|(\w+)[^>]*)>")
_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+(?:and|&)\s+|(?<=[\"”])\s+(?=[\"“])")


async def people_in(text: str, call: Call, context: HandlerContext) -> tuple[Lead, ...]:
    """Everybody named, each once, as the call or the workspace calls them; others by name, without an id."""
    if group := _GROUP.search(text):
        raise Unclear(f"I cannot tell who is in {group[1] or f'@{group[2]}'}; please mention each person")
    mentioned, rest = mentions(text)
    names = list(_names(await one_line(rest, context.names))) if rest else []
    if len(mentioned) + len(names) > MOST:
        raise Unclear(f"These are more than {MOST} people; please name them bit by bit")
    found = [await _known(each.person, call, context) for each in mentioned]
    found += [_named(name, call) for name in names]
    return tuple({each.person or each.name.casefold(): each for each in found}.values())


async def _known(person: str, call: Call, context: HandlerContext) -> Lead:
    who = await context.chat.person(person)
    if who.trouble:
        raise Unclear(f"{who.name} {who.trouble}")
    return next((lead for lead in call.leads if lead.person == person), Lead(who.name, person))


def _named(name: str, call: Call) -> Lead:
    """A lead of the call by their whole name, or by a first name that only one of them has."""
    wanted = name.casefold()
    whole = [lead for lead in call.leads if lead.name.casefold() == wanted]
    first = [lead for lead in call.leads if lead.name.casefold().split()[0] == wanted]
    return next(iter(whole or (first if len(first) == 1 else [])), Lead(name, ""))


def _names(text: str) -> Iterator[str]:
    for part in _BETWEEN.split(text):
        name = unquoted(part).removeprefix("@").strip()
        if len(name) > LONGEST_NAME:
            raise Unclear(f"“{name[:30]}…” is too long for a name; {WRITE}")
        if name:
            yield name
