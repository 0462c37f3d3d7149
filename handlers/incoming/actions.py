"""Buttons and menus on the bot's own messages: presses into the week's verbs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.cycle.absences import back
from bot.cycle.asking.offer_stand_in import is_here
from bot.cycle.queries import on_the_day, standing_call, the_meeting_of
from bot.cycle.replies.collect import collect
from bot.cycle.replies.confirm import answer_question, looks_right, move, place, withdraw_everything
from bot.cycle.replies.reread import NOT_REPORTING, NOT_YOUR_AREA
from bot.cycle.tell_emergency import tell_found
from bot.model.call import Area, Section
from bot.model.errors import Refusal
from bot.model.message import CardArea
from bot.model.reply import Origin, Reply
from bot.model.update import by_area
from bot.model.words import Line, words
from bot.ports import Book
from handlers.blocks.absence import away_view
from handlers.blocks.action_ids import Click, Subject, Verb, click_from
from handlers.blocks.add import add_form
from handlers.blocks.card import NOT_STATUS, area_rows, items_of
from handlers.blocks.correct_form import correct_form
from handlers.blocks.parts import Block
from handlers.blocks.update_form import everything_of, form, second_look
from handlers.commands.run import run
from handlers.commands.typed_command import clicked
from handlers.context import HandlerContext
from handlers.incoming.absence_form import let_report
from handlers.incoming.last_list_form import list_view
from handlers.incoming.present_names import present
from handlers.setup.actions import on_setup_click
from handlers.setup.buttons import clicked as setup_click
from handlers.untrusted_json import RECEIVED_AT, mapping_of, mappings_in, moment_of, text_of
from handlers.web_api.modals import PRESS_AGAIN, open_modal

NOTHING_NOTED = "Nothing is noted for {area} yet."
SAID = {Verb.NOTHING_NEW: "Nothing new", Verb.SAME_AS_LAST_WEEK: "Same as last week"}


async def on_click(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Do what was pressed, for the person who pressed it. Raises Refusal."""
    person = str(payload["user"]["id"])
    for action in mappings_in(payload.get("actions")):
        if asked := clicked(action, payload):
            await run(asked, context)
        elif setup := setup_click(action):
            await on_setup_click(setup, payload, context)
        elif click := click_from(action):
            click = replace(click, subject=await present(click.subject, context))
            await _do(click, person, action, payload, context)


async def _do(
    click: Click, person: str, action: Mapping[str, Any], payload: Mapping[str, Any], context: HandlerContext
) -> None:
    call, day, area = click.subject.call, click.subject.date, click.subject.area
    match click.verb:
        case Verb.NOTHING_NEW | Verb.SAME_AS_LAST_WEEK:
            reply = _reply(click, person, action, payload)
            await context.store.change(collect, reply, now=context.clock())
        case Verb.LOOKS_RIGHT:
            await context.store.change(looks_right, person, call, day, now=context.clock())
        case Verb.WITHDRAW:
            await context.store.change(withdraw_everything, person, call, day, now=context.clock())
        case Verb.PLACE:
            await context.store.change(place, person, call, day, area=area, now=context.clock())
        case Verb.MOVE:
            await moved(click.subject, person, click.chosen, context)
        case Verb.EMERGENCY | Verb.NO_EMERGENCY:
            await context.store.change(_answer, click, person, now=context.clock())
        case Verb.RESOLVED:
            await moved(click.subject, person, Section.NEWS.value, context)
        case Verb.BACK | Verb.HERE:
            there = back if click.verb is Verb.BACK else is_here
            await context.store.change(there, person, call, day, now=context.clock())
        case Verb.STAND_IN:
            await let_report(click.subject, person, context)
        case _:
            await _open(click, person, payload, context)


async def moved(subject: Subject, person: str, chosen: str, context: HandlerContext) -> None:
    """Move an item to the section that was chosen, or withdraw it."""
    if chosen != NOT_STATUS and chosen not in set(Section):
        return
    section = None if chosen == NOT_STATUS else Section(chosen)
    await context.store.change(
        move,
        person,
        subject.call,
        subject.date,
        area=subject.area,
        item=subject.item,
        section=section,
        now=context.clock(),
    )


def _answer(book: Book, click: Click, person: str, *, now: datetime) -> None:
    """Whether something is an emergency: what was answered, and what the channel is told then, in one."""
    subject, yes = click.subject, click.verb is Verb.EMERGENCY
    call, day, area = subject.call, subject.date, subject.area
    answer_question(book, person, call, day, area=area, item=subject.item, yes=yes, now=now)
    if yes:
        tell_found(book, call, day, area, now=now)


def _reply(click: Click, person: str, action: Mapping[str, Any], payload: Mapping[str, Any]) -> Reply:
    """The words of a button count as if the lead had written them."""
    return Reply(
        person=person,
        conversation=_conversation(payload),
        ts=moment_of(action.get("action_ts")) or str(payload[RECEIVED_AT]),
        document=(Line(words(SAID[click.verb])),),
        origin=Origin.BUTTON,
        area=click.subject.area or None,
        call=click.subject.call,
        date=click.subject.date,
    )


async def _open(click: Click, person: str, payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Open a form or a second look over the conversation, for a lead of the area."""
    conversation = _conversation(payload)
    now = context.clock()
    view = await context.store.read(lambda book: _view(book, click, person, conversation, now))
    if not await open_modal(view, text_of(payload.get("trigger_id")), context.posting):
        raise Refusal(PRESS_AGAIN)


def _view(book: Book, click: Click, person: str, conversation: str, now: datetime) -> Block:
    """What to open. Raises Refusal for who does not report here, and if there is nothing to show."""
    standing = standing_call(book, click.subject.call)
    meeting = the_meeting_of(book, standing, click.subject.date)
    subject = replace(click.subject, held_on=meeting.held_on)
    click = replace(click, subject=subject)
    call = on_the_day(book, standing, meeting.day)
    mine = call.areas_of(person)
    if not mine:
        raise Refusal(NOT_REPORTING.format(call=call.name))
    if click.verb in (Verb.AWAY, Verb.INSTEAD):
        return away_view(click, call, conversation, now)
    if click.verb is Verb.ADD:
        return add_form(subject, mine, conversation)
    if click.verb is Verb.OPEN_LIST:
        return list_view(book, subject, person, conversation)
    area = next((area for area in mine if area.name == subject.area), None)
    if area is None:
        raise Refusal(NOT_YOUR_AREA.format(area=subject.area, call=call.name))
    return _look(book, click, area, conversation)


def _look(book: Book, click: Click, area: Area, conversation: str) -> Block:
    """A form over what is known of an area, or a second look at it."""
    subject = click.subject
    update = by_area(book.updates(subject.call, subject.date)).get(area.name)
    if click.verb is Verb.OPEN_FORM:
        return form(subject, area.labels, update, conversation)
    if update is None:
        raise Refusal(NOTHING_NOTED.format(area=area.name))
    card = CardArea(area.name, area.labels, update)
    if click.verb is Verb.SHOW:
        return everything_of(list(area_rows(card)))
    if not items_of(card):
        raise Refusal(NOTHING_NOTED.format(area=area.name))
    if click.verb is Verb.CORRECT:
        return correct_form(subject, card, conversation)
    return second_look(subject, card, conversation)


def _conversation(payload: Mapping[str, Any]) -> str:
    """Where it was pressed; what is pressed in somebody's home is theirs, as in their messages."""
    place, around = mapping_of(payload.get("channel")), mapping_of(payload.get("container"))
    return str(place.get("id") or around.get("channel_id") or payload["user"]["id"])
