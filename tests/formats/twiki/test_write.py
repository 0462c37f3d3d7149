from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.formats.twiki.write import (
    NoTopicName,
    WouldRunInTheWiki,
    area_text,
    index_line,
    safe,
    topic_name,
    twiki,
    with_meta,
)
from bot.model.call import Charset, Labels, Section, Style
from bot.model.update import Item, Sections
from bot.model.words import Shape, Span
from tests.formats.samples import MEETING, OPERATIONS, SECURITY, area, full, item, minutes
from tests.formats.twiki.tml import render

DAY = date(2026, 1, 6)

COPY = """\
---++ Emergencies
   * Security (Kim)
      * Host db2 is down

---++ Coordinates
   * 4:00 PM Eastern (3:00 PM Central)
   * Phone: +1-555-0100, 4711#

---++ Announcements:
   * Happy New Year

---++ Action/Significant Items:
   * Order disks (#7, Sam, opened December 16, 2025, 3 weeks ago, due January 5, 2026, overdue)
   * Write the plan (#9, done)

---++ Attendees: Bea, Kim, Sam T

---++ CMS (Bea)

   * Jobs
      * 14,200 jobs/day

---++ Atlas (Ida & Ole)

no report

---++ Grid Operations Center (Sam T.)

---+++ Last Week
   * [[https://ops.example/notes?a=1&amp;b=2][Release notes]] are out

---+++ This Week
   * Uma off 9/Jan


---++ Software (Ana B.)

   * News
      * New !PanDA wrapper & friends
      * load <br /> 16K jobs

   * Ongoing (and no significant news)
      * Testing 70% of <nop>*.rpm
         * <pre>
make
make test
</pre>


---++ Release (Tim T. for Tom C.)

away (stand-in Tim T.)


---++ User Support (Cyd, Max)

nothing significant to report


---++ Security (Kim)
Emergencies/Vulnerabilities?
   * Host db2 is down

News
   * none as far as I know.

Operations
   * a drill &#8211; finished
      * report
"""


def test_the_copy_looks_like_the_pages_people_write_by_hand():
    assert twiki(full()) == COPY


def test_a_meeting_without_anything_is_the_frame_that_people_start_from():
    assert twiki(minutes(coordinates=(), also_in=())) == (
        "---++ Coordinates\n   * 4:00 PM Eastern\n\n---++ Announcements:\n\n"
        "---++ Action/Significant Items:\n\n---++ Attendees:\n"
    )


def test_an_empty_area_with_headings_keeps_them_and_says_why_it_is_empty():
    quiet = next(one for one in full().areas if one.silence)
    written = area_text(replace(quiet, style=Style.HEADINGS, labels=OPERATIONS))
    assert written.split("\n") == [
        *("---++ Atlas (Ida & Ole)", "", "no report", ""),
        *("---+++ Last Week", "", "---+++ This Week", ""),
    ]


def test_a_section_with_nothing_below_it_keeps_its_label():
    assert area_text(area(sections=Sections(news=(item("done"),)))).endswith(
        "   * News\n      * done\n\n   * Ongoing (and no significant news)\n"
    )


def test_emergencies_come_first_in_their_area_too():
    said = Sections(news=(item("new"),), emergencies=(item("down"),))
    for style in Style:
        written = area_text(area(style=style, labels=Labels(), sections=said))
        assert written.index("down") < written.index("new")


def test_the_words_that_said_there_is_nothing_stand_under_their_label():
    none = ((Section.EMERGENCIES, "none as far as I know."),)
    plain = area_text(area("Security (Kim)", Style.PLAIN, SECURITY, none=none))
    assert "Emergencies/Vulnerabilities?\n   * none as far as I know.\n" in plain
    flat = area_text(area("Security (Kim)", Style.FLAT, SECURITY, none=none))
    assert flat == "---++ Security (Kim)\n\n   * Emergencies/Vulnerabilities: none as far as I know.\n"


def test_items_nest_to_any_depth():
    deep = item("one", item("two", item("three", item("four"))))
    written = area_text(area("CMS (Bea)", Style.FLAT, sections=Sections(news=(deep,))))
    assert written.endswith("   * one\n      * two\n         * three\n            * four\n")


def test_a_quote_and_a_code_block_stay_what_they_are():
    quote, code = Item((Span("as they say"),), shape=Shape.QUOTE), item("a\n\tb | c", shape=Shape.CODE)
    written = area_text(area("CMS (Bea)", Style.FLAT, sections=Sections(news=(quote, code))), Charset.UTF8)
    assert written.endswith("   * &gt; as they say\n   * <verbatim>\na\n    b | c\n</verbatim>\n")


def test_what_leads_are_called_is_escaped_as_what_they_write():
    page = render(twiki(minutes(area("PanDA %TOPIC% (Bea <b>)"), attendees=("Ann [[x]]",))))
    assert page.surprises == []
    assert {"PanDA %TOPIC% (Bea <b>)", "Attendees: Ann [[x]]"} <= {block.text for block in page.blocks}


def test_why_the_minutes_came_late_stands_with_the_coordinates():
    assert "Central)\n   * posted 2 h late\n   * Phone" in twiki(minutes(delayed="posted 2 h late"))


@pytest.mark.parametrize(
    "line",
    [
        '%META:PREFERENCE{name="X"}%',
        "   * Set DENYTOPICVIEW = Ann",
        "      *  Local SKIN=x",
        "\t* Set A_B = c",
    ],
)
def test_a_text_that_would_act_in_the_wiki_is_refused(line):
    with pytest.raises(WouldRunInTheWiki):
        safe(f"---++ Area\n{line}\n")
    with pytest.raises(WouldRunInTheWiki):
        with_meta(line, author="Ann", at=datetime(2026, 1, 6, tzinfo=UTC), parent="")


@pytest.mark.parametrize(
    "line", ["   * Set up MAXJOBS = 5000", " %META:TOPICINFO{}%", "Set X = y", "   * Settle x = y"]
)
def test_a_text_that_only_looks_like_it_is_not_refused(line):
    assert safe(line) == line


@pytest.mark.parametrize(
    ("pattern", "call", "name"),
    [
        ("{month}{day},{year}{call}Meeting", "Production", "January6,2026ProductionMeeting"),
        ("{call}{mon}{day2}-{month2}", "ops & (security)", "Ops(security)Jan06-01"),
        ("minutes{year}.{call}/x", "a:b\\c", "Minutes2026abcx"),
        ("{unknown}Meeting", "x", "UnknownMeeting"),
        ("AUTOINC0XXXXXXXXXXXX", "x", "Autoinc0XXXXXXXXX"),
        ("\xe9quipe{day}", "x", "\xc9quipe6"),
    ],
)
def test_a_page_is_named_as_the_wiki_allows(pattern, call, name):
    assert topic_name(pattern, call, DAY) == name


def test_a_pattern_that_leaves_no_name_is_refused():
    with pytest.raises(NoTopicName):
        topic_name("{call}", "***", DAY)


def test_the_index_links_to_the_page_in_words_where_the_wiki_finds_it_so():
    assert index_line(MEETING) == "   * [[January 6, 2026 Production Meeting]]"
    assert (
        index_line(replace(MEETING, topic="2026-01-06"))
        == "   * [[2026-01-06][January 6, 2026 Production Meeting]]"
    )
