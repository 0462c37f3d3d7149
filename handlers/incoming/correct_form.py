"""A lead corrects what was understood: the form that was sent, as changes of items."""

from collections.abc import Mapping
from typing import Any

from bot.cycle.replies.confirm import correct
from bot.model.call import Section
from bot.model.errors import Refusal
from bot.model.update import ItemChange
from handlers.blocks.action_ids import read_metadata
from handlers.blocks.card import NOT_STATUS
from handlers.blocks.correct_form import Field, faults, fields_of
from handlers.context import HandlerContext
from handlers.errors import giving_back
from handlers.incoming.form_words import typed, written


async def on_correct(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Do what was changed in the form, if anything was. Raises Refusal, with the words that were written."""
    if faults(payload):
        return
    view, person = payload["view"], str(payload["user"]["id"])
    subject, _ = read_metadata(view["private_metadata"])
    changed = [each for each in fields_of(view) if each.moved or each.reworded]
    if not changed:
        return
    changes = tuple([await _change(each, context) for each in changed])
    call, day, now = subject.call, subject.date, context.clock()
    try:
        await context.store.change(correct, person, call, day, area=subject.area, changes=changes, now=now)
    except Refusal as refusal:
        said = "\n".join(text for change in changes if (text := typed(change.document)))
        raise giving_back(refusal, said) from refusal


async def _change(field: Field, context: HandlerContext) -> ItemChange:
    """What is to become of an item; the words of one that is withdrawn do not matter."""
    if field.place == NOT_STATUS:
        return ItemChange(field.item, None)
    document = await written(field.words, context) if field.reworded else ()
    return ItemChange(field.item, Section(field.place), document)
