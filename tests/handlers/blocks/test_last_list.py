"""Last week's list as a form, and what is said with it."""

import pytest

from bot.demo.block_kit.validate import view_faults
from bot.model.call import Labels
from bot.model.message import CardArea
from bot.model.update import Item, Sections
from bot.model.words import Line, Shape, Span, words
from handlers.blocks.action_ids import Subject
from handlers.blocks.last_list import Fate, fates, list_form, told
from handlers.blocks.lead_words import bullet
from handlers.blocks.update_form import everything_of, form, second_look
from tests.handlers import samples

SUBJECT = Subject("Production", samples.DAY, "Software")
PORT = Item(words("Port of the tools"), (Item(words("at two sites")),))
MOVE = Item(words("Move of the racks"))
NESTED = (Line(words("Port of the tools"), Shape.BULLET), Line(words("at two sites"), Shape.BULLET, 1))


def heading(label: str) -> Line:
    return Line((Span(label, bold=True),))


@pytest.mark.parametrize("count", [1, 95, 300])
def test_slack_takes_the_form_for_a_list_of_any_length(count):
    view = list_form(SUBJECT, samples.numbered(count), "D0TIM")
    assert view_faults(view) == []


@pytest.mark.parametrize("count", [0, 1, 100, 1_000])
def test_slack_takes_every_second_look(count):
    update = samples.update(sections=Sections(samples.numbered(count)))
    views = [form(SUBJECT, samples.LABELS, update, "D0TIM"), form(SUBJECT, samples.LABELS, None, "D0TIM")]
    views.append(everything_of([bullet(f"Item {number}") for number in range(count or 1)]))
    if count:
        views.append(second_look(SUBJECT, CardArea("Software", samples.LABELS, update), "D0TIM"))
    assert [view_faults(view) for view in views] == [[] for _ in views]


def test_what_is_not_touched_is_still_ongoing():
    assert list(fates({}, (PORT, MOVE))) == [(PORT, Fate.ONGOING), (MOVE, Fate.ONGOING)]


def test_the_list_is_told_under_the_area_s_headings_with_what_is_nested():
    said = told([(PORT, Fate.ONGOING), (MOVE, Fate.FINISHED)], Labels(ongoing="Operations"))
    moved = Line((*words("Move of the racks"), *words(" (finished)")), Shape.BULLET)
    assert said == (heading("News"), moved, heading("Operations"), *NESTED)


def test_a_list_that_is_dropped_whole_says_that_nothing_is_left():
    said = told([(PORT, Fate.DROPPED), (MOVE, Fate.DROPPED)], Labels())
    assert said == (heading("Ongoing"), Line(words("none"), Shape.BULLET))
