"""A form that was sent: three fields into one reply that stands for the whole update."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.cycle.collect import collect
from bot.formats.wording import ORDER
from bot.model.reply import Origin, Reply
from bot.model.words import Line
from handlers.blocks_form import CHOICE, FORM, ITEM, MOVE, WORDS, headed
from handlers.blocks_list import LIST
from handlers.cards import moved
from handlers.inbox import RECEIVED_AT
from handlers.last_list import on_list
from handlers.press import read_metadata
from handlers.richtext import document_of, mentioned
from handlers.workplace import Workplace


async def on_form(payload: Mapping[str, Any], at: Workplace) -> None:
    """Do what a form asks for."""
    view = payload["view"]
    match view.get("callback_id"):
        case str(callback) if callback == FORM:
            reply = await _reply(payload, at)
            await collect(reply, store=at.store, now=at.clock())
        case str(callback) if callback == MOVE:
            subject, _ = read_metadata(view["private_metadata"])
            item, chosen = (
                str(view["state"]["values"][field][field]["selected_option"]["value"])
                for field in (ITEM, CHOICE)
            )
            await moved(replace(subject, item=item), str(payload["user"]["id"]), chosen, at)
        case str(callback) if callback == LIST:
            await on_list(payload, at)


async def _reply(payload: Mapping[str, Any], at: Workplace) -> Reply:
    view = payload["view"]
    subject, conversation = read_metadata(view["private_metadata"])
    fields = view["state"]["values"]
    labels = {block["block_id"]: block["label"]["text"] for block in view["blocks"] if "label" in block}
    document: list[Line] = []
    for section in ORDER:
        value = ((fields.get(section.value) or {}).get(WORDS) or {}).get("rich_text_value")
        message = {"blocks": [value]} if value else {}
        names = await at.names.of(mentioned(message))
        document.extend(headed(labels[section.value], document_of(message, names)))
    return Reply(
        person=str(payload["user"]["id"]),
        conversation=conversation,
        ts=str(payload[RECEIVED_AT]),
        document=tuple(document),
        origin=Origin.FORM,
        area=subject.area,
        whole=True,
        call=subject.call,
        date=subject.date,
    )
