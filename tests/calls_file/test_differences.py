"""A change of a call is told in lines a chair can read."""

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given

from bot.calls_file import differences
from bot.model.call import Area, Charset, GitRepository, Labels, Lead, WikiTopic
from tests.calls_file.samples import HARBOUR, calls

CRANES, TIDES = HARBOUR.areas


def test_a_new_call_is_told_with_its_time_and_areas():
    assert differences(None, HARBOUR) == (
        "Harbour: new call, Tuesdays 16:00 America/New_York, in C0HARBOUR",
        "Harbour: new area Cranes (Wanda K.)",
        "Harbour: new area Tides (Ole & Bea)",
    )


def test_that_minutes_now_go_to_the_wiki_is_told_and_no_password_can_be():
    wiki = replace(HARBOUR.twiki, url="https://wiki.example.org/bin", web="Harbour", login="MinutesBot")
    assert differences(HARBOUR, replace(HARBOUR, twiki=wiki)) == (
        "Harbour: twiki url none → https://wiki.example.org/bin",
        "Harbour: twiki web none → Harbour",
        "Harbour: twiki login none → MinutesBot",
    )


def test_a_repository_that_is_new_is_told_key_by_key():
    changed = replace(HARBOUR, git=GitRepository(clone="/srv/minutes", path="{year}.md"))
    assert differences(HARBOUR, changed) == (
        "Harbour: git clone none → /srv/minutes",
        "Harbour: git path {year}/{year}-{month2}-{day2}-{call}.md → {year}.md",
    )


def test_each_change_is_a_line_in_the_words_of_the_file():
    changed = replace(
        HARBOUR,
        time=time(15, 30),
        remind=(timedelta(minutes=90),),
        chairs=("U0OLE",),
        skip=(date(2026, 12, 29),),
        holidays="NO",
        twiki=WikiTopic(charset=Charset.UTF8),
    )
    assert differences(HARBOUR, changed) == (
        "Harbour: time 16:00 → 15:30",
        "Harbour: remind 3h, 30m → 1h30m",
        "Harbour: chairs none → U0OLE",
        "Harbour: skip none → 2026-12-29",
        "Harbour: holidays none → NO",
        "Harbour: twiki charset ascii → utf-8",
    )


def test_areas_that_come_go_and_change_are_told_by_name():
    security = Area("Security", (Lead("Kevin", "U0KEVIN"),))
    cranes = replace(CRANES, leads=(Lead("Wanda K.", "U0OTHER"),), labels=Labels(news="Done"))
    assert differences(HARBOUR, replace(HARBOUR, areas=(security, cranes))) == (
        "Harbour: area Tides (Ole & Bea) is gone",
        "Harbour: new area Security (Kevin)",
        "Harbour: area Cranes: leads Wanda K. (U0WANDA) → Wanda K. (U0OTHER)",
        "Harbour: area Cranes: labels news News → Done",
    )


def test_another_order_of_the_areas_is_a_change():
    assert differences(HARBOUR, replace(HARBOUR, areas=(TIDES, CRANES))) == (
        "Harbour: order of areas Cranes, Tides → Tides, Cranes",
    )


@given(calls(), calls())
def test_nothing_is_told_exactly_when_nothing_changes(one, other):
    assert differences(one, one) == ()
    assert (differences(one, other) == ()) == (one == other)


def test_a_former_name_that_no_area_had_is_told():
    tugs = replace(TIDES, name="Tugs", was=("Tidse",))
    told = differences(HARBOUR, replace(HARBOUR, areas=(*HARBOUR.areas, tugs)))
    assert "Harbour: new area Tugs (Ole & Bea), though none was called Tidse" in told
