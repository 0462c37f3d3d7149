"""What stands behind a button comes back as it was written."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks.action_ids import (
    Click,
    Subject,
    Verb,
    action_id,
    block_id,
    click_from,
    read_metadata,
    write_metadata,
)

NAMES = st.text(st.characters(exclude_characters="/|\n"), min_size=1, max_size=60).map(str.strip).filter(bool)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(st.sampled_from(Verb), NAMES, DAYS, st.text(max_size=60), st.sampled_from(["", "1799.1/ab12-2"]))
def test_a_press_says_which_verb_and_about_what(verb, call, day, area, item):
    subject = Subject(call, day, area, item)
    action = {"action_id": action_id(verb, area, item), "block_id": block_id(3, subject.meeting)}
    assert click_from(action) == Click(verb, subject)


@given(NAMES, DAYS, st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_a_form_remembers_what_it_is_about(call, day, area, item, conversation):
    subject = Subject(call, day, area, item)
    assert read_metadata(write_metadata(subject, conversation)) == (subject, conversation)


def test_what_was_chosen_from_a_menu_is_told():
    action = {
        "action_id": action_id(Verb.MOVE, "Software", "1.2/a"),
        "block_id": block_id("1-news", "Production/2027-01-12"),
        "selected_option": {"value": "ongoing"},
    }
    press = click_from(action)
    assert press is not None
    assert press.chosen == "ongoing"


@given(st.dictionaries(st.sampled_from(["action_id", "block_id"]), st.text(max_size=20)))
def test_a_button_that_is_not_ours_is_none(action):
    assert click_from(action) is None
