"""An old page as minutes, as whole values."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.formats.twiki.read_page import read_page
from bot.model.call import Area, Call, Lead, Weekday, WikiTopic
from bot.model.minutes import ActionItem, Silence
from bot.rules.old_page import OldPage, bare, how_dated, minutes_of, problem_of

CALL = Call(
    name="Harbour",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    also_in=("Europe/Berlin",),
    areas=(Area("Cranes & Co.", (Lead("Wanda K.", "UW"),)),),
    twiki=WikiTopic(web="Docks", parent="Meetings"),
)
NOW = datetime(2027, 3, 1, tzinfo=UTC)
DAY = date(2027, 1, 5)
TEXT = """\
%META:TOPICINFO{author="WandaK" date="1799186400" format="1.1" version="1.4"}%
---++ Action Items:
   * 2: Order rope (Sol)
   * Paint the gate

---++ Cranes & Co. (Wanda K.)
   * crane 4 is painted

---++ Boats (Finn)
   * Emergencies
      * none
"""
PAGE = read_page(TEXT)


def old(name: str = "January5,2027HarbourMeeting", text: str = TEXT, day: date | None = None) -> OldPage:
    return OldPage(name, read_page(text), day)


def test_a_page_says_all_that_minutes_of_the_call_say():
    found = minutes_of(old(), CALL)
    assert (found.call, found.date, found.starts) == ("Harbour", DAY, datetime(2027, 1, 5, 21, tzinfo=UTC))
    assert (found.zone, found.also_in, found.coordinates) == ("America/New_York", ("Europe/Berlin",), ())
    assert found.actions == (
        ActionItem(2, "Order rope", "Sol"),
        ActionItem(1, "Paint the gate"),
    )
    assert (found.parent, found.charset, found.revision) == ("Meetings", CALL.twiki.charset, 4)
    assert (found.imported, found.topic) == ("January5,2027HarbourMeeting", "January5,2027HarbourMeeting")
    assert [(area.area, area.silence) for area in found.areas] == [
        ("Cranes & Co.", None),
        ("Boats", Silence.NOTHING),
    ]


def test_an_area_stands_under_the_name_that_the_call_has_for_it():
    page = old(text=TEXT.replace("Cranes & Co.", "CRANES, co"))
    assert [area.area for area in minutes_of(page, CALL).areas] == ["Cranes & Co.", "Boats"]
    assert (bare("Cranes & Co., 4"), bare("ÄB-c")) == ("cranesco4", "äbc")


def test_actions_without_a_number_get_those_that_are_left():
    text = TEXT.replace("   * Paint the gate\n", "   * Paint\n   * 1: Feed the gulls\n   * Sweep\n")
    assert [action.number for action in minutes_of(old(text=text), CALL).actions] == [2, 3, 1, 4]


def test_the_day_is_what_somebody_said_else_what_the_name_tells_else_that_of_the_last_change():
    assert minutes_of(old(day=date(2026, 12, 29)), CALL).date == date(2026, 12, 29)
    assert minutes_of(old(), CALL).date == DAY
    assert minutes_of(old("Notes"), CALL).date == date(2027, 1, 5)
    assert how_dated(old(), CALL) == how_dated(old("Notes", day=DAY), CALL) == ""
    assert how_dated(old("Notes"), CALL) == "dated by its last change"


def test_a_page_that_is_none_of_minutes_is_told_with_the_reason():
    assert problem_of(old(), CALL, NOW) == ""
    empty = old("Notes", "---++ Cranes (Wanda)\n")
    assert problem_of(empty, CALL, NOW) == "Notes: no area on it reports anything"
    undated = OldPage("Notes", read_page("---++ Cranes (Wanda)\n   * painted\n"))
    assert problem_of(undated, CALL, NOW) == (
        "Notes: nothing in it tells the day of the meeting; say it with --date"
    )
    assert problem_of(replace(undated, day=date(2028, 2, 29)), CALL, NOW) == ""
    assert problem_of(replace(undated, day=date(2028, 3, 1)), CALL, NOW) == (
        "Notes: nobody has met on 2028-03-01 yet, and no change of it is near; say the day with --date"
    )


@pytest.mark.parametrize("text", [TEXT.replace("---++ Boats (Finn)", "---++ Boats")])
def test_what_is_only_said_to_be_none_is_kept(text):
    only = text.partition("---++ Boats")
    page = old(text=f"---++ Boats{only[2]}", day=DAY)
    assert problem_of(page, CALL, NOW) == ""
