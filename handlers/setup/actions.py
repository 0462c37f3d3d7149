"""A button of the set-up was pressed: open its form, or change the order of areas, or undo a change."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.cycle.calls.set_up import Change, Declined, Outcome, Settled, change_call, undo
from bot.model.call import Call
from handlers.blocks.parts import Block
from handlers.context import Workplace
from handlers.setup.forms import (
    ADD_AREA,
    AREA,
    ASKING,
    CHAIRS,
    NAMES,
    WHEN,
    Place,
    form,
    name_fields,
    read_place,
    values_of,
    values_of_area,
)
from handlers.setup.lookups import history_view, look_at, troubles_of
from handlers.setup.overview import SAVED, TROUBLES, WARNING, Pressed, Step, overview, waiting
from handlers.setup.submitted import moved, without
from handlers.setup.summary import what
from handlers.setup.window import looked_up, opened, pushed, put_in_place
from handlers.text.mrkdwn import unescaped

ABOUT_CALL = {Step.WHEN: WHEN, Step.ASKING: ASKING, Step.CHAIRS: CHAIRS}
STEPS = {Step.UP: -1, Step.DOWN: 1}
UNDONE = "Change {number} is undone."


async def open_overview(call: Call, trigger: str, at: Workplace, *, notice: str = "") -> bool:
    """Open the overview of a call; whether Slack still let us. People are looked up once it is open."""
    identity = await opened(trigger, waiting("Set up a call", Place(call.name, call.channel)), at)
    if not identity:
        return False
    look = await look_at(call, at, notice=notice, troubles=await troubles_of(call, at))
    await put_in_place(identity, overview(look), at)
    return True


async def on_setup_press(press: Pressed, payload: Mapping[str, Any], at: Workplace) -> None:
    """Do what was pressed; nothing if the call is gone."""
    view = payload["view"]
    place = read_place(view["private_metadata"])
    call = await at.store.read(lambda book: book.call(place.call))
    if call is None:
        return
    match press.step:
        case Step.UP | Step.DOWN | Step.REMOVE:
            await _rearrange(press, call, payload, at)
        case Step.PAGE:
            look = await look_at(call, at, page=press.value, troubles=_troubles(view))
            await put_in_place(str(view["id"]), overview(look), at)
        case Step.UNDO:
            await _undo(press, call, payload, at)
        case Step.HISTORY if view["callback_id"].endswith("history"):
            await put_in_place(str(view["id"]), await history_view(call, at, page=press.value), at)
        case Step.HISTORY:
            await pushed(str(payload["trigger_id"]), await history_view(call, at), at)
        case _:
            if opens := await _form(press, call, place, at):
                await _show(opens, payload, at)


async def _form(press: Pressed, call: Call, place: Place, at: Workplace) -> Block | None:
    """The form behind a button; None if its area is gone."""
    here = Place(call.name, call.channel, page=place.page)
    if press.step in ABOUT_CALL:
        return form(ABOUT_CALL[press.step], here, values_of(call))
    if press.step is Step.ADD:
        return form(ADD_AREA, here, {"area.style": "nested", "area.joiner": ", "})
    area = call.area(press.area)
    if area is None:
        return None
    there = Place(call.name, call.channel, area.name, place.page)
    if press.step is Step.EDIT:
        return form(AREA, there, values_of_area(area))
    called = await at.names.of([lead.person for lead in area.leads])
    return form(NAMES, there, values_of_area(area), fields=name_fields(area, called))


async def _show(view: Block, payload: Mapping[str, Any], at: Workplace) -> None:
    """Above the overview; in the place of what says that something was saved, as views do not stack high."""
    if payload["view"]["callback_id"] == SAVED:
        await put_in_place(str(payload["view"]["id"]), view, at)
    else:
        await pushed(str(payload["trigger_id"]), view, at)


async def _rearrange(press: Pressed, call: Call, payload: Mapping[str, Any], at: Workplace) -> None:
    """Move an area up or down, or remove it, and show the overview as it is then."""
    view = payload["view"]
    change: Change = partial(without, name=press.area)
    if press.step in STEPS:
        change = partial(moved, name=press.area, place=press.value, step=STEPS[press.step])
    by = await at.chat.person(str(payload["user"]["id"]))
    done = await change_call(call.name, change, by=by, people=(), store=at.store, now=at.clock())
    page = read_place(view["private_metadata"]).page
    look = await look_at(
        done.call if isinstance(done, Settled) else call,
        at,
        page=page,
        notice=_said(done, call),
        troubles=_troubles(view),
    )
    await put_in_place(str(view["id"]), overview(look), at)


async def _undo(press: Pressed, call: Call, payload: Mapping[str, Any], at: Workplace) -> None:
    """Take a change back, and show the history and the overview below it as they are then."""
    view = payload["view"]
    done = await undone(call, press.value, str(payload["user"]["id"]), at)
    notice = done.why if isinstance(done, Declined) else UNDONE.format(number=press.value)
    now = done.call if isinstance(done, Settled) else call
    await put_in_place(str(view["id"]), await history_view(now, at, notice=notice), at)
    if view["root_view_id"] != view["id"]:
        await put_in_place(str(view["root_view_id"]), overview(await look_at(now, at)), at)


async def undone(call: Call, number: int, person: str, at: Workplace) -> Outcome:
    """Take a change back for somebody."""
    changes = await at.store.read(lambda book: book.call_changes(call.name))
    before = next((change.before for change in changes if change.number == number), None)
    named = [*before.chairs, *(lead.person for lead in before.leads)] if before else []
    missing = {*call.chairs, *(lead.person for lead in call.leads)}
    people = await looked_up([each for each in named if each not in missing or each in call.chairs], at)
    by = await at.chat.person(person)
    return await undo(call.name, number, by=by, people=people, store=at.store, now=at.clock())


def _said(done: Outcome, call: Call) -> str:
    if isinstance(done, Declined):
        return done.why
    return "; ".join(what(call.name, done.what, {}))


def _troubles(view: Mapping[str, Any]) -> tuple[str, ...]:
    """What the overview says about people already."""
    said = [block["text"]["text"] for block in view["blocks"] if block.get("block_id") == TROUBLES]
    lines = (line for text in said for line in unescaped(text).split("\n"))
    return tuple(line.removeprefix(f"{WARNING} ") for line in lines)
