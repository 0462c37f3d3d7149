"""A button of the set-up was pressed: open its form, or change the order of areas, or undo a change."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.cycle.calls.set_up import Change, Settled, change_call, undo
from bot.cycle.queries import GONE
from bot.model.call import Call
from bot.model.errors import Refusal
from handlers.blocks.parts import Block
from handlers.context import HandlerContext
from handlers.setup.buttons import Pressed, Step
from handlers.setup.call_overview import HISTORY, SAVED, overview, waiting
from handlers.setup.forms import (
    ADD_AREA,
    AREA,
    ASKING,
    CHAIRS,
    NAME,
    NAMES,
    WHEN,
    Place,
    form,
    name_fields,
    read_place,
    values_of,
    values_of_area,
)
from handlers.setup.lookups import history_view, look_at, looked_up, troubles_of
from handlers.setup.submitted import NO_AREA, moved, without
from handlers.setup.summary import what
from handlers.untrusted_json import mapping_of, text_of
from handlers.web_api.modals import open_modal, push_modal, update_modal

ABOUT_CALL = {Step.NAME: NAME, Step.WHEN: WHEN, Step.ASKING: ASKING, Step.CHAIRS: CHAIRS}
STEPS = {Step.UP: -1, Step.DOWN: 1}
UNDONE = "Change {number} is undone."


async def open_overview(call: Call, trigger: str, context: HandlerContext, *, notice: str = "") -> bool:
    """Open the overview of a call; whether Slack still let us. People are looked up once it is open."""
    identity = await open_modal(
        waiting("Set up a call", Place(call.name, call.channel)), trigger, context.posting
    )
    if not identity:
        return False
    look = await look_at(call, context, notice=notice, troubles=await troubles_of(call, context))
    await update_modal(identity, overview(look), context.posting)
    return True


async def on_setup_click(click: Pressed, payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Do what was pressed. Raises Refusal, also if the call or the area is gone."""
    view = mapping_of(payload.get("view"))
    place, name = read_place(text_of(view.get("private_metadata"))), text_of(view.get("callback_id"))
    call = await context.store.read(lambda book: book.call(place.call))
    if call is None:
        raise Refusal(GONE.format(call=place.call))
    match click.step:
        case Step.UP | Step.DOWN | Step.REMOVE:
            await _rearrange(click, call, payload, context)
        case Step.PAGE:
            look = await look_at(call, context, page=click.value, troubles=place.troubles)
            await update_modal(text_of(view.get("id")), overview(look), context.posting)
        case Step.UNDO:
            await _undo(click, call, payload, context)
        case Step.HISTORY if name.endswith("history"):
            await update_modal(
                text_of(view.get("id")), await history_view(call, context, page=click.value), context.posting
            )
        case Step.HISTORY:
            view = await history_view(call, context)
            await push_modal(view, text_of(payload.get("trigger_id")), context.posting)
        case _:
            await _show(await _form(click, call, place, context), payload, context)


async def show_refusal(why: str, payload: Mapping[str, Any], context: HandlerContext) -> bool:
    """Say in the view in which a button was pressed why it did nothing; whether there was still one."""
    view = mapping_of(payload.get("view"))
    try:
        place = read_place(text_of(view.get("private_metadata")))
    except Refusal:
        return False
    call = await context.store.read(lambda book: book.call(place.call))
    if call is None:
        return False
    if view.get("callback_id") == HISTORY:
        shown = await history_view(call, context, notice=why)
    else:
        look = await look_at(call, context, page=place.page, notice=why, troubles=place.troubles)
        shown = overview(look)
    return await update_modal(text_of(view.get("id")), shown, context.posting)


async def _form(click: Pressed, call: Call, place: Place, context: HandlerContext) -> Block:
    """The form behind a button."""
    here = Place(call.name, call.channel, page=place.page)
    if click.step in ABOUT_CALL:
        return form(ABOUT_CALL[click.step], here, values_of(call))
    if click.step is Step.ADD:
        return form(ADD_AREA, here, {"area.style": "nested", "area.joiner": ", "})
    area = call.area(click.area)
    if area is None:
        raise Refusal(NO_AREA.format(area=click.area))
    there = Place(call.name, call.channel, area.name, place.page)
    if click.step is Step.EDIT:
        return form(AREA, there, values_of_area(area))
    called = await context.names.of([lead.person for lead in area.leads])
    return form(NAMES, there, values_of_area(area), fields=name_fields(area, called))


async def _show(view: Block, payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Above the overview; in the place of what says that something was saved, as views do not stack high."""
    if payload["view"].get("callback_id") == SAVED:
        await update_modal(text_of(payload["view"].get("id")), view, context.posting)
    else:
        await push_modal(view, text_of(payload.get("trigger_id")), context.posting)


async def _rearrange(click: Pressed, call: Call, payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Move an area up or down, or remove it, and show the overview as it is then."""
    view = payload["view"]
    change: Change = partial(without, name=click.area)
    if click.step in STEPS:
        change = partial(moved, name=click.area, place=click.value, step=STEPS[click.step])
    by = await context.chat.person(str(payload["user"]["id"]))
    done = await context.store.change(change_call, call.name, change, by=by, people=(), now=context.clock())
    place = read_place(text_of(view.get("private_metadata")))
    look = await look_at(
        done.call,
        context,
        page=place.page,
        notice="; ".join(what(call.name, done.what, {})),
        troubles=place.troubles,
    )
    await update_modal(text_of(view.get("id")), overview(look), context.posting)


async def _undo(click: Pressed, call: Call, payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Take a change back, and show the history and the overview below it as they are then."""
    view = payload["view"]
    done = await undone(call, click.value, str(payload["user"]["id"]), context)
    now, notice = done.call, UNDONE.format(number=click.value)
    await update_modal(
        text_of(view.get("id")), await history_view(now, context, notice=notice), context.posting
    )
    if view.get("root_view_id") != view.get("id"):
        look = await look_at(now, context, troubles=await troubles_of(now, context))
        await update_modal(text_of(view.get("root_view_id")), overview(look), context.posting)


async def undone(call: Call, number: int, person: str, context: HandlerContext) -> Settled:
    """Take a change back for somebody. Raises Refusal."""
    changes = await context.store.read(lambda book: book.call_changes(call.name))
    before = next((change.before for change in changes if change.number == number), None)
    named = [*before.chairs, *(lead.person for lead in before.leads)] if before else []
    missing = {*call.chairs, *(lead.person for lead in call.leads)}
    people = await looked_up([each for each in named if each not in missing or each in call.chairs], context)
    by = await context.chat.person(person)
    return await context.store.change(undo, call.name, number, by=by, people=people, now=context.clock())
