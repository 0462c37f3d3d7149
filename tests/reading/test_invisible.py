"""What cannot be seen in a reply changes nothing in what is understood; what is shown stays as typed."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Area, Section
from bot.model.update import Item, Reading, Sections
from bot.model.words import words
from bot.reading.characters import folded
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text, document_of
from tests.paths import SHARED

AREA = Area("Software", ())
LAST = {"Software": Sections(ongoing=(Item(words("certificate tool in test")),))}
HIDDEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufeff\u00ad\u034f\u180e\ufe0f"


def read(text: str) -> Reading:
    found = understand(document_from_text(text), areas=(AREA,), last=LAST)
    return found[0][1] if found else Reading()


def meaning(reading: Reading) -> object:
    """What is understood, with its words as they look."""

    def seen(item: Item) -> object:
        return folded(item.text).strip(), item.why, tuple(map(seen, item.items))

    sections = {part: tuple(map(seen, reading.sections.of(part))) for part in Section}
    none = tuple((part, folded(text).strip()) for part, text in reading.none)
    around = (tuple(folded(text).strip() for text in said) for said in (reading.aside, reading.headings))
    return sections, none, reading.intent, len(reading.questions), *around


CASES = {
    "before a heading": "\u200bNews:\n- Released 4.2\nOngoing:\n- certificate tool",
    "behind a heading": "News:\u200b\n- Released 4.2",
    "inside a heading": "Ne\u00adws:\n- Released 4.2",
    "round a heading in bold": "*\u2060News\u2060*\n- Released 4.2",
    "a mark of the other direction": "\u202bNews:\u202c\n- Released 4.2",
    "before a bullet": "News:\n\u200b- Released 4.2\n\ufeff- Moved",
    "between indent and bullet": "News:\n- Released 4.2\n  \u200b- in two sites",
    "behind a bullet": "News:\n-\u200b Released 4.2\n- \u200bMoved",
    "a line that seems blank": "Released 4.2\n\u200b\nMoved the mirror",
    "a bullet that seems blank": "News:\n- \u200b\n- Moved the mirror",
    "none": "Emergencies:\n- \u200bnone",
    "none inside": "Emergencies: no\u200bne\u00a0\u200b",
    "nothing new": "\ufeffnothing new\u200b",
    "small talk": "Released 4.2\nthank\u00a0you\u200b!",
    "a question": "when\u00a0is the\u202fcall\u200b?",
    "same": "\u200esame as last\u00a0week",
    "an alarm": "the\u00a0wiki is\u200b do\u00adwn",
    "carried over": "certi\u00adficate tool\u00a0in test",
    "a statement on the line of its heading": "News:\u200b Released 4.2; \u200bmoved",
    "a quote": "\u200b> said before",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_what_cannot_be_seen_changes_nothing(text):
    assert meaning(read(text)) == meaning(read(folded(text)))


WIDE = {
    "\uff2e\uff45\uff57\uff53\uff1a": "News:",
    "\uff2f\uff4e\uff47\uff4f\uff49\uff4e\uff47\uff1a": "Ongoing:",
    "\uff3bNews\uff3d": "[News]",
    "News\uff1f": "News?",
}


@pytest.mark.parametrize(("wide", "usual"), WIDE.items())
def test_full_width_headings_are_headings(wide, usual):
    found, expected = read(f"{wide}\n\uff0d\u3000moved"), read(f"{usual}\n- moved")
    assert found.sections == expected.sections
    assert found.headings == (wide,)


def test_what_is_shown_stays_as_it_was_typed():
    reading = read("News:\u200b a\u00adb\u00a0c\n\uff25mergencies: \u200bno\u00adne\nthank\u00a0you\u200b")
    assert [item.text for item in reading.sections.news] == ["a\u00adb\u00a0c"]
    assert reading.none == ((Section.EMERGENCIES, "\u200bno\u00adne"),)
    assert reading.aside == ("thank\u00a0you\u200b",)
    assert reading.headings == ("News:\u200b", "\uff25mergencies:")


LINES = st.lists(
    st.sampled_from(
        [
            *(
                "News:",
                "Ongoing: certs",
                "- Released 4.2",
                "  - in two sites",
                "Emergencies: none",
                "thanks!",
            ),
            *("the wiki is down", "nothing new", "certificate tool in test", "when is the call?", "", "Tim"),
        ]
    ),
    max_size=6,
)
BETWEEN = re.compile(r"(?<=[a-zA-Z])(?=[a-zA-Z])|^|$|(?<= )(?=[a-zA-Z])", re.MULTILINE)


@given(LINES, st.lists(st.tuples(st.floats(0, 0.999), st.sampled_from(HIDDEN)), max_size=5))
def test_hidden_characters_wherever_they_stand_change_nothing(lines, hidden):
    usual = typed = "\n".join(lines)
    for part, character in hidden:
        places = [match.start() for match in BETWEEN.finditer(typed)]
        place = places[int(part * len(places))]
        typed = typed[:place] + character + typed[place:]
    assert meaning(read(typed)) == meaning(read(usual))


def reported() -> list[object]:
    path = SHARED / "reports.jsonl"
    cases = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()
    return [pytest.param(case, id=case["id"]) for case in cases if case["kind"] == "invisible characters"]


@pytest.mark.parametrize("case", reported())
def test_what_was_reported_as_misread_is_understood(case):
    said = case["input"]
    document = document_of(said, {}) if isinstance(said, dict) else document_from_text(said)
    ((_, reading),) = understand(document, areas=(AREA,), last={})
    news = [(item.text, item.why.value) for item in reading.sections.news]
    none = [part for part, _ in reading.none]
    assert (news, none) in [([("Released 4.2", "heading")], []), ([], [Section.EMERGENCIES])]
    assert not reading.sections.emergencies
