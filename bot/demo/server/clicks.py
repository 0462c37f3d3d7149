"""What a click on an element says: the action that goes to the bot, and the state of a form's fields."""

from collections.abc import Iterator
from typing import Any

from bot.demo.wire import Json

PICKED = {
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "multi_users_select": "selected_users",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "rich_text_input": "rich_text_value",
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
}
BEGUN = {
    "selected_user": "initial_user",
    "selected_channel": "initial_channel",
    "selected_conversation": "initial_conversation",
    "selected_users": "initial_users",
    "selected_channels": "initial_channels",
    "selected_conversations": "initial_conversations",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "rich_text_value": "initial_value",
    "value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
}
ONE = {"static_select", "overflow", "radio_buttons", "external_select"}
SEVERAL = {"multi_static_select", "checkboxes", "multi_external_select"}


class NoSuchElement(LookupError):
    """There is no such button, menu or field on this message or form."""


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element a person can use, with the block in which it stands."""
    for block in blocks:
        match block:
            case {"type": "actions" | "context_actions", "elements": list(inside)}:
                yield from ((block, element) for element in inside)
            case {"accessory": dict(element)} | {"type": "input", "element": dict(element)}:
                yield block, element


def pick(blocks: list[Json], action_id: str, block_id: str | None, value: Any) -> tuple[Json, Json]:
    """The element meant by an action id; a value or a block id tells several of that name apart."""
    found = [
        (block, element)
        for block, element in elements(blocks)
        if element.get("action_id") == action_id and block_id in {None, block["block_id"]}
    ]
    fitting = [pair for pair in found if value is None or _offers(pair[1], value)]
    if not fitting:
        raise NoSuchElement(action_id)
    return fitting[0]


def action(blocks: list[Json], action_id: str, block_id: str | None, value: Any) -> Json:
    """What a click says: which element, where it stands, what was chosen."""
    block, element = pick(blocks, action_id, block_id, value)
    identity = {"type": element["type"], "action_id": action_id, "block_id": block["block_id"]}
    return {**identity, **chosen(element, value)}


def chosen(element: Json, value: Any) -> Json:
    """What an element says once somebody chose a value in it."""
    kind = element["type"]
    if kind in ONE:
        return {"selected_option": _option(element, value) if value else None}
    if kind in SEVERAL:
        return {"selected_options": [_option(element, one) for one in value or ()]}
    if kind in PICKED:
        return {PICKED[kind]: value}
    return {name: element[name] for name in ("text", "value", "style") if name in element}


def untouched(element: Json) -> Json:
    """What an element says when nobody touched it."""
    kind = element["type"]
    field = "selected_option" if kind in ONE else PICKED.get(kind, "selected_options")
    empty: list[Any] | None = [] if field.endswith("s") else None
    return {field: element.get(BEGUN[field], empty)}


def _offers(element: Json, value: Any) -> bool:
    if element["type"] == "button":
        return bool(element.get("value") == value)
    if element["type"] in ONE - {"external_select"}:
        return any(option["value"] == value for option in _options(element))
    return True


def _option(element: Json, value: Any) -> Json:
    for option in _options(element):
        if option["value"] == value:
            return option
    raise NoSuchElement(value)


def _options(element: Json) -> list[Json]:
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]
