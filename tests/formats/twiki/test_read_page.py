from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.formats.twiki.read_page import read_page, with_area, write_page
from bot.formats.twiki.write import area_text, twiki, with_meta
from bot.model.call import Section, Style
from bot.model.minutes import Silence
from bot.model.update import Item
from bot.model.words import Shape
from tests.formats.samples import MEETING, area, full, minutes

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
