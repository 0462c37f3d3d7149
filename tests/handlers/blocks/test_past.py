"""How what is found in the past looks, and what somebody is shown of what is held of them."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.demo.block_kit.validate import block_faults, total_text
from bot.model.call import Section
from bot.model.history import Entry, ItemHistory, ItemOutcome, ItemVersion
from handlers.blocks.lead_words import said
from handlers.blocks.past import Source, found, linked, lived, pages_of, shown
from tests.golden_files import golden
from tests.handlers import samples
from tests.handlers.stage import CALL

TODAY = date(2027, 1, 14)
NEW, OLD = date(2027, 1, 12), date(2015, 1, 6)
DAYS = linked({NEW: Source(NEW, "https://example.slack.com/archives/C1/p1"), OLD: Source(OLD)}, TODAY)
ENTRIES = (
    Entry("Production", NEW, 0, "Power cut at the <mirror>", "announcement"),
    Entry("Production", NEW, 1, "Order a mirror", "action"),
    Entry("Production", NEW, 5, "Moved the Mirror & more", area="Software", section="ongoing"),
    Entry("Production", NEW, 7, "ask about mirrors", "note", area="Software"),
    Entry("Production", OLD, 3, "A mirr\u00f3r " + "of something " * 90, area="Gone", section="emergencies"),
)


def stage(text: str, weeks: int, *, lasted: int = 0, section: Section = Section.ONGOING) -> ItemVersion:
    first = NEW - timedelta(weeks=weeks)
    return ItemVersion(samples.item(text), section, first, first + timedelta(weeks=lasted))


LIVES = {
    "ongoing": ItemHistory((stage("Port of the installer", 4, lasted=4),)),
    "news": ItemHistory((stage("It runs", 0, section=Section.NEWS),)),
    "emergency": ItemHistory((stage("Gateway is down", 1, lasted=1, section=Section.EMERGENCIES),)),
    "finished": ItemHistory((stage("Move", 3, lasted=2), stage("Move: done", 0)), ItemOutcome.FINISHED),
    "finished at once": ItemHistory((stage("Reboot done", 2),), ItemOutcome.FINISHED),
    "gone": ItemHistory((stage("Old hosts", 9, lasted=5),), ItemOutcome.GONE),
    "reworded": ItemHistory(tuple(stage(f"Reached {9 - weeks}K", weeks) for weeks in range(5, -1, -1))),
}


def written(blocks: object) -> str:
    return json.dumps(blocks, indent=1, ensure_ascii=False) + "\n"


def test_what_is_found_looks_as_it_did_when_somebody_last_looked_at_it():
    blocks = list(shown(found(ENTRIES, "mirror", CALL, DAYS)))
    assert block_faults(blocks) == []
    assert golden("blocks/past-found.json", written(blocks)) == written(blocks)


def test_lives_look_as_they_did_when_somebody_last_looked_at_them():
    blocks = list(shown(lived(life, DAYS) for life in LIVES.values()))
    assert block_faults(blocks) == []
    assert golden("blocks/past-lives.json", written(blocks)) == written(blocks)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ongoing", "Ongoing for 4 weeks, since December 15, 2026"),
        ("news", "News on January 12"),
        ("emergency", "Emergency for 1 week, since January 5"),
        ("finished", "Finished on January 12; stood there since December 22, 2026"),
        ("finished at once", "Finished on December 29, 2026"),
        ("gone", "Reported last on December 15, 2026; stood there for 5 weeks, since November 10, 2026"),
        ("reworded", "Ongoing for 5 weeks, since December 8, 2026"),
    ],
)
def test_what_became_of_an_item_is_told_in_a_line(name, told):
    plain = linked({}, TODAY)
    assert list(said(lived(LIVES[name], plain)))[1] == f"    \u2022 {told}"


def test_of_many_wordings_the_last_ones_are_told_and_how_many_there_were():
    lines = list(said(lived(LIVES["reworded"], linked({}, TODAY))))
    assert lines[0] == "\u2022 Reached 9K"
    assert [line.rpartition(": ")[2] for line in lines[2:5]] == ["Reached 8K", "Reached 7K", "Reached 6K"]
    assert lines[5] == "    \u2022 and 2 earlier wordings"


def test_pages_hold_what_slack_takes_however_long_the_items_are():
    long = [
        replace(life, stages=tuple(replace(each, item=samples.item("word " * 999)) for each in life.stages))
        for life in LIVES.values()
    ] * 4
    pages = pages_of(long)
    assert [life for page in pages for life in page] == long
    for page in pages:
        blocks = list(shown(lived(life, DAYS) for life in page))
        assert block_faults(blocks) == []
        assert total_text(blocks) <= 10_000


def test_there_is_always_a_first_page():
    assert pages_of([]) == ((),)
