"""The table of Block Kit, second half: blocks and views (docs: Block Kit, Views)."""

from bot.demo import limits
from bot.demo.block_kit.checks import (
    Check,
    Fields,
    anything,
    boolean,
    fields,
    integer,
    items,
    later,
    may,
    need,
    one_of,
    string,
    text,
    typed,
)
from bot.demo.block_kit.elements import BOTH, ELEMENTS, ID, IMAGE, RICH_TEXT, URL

MENUS = ("static_select", "external_select", "users_select", "channels_select", "conversations_select")
PICKERS = ("datepicker", "timepicker")
CHOICES = ("checkboxes", "radio_buttons")
MULTI_MENUS = tuple(f"multi_{menu}" for menu in MENUS)
# rich_text_input is documented for input blocks in modals only.
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input")
ACTIONS = ("button", "overflow", *MENUS, *PICKERS, "datetimepicker", *CHOICES, "workflow_button")
ACCESSORIES = ("button", "overflow", "image", *MENUS, *MULTI_MENUS, *PICKERS, *CHOICES, "workflow_button")
INPUTS = (*TYPED, *MENUS, *MULTI_MENUS, *PICKERS, "datetimepicker", *CHOICES, "file_input")

_TEXTS: dict[str, Fields] = {
    kind: {"text": need(string(3_000, 1)), own: may(boolean)}
    for kind, own in (("plain_text", "emoji"), ("mrkdwn", "verbatim"))
}
_CELLS: dict[str, Fields] = {"raw_text": {"text": need(string(3_000, 1))}, "rich_text": RICH_TEXT}
_NUMBER: dict[str, Fields] = {"raw_number": {"value": need(anything), "text": may(string(3_000))}}
_COLUMN = fields({"align": may(one_of("left", "center", "right")), "is_wrapped": may(boolean)})
_FEEDBACK = fields(
    {"text": need(text(75)), "value": need(string(2_000)), "accessibility_label": may(string(75))}
)
_AFTERWARDS: dict[str, Fields] = {
    "feedback_buttons": {
        "action_id": ID,
        "positive_button": need(_FEEDBACK),
        "negative_button": need(_FEEDBACK),
    },
    "icon_button": {
        "action_id": ID,
        "icon": need(one_of("trash")),
        "text": need(text(75)),
        "value": may(string(2_000)),
        "confirm": may(anything),
        "accessibility_label": may(string(75)),
        "visible_to_user_ids": may(items(string(255), 100)),
    },
}
_PICTURE = typed({"image": IMAGE})
_TASK: Fields = {
    "block_id": ID,
    "task_id": need(string(255, 1)),
    "title": need(string(3_000, 1)),
    "status": need(one_of("pending", "in_progress", "complete", "error")),
    "details": may(typed({"rich_text": {"block_id": ID, **RICH_TEXT}})),
    "output": may(typed({"rich_text": {"block_id": ID, **RICH_TEXT}})),
    "sources": may(items(typed({"url": {"url": need(URL), "text": need(string(3_000))}}), 100)),
}
_CARD: Fields = {
    "block_id": ID,
    "hero_image": may(_PICTURE),
    "icon": may(_PICTURE),
    "title": may(text(150, kinds=BOTH)),
    "subtitle": may(text(150, kinds=BOTH)),
    "body": may(text(200, kinds=BOTH)),
    "actions": may(items(typed(ELEMENTS, "button"), 25)),
}
_CONTAINER: Fields = {
    "block_id": ID,
    "title": may(text(150)),
    "rich_text_title": may(typed({"rich_text": {"block_id": ID, **RICH_TEXT}})),
    "subtitle": may(text(150, kinds=BOTH)),
    "child_blocks": need(items(later(lambda: typed(BLOCKS, *CHILDREN)), 10)),
    "width": may(one_of("narrow", "standard", "wide", "full")),
    "icon": may(_PICTURE),
    "is_collapsible": may(boolean),
    "default_collapsed": may(boolean),
    "has_header_divider": may(boolean),
}

BLOCKS: dict[str, Fields] = {
    "section": {
        "block_id": ID,
        "text": may(text(3_000, kinds=BOTH)),
        "fields": may(items(text(2_000, kinds=BOTH), 10)),
        "accessory": may(typed(ELEMENTS, *ACCESSORIES)),
        "expand": may(boolean),
    },
    "header": {"block_id": ID, "text": need(text(150))},
    "divider": {"block_id": ID},
    "actions": {"block_id": ID, "elements": need(items(typed(ELEMENTS, *ACTIONS), 25))},
    "context": {"block_id": ID, "elements": need(items(typed({**_TEXTS, "image": IMAGE}), 10))},
    "context_actions": {"block_id": ID, "elements": need(items(typed(_AFTERWARDS), 5))},
    "image": {"block_id": ID, **IMAGE, "title": may(text(2_000))},
    "input": {
        "block_id": ID,
        "label": need(text(2_000)),
        "element": need(typed(ELEMENTS, *INPUTS)),
        "hint": may(text(2_000)),
        "optional": may(boolean),
        "dispatch_action": may(boolean),
    },
    "rich_text": {"block_id": ID, **RICH_TEXT},
    "markdown": {"block_id": ID, "text": need(string(limits.MARKDOWN_TEXT, 1))},
    "table": {
        "block_id": ID,
        "rows": need(items(items(typed(_CELLS), 20), 100)),
        "column_settings": may(items(_COLUMN, 20, 0)),
    },
    "file": {"block_id": ID, "external_id": need(string(255)), "source": need(one_of("remote"))},
    "video": {
        "block_id": ID,
        "alt_text": need(string(2_000)),
        "title": need(text(199)),
        "thumbnail_url": need(URL),
        "video_url": need(URL),
        "author_name": may(string(49)),
        "description": may(text(200)),
        "provider_icon_url": may(URL),
        "provider_name": may(string(50)),
        "title_url": may(URL),
    },
    "alert": {
        "block_id": ID,
        "text": need(text(200, kinds=BOTH)),
        "level": may(one_of("default", "info", "warning", "error", "success")),
    },
    "card": _CARD,
    "carousel": {"block_id": ID, "elements": need(items(typed({"card": _CARD}), 10))},
    "container": _CONTAINER,
    "data_table": {
        "block_id": ID,
        "caption": need(string(3_000)),
        "rows": need(items(items(typed({**_CELLS, **_NUMBER}), 20), 101, 2)),
        "page_size": may(integer(1, 100)),
        "row_header_column_index": may(integer(0, 19)),
    },
    "task_card": _TASK,
    "plan": {
        "block_id": ID,
        "title": need(string(3_000, 1)),
        "tasks": may(items(typed({"task_card": _TASK}), 100)),
    },
}

# Where a block may stand as far as its page says so; what is not said to be possible is refused here.
MESSAGES_ONLY = (
    "table",
    "data_table",
    "context_actions",
    "file",
    "card",
    "carousel",
    "container",
    "task_card",
    "plan",
)
MODALS_ONLY = ("alert",)
MODAL_BLOCKS = tuple(kind for kind in BLOCKS if kind not in MESSAGES_ONLY)
MESSAGE_BLOCKS = tuple(kind for kind in BLOCKS if kind not in MODALS_ONLY)
CHILDREN: tuple[str, ...] = tuple(kind for kind in MESSAGE_BLOCKS if kind not in {"container", "input"})
MESSAGE: Check = items(typed(BLOCKS, *MESSAGE_BLOCKS), limits.MESSAGE_BLOCKS)
_VIEW_BLOCKS = items(typed(BLOCKS, *MODAL_BLOCKS), limits.VIEW_BLOCKS, 0)
_SHARED: Fields = {
    "type": need(one_of("modal", "home")),
    "blocks": need(_VIEW_BLOCKS),
    "private_metadata": may(string(3_000)),
    "callback_id": ID,
    "external_id": ID,
}
VIEWS: dict[str, Check] = {
    "home": fields(_SHARED),
    "modal": fields(
        {
            **_SHARED,
            "title": need(text(24)),
            "close": may(text(24)),
            "submit": may(text(24)),
            "clear_on_close": may(boolean),
            "notify_on_close": may(boolean),
            "submit_disabled": may(boolean),
        }
    ),
}
