import html
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.formats.twiki import area_text, twiki, with_meta
from bot.formats.twiki_page import PageArea, read_page, with_area, write_page
from bot.model.call import Section, Style
from bot.model.minutes import Silence
from bot.model.update import Item, everything
from bot.model.words import Shape
from tests.formats.samples import MEETING, area, full, minutes

PAGES = Path(__file__).resolve().parents[3] / "shared" / "data" / "pages"
shared = pytest.mark.skipif(not PAGES.exists(), reason="the folder with shared pages is not there")

DECEMBER_9 = "Production.December9,2014ProductionMeeting.r7.txt"
DECEMBER_16 = "Production.December16,2014ProductionMeeting.r7.txt"
JANUARY_EARLY = "Production.January6,2015ProductionMeeting.r3.txt"
JANUARY = "Production.January6,2015ProductionMeeting.r13.txt"
TEMPLATE = "Production.WeeklyMeetingTemplate2013.txt"

# As a person counts them: style, leads, items in News, Ongoing and Emergencies with the nested ones.
COUNTED = {
    DECEMBER_9: {
        "CMS": ("flat", 1, 0, 0, 0),
        "Atlas": ("flat", 2, 6, 0, 0),
        "Grid Operations Center": ("headings", 1, 14, 9, 0),
        "Software": ("nested", 1, 9, 6, 0),
        "Release": ("flat", 1, 0, 0, 0),
        "User Support": ("flat", 2, 3, 0, 0),
        "Security": ("flat", 1, 0, 0, 0),
    },
    DECEMBER_16: {
        "CMS": ("flat", 1, 2, 0, 0),
        "Atlas": ("flat", 2, 6, 0, 0),
        "Grid Operations Center": ("headings", 1, 6, 4, 0),
        "Software": ("nested", 1, 5, 10, 0),
        "Release": ("flat", 1, 0, 0, 0),
        "User Support": ("flat", 2, 4, 0, 0),
        "Security": ("flat", 1, 0, 0, 0),
    },
    JANUARY_EARLY: {
        "CMS": ("flat", 1, 0, 0, 0),
        "Atlas": ("flat", 2, 0, 0, 0),
        "Grid Operations Center": ("headings", 1, 0, 0, 0),
        "Software": ("nested", 1, 4, 10, 0),
        "Release": ("flat", 1, 0, 0, 0),
        "User Support": ("flat", 2, 0, 0, 0),
        "Security": ("plain", 1, 0, 4, 0),
    },
    JANUARY: {
        "CMS": ("flat", 1, 2, 0, 0),
        "Atlas": ("flat", 2, 6, 0, 0),
        "Grid Operations Center": ("headings", 1, 7, 4, 0),
        "Software": ("nested", 1, 4, 10, 0),
        "Release": ("flat", 1, 10, 0, 0),
        "User Support": ("flat", 2, 2, 0, 0),
        "Security": ("plain", 1, 0, 4, 0),
    },
    TEMPLATE: {
        "CMS": ("flat", 1, 0, 0, 0),
        "Atlas": ("flat", 2, 0, 0, 0),
        "Grid Operations Center": ("headings", 1, 0, 0, 0),
        "Campus Infrastructures / HTPC": ("flat", 2, 0, 0, 0),
        "Software": ("flat", 1, 0, 0, 0),
        "Integration": ("flat", 1, 0, 0, 0),
        "Site Coordination": ("flat", 1, 0, 0, 0),
        "User Support": ("flat", 2, 0, 0, 0),
        "Security": ("flat", 1, 0, 0, 0),
    },
}
# Bullets only: paragraphs, tables and pictures are kept on the page, but our copy would list them anew.
LISTED = ("CMS", "Atlas", "Grid Operations Center", "Software", "Security")


def page_text(name: str) -> str:
    return (PAGES / name).read_text("utf-8")


def counted(found: PageArea) -> tuple[str, int, int, int, int]:
    news, ongoing, emergencies = (
        len(list(everything(found.body.sections.of(section)))) for section in Section
    )
    return str(found.body.style), len(found.leads), news, ongoing, emergencies


@shared
@pytest.mark.parametrize("name", COUNTED)
def test_a_real_page_written_again_is_the_same_page(name):
    assert write_page(read_page(page_text(name))) == page_text(name)


@shared
@pytest.mark.parametrize("name", COUNTED)
def test_the_areas_of_a_real_page_are_those_a_person_counts(name):
    assert {found.name: counted(found) for found in read_page(page_text(name)).areas} == COUNTED[name]


@shared
@pytest.mark.parametrize("name", [JANUARY_EARLY, JANUARY])
@pytest.mark.parametrize("which", LISTED)
def test_our_copy_of_a_real_area_equals_what_people_wrote(name, which):
    text = page_text(name)
    found = next(found for found in read_page(text).areas if found.name == which)
    assert comparable(area_text(found.minutes)) == comparable(section(text, found.heading))


@shared
def test_the_frame_of_a_real_page_is_understood():
    page = read_page(page_text(JANUARY))
    assert (page.info.revision, page.info.parent) == (13, "WeeklyProductionMeetings")
    assert len(page.info.attachments) == 2
    assert page.coordinates[0] == "4:00 PM Eastern (3:00 PM Central)"
    assert (len(page.announcements), len(page.actions), len(page.attendees)) == (1, 4, 7)
    security = page.areas[-1]
    assert security.body.none == ((Section.EMERGENCIES, "none as far as I know."),)


def section(text: str, heading: str) -> str:
    after = text.partition(f"---++ {heading}")[2]
    return f"---++ {heading}{re.split('^---[+]{2}(?![+])|^%META', after, flags=re.MULTILINE)[0]}"


def comparable(source: str) -> list[str]:
    """White space, needless escapes, entities, and addresses left bare do not count."""
    text = re.sub(r"<nop>|(?<![^\s(])!(?=\w)", "", html.unescape(source))
    return re.sub(r"\[\[([^\]]+)\]\[\1\]\]", r"\1", text).split()


IRREGULAR = """\
%META:TOPICINFO{author="AnnaLena" date="1420576929" format="1.1" version="1.3"}%
-- Main.AnnaLena - 06 Jan 2015
---++ Coordinates:
  * 4:00 PM Eastern
---++Announcements
   *Happy New Year
---++ ATTENDEES: Ana, Ben and Cyd
 ---++ Not a heading
---++ Software (Tim T. for Tom C., Ana): all quiet
<!-- ---++ Hidden (Nobody) -->
   * A remark before
   *    News:
      * first <br />
     <img src="%ATTACHURLPATH%/x.png" />
      *second!
      *
      * <br />
   * Ongoing (and no significant news)

      * *bold* and =code= with 1&nbsp;April &ndash; !MyThing
      * a [[https://w.example/a?b=1&amp;c=2][labelled *link*]]
%TABLE{sort="off"}%
| *A* | *B* |
-- Main.AnnaLena - 06 Jan 2015
---++ Documentation
<del>old words</del><ins>new words</ins>
> quoted mail
---++ Security (Kim)
Emergencies/Vulnerabilities?
   * None so far.
Operations:
   * <pre>
---++ no heading (Ann)
</pre>
---++ The full report with links is at https://wiki.example/Report
"""


def test_a_page_with_every_irregularity_is_written_again_as_it_was():
    assert write_page(read_page(IRREGULAR)) == IRREGULAR


def test_a_page_with_every_irregularity_still_gives_its_areas():
    page = read_page(IRREGULAR)
    assert [(found.name, found.leads, found.stand_in) for found in page.areas] == [
        ("Software", ("Tom C.", "Ana"), "Tim T."),
        ("Documentation", (), None),
        ("Security", ("Kim",), None),
    ]
    assert page.attendees == ("Ana", "Ben", "Cyd")
    assert (page.coordinates, page.announcements) == (
        ("4:00 PM Eastern",),
        ("Happy New Year",),
    )


def test_items_are_read_whatever_the_bullets_look_like():
    software, documentation, security = (found.body for found in read_page(IRREGULAR).areas)
    assert software.style is Style.NESTED
    assert [entry.text for entry in software.sections.news] == [
        "all quiet",
        "A remark before",
        "first",
        "second!",
    ]
    bold, link = software.sections.ongoing
    assert bold.text == "bold and code with 1 April \u2013 MyThing"
    assert [span.text for span in bold.words if span.bold or span.code] == ["bold", "code"]
    assert link.words[1].url == "https://w.example/a?b=1&c=2"
    assert [(entry.text, entry.shape) for entry in documentation.sections.news] == [
        ("new words", Shape.BULLET),
        ("quoted mail", Shape.QUOTE),
    ]
    assert security.style is Style.PLAIN
    assert security.none == ((Section.EMERGENCIES, "None so far."),)
    assert [(entry.text, entry.shape) for entry in security.sections.ongoing] == [
        ("---++ no heading (Ann)", Shape.CODE)
    ]


def test_our_own_copy_is_understood_again():
    page = read_page(twiki(full()))
    for written, found in zip(full().areas, page.areas, strict=True):
        assert (found.heading, found.minutes.none, found.minutes.silence) == (
            written.heading,
            written.none,
            written.silence,
        )
        for section_ in Section:
            assert texts(found.body.sections.of(section_)) == texts(written.sections.of(section_))


def texts(items: tuple[Item, ...]) -> list[Any]:
    return [(entry.text, entry.shape, texts(entry.items)) for entry in items]


def test_a_silent_area_stays_silent_when_it_is_read_back():
    silent = minutes(*(area(f"Area {silence.name}", silence=silence) for silence in Silence))
    assert [found.body.silence for found in read_page(twiki(silent)).areas] == list(Silence)


def test_only_the_area_that_reported_changes_on_a_page():
    page = read_page(IRREGULAR)
    changed = with_area(
        page, "Security", area_text(area("Security (Kim)", Style.FLAT, none=((Section.NEWS, "none"),)))
    )
    assert write_page(changed).partition("---++ Security")[0] == IRREGULAR.partition("---++ Security")[0]
    assert changed.areas[-1].body.none == ((Section.NEWS, "none"),)
    assert write_page(changed).endswith(
        "\n---++ The full report with links is at https://wiki.example/Report\n"
    )


def test_a_file_for_the_wiki_s_data_folder_says_who_wrote_it_and_where_it_belongs():
    at = datetime(2026, 1, 6, 21, tzinfo=UTC)
    text = with_meta("hello\n", author='Ann "%"', at=at, parent="WeeklyMeetings", revision=3)
    assert text.splitlines() == [
        '%META:TOPICINFO{author="Ann %22%25%22" date="1767733200" format="1.1" version="1.3"}%',
        '%META:TOPICPARENT{name="WeeklyMeetings"}%',
        "hello",
    ]
    info = read_page(text).info
    assert (info.author, info.at, info.parent, info.revision) == ('Ann "%"', at, "WeeklyMeetings", 3)


def test_a_meeting_without_anything_is_a_page_without_areas():
    assert read_page(twiki(replace(MEETING, attendees=("Ana",)))).areas == ()
