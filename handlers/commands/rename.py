"""/minutes rename OLD to NEW: an area is called otherwise, and all that was written for it goes with it."""

import re

from bot.cycle.calls.set_up import rename_area
from bot.model.call import Area, Call
from handlers.blocks.action_ids import block_id
from handlers.blocks.parts import actions, escape, section
from handlers.commands.arguments import Unclear, unquoted
from handlers.commands.command import Answers, said
from handlers.commands.plain_arguments import one_line
from handlers.commands.typed_command import Asked, typing
from handlers.context import HandlerContext

HOW_TO = (
    "Say which area, and how it is called from now on, like `/minutes rename Software to Software & Release`"
)
LONGEST = 80

_TO = re.compile(r"\s+(?:to|as|->|-&gt;|=|\u2192)\s+", re.IGNORECASE)


async def renaming(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Give an area another name, for a chair, and offer the way back."""
    area, name = _named(await one_line(asked.rest, context.names), call)
    by = await context.chat.person(asked.person)
    settled = await context.store.change(rename_area, call.name, area.name, name, by=by, now=context.clock())
    if not settled.what:
        return said(escape(f"{area.name} is called so already."))
    text = escape(f"{area.name} is called {name} from now on; all that was written for it goes with it.")
    back = typing("Rename it back", escape(f'rename "{name}" to "{area.name}"'), 1)
    return said(text, section(text), actions(block_id("rename", f"{call.name}/"), back))


def _named(text: str, call: Call) -> tuple[Area, str]:
    """The area that is meant, and its new name. Raises Unclear."""
    for to in _TO.finditer(text):
        area = call.area_called(_known(unquoted(text[: to.start()]), call))
        name = unquoted(text[to.end() :]).strip()
        if area and name:
            if len(name) > LONGEST:
                raise Unclear(f"“{name[:30]}…” is too long for the name of an area")
            return area, name
    known = ", ".join(area.name for area in call.areas)
    raise Unclear(f"{HOW_TO}; there are: {known}")


def _known(name: str, call: Call) -> str:
    """The name as the call writes it; what is misspelt is not guessed."""
    names = (each for area in call.areas for each in (area.name, *area.was))
    return next((each for each in names if each.casefold() == name.strip().casefold()), "")
