"""The table of Block Kit, first half: objects, interactive elements and rich text (docs: Block Kit)."""

from bot.demo.block_kit.checks import (
    Check,
    Fields,
    anything,
    boolean,
    fields,
    integer,
    items,
    later,
    matching,
    may,
    need,
    one_of,
    string,
    text,
    typed,
)

BOTH = ("plain_text", "mrkdwn")
ID = may(string(255))
URL = string(3_000)
DATE = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date YYYY-MM-DD")
TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time HH:mm")
LARGEST = 2**40

CONFIRM = fields(
    {
        "title": need(text(100)),
        "text": need(text(300, kinds=BOTH)),
        "confirm": need(text(30)),
        "deny": need(text(30)),
        "style": may(one_of("primary", "danger")),
    }
)
OPTION = fields({"text": need(text(75)), "value": need(string(150)), "description": may(text(75))})
RICH_OPTION = fields(
    {
        "text": need(text(75, kinds=BOTH)),
        "value": need(string(150)),
        "description": may(text(75, kinds=BOTH)),
    }
)
OVERFLOW_OPTION = fields(
    {"text": need(text(75)), "value": need(string(150)), "description": may(text(75)), "url": may(URL)}
)
OPTION_GROUP = fields({"label": need(text(75)), "options": need(items(OPTION, 100))})
DISPATCH = fields({"trigger_actions_on": need(items(one_of("on_enter_pressed", "on_character_entered"), 2))})
FILTER = fields(
    {
        "include": may(items(one_of("im", "mpim", "private", "public"), 4)),
        "exclude_external_shared_channels": may(boolean),
        "exclude_bot_users": may(boolean),
    }
)

ANY: Fields = {"action_id": ID, "confirm": may(CONFIRM), "focus_on_load": may(boolean)}
MENU: Fields = {**ANY, "placeholder": may(text(150))}
MANY: Fields = {**MENU, "max_selected_items": may(integer(1, 100))}
STATIC: Fields = {"options": may(items(OPTION, 100)), "option_groups": may(items(OPTION_GROUP, 100))}
LINE: Fields = {
    "action_id": ID,
    "placeholder": may(text(150)),
    "focus_on_load": may(boolean),
    "dispatch_action_config": may(DISPATCH),
}
FILE_SOURCE: Fields = {"url": may(URL), "id": may(string(255))}
IMAGE: Fields = {
    "image_url": may(URL),
    "slack_file": may(fields(FILE_SOURCE)),
    "alt_text": need(string(2_000)),
}

STYLE: Check = fields(
    {name: may(boolean) for name in ("bold", "italic", "strike", "code", "underline", "highlight")}
    | {name: may(boolean) for name in ("client_highlight", "unlink")}
)
STYLED: Fields = {"style": may(STYLE)}
RUNS: dict[str, Fields] = {
    "text": {**STYLED, "text": need(string(LARGEST, 1))},
    "link": {**STYLED, "url": need(string(LARGEST, 1)), "text": may(string(LARGEST)), "unsafe": may(boolean)},
    "user": {**STYLED, "user_id": need(string(255, 1))},
    "channel": {**STYLED, "channel_id": need(string(255, 1))},
    "usergroup": {**STYLED, "usergroup_id": need(string(255, 1))},
    "broadcast": {**STYLED, "range": need(one_of("here", "channel", "everyone"))},
    "emoji": {
        **STYLED,
        "name": need(string(255, 1)),
        "unicode": may(string(255)),
        "skin_tone": may(integer(1, 6)),
    },
    "date": {
        **STYLED,
        "timestamp": need(integer(0, LARGEST)),
        "format": need(string(255, 1)),
        "url": may(URL),
        "fallback": may(string(LARGEST)),
    },
    "color": {**STYLED, "value": need(string(30, 1))},
}
RUN = typed(RUNS)
_SECTION: Fields = {"elements": need(items(RUN, LARGEST, 0))}
_BORDER: Fields = {"border": may(integer(0, 1))}
RICH: dict[str, Fields] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": {**_SECTION, **_BORDER},
    "rich_text_preformatted": {
        "elements": need(items(typed(RUNS, "text", "link"), LARGEST, 0)),
        "language": may(string(100)),
        **_BORDER,
    },
    "rich_text_list": {
        "style": need(one_of("bullet", "ordered")),
        "elements": need(items(later(lambda: typed(RICH, "rich_text_section")), LARGEST)),
        "indent": may(integer(0, 8)),
        "offset": may(integer(0, LARGEST)),
        **_BORDER,
    },
}
RICH_TEXT: Fields = {"elements": need(items(typed(RICH), LARGEST, 0))}

ELEMENTS: dict[str, Fields] = {
    "button": {
        "action_id": ID,
        "text": need(text(75)),
        "value": may(string(2_000)),
        "url": may(URL),
        "style": may(one_of("primary", "danger")),
        "confirm": may(CONFIRM),
        "accessibility_label": may(string(75)),
    },
    "overflow": {
        "action_id": ID,
        "options": need(items(OVERFLOW_OPTION, 5)),
        "confirm": may(CONFIRM),
    },
    "static_select": {**MENU, **STATIC, "initial_option": may(OPTION)},
    "multi_static_select": {**MANY, **STATIC, "initial_options": may(items(OPTION, 100))},
    "external_select": {**MENU, "initial_option": may(OPTION), "min_query_length": may(integer(0, 3_000))},
    "multi_external_select": {
        **MANY,
        "initial_options": may(items(OPTION, 100)),
        "min_query_length": may(integer(0, 3_000)),
    },
    "users_select": {**MENU, "initial_user": may(string(255))},
    "multi_users_select": {**MANY, "initial_users": may(items(string(255), 100))},
    "channels_select": {
        **MENU,
        "initial_channel": may(string(255)),
        "response_url_enabled": may(boolean),
    },
    "multi_channels_select": {**MANY, "initial_channels": may(items(string(255), 100))},
    "conversations_select": {
        **MENU,
        "initial_conversation": may(string(255)),
        "default_to_current_conversation": may(boolean),
        "response_url_enabled": may(boolean),
        "filter": may(FILTER),
    },
    "multi_conversations_select": {
        **MANY,
        "initial_conversations": may(items(string(255), 100)),
        "default_to_current_conversation": may(boolean),
        "filter": may(FILTER),
    },
    "checkboxes": {
        **ANY,
        "options": need(items(RICH_OPTION, 10)),
        "initial_options": may(items(RICH_OPTION, 10)),
    },
    "radio_buttons": {
        **ANY,
        "options": need(items(RICH_OPTION, 10)),
        "initial_option": may(RICH_OPTION),
    },
    "datepicker": {**MENU, "initial_date": may(DATE)},
    "timepicker": {**MENU, "initial_time": may(TIME), "timezone": may(string(100))},
    "datetimepicker": {**ANY, "initial_date_time": may(integer(10**9, 10**10 - 1))},
    "image": IMAGE,
    "plain_text_input": {
        **LINE,
        "initial_value": may(string(3_000)),
        "multiline": may(boolean),
        "min_length": may(integer(0, 3_000)),
        "max_length": may(integer(1, 3_000)),
    },
    "email_text_input": {**LINE, "initial_value": may(string(3_000))},
    "url_text_input": {**LINE, "initial_value": may(string(3_000))},
    "number_input": {
        **LINE,
        "is_decimal_allowed": need(boolean),
        "initial_value": may(string(100)),
        "min_value": may(string(100)),
        "max_value": may(string(100)),
    },
    "rich_text_input": {
        **LINE,
        "initial_value": may(typed({"rich_text": {**RICH_TEXT, "block_id": ID}})),
    },
    "file_input": {
        "action_id": ID,
        "filetypes": may(items(string(20), 100)),
        "max_files": may(integer(1, 10)),
    },
    "workflow_button": {
        "action_id": ID,
        "text": need(text(75)),
        "workflow": need(anything),
        "style": may(one_of("primary", "danger")),
        "accessibility_label": may(string(75)),
    },
}
