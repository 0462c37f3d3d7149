"""How the messages and forms of a meeting that is going on look, and that Slack takes them."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.block_kit.validate import view_faults
from bot.model.call import Area, Style
from bot.model.message import ACTION_ITEMS, AreaWalk, Closed, Message, MinutesPage
from bot.model.minutes import ActionItem, Silence
from bot.model.update import Item, Sections
from bot.model.words import words
from handlers.blocks.action_ids import Subject
from handlers.blocks.note import action_form, note_form
from handlers.blocks.render import render
from tests.golden_files import golden
from tests.handlers import samples
from tests.handlers.looks import is_acceptable
from tests.handlers.stage import CALL

KEY = "Production/2027-01-12/notice/round"
SUBJECT = Subject("Production", samples.DAY, "Storage")
SOFTWARE = replace(
    samples.minutes().areas[0], sections=samples.SECTIONS, notes=("Ben asks for a date <!channel>",)
)
ACTIONS = (
    ActionItem(3, "Order the switch", "Kim", date(2026, 12, 1), date(2027, 1, 5)),
    ActionItem(4, "Write the plan", "Tim T.", samples.DAY, date(2027, 1, 19)),
)
ROUND = AreaWalk(samples.OCCASION, SOFTWARE, 2, before="Release", after="Storage", actions=ACTIONS)
LIVE = replace(
    samples.FULL,
    areas=tuple(replace(area, notes=(f"said of {area.area}",)) for area in samples.AREAS),
    apologies=("Bo",),
)

MESSAGES: dict[str, Message] = {
    "minutes-live": MinutesPage(LIVE, live="Production/2027-01-12"),
    "round": ROUND,
    "round-first": replace(
        ROUND, place=1, before="", area=replace(SOFTWARE, sections=Sections(), silence=Silence.AWAY)
    ),
    "round-last-area": replace(ROUND, after=ACTION_ITEMS),
    "round-actions": replace(ROUND, area=None, after=""),
    "round-no-actions": replace(ROUND, area=None, after="", actions=()),
    "round-over": replace(ROUND, over=True),
    "closed": Closed(samples.OCCASION, "Scott <@U0TIM>", datetime(2027, 1, 12, 21, 52, tzinfo=UTC)),
}
VIEWS = {
    "note": note_form(SUBJECT, CALL.areas, "C0PROD"),
    "note-one-area": note_form(SUBJECT, CALL.areas[1:2], "C0PROD"),
    "agreed": action_form(SUBJECT, "C0PROD"),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_of_the_meeting_looks_as_it_did_and_slack_takes_it(name):
    shown = render(MESSAGES[name], KEY)
    assert is_acceptable(shown)
    assert shown.blocks[0]["block_id"] == KEY
    written = json.dumps({"text": shown.text, "blocks": shown.blocks}, indent=1, ensure_ascii=False) + "\n"
    assert golden(f"blocks/{name}.json", written) == written


@pytest.mark.parametrize("name", VIEWS)
def test_a_form_of_the_meeting_looks_as_it_did_and_slack_takes_it(name):
    assert view_faults(VIEWS[name]) == []
    written = json.dumps(VIEWS[name], indent=1, ensure_ascii=False) + "\n"
    assert golden(f"views/{name}.json", written) == written


@given(
    st.integers(0, 200),
    st.lists(st.text(max_size=4_000), max_size=60).map(tuple),
    st.text(min_size=1, max_size=80).map(str.strip).filter(bool),
)
def test_whatever_is_reported_and_noted_the_round_fits(count, notes, name):
    items = tuple(Item(words("word " * count)) for _ in range(count))
    area = replace(SOFTWARE, sections=Sections(items, items, items), notes=notes)
    actions = tuple(replace(ACTIONS[1], number=number, text="x" * 500) for number in range(count))
    for shown in (replace(ROUND, area=area, after=name), replace(ROUND, area=None, actions=actions)):
        assert is_acceptable(render(shown, KEY))


def test_the_most_that_is_shown_of_an_area_fits():
    items = tuple(Item(words("<" * 4_000)) for _ in range(40))
    area = replace(SOFTWARE, sections=Sections(items, items, items), notes=("&" * 4_000,) * 40)
    actions = tuple(
        replace(ACTIONS[1], number=number, text=">" * 500, owner="x" * 80) for number in range(40)
    )
    for shown in (replace(ROUND, area=area, actions=actions), replace(ROUND, area=None, actions=actions)):
        assert is_acceptable(render(shown, KEY))


def test_a_form_for_a_call_of_many_areas_with_long_names_fits():
    areas = tuple(Area(f"{number} {'n' * 70}", (), Style.FLAT) for number in range(120))
    assert view_faults(note_form(SUBJECT, areas, "C0PROD")) == []


def test_only_the_last_page_of_long_minutes_has_the_roll_call():
    long = replace(
        LIVE, areas=tuple(replace(LIVE.areas[0], area=f"A{n}", notes=("n" * 900,)) for n in range(20))
    )
    for live, expected in (("Production/2027-01-12", True), ("", False)):
        shown = render(MinutesPage(long, 2, live), KEY)
        assert is_acceptable(shown)
        assert ("I'm here" in json.dumps(shown.blocks)) is expected


def test_an_item_that_is_not_shown_in_full_says_where_it_is():
    items = tuple(Item(words(f"item {number}")) for number in range(20))
    deep = Item(words("above"), (Item(words("one"), (Item(words("two")),)),))
    area = replace(SOFTWARE, sections=Sections(news=(deep, *items)), notes=())
    text = render(replace(ROUND, area=area, actions=()), KEY).text
    assert "above (and 2 more below it)" in text
    assert "item 10\n… and 9 more in the minutes above" in text
