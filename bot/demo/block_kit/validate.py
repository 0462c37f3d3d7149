"""The strict validator of Block Kit: the table, and the rules that reach across fields and blocks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bot.demo import limits
from bot.demo.block_kit.table import MESSAGE, VIEWS
from bot.demo.wire import Json


def block_faults(blocks: list[Json]) -> list[str]:
    """Everything that is wrong with the blocks of a message; nothing when Slack would take them."""
    faults = list(MESSAGE(blocks, "/blocks"))
    return faults or [*_across(blocks), *_message_only(blocks)]


def view_faults(view: Json) -> list[str]:
    """Everything that is wrong with a modal or a home."""
    kind = str(view.get("type"))
    if kind not in VIEWS:
        return [f"unsupported type: {kind} [json-pointer:/view/type]"]
    faults = list(VIEWS[kind](view, "/view"))
    return faults or [*_across(view["blocks"]), *_submit(view)]


def total_text(blocks: Any) -> int:
    """How many characters a reader sees in all blocks together."""
    match blocks:
        case list():
            return sum(total_text(block) for block in blocks)
        case {"type": "plain_text" | "mrkdwn" | "text" | "raw_text" | "markdown", "text": str(text)}:
            return len(text)
        case {"type": "link", "url": str(url), **rest}:
            return len(str(rest.get("text", url)))
        case dict():
            return sum(total_text(value) for value in blocks.values() if isinstance(value, list | dict))
        case _:
            return 0


def _across(blocks: list[Json]) -> Iterator[str]:
    yield from _repeated((block.get("block_id") for block in blocks), "block_id", "/blocks")
    for number, block in enumerate(blocks):
        where = f"/blocks/{number}"
        elements = list(_interactive(block))
        yield from _repeated((element.get("action_id") for element in elements), "action_id", where)
        for element in elements:
            yield from _element(element, where)
        yield from _block(block, where)


def _message_only(blocks: list[Json]) -> Iterator[str]:
    kinds = Counter(block["type"] for block in blocks)
    if kinds["table"] > 1:
        yield "only_one_table_allowed [json-pointer:/blocks]"
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > limits.MARKDOWN_TEXT:
        yield f"markdown text must be less than {limits.MARKDOWN_TEXT + 1} characters [json-pointer:/blocks]"
    for number, block in enumerate(blocks):
        if block["type"] == "input" and block["element"]["type"] == "file_input":
            yield f"file_input is for modals [json-pointer:/blocks/{number}/element]"


def _submit(view: Json) -> Iterator[str]:
    if view["type"] == "modal" and not view.get("submit") and _asks(view["blocks"]):
        yield "missing required field submit, as there is an input [json-pointer:/view]"


def _asks(blocks: list[Json]) -> bool:
    return any(block["type"] == "input" for block in blocks)


def _block(block: Json, where: str) -> Iterator[str]:
    if block["type"] == "section" and not (block.get("text") or block.get("fields")):
        yield f"must have text or fields [json-pointer:{where}]"
    if block["type"] == "image" and bool(block.get("image_url")) is bool(block.get("slack_file")):
        yield f"must have either image_url or slack_file [json-pointer:{where}]"
    if block["type"] in {"table", "data_table"} and len({len(row) for row in block["rows"]}) > 1:
        yield f"rows must have the same number of cells [json-pointer:{where}/rows]"
    if block["type"] == "data_table" and any(cell["type"] == "rich_text" for cell in block["rows"][0]):
        yield f"a header cell cannot be rich_text [json-pointer:{where}/rows/0]"
    for card in block["elements"] if block["type"] == "carousel" else [block]:
        if card.get("type") == "card" and not card.keys() & {"hero_image", "title", "actions", "body"}:
            yield f"must have hero_image, title, actions or body [json-pointer:{where}]"
    if block["type"] == "container":
        yield from _container(block, where)


def _container(block: Json, where: str) -> Iterator[str]:
    if not block.keys() & {"title", "rich_text_title"}:
        yield f"must have title or rich_text_title [json-pointer:{where}]"
    if block.get("is_collapsible") and block.get("has_header_divider"):
        yield f"has_header_divider is not for what can be collapsed [json-pointer:{where}]"
    for number, child in enumerate(block["child_blocks"]):
        yield from _block(child, f"{where}/child_blocks/{number}")


def _element(element: Json, where: str) -> Iterator[str]:
    kind = element["type"]
    either = bool(element.get("options")) is not bool(element.get("option_groups"))
    if kind in {"static_select", "multi_static_select"} and not either:
        yield f"must have either options or option_groups [json-pointer:{where}]"
    values = [option["value"] for option in _options(element)]
    if kind in {"checkboxes", "radio_buttons"} and len(values) != len(set(values)):
        yield f"options must have different values [json-pointer:{where}]"
    if element.get("min_length", 0) > element.get("max_length", limits.TEXT_TRUNCATED_OVER):
        yield f"min_length must not be more than max_length [json-pointer:{where}]"
    yield from _initial(element, where)


def _initial(element: Json, where: str) -> Iterator[str]:
    if element["type"].endswith("external_select"):
        return
    one = element.get("initial_option")
    wanted = [*([one] if one else []), *element.get("initial_options", ())]
    if any(option not in _options(element) for option in wanted):
        yield f"initial option must be one of the options [json-pointer:{where}]"


def _options(element: Json) -> list[Json]:
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def _interactive(block: Json) -> Iterator[Json]:
    match block["type"]:
        case "actions" | "context_actions":
            yield from block["elements"]
        case "card":
            yield from block.get("actions", ())
        case "carousel" | "container":
            for child in block.get("elements") or block["child_blocks"]:
                yield from _interactive(child)
        case "section" if "accessory" in block:
            yield block["accessory"]
        case "input":
            yield block["element"]


def _repeated(identities: Iterable[str | None], what: str, where: str) -> Iterator[str]:
    counted = Counter(identity for identity in identities if identity)
    for identity, times in counted.items():
        if times > 1:
            yield f"{what} {identity!r} is used {times} times [json-pointer:{where}]"
