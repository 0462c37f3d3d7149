"""/minutes rename OLD to NEW: an area or the call is called otherwise, and what was written goes with it."""

import re
from collections.abc import Sequence

from bot.cycle.calls.set_up import Settled, rename_area, rename_call
from bot.model.call import Area, Call
from bot.model.person import Person
from handlers.blocks.action_ids import block_id
from handlers.blocks.parts import actions, escape, section
from handlers.commands.arguments import Unclear, unquoted
from handlers.commands.command import Answers, said
from handlers.commands.plain_arguments import one_line
from handlers.commands.typed_command import Asked, typing
from handlers.context import HandlerContext

HOW_TO = (
    "Say which area, and how it is called now, like `/minutes rename Software to Software & Release`, "
    "or `/minutes rename call to NAME` for the call itself"
)
EITHER = (
    "“{name}” is the call and an area of it; write `/minutes rename call {name} to …` "
    "or `/minutes rename area {name} to …`"
)
OTHER_CALL = "This is about the call {call}, which is not “{name}”; for another: `/minutes in NAME rename …`"
LONGEST = 80  # as in calls.toml
KINDS = {Call: "a call", Area: "an area"}

_TO = re.compile(r"\s+(?:to|as|->|-&gt;|=|\u2192)\s+", re.IGNORECASE)
_KIND = re.compile(r"(?:the )?(?P<kind>call|area)\b\s*(?P<name>.*)", re.IGNORECASE)


async def renaming(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Give an area or the call another name, for a chair, and offer the way back."""
    what, name = _named(await one_line(asked.rest, context.names), call)
    by = await context.chat.person(asked.person)
    settled = await _rename(call, what, name, by, context)
    if not settled.what:
        return said(escape(f"{what.name} is called so already."))
    kind = "call" if isinstance(what, Call) else "area"
    text = escape(f"{what.name} is called {name} from now on; all that was written for it goes with it.")
    back = typing("Rename it back", escape(f'rename {kind} "{name}" to "{what.name}"'), 1)
    return said(text, section(text), actions(block_id("rename", f"{settled.call.name}/"), back))


async def _rename(call: Call, what: Call | Area, name: str, by: Person, context: HandlerContext) -> Settled:
    now = context.clock()
    if isinstance(what, Call):
        return await context.store.change(rename_call, call.name, name, by=by, now=now)
    return await context.store.change(rename_area, call.name, what.name, name, by=by, now=now)


def _named(text: str, call: Call) -> tuple[Call | Area, str]:
    """The area that is meant, or the call, and its new name. Raises Unclear."""
    for to in _TO.finditer(text):
        what, name = _meant(text[: to.start()], call), unquoted(text[to.end() :]).strip()
        if what and name:
            if len(name) > LONGEST:
                raise Unclear(f"“{name[:30]}…” is too long for the name of {KINDS[type(what)]}")
            return what, name
    known = ", ".join(area.name for area in call.areas)
    raise Unclear(f"{HOW_TO}; there are: {known}")


def _meant(text: str, call: Call) -> Call | Area | None:
    """What somebody wants to rename. Raises Unclear where that may be the call or an area of it."""
    found = _called(text, (call, *call.areas))
    if len(found) > 1:
        raise Unclear(EITHER.format(name=found[0].name))
    said_so = _KIND.fullmatch(text.strip())
    if found or said_so is None:
        return found[0] if found else None
    name = said_so["name"]
    if said_so["kind"].lower() == "area":
        return next(iter(_called(name, call.areas)), None)
    if name and not _called(name, (call,)):
        raise Unclear(OTHER_CALL.format(call=call.name, name=unquoted(name)))
    return call


def _called(text: str, named: Sequence[Call | Area]) -> list[Call | Area]:
    """Those that are called so, else those that were; what is misspelt is not guessed."""
    low = unquoted(text).strip().casefold()
    now = [each for each in named if each.name.casefold() == low]
    return now or [each for each in named if low in (name.casefold() for name in each.was)]
