"""How every message looks: golden files, and the strict rules of Block Kit."""

import json
import os
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.absence import SaidAway
from bot.model.message import (
    AreaChanges,
    AskLead,
    AwayOffer,
    Card,
    CardArea,
    Changes,
    Excused,
    LastTime,
    LateNote,
    Message,
    MinutesPage,
    Notice,
    TwikiCopy,
)
from bot.model.update import Item, Sections, everything
from bot.model.words import Shape, Span
from handlers.blocks.render import render
from tests.handlers import samples
from tests.handlers.looks import is_acceptable, strings, whole
from tests.paths import GOLDEN

BLOCKS = GOLDEN / "blocks"
KEY = "Production/2027-01-12/card/U0TIM"
SAID_AWAY = SaidAway("I'm on vacation until Jan 29", date(2027, 1, 11), date(2027, 1, 29))

MESSAGES: dict[str, Message] = {
    "ask": samples.ASK,
    "remind": samples.REMIND,
    "last-call": samples.LAST_CALL,
    "remind-stand-in": samples.REMIND_STAND_IN,
    "ask-returned": samples.WELCOME_BACK,
    "card": samples.card(aside=("thanks!",)),
    "card-confirmed": samples.card(CardArea("Software", samples.LABELS, samples.update(confirmed=True))),
    "card-unsure": samples.card(
        CardArea("Software", samples.LABELS, samples.update()), choices=("Software", "Release")
    ),
    "card-published": samples.card(published=True),
    "card-away": samples.card(away=SAID_AWAY, aside=(SAID_AWAY.text,)),
    "away-offer": AwayOffer(samples.OCCASION, SAID_AWAY),
    "card-withdrawn": samples.card(CardArea("Software", samples.LABELS, samples.update(sections=Sections()))),
    "card-long": samples.card(
        CardArea("Software", samples.LABELS, samples.update(sections=Sections(samples.numbered(25))))
    ),
    "minutes": MinutesPage(samples.FULL),
    "twiki": TwikiCopy(
        "Production Meeting, January 12, 2027", "January12,2027ProductionMeeting.txt", "---++ x"
    ),
    "late": LateNote(("Software",), 2),
    "ask-stand-in": samples.STANDING_IN,
    "away": Excused(samples.OCCASION, samples.AWAY, "Teo T."),
    "away-alone": Excused(samples.OCCASION, samples.AWAY),
    "back": Excused(samples.OCCASION, samples.AWAY, over=True),
    "away-by-chair": Excused(samples.OCCASION, samples.AWAY, "Teo T.", by="Scott"),
    "back-by-chair": Excused(samples.OCCASION, samples.AWAY, over=True, by="Scott"),
    "still-away": Excused(samples.OCCASION, samples.AWAY, still=True),
    "changes": Changes(
        date(2027, 1, 5), (AreaChanges("Software", ("16K jobs",), ("Old hosts",), (("Tokens", 3),)),)
    ),
    "notice": Notice("The call is <today> & tomorrow."),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_looks_as_it_did_when_somebody_last_looked_at_it(name):
    shown = render(MESSAGES[name], KEY, zone="Europe/Berlin")
    written = json.dumps({"text": shown.text, "blocks": shown.blocks}, indent=1, ensure_ascii=False) + "\n"
    golden = BLOCKS / f"{name}.json"
    if os.environ.get("GOLDEN") == "rewrite":  # noqa: TID251 - the switch of `make golden`
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(written, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_every_message_and_its_first_block_bears_the_key(name):
    shown = render(MESSAGES[name], KEY, zone="Europe/Berlin")
    assert is_acceptable(shown)
    assert shown.blocks[0]["block_id"] == KEY


def test_what_a_lead_typed_is_literal_and_never_mrkdwn():
    shown = render(samples.card(), KEY)
    markdown = [text for block in shown.blocks if block["type"] != "rich_text" for text in strings(block)]
    assert not any("certificate" in text for text in markdown)
    assert any("<!channel>" in text for text in strings(list(shown.blocks)))
    assert "<!channel>" not in shown.text
    assert "&lt;!channel&gt;" in shown.text


def test_the_ask_says_when_in_the_call_s_zone_the_further_ones_and_the_reader_s():
    text = render(samples.ASK, KEY, zone="Europe/Berlin").text
    assert "Tuesday, January 12, 4:00 PM EST (New York) / 3:00 PM CST (Chicago)" in text
    assert "10:00 PM CET (Berlin) where you are" in text


def test_a_reader_beyond_midnight_is_told_the_day():
    text = render(samples.ASK, KEY, zone="Australia/Sydney").text
    assert "8:00 AM AEDT (Sydney) on Wednesday, January 13 where you are" in text


def test_a_reader_whose_clock_is_shown_already_is_not_told_it_twice():
    assert "where you are" not in render(samples.ASK, KEY, zone="US/Eastern").text


def test_a_button_says_for_which_area_it_is_when_there_are_several():
    labels = [
        text
        for block in render(samples.ASK, KEY).blocks
        if block["type"] == "actions"
        for text in strings(block)
    ]
    assert "Nothing new: Software" in labels
    assert "Use a form: Release" in labels


@pytest.mark.parametrize("count", [0, 1, 18, 19, 60, 200, 1_000])
def test_a_card_of_any_length_fits_and_every_item_can_be_corrected(count):
    card = samples.card(
        CardArea("Software", samples.LABELS, samples.update(sections=Sections(samples.numbered(count))))
    )
    shown = render(card, KEY)
    assert is_acceptable(shown)
    ids = [
        element["action_id"]
        for block in shown.blocks
        for element in block.get("elements", ())
        if "action_id" in element
    ]
    assert ("correct||Software" in ids) is bool(count)


def test_what_does_not_fit_on_a_card_is_one_press_away():
    few, many = (
        render(
            samples.card(
                CardArea("A", samples.LABELS, samples.update("A", Sections(samples.numbered(count))))
            ),
            KEY,
        )
        for count in (30, 300)
    )
    assert "show||A" not in json.dumps(few.blocks)
    assert "show||A" in json.dumps(many.blocks)


def test_cards_of_many_areas_fit():
    areas = tuple(
        CardArea(
            f"Area {number}", samples.LABELS, samples.update(f"Area {number}", Sections(samples.numbered(12)))
        )
        for number in range(30)
    )
    assert is_acceptable(render(samples.card(*areas), KEY))


def test_asks_for_many_areas_with_long_lists_fit():
    areas = tuple(LastTime(f"Area {number}", samples.LABELS, samples.numbered(20)) for number in range(30))
    assert is_acceptable(render(AskLead(samples.OCCASION, areas), KEY))


ODD = st.text(max_size=60) | st.sampled_from(
    ["<!channel>", "<@U0TIM>", "*b* _i_ `c`", "&amp;", "```", "\n\n", ""]
)
SPANS = st.builds(
    Span,
    ODD,
    bold=st.booleans(),
    italic=st.booleans(),
    code=st.booleans(),
    url=st.none() | st.just("https://x.org/"),
)
ITEMS = st.recursive(
    st.builds(
        Item,
        st.lists(SPANS, max_size=3).map(tuple),
        shape=st.sampled_from([Shape.BULLET, Shape.CODE, Shape.QUOTE]),
    ),
    lambda inside: st.builds(
        Item, st.lists(SPANS, max_size=2).map(tuple), st.lists(inside, max_size=3).map(tuple)
    ),
    max_leaves=12,
)


@given(st.lists(ITEMS, max_size=8).map(tuple))
def test_whatever_leads_write_slack_takes_the_card_and_the_minutes(items):
    keyed = tuple(replace(each, key=f"1799700000.000100/{number}") for number, each in enumerate(items))
    sections = Sections(news=keyed)
    area = CardArea("Software", samples.LABELS, samples.update(sections=sections))
    assert is_acceptable(render(Card(samples.OCCASION, (area,)), KEY))
    written = samples.minutes([replace(samples.AREAS[0], sections=sections)])
    text = whole(written)
    assert all(span.text in text for each in everything(items) for span in each.words)
