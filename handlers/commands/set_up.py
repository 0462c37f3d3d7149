"""/minutes setup: a call is set up, changed, taken over; and what was changed is seen and undone."""

import re
from collections.abc import Mapping

from bot.cycle.calls.set_up import NOT_A_MEMBER, take_over
from bot.model.call import Call
from bot.model.errors import Rejected
from bot.model.history import CallChange
from bot.model.person import Person
from bot.rules.roles import Deed, is_orphaned, may, roles, unfit
from handlers.blocks.action_ids import block_id
from handlers.blocks.paged_list import Page, more
from handlers.blocks.parts import FALLBACK_CHARACTERS, Block, actions, escape, section
from handlers.commands.arguments import Unclear
from handlers.commands.command import Answers, said
from handlers.commands.modal_answer import in_form, too_slow
from handlers.commands.typed_command import Asked, typing
from handlers.commands.which_call import calls_for, narrowed
from handlers.context import HandlerContext
from handlers.errors import unseen
from handlers.setup.actions import open_overview, undone
from handlers.setup.call_overview import newest
from handlers.setup.forms import NEW, Place, form
from handlers.setup.lookups import looked_up, names_in
from handlers.setup.summary import changed

CHANNELS = ("C", "G")
STRANGER = "Sorry, only members of this workspace can set up a call."
IN_A_CHANNEL = "Please type `/minutes setup` in the channel where the minutes are to be posted."
INVITE_ME = "I am not in this channel yet. Please `/invite` me, then type `/minutes setup` again."
ONLY_CHAIRS = "Sorry, only {names} can set up {call}."
NOBODY = (
    "Sorry, {call} has no chair who can act. "
    "An administrator of the workspace or one of its leads can take it over."
)
TAKE_OVER = "{call} has no chair who can act. You can take it over; then you post, skip and set up."
TAKEN_OVER = "You are the chair of {call} now. `/minutes setup` changes what is set up."
USUAL = {"weekday": "tuesday", "time": "16:00"}


async def set_up(asked: Asked, context: HandlerContext) -> Answers:
    """Open the set-up of the call that is meant, or the form for a new one where there is none."""
    by = await context.chat.person(asked.person)
    if by.stranger:
        return said(STRANGER)
    meant = await calls_for(asked, context)
    calls = meant.calls
    here = tuple(call for call in calls if call.channel == asked.channel)
    if asked.rest.casefold() == "new":
        return await _new(asked, by, here, context)
    named = asked.call or any(
        asked.rest.casefold().startswith(name.casefold()) for call in calls for name in call.names
    )
    if not named and not here and (not calls or asked.channel.startswith(CHANNELS)):
        return await _new(asked, by, here, context)
    asked, call = await narrowed(asked, meant, context, free=False)
    if not isinstance(call, Call):
        return call
    if may(Deed.SET_UP, roles(by, call)):
        return await _as_chair(asked, call, context)
    return await _orphaned(asked, by, call, context)


def history(call: Call, page: Page[CallChange], names: Mapping[str, str]) -> Answers:
    """Changes of a call, the newest first, with buttons that undo them."""
    if not page.shown:
        return said(f"Nothing was changed about {escape(call.name)} yet.")
    told = [changed(change, names, call.timezone) for change in page.shown]
    blocks = [_change(call, change, text) for change, text in zip(page.shown, told, strict=True)]
    blocks += more(page, "setup history {}".format, f"{call.name}/", name="older", label="Older changes")
    text = "\n".join(["What was changed", *told])
    spoken = text if len(text) <= FALLBACK_CHARACTERS else text[:FALLBACK_CHARACTERS].rpartition("\n")[0]
    return said(spoken, *blocks)


def offer(call: Call) -> Answers:
    """To take a call over that has no chair who can act."""
    text = TAKE_OVER.format(call=escape(call.name))
    button = typing(f"Take over {call.name}", "setup take over", 1, style="primary")
    return said(text, section(text), actions(block_id(1, f"{call.name}/"), button))


async def _new(asked: Asked, by: Person, here: tuple[Call, ...], context: HandlerContext) -> Answers:
    """The form for a new call, for a member of the channel."""
    if not asked.channel.startswith(CHANNELS):
        return said(IN_A_CHANNEL)
    try:
        members = await context.chat.members(asked.channel)
    except Rejected as rejection:
        return said(escape(unseen(rejection)))
    if context.me not in members:
        return said(INVITE_ME)
    if not may(Deed.FOUND, roles(by, members=members)):
        return said(escape(NOT_A_MEMBER))
    if here and not any(may(Deed.SET_UP, roles(by, call)) for call in here):
        return await _only_chairs(here[0], context)
    values = {**USUAL, "timezone": by.zone, "area.leads": [by.person]}
    return await in_form(form(NEW, Place(channel=asked.channel), values), asked, context)


async def _as_chair(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """What follows the word, for a chair."""
    words = asked.rest.casefold().split()
    match words:
        case []:
            is_open = not asked.mentioned and await open_overview(call, asked.trigger, context)
            return () if is_open else too_slow(asked)
        case ["history", *page]:
            return await _history(call, _number(page or ["1"]), context)
        case ["undo", *number]:
            done = await undone(call, _number(number), asked.person, context)
            return said(f"It is undone: {escape('; '.join(done.what) or 'it was so already')}.")
        case ["take", "over"]:
            return said(TAKEN_OVER.format(call=escape(call.name)))
        case _:
            raise Unclear("After setup I know new, history and undo NUMBER, and the name of a call")


async def _history(call: Call, page: int, context: HandlerContext) -> Answers:
    changes = await context.store.read(lambda book: book.call_changes(call.name))
    shown = newest(changes, page - 1)
    return history(call, shown, await names_in(shown.shown, context))


def _change(call: Call, change: CallChange, text: str) -> Block:
    if change.before is None:
        return section(text)
    undo = typing("Undo", f"setup undo {change.number}", change.number)
    accessory = {**undo, "accessibility_label": f"Undo change {change.number}"}
    return {**section(text), "block_id": block_id(change.number, f"{call.name}/"), "accessory": accessory}


async def _orphaned(asked: Asked, by: Person, call: Call, context: HandlerContext) -> Answers:
    """What somebody is told who does not chair the call; where nobody can, who may takes it over."""
    chairs = await looked_up(call.chairs, context)
    if not is_orphaned(call, chairs):
        return await _only_chairs(call, context)
    if not may(Deed.TAKE_OVER, roles(by, call)):
        return said(NOBODY.format(call=escape(call.name)))
    if asked.rest.casefold() != "take over":
        return offer(call)
    await context.store.change(take_over, call.name, by=by, chairs=chairs, now=context.clock())
    return said(TAKEN_OVER.format(call=escape(call.name)))


async def _only_chairs(call: Call, context: HandlerContext) -> Answers:
    chairs = await looked_up(call.chairs, context)
    names = " or ".join(escape(person.name) for person in chairs if not unfit(person))
    return said(ONLY_CHAIRS.format(names=names or "its chairs", call=escape(call.name)))


def _number(words: list[str]) -> int:
    """The number that follows a word."""
    said = " ".join(words)
    found = re.fullmatch(r"#?([1-9][0-9]{0,5})", said)
    if found is None:
        raise Unclear(
            f"“{said}” is no number; write it like setup undo 3"
            if said
            else "Which change? Write it like setup undo 3"
        )
    return int(found[1])
