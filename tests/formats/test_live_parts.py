"""Apologies, and what was said about an area during the call."""

from dataclasses import replace

import pytest

from bot.formats.export import as_csv, as_json
from bot.formats.markdown import markdown
from bot.formats.text import text
from bot.formats.twiki.read_page import read_page
from bot.formats.twiki.write import area_text, twiki
from bot.model.call import Labels, Section, Style
from bot.model.minutes import Silence
from bot.model.update import Sections
from tests.formats.samples import OPERATIONS, SECURITY, area, item, minutes
from tests.formats.twiki.tml import render
from tests.formats.visible import words_of_all

NOTES = ("Ben asks for a date", "agreed: <b>Friday</b> 5 %TOPIC%")
SAID = Sections(news=(item("released"),))
WITH_NOTES = {
    Style.NESTED: (
        "   * News\n      * released\n\n   * Ongoing (and no significant news)\n\n"
        "   * Notes\n      * Ben asks for a date\n      * agreed: &lt;<nop>b&gt;Friday"
    ),
    Style.PLAIN: "News\n   * released\n\nOperations\n\nNotes\n   * Ben asks for a date\n   * agreed: ",
    Style.HEADINGS: "---+++ Notes\n   * Ben asks for a date\n   * agreed: ",
    Style.FLAT: "   * released\n\n   * Note: Ben asks for a date\n   * Note: agreed: ",
}


@pytest.mark.parametrize("style", Style)
def test_notes_end_an_area_in_its_own_style(style):
    labels = {Style.HEADINGS: OPERATIONS, Style.PLAIN: SECURITY}
    noted = area(style=style, notes=NOTES, sections=SAID)
    written = area_text(replace(noted, labels=labels.get(style, noted.labels)))
    assert WITH_NOTES[style] in written
    assert written.rstrip().endswith("TOPIC%")


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("silence", [None, *Silence])
def test_notes_are_read_back_and_nothing_in_them_runs(style, silence):
    sections = Sections() if silence else SAID
    written = area_text(area(style=style, notes=NOTES, sections=sections, silence=silence))
    (found,) = read_page(written).areas
    assert found.minutes.notes == NOTES
    assert (found.minutes.silence, found.minutes.sections.of(Section.NEWS) != ()) == (
        silence,
        silence is None,
    )
    assert render(written).surprises == []


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("said", ["Notes", "Notes:", "Note: down on Friday"])
def test_what_a_lead_reports_is_never_taken_for_a_note(style, said):
    below = (item("one"), item("two"))
    reported = Sections(news=(replace(item(said), items=below), item("other")))
    named = Labels(news=said) if style is not Style.FLAT else Labels()
    for labels in (Labels(), named):
        written = area_text(area(style=style, labels=labels, sections=reported, notes=("a note",)))
        (found,) = read_page(written).areas
        assert found.minutes.notes == ("a note",)
        assert said in {block.text for block in render(written).blocks}


def test_without_notes_an_area_is_written_as_ever():
    for style in Style:
        assert area_text(area(style=style, sections=SAID, notes=())) == area_text(
            area(style=style, sections=SAID)
        )
        assert "Note" not in area_text(area(style=style, sections=SAID))


def test_apologies_stand_below_the_attendees_and_are_read_back():
    page = twiki(minutes(attendees=("Bea", "Kim (from 16:12)"), apologies=("Ana B.", "Dan <b>")))
    assert "---++ Attendees: Bea, Kim (from 16:12)\n   * Apologies: Ana B., Dan &lt;<nop>b&gt;\n" in page
    found = read_page(page)
    assert (found.attendees, found.apologies) == (("Bea", "Kim (from 16:12)"), ("Ana B.", "Dan <b>"))


def test_apologies_without_attendees_are_no_attendees():
    found = read_page(twiki(minutes(apologies=("Ana B.",))))
    assert (found.attendees, found.apologies) == ((), ("Ana B.",))


def test_a_list_of_attendees_below_the_heading_may_have_apologies_too():
    found = read_page("---++ Attendees\n   * Ana\n   * Ben\n   * APOLOGIES : Cyd and Dan\n")
    assert (found.attendees, found.apologies) == (("Ana", "Ben"), ("Cyd", "Dan"))


def test_every_format_shows_apologies_and_notes():
    live = minutes(
        *(area(f"{style} (Ana)", style, notes=(f"{style}-note",)) for style in Style),
        apologies=("Xerxes Y.",),
    )
    for name, words in words_of_all(live).items():
        assert {"Xerxes", "Y."} <= set(words), name
        assert {f"{style}-note" for style in Style} <= set(words), name


def test_a_program_finds_apologies_and_notes_by_name():
    live = minutes(area(notes=NOTES), apologies=("=Ana",))
    exported = as_json(live)
    assert exported["apologies"] == ["=Ana"]
    assert exported["areas"][0]["notes"] == list(NOTES)
    rows = as_csv([live])
    assert "apology,,,,,'=Ana," in rows
    assert "note,Software,Software (Ana B.),,,Ben asks for a date," in rows


def test_markdown_and_text_have_notes_as_the_page_has():
    nested, flat = (
        area(sections=SAID, notes=NOTES[:1]),
        area("CMS (Bea)", Style.FLAT, sections=SAID, notes=NOTES[:1]),
    )
    assert "- Notes\n  - Ben asks for a date\n" in markdown(minutes(nested))
    assert "- released\n- Note: Ben asks for a date\n" in markdown(minutes(flat))
    assert "Notes\n  * Ben asks for a date\n" in text(minutes(nested))
    assert "* released\n* Note: Ben asks for a date\n" in text(minutes(flat))
