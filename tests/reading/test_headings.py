"""Headings that name nothing known end a section, and what stands below them is looked at for emergencies."""

import pytest

from bot.model.call import Area, Section
from bot.model.update import Item, Reading, Why, everything
from bot.model.words import Span, plain
from bot.reading.cuts import cut
from bot.reading.understand import understand
from bot.reading.vocabulary.headings_abroad import HEADINGS_ABROAD
from handlers.text.rich_text import document_from_text

AREA = Area("Software", ())


def read(said: str) -> Reading:
    ((_, reading),) = understand(document_from_text(said), areas=(AREA,), last={})
    return reading


def alarming(reading: Reading) -> list[Item]:
    asked = [
        item for part in (Section.NEWS, Section.ONGOING) for item in reading.sections.of(part) if item.ask
    ]
    return [*reading.sections.emergencies, *asked]


@pytest.mark.parametrize("title", ["Tape library:", "*Tape library*", "## Tape library", "Tape:"])
@pytest.mark.parametrize("above", ["News:\n- a", "Ongoing:\n- a", "Emergencies:\n- none", "News: a"])
def test_an_emergency_below_an_unknown_heading_is_found(above, title):
    (item,) = alarming(read(f"{above}\n{title}\n- Velden is down, nobody can submit"))
    assert any(part.text.startswith("Velden is down") for part in everything((item,)))


def test_an_unknown_heading_ends_the_section_above_it():
    reading = read("Ongoing:\n- a\nPortal:\n- b")
    assert [item.why for item in reading.sections.ongoing] == [Why.HEADING]
    assert [(item.text, item.why) for item in reading.sections.news] == [("Portal:", Why.DEFAULT)]


def test_unknown_headings_right_below_a_known_one_are_its_topics():
    reading = read("Ongoing:\nPortal:\n- a\nTern:\n- b\nNews:\n- c")
    assert [item.text for item in reading.sections.ongoing] == ["Portal:", "Tern:"]
    assert [item.text for item in reading.sections.news] == ["c"]


@pytest.mark.parametrize(
    ("section", "name"), [(section, name) for section, names in HEADINGS_ABROAD.items() for name in names]
)
def test_sections_have_their_names_in_other_languages(section, name):
    reading = read(f"{name.capitalize()}:\n- moved the racks")
    assert [item.why for item in reading.sections.of(section)] == [Why.HEADING]


@pytest.mark.parametrize("name", ["Emergencia", "Emergencias", "Emergenze", "Emergências", "Urgences"])
@pytest.mark.parametrize("none", ["ninguna", "nessuna", "nenhuma", "aucune", "keine"])
def test_a_heading_in_another_language_with_none_below_is_no_alarm(name, none):
    assert not read(f"{name}:\n- {none}").sections


def test_troubles_are_ongoing_unless_they_read_like_emergencies():
    reading = read("Problems:\n- the printer is slow\n- the wiki is down")
    assert [item.text for item in reading.sections.ongoing] == ["the printer is slow"]
    assert [item.text for item in reading.sections.emergencies] == ["the wiki is down"]
    assert read("Problems:\n- none").none == ((Section.EMERGENCIES, "none"),)


def test_links_and_code_are_never_cut():
    words = (Span("a; "), Span("b; c", url="http://u.v"), Span("; d"))
    text = plain(words)
    first, last = text.index("; "), text.rindex("; ")
    inside = text.index("; c")
    cuts = cut(words, [(first, first + 2), (inside, inside + 2), (last, last + 2)])
    assert [plain(part) for part in cuts] == ["a", "b; c (http://u.v)", "d"]
