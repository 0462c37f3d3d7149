"""A form of the set-up was sent: change the call as it says, and show what follows."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.cycle.calls.set_up import Change, Settled, change_call, found, rename_call
from bot.model.call import Call
from bot.model.errors import Refusal, Rejected
from handlers.context import HandlerContext
from handlers.errors import unseen
from handlers.setup.call_overview import overview, saved
from handlers.setup.forms import ADD_AREA, AREA, NAME, NAMES, NEW, Place, form, read_place
from handlers.setup.lookups import asking_now, look_at, looked_up, troubles_of
from handlers.setup.submitted import edited, faults, fields_of, made, renamed, values_in, with_area
from handlers.setup.summary import what
from handlers.untrusted_json import text_of
from handlers.web_api.modals import update_modal

MADE = "{call} is set up, and you are its chair. {more}Add its other areas below."


async def on_setup_form(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Change the call; nothing is to be done about a form given back with its faults. Raises Refusal."""
    view = payload["view"]
    if faults(payload):
        return
    place, values = read_place(view["private_metadata"]), values_in(view)
    done = await _done(view["callback_id"], place, values, str(payload["user"]["id"]), context)
    await _show(done.call, done.what, view, place, context)


async def show_again(why: str, payload: Mapping[str, Any], context: HandlerContext) -> bool:
    """Show a form with all that was filled in, and why it was not taken; whether it was still open."""
    view = payload["view"]
    try:
        place, values = read_place(view["private_metadata"]), values_in(view)
    except Refusal:
        return False
    again = form(view["callback_id"], place, values, wrong=why, fields=fields_of(view))
    return await update_modal(str(view["id"]), again, context.posting)


async def _done(
    kind: str, place: Place, values: Mapping[str, Any], person: str, context: HandlerContext
) -> Settled:
    by = await context.chat.person(person)
    people = await looked_up([*values.get("chairs", ()), *values.get("area.leads", ())], context)
    called = {each.person: each.name for each in people}
    if kind == NEW:
        call = made(values, place.channel, person, called)
        return await context.store.change(
            found,
            call,
            by=by,
            people=people,
            members=await _members(call.channel, context),
            now=context.clock(),
        )
    if kind == NAME:
        name = values.get("name") or place.call
        return await context.store.change(rename_call, place.call, name, by=by, now=context.clock())
    change: Change = partial(edited, values=values)
    if kind in (AREA, ADD_AREA):
        change = partial(with_area, name=place.area, values=values, called=called)
    elif kind == NAMES:
        change = partial(renamed, name=place.area, values=values)
    return await context.store.change(
        change_call, place.call, change, by=by, people=people, now=context.clock()
    )


async def _members(channel: str, context: HandlerContext) -> frozenset[str]:
    """Who is in a channel. Raises Refusal where that cannot be seen."""
    try:
        return await context.chat.members(channel)
    except Rejected as rejection:
        raise Refusal(unseen(rejection)) from rejection


async def _show(
    call: Call, changes: tuple[str, ...], view: Mapping[str, Any], place: Place, context: HandlerContext
) -> None:
    """In the place of the form what was saved, and below it the overview as it is now.

    The form comes last: what acknowledged it has to stand there first, as it would take the place of this.
    """
    near, troubles = await asking_now(call, context), await troubles_of(call, context)
    if view["callback_id"] == NEW:
        notice = MADE.format(call=call.name, more=f"{near} " if near else "")
        look = await look_at(call, context, notice=notice, troubles=troubles)
        await update_modal(str(view["id"]), overview(look), context.posting)
        return
    below = await look_at(call, context, page=place.page, troubles=troubles)
    await update_modal(text_of(view.get("root_view_id")), overview(below), context.posting)
    lines = what(call.name, changes, below.names)
    shown = saved(replace(below, notice=near), lines, add=view["callback_id"] == ADD_AREA)
    await update_modal(str(view["id"]), shown, context.posting)
