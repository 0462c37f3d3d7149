"""How action items look: to their owners, and on the list somebody asked for."""

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.demo.block_kit.validate import block_faults, total_text
from bot.model.message import ActionEvent, ActionNotice
from bot.model.minutes import ActionItem
from handlers.blocks.action_items import described, entry
from handlers.blocks.paged_list import CHARACTERS_PER_PAGE, Entry, listed, pages_of
from handlers.blocks.render import render
from tests.golden_files import golden
from tests.handlers.looks import is_acceptable, strings

KEY = "Production/2027-01-15/notice/action-12-U0TIM-due"
TODAY = date(2027, 1, 18)
ACTION = ActionItem(
    12,
    "Order the <!channel> *switch*",
    "Tim T.",
    opened=date(2026, 12, 28),
    due=date(2027, 1, 15),
    person="U0TIM",
)
YOURS = ActionNotice("Production", ACTION, ActionEvent.YOURS, to="U0TIM", by="Ana B.")
NOTICES = {
    "action-yours": YOURS,
    "action-due": replace(YOURS, told=ActionEvent.DUE, by=""),
    "action-overdue": replace(YOURS, told=ActionEvent.OVERDUE, by=""),
    "action-done": replace(YOURS, action=replace(ACTION, done=True, closed=date(2027, 1, 16))),
    "action-taken-back": replace(YOURS, action=replace(ACTION, done=True)),
    "action-passed-on": replace(YOURS, action=replace(ACTION, owner="Ana B.", person="U0ANA")),
    "action-nobody": replace(YOURS, action=replace(ACTION, owner="", person="", due=None)),
}


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_looks_as_it_did_when_somebody_last_looked_at_it(name):
    shown = render(NOTICES[name], KEY)
    written = json.dumps({"text": shown.text, "blocks": shown.blocks}, indent=1, ensure_ascii=False) + "\n"
    assert written == golden(f"blocks/{name}.json", written)


@pytest.mark.parametrize("name", NOTICES)
def test_slack_takes_every_notice_and_its_first_block_bears_the_key(name):
    shown = render(NOTICES[name], KEY)
    assert is_acceptable(shown)
    assert shown.blocks[0]["block_id"] == KEY
    assert "#12 Order the &lt;!channel&gt; *switch*" in shown.text


@pytest.mark.parametrize("name", NOTICES)
def test_only_what_is_still_theirs_has_a_button(name):
    labels = [text for block in render(NOTICES[name], KEY).blocks[1:] for text in strings(block)]
    assert labels == (["Done"] if name in ("action-yours", "action-due", "action-overdue") else [])


def test_a_text_of_any_length_fits():
    long = replace(YOURS, action=replace(ACTION, text="word " * 800))
    assert is_acceptable(render(long, KEY))


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (ACTION, "Tim T., due Friday, January 15, :warning: overdue, opened 3 weeks ago"),
        (
            replace(ACTION, due=TODAY, opened=date(2027, 1, 17)),
            "Tim T., due Monday, January 18, opened yesterday",
        ),
        (
            replace(ACTION, due=date(2028, 1, 3), opened=TODAY),
            "Tim T., due Monday, January 3, 2028, opened today",
        ),
        (ActionItem(12, ACTION.text, opened=date(2027, 1, 6)), "nobody's yet, opened 12 days ago"),
        (replace(ACTION, due=None, done=True, closed=TODAY), "Tim T., opened 3 weeks ago, done today"),
        (replace(ACTION, due=None, done=True), "Tim T., opened 3 weeks ago, taken back"),
        (ActionItem(12, ACTION.text), "nobody's yet"),
    ],
)
def test_owner_date_age_and_state_stand_below_the_text(action, said):
    assert described(action, TODAY) == f"#12 {ACTION.text}\n{said}"


def test_the_button_says_aloud_which_item_it_closes():
    button = entry(ACTION, TODAY).button
    assert button is not None
    assert button["accessibility_label"] == "Mark action item #12 as done"


@pytest.mark.parametrize("length", [1, 400, 3_000, 9_000])
@pytest.mark.parametrize("count", [1, 19, 20, 21, 100])
def test_slack_takes_every_page_and_no_entry_is_lost(count, length):
    entries = [Entry(number, f"#{number} " + "word " * (length // 5)) for number in range(count)]
    pages = pages_of(entries)
    assert [each for page in pages for each in page] == entries
    for page in pages:
        blocks = list(listed(page, "Production/"))
        assert block_faults(blocks) == []
        assert len(page) <= 1 or total_text(blocks) <= CHARACTERS_PER_PAGE


def test_an_empty_list_has_one_page():
    assert pages_of([]) == ((),)
