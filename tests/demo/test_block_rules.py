"""The strict validator of Block Kit."""

import json
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError, SlackRequestError
from slack_sdk.models.blocks import Block

from bot.demo import limits
from bot.demo.block_kit.validate import block_faults, total_text, view_faults
from bot.demo.wire import Json
from tests.paths import SHARED

CASES = SHARED / "block-kit-cases.json"
KNOWN = json.loads(CASES.read_text()) if CASES.exists() else {"good": {}, "bad": {}, "debatable": {}}
needs_cases = pytest.mark.skipif(not CASES.exists(), reason="no shared folder beside the checkout")


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text}


RAW = {"type": "raw_text", "text": "x"}
RICH: Json = {"type": "rich_text", "elements": []}
TASK = {"type": "task_card", "task_id": "1", "title": "x", "status": "complete"}


def container(**changes: object) -> Json:
    return {"type": "container", "child_blocks": [{"type": "divider"}], **changes}


def modal(**changes: object) -> Json:
    return {"type": "modal", "title": plain(), "blocks": [{"type": "divider"}], **changes}


@needs_cases
@pytest.mark.parametrize("name", KNOWN["good"] or ["none"])
def test_every_good_case_of_the_shared_data_is_accepted(name):
    assert block_faults(KNOWN["good"][name]) == []


@needs_cases
@pytest.mark.parametrize("name", sorted(KNOWN["bad"].keys() - KNOWN["debatable"].keys()) or ["none"])
def test_every_bad_case_of_the_shared_data_is_refused(name):
    assert block_faults(KNOWN["bad"][name])


@needs_cases
def test_the_debatable_ones_are_refused_too_the_large_one_for_its_total():
    large = [name for name in KNOWN["debatable"] if "total" in name]
    others = KNOWN["debatable"].keys() - set(large)
    assert all(block_faults(KNOWN["bad"][name]) for name in others)
    assert all(total_text(KNOWN["bad"][name]) > limits.ALL_BLOCKS_TEXT for name in large)


@pytest.mark.parametrize(
    ("blocks", "wrong"),
    [
        ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2, "only_one_table"),
        ([{"type": "image", "alt_text": "x"}], "either image_url or slack_file"),
        ([{"type": "header", "text": plain("")}], "more than 0 characters"),
        (
            [
                {
                    "type": "actions",
                    "elements": [
                        {
                            "type": "static_select",
                            "options": [{"text": plain(), "value": "a"}],
                            "initial_option": {"text": plain(), "value": "b"},
                        }
                    ],
                }
            ],
            "initial option must be one of the options",
        ),
        ([{"type": "actions", "elements": [{"type": "static_select"}]}], "either options or option_groups"),
        ([{"type": "section", "text": plain(), "accessory": {"type": "plain_text_input"}}], "unsupported"),
        (["text"], "unsupported type"),
        ([{"type": "alert", "text": plain()}], "unsupported type: alert"),
        ([{"type": "card", "subtitle": plain()}], "must have hero_image, title, actions or body"),
        ([{"type": "carousel", "elements": [{"type": "card"}]}], "must have hero_image"),
        ([{"type": "carousel", "elements": [{"type": "divider"}]}], "unsupported type: divider"),
        ([container()], "must have title"),
        ([container(title=plain(), child_blocks=[{"type": "section"}])], "must have text or fields"),
        ([container(title=plain(), child_blocks=[container(title=plain())])], "unsupported type: container"),
        ([container(title=plain(), is_collapsible=True, has_header_divider=True)], "can be collapsed"),
        ([{"type": "data_table", "caption": "x", "rows": [[RAW]]}], "no fewer than 2 items"),
        ([{"type": "data_table", "caption": "x", "rows": [[RICH], [RAW]]}], "cannot be rich_text"),
        ([{"type": "data_table", "caption": "x", "rows": [[RAW], [RAW, RAW]]}], "same number of cells"),
        ([{"type": "plan", "title": "x", "tasks": [{**TASK, "status": "late"}]}], "must be one of pending"),
    ],
)
def test_rules_across_fields_and_blocks_are_kept(blocks: Any, wrong: str):
    assert any(wrong in fault for fault in block_faults(blocks))


@pytest.mark.parametrize(
    "block",
    [
        {"type": "card", "title": plain(), "actions": [{"type": "button", "text": plain()}]},
        {"type": "carousel", "elements": [{"type": "card", "title": plain()}] * 10},
        container(title=plain(), child_blocks=[{"type": "section", "text": plain()}], width="wide"),
        {
            "type": "data_table",
            "caption": "x",
            "rows": [[RAW, RAW], [RICH, {"type": "raw_number", "value": 1}]],
        },
        {"type": "plan", "title": "x", "tasks": [TASK]},
        TASK,
    ],
    ids=lambda block: block["type"],
)
def test_the_newer_blocks_are_accepted_in_messages_and_not_in_forms(block):
    assert block_faults([block]) == []
    assert view_faults(modal(blocks=[block]))


def test_an_alert_is_for_forms():
    alert = {"type": "alert", "text": plain(), "level": "warning"}
    assert view_faults(modal(blocks=[alert])) == []


def test_the_same_button_in_two_cards_of_a_carousel_is_refused():
    card = {
        "type": "card",
        "title": plain(),
        "actions": [{"type": "button", "action_id": "a", "text": plain()}],
    }
    (fault,) = block_faults([{"type": "carousel", "elements": [card, card]}])
    assert "'a' is used 2 times" in fault


def test_a_fault_says_where_it_is():
    blocks: list[Json] = [{"type": "divider"}, {"type": "header", "text": plain("x" * 151)}]
    assert block_faults(blocks) == ["must be less than 151 characters [json-pointer:/blocks/1/text/text]"]


@pytest.mark.parametrize(
    "view",
    [
        modal(title=plain("x" * 25)),
        modal(private_metadata="x" * 3_001),
        modal(blocks=[{"type": "divider"}] * 101),
        modal(blocks=[{"type": "input", "label": plain(), "element": {"type": "plain_text_input"}}]),
        modal(blocks=[{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}]),
        {"type": "home", "title": plain(), "blocks": []},
        {"type": "window", "blocks": []},
    ],
)
def test_views_that_slack_refuses_are_refused(view):
    assert view_faults(view)


def test_a_form_with_fields_and_a_submit_button_is_accepted():
    field = {"type": "input", "label": plain(), "element": {"type": "rich_text_input", "action_id": "i"}}
    assert view_faults(modal(blocks=[field], submit=plain("Send"))) == []


def test_the_total_counts_what_a_reader_sees():
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "four"}, "fields": [plain("two")]}
    run = {"type": "rich_text_section", "elements": [{"type": "text", "text": "abc"}]}
    assert total_text([section, {"type": "rich_text", "elements": [run]}]) == len("fourtwoabc")


@needs_cases
@pytest.mark.parametrize("name", sorted({**KNOWN["good"], **KNOWN["bad"]}) or ["none"])
def test_whatever_the_models_of_slacks_own_library_refuse_is_refused_here_too(name):
    blocks = {**KNOWN["good"], **KNOWN["bad"]}[name]
    if _refused_by_the_library(blocks):
        assert block_faults(blocks)


def _refused_by_the_library(blocks: list[Json]) -> bool:
    try:
        for block in blocks:
            parsed = Block.parse(block)
            if parsed is not None:
                parsed.to_dict()
    except (SlackObjectFormationError, SlackRequestError, TypeError):  # a required field is missing
        return True
    return False
