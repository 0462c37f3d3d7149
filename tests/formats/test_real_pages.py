import html
import re

import pytest

from bot.formats.twiki.page_area import PageArea
from bot.formats.twiki.read_page import read_page, write_page
from bot.formats.twiki.write import area_text
from bot.model.call import Section
from bot.model.update import everything
from tests.paths import SHARED

PAGES = SHARED / "pages"
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
