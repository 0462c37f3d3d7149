"""Minutes go on a page that people edit too, and nothing people wrote goes."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.formats.twiki.amend import EditedByHand, NeverEnds, StandsTwice, amend_page, stands, without_meta
from bot.formats.twiki.read_page import read_page
from bot.formats.twiki.write import area_text, twiki
from bot.model.call import Style
from bot.model.minutes import Minutes, Silence
from bot.model.update import Item, Sections
from tests.formats.samples import area, full, item, minutes

BY_HAND = """\
%TOC%
---++ Coordinates
   * 4:00 PM Eastern

---++ Announcements:
   * Cake at five

---++ Attendees: Uma, Ole

---++ Tides (Ole)
   * High water at six, says =tide.py=

---++ Cranes (Wanda K.)

   * News
      * what Wanda wrote into the wiki

---++ Documentation
-- Main.OleB - 06 Jan 2026
"""


def flat(name: str, *items: Item, **more):
    return area(name, Style.FLAT, sections=Sections(news=items), **more)


CRANES = flat("Cranes (Wanda K.)", item("two new ropes"))
TIDES = area("Tides (Ole)", Style.FLAT, silence=Silence.NO_REPORT)
DOCKS = flat("Docks (Bea)", item("gate painted"))
WEEK = minutes(TIDES, CRANES)


def with_areas(before: Minutes, *areas) -> Minutes:
    """The same minutes with these areas instead of those of their names."""
    new = {one.area: one for one in areas}
    return replace(before, areas=tuple(new.get(one.area, one) for one in before.areas))


def test_a_page_that_does_not_exist_becomes_the_whole_copy():
    found = amend_page("", full())
    assert found.text == twiki(full())
    assert stands(found.text, found.pieces)


def test_only_the_areas_that_reported_change_and_the_rest_stays_to_the_letter():
    found = amend_page(BY_HAND, WEEK)
    above, _, below = BY_HAND.partition("---++ Cranes")
    assert found.text == above + area_text(CRANES) + "\n" + below[below.index("---++ Documentation") :]
    assert len(found.pieces) == 1


def test_nothing_is_put_where_the_minutes_stand_already():
    once = amend_page(BY_HAND, WEEK).text
    again = amend_page(once.replace("\n\n", "\n \n\n"), WEEK)
    assert again.pieces == ()


@pytest.mark.parametrize("silence", [Silence.NO_REPORT, Silence.AWAY])
def test_what_a_lead_wrote_by_hand_is_kept_where_they_told_the_bot_nothing(silence):
    silent = with_areas(WEEK, area("Cranes (Wanda K.)", Style.FLAT, silence=silence))
    assert amend_page(BY_HAND, silent).text == BY_HAND


def test_an_area_that_the_page_lacks_gets_its_place_in_the_calls_order():
    between = amend_page(BY_HAND, minutes(TIDES, DOCKS, CRANES)).text
    assert between.index("---++ Tides") < between.index("---++ Docks") < between.index("---++ Cranes")
    first = amend_page(BY_HAND, minutes(DOCKS, TIDES)).text
    assert first.index("---++ Attendees") < first.index("---++ Docks") < first.index("---++ Tides")
    alone = amend_page("Welcome.\n", minutes(DOCKS)).text
    assert alone.startswith("Welcome.\n")
    assert alone.endswith(area_text(DOCKS))
    for text in (between, first):
        assert "gate painted\n\n" in text


def test_late_minutes_change_only_what_they_say_anew():
    page = amend_page(BY_HAND, WEEK).text.replace("Cake at five", "Cake at six")
    late = with_areas(WEEK, flat("Tides (Ole)", item("spring tide")))
    with pytest.raises(EditedByHand, match="Tides"):
        amend_page(page, late, (WEEK,))
    bare = page.replace("   * High water at six, says =tide.py=\n", "")
    found = amend_page(bare, late, (WEEK,))
    assert "   * spring tide" in found.text
    assert "Cake at six" in found.text
    assert found.text.replace("   * spring tide\n", "").split() == bare.split()


def test_what_was_corrected_by_hand_is_kept_while_other_areas_are_amended():
    page = twiki(full()).replace("14,200 jobs/day", "14,300 jobs/day")
    late = with_areas(full(), flat("Atlas (Ida & Ole)", item("late news")))
    found = amend_page(page, late, (full(),))
    assert "14,300 jobs/day" in found.text
    assert "   * late news" in found.text
    assert found.text.count("no report") == page.count("no report") - 1


def test_what_was_edited_by_hand_is_not_overwritten_by_a_late_reply_for_the_same_area():
    page = twiki(full()).replace("14,200 jobs/day", "14,300 jobs/day")
    late = with_areas(full(), flat("CMS (Bea)", item("only 10 jobs")))
    with pytest.raises(EditedByHand, match=r"CMS \(Bea\)"):
        amend_page(page, late, (full(),))


def test_either_of_two_versions_may_stand_when_it_is_not_known_which_was_saved():
    second = with_areas(full(), flat("CMS (Bea)", item("a second word")))
    third = with_areas(full(), flat("CMS (Bea)", item("a third word")))
    for stands_there in (full(), second):
        found = amend_page(twiki(stands_there), third, (full(), second))
        assert found.text.split() == twiki(third).split()


def test_an_emergency_that_comes_late_is_lifted_to_the_top_and_leaves_it_again():
    calm = with_areas(full(), area("Security (Kim)", Style.PLAIN, silence=Silence.NOTHING))
    assert "---++ Emergencies" not in twiki(calm)
    risen = amend_page(twiki(calm), full(), (calm,))
    assert risen.text.split() == twiki(full()).split()
    assert amend_page(risen.text, calm, (full(),)).text.split() == twiki(calm).split()


def test_the_frame_follows_until_somebody_makes_it_their_own():
    later = replace(full(), attendees=("Bea", "Kim", "Sam T", "Uma"))
    assert "Attendees: Bea, Kim, Sam T, Uma" in amend_page(twiki(full()), later, (full(),)).text
    own = twiki(full()).replace("Attendees: Bea, Kim, Sam T", "Attendees: Bea, and half of Kim")
    assert amend_page(own, later, (full(),)).text == own


def test_a_page_that_has_an_area_twice_is_left_alone():
    with pytest.raises(StandsTwice, match="Cranes"):
        amend_page(BY_HAND + "---++ Cranes (Wanda K.)\n", WEEK)


def test_after_a_lost_answer_what_was_edited_meanwhile_is_not_overwritten():
    both = minutes(CRANES, DOCKS)
    saved = amend_page(BY_HAND, both).text
    assert amend_page(saved, both, unsure=True).pieces == ()
    with pytest.raises(EditedByHand, match="Docks"):
        amend_page(saved.replace("gate painted", "gate painted green"), both, unsure=True)
    assert len(amend_page(BY_HAND, both, unsure=True).pieces) == 2


def test_a_late_word_after_a_try_of_which_nobody_knows_brings_everything_in():
    first, second = minutes(CRANES, DOCKS), minutes(CRANES, flat("Docks (Bea)", item("gate green")))
    for stands_there in (BY_HAND, amend_page(BY_HAND, first).text, amend_page(BY_HAND, second).text):
        found = amend_page(stands_there, second, (first,), unsure=True)
        assert found.text == amend_page(BY_HAND, second).text
    edited = amend_page(BY_HAND, first).text.replace("gate painted", "gate painted twice")
    with pytest.raises(EditedByHand, match="Docks"):
        amend_page(edited, second, (first,), unsure=True)


def test_meta_lines_are_taken_off_and_nothing_else():
    meta = '%META:TOPICINFO{author="A" date="1" version="1.3"}%\n%META:TOPICPARENT{name="B"}%\n'
    attached = '\n%META:FILEATTACHMENT{name="x.png"}%\n'
    assert without_meta(meta + BY_HAND.replace("\n", "\r\n") + attached) == BY_HAND
    assert (
        without_meta("a %META:TOPICINFO{x}% b\n%META:OWN{x}%\n") == "a %META:TOPICINFO{x}% b\n%META:OWN{x}%\n"
    )
    assert without_meta(meta) == ""


HEADINGS = [
    "---++ Cranes (Wanda K.)",
    "---++ Tides (Ole)",
    "---++Docks (Bea) ",
    "---++ Attendees: Uma",
    "---++",
    "---++ X",
]
LINES = [
    "",
    " ",
    "   * News",
    "   * gate painted",
    "      * deep",
    "<verbatim>",
    "</verbatim>",
    "<!--",
    "-->",
    "---+++ Last Week",
    "| a |",
]
pages = st.lists(st.sampled_from([*HEADINGS, *LINES]), max_size=12).map("\n".join)


@example("", "---++ Attendees: Uma\n<!--\n---++ Cranes (Wanda K.)")
@given(pages, pages)
def test_whatever_stands_on_a_page_only_what_reported_goes_and_doing_it_again_changes_nothing(above, below):
    page = f"{above}\n{below}"
    try:
        found = amend_page(page, WEEK)
    except StandsTwice:
        assert page.count("Cranes") > 1
        return
    except NeverEnds:
        assert "<verbatim>" in page or "<!--" in page
        return
    if page.strip():
        assert outside(found.text) == outside(page)
    assert amend_page(found.text, WEEK).text == found.text
    assert stands(found.text, found.pieces)


def outside(page: str) -> list[str]:
    """The lines that are not of the area that reported, and say something."""
    parts = (part for part in read_page(page).parts if "Cranes" not in (part.heading or ""))
    return [line for part in parts for line in (part.heading or "", *part.lines) if line.strip()]
