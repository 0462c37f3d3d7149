"""A form that was sent: three fields into one reply that stands for the whole update, or one thing more."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.cycle.queries import on_the_day
from bot.cycle.replies.collect import collect
from bot.cycle.replies.reread import NOT_REPORTING
from bot.formats.wording import ORDER
from bot.model.call import Area
from bot.model.errors import Refusal
from bot.model.reply import Origin, Reply
from bot.model.words import Document, Line
from bot.ports import Book
from handlers.blocks.absence import AWAY, INSTEAD
from handlers.blocks.action_ids import Subject, read_metadata, write_metadata
from handlers.blocks.add import ADD, chosen_place
from handlers.blocks.correct_form import CORRECT
from handlers.blocks.last_list import LIST
from handlers.blocks.note import AGREED, NOTE
from handlers.blocks.update_form import CHOICE, FORM, ITEM, MOVE, WORDS, headed
from handlers.context import HandlerContext
from handlers.errors import giving_back
from handlers.incoming.absence_form import on_away
from handlers.incoming.actions import moved
from handlers.incoming.correct_form import on_correct
from handlers.incoming.form_words import typed, written
from handlers.incoming.last_list_form import on_list
from handlers.incoming.meeting_forms import on_agreed, on_note
from handlers.incoming.present_names import present
from handlers.setup.submit import on_setup_form
from handlers.setup.submitted import is_setup
from handlers.untrusted_json import RECEIVED_AT, mapping_of, mappings_in, text_of


async def on_form(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Do what a form asks for. Raises Refusal; what was written is in it, so that nobody writes it anew."""
    payload = await _of_present(payload, context)
    view = payload["view"]
    match view.get("callback_id"):
        case str(callback) if callback == FORM:
            await _collected(await _reply(payload, context), context)
        case str(callback) if callback == MOVE:
            subject, _ = read_metadata(view["private_metadata"])
            item, chosen = (_picked(view["state"]["values"], field) for field in (ITEM, CHOICE))
            await moved(replace(subject, item=item), str(payload["user"]["id"]), chosen, context)
        case str(callback) if callback == CORRECT:
            await on_correct(payload, context)
        case str(callback) if callback == LIST:
            await on_list(payload, context)
        case str(callback) if callback == ADD:
            await _add(payload, context)
        case str(callback) if callback in (AWAY, INSTEAD):
            await on_away(payload, context)
        case str(callback) if callback == NOTE:
            await on_note(payload, context)
        case str(callback) if callback == AGREED:
            await on_agreed(payload, context)
        case _ if is_setup(view):
            await on_setup_form(payload, context)


async def _of_present(payload: Mapping[str, Any], context: HandlerContext) -> Mapping[str, Any]:
    """The same about the area as it is called now; the form may have been opened before."""
    view = payload["view"]
    if is_setup(view) or not view.get("private_metadata"):
        return payload
    subject, conversation = read_metadata(view["private_metadata"])
    now = await present(subject, context)
    if now == subject:
        return payload
    return {**payload, "view": {**view, "private_metadata": write_metadata(now, conversation)}}


async def _reply(payload: Mapping[str, Any], context: HandlerContext) -> Reply:
    view = payload["view"]
    subject, _ = read_metadata(view["private_metadata"])
    fields = view["state"]["values"]
    labels = {
        text_of(block.get("block_id")): text_of(mapping_of(block.get("label")).get("text"))
        for block in mappings_in(view.get("blocks"))
    }
    document: list[Line] = []
    for section in ORDER:
        label = labels.get(section.value) or section.value
        document.extend(headed(label, await _in_field(fields.get(section.value), context)))
    return replace(_sent(payload), document=tuple(document), area=subject.area, whole=True)


async def _add(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Collect one more thing, under the heading of the section it was said to belong to."""
    view, person = payload["view"], str(payload["user"]["id"])
    subject, _ = read_metadata(view["private_metadata"])
    fields = view["state"]["values"]
    mine = await context.store.read(lambda book: _areas(book, subject, person))
    words = await _in_field(fields.get(WORDS), context)
    place = chosen_place(fields, mine)
    if place is None:
        raise giving_back(Refusal(NOT_REPORTING.format(call=subject.call)), typed(words))
    area, section = place
    document = headed(area.labels.of(section), words)
    await _collected(replace(_sent(payload), document=document, area=area.name), context)


async def _collected(reply: Reply, context: HandlerContext) -> None:
    try:
        await context.store.change(collect, reply, now=context.clock())
    except Refusal as refusal:
        raise giving_back(refusal, typed(reply.document)) from refusal


def _sent(payload: Mapping[str, Any]) -> Reply:
    """A reply that came by a form, without its words."""
    subject, conversation = read_metadata(payload["view"]["private_metadata"])
    return Reply(
        person=str(payload["user"]["id"]),
        conversation=conversation,
        ts=str(payload[RECEIVED_AT]),
        document=(),
        origin=Origin.FORM,
        call=subject.call,
        date=subject.date,
    )


async def _in_field(field: Any, context: HandlerContext) -> Document:
    return await written(mapping_of(mapping_of(field).get(WORDS)).get("rich_text_value"), context)


def _picked(fields: Mapping[str, Any], field: str) -> str:
    """The value that was chosen in a menu; empty if none was."""
    element = mapping_of(mapping_of(fields.get(field)).get(field))
    return text_of(mapping_of(element.get("selected_option")).get("value"))


def _areas(book: Book, subject: Subject, person: str) -> tuple[Area, ...]:
    """The areas for which somebody reports at a meeting."""
    call = book.call(subject.call)
    return on_the_day(book, call, subject.day).areas_of(person) if call else ()
