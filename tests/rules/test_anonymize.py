"""Minutes and messages without the name of who is erased."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Labels, Style
from bot.model.message import AskLead, LastTime, MinutesPage, Notice, RemindLead, TwikiCopy
from bot.model.minutes import ActionItem, Minutes
from bot.model.privacy import SOMEBODY
from bot.model.update import Sections
from bot.model.words import Span
from bot.rules.anonymize import PersonNames, unsaid, without
from tests.formats import samples
from tests.handlers.samples import OCCASION

TIM = PersonNames("U0TIM", frozenset({"Tim T.", "Timothy"}))


def heading(text: str) -> str:
    """What is left of the heading of an area."""
    (area,) = without(samples.minutes(replace(samples.area(text), area="Software")), TIM).areas
    return area.heading


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Software (Tim T.)", "Software"),
        ("Software (Tim T. & Ana)", "Software (Ana)"),
        ("Software (Ana, Timothy, Ben)", "Software (Ana, Ben)"),
        ("Software (Ana and Tim T.)", "Software (Ana)"),
        ("Software (Tim T. for Tom C.)", "Software (Tom C.)"),
        ("Software (Tom C. for Tim T., Ana)", "Software (Tom C., Ana)"),
        ("Software (Tim)", "Software (Tim)"),
        ("Software (Tim T.X)", "Software (Tim T.X)"),
        ("Software", "Software"),
        ("About Software (Tim T.)", "About Software (Tim T.)"),
    ],
)
def test_a_heading_keeps_everybody_else(before, after):
    assert heading(before) == after


def test_the_heading_of_an_open_area_can_be_left_alone():
    minutes = samples.minutes(samples.area("Software (Tim T.)"))
    assert without(minutes, TIM, but=["Software"]) == minutes


def test_nobody_sees_that_they_were_there():
    minutes = samples.minutes(
        replace(samples.area("Networks (Tom)"), stand_in="Timothy"),
        attendees=("Ana", "Tim T.", "Timothy (from 16:10)", "Tim T. Junior"),
        apologies=("Tim T.", "Ben"),
        actions=(
            ActionItem(1, "Order", "Tim", person="U0TIM"),
            ActionItem(2, "Write", "Tim T."),
            ActionItem(3, "Ask", "Tim T.", person="U0OTHER"),
        ),
    )
    left = without(minutes, TIM)
    assert left.attendees == ("Ana", "Tim T. Junior")
    assert left.apologies == ("Ben",)
    assert [(action.owner, action.person) for action in left.actions] == [
        (SOMEBODY, ""),
        (SOMEBODY, ""),
        ("Tim T.", "U0OTHER"),
    ]
    assert left.areas[0].stand_in is None


def test_items_stay_word_for_word_but_for_who_reported_them():
    said = samples.item("Thanks to Tim T.", samples.item("tapes are here (reported by Tim T.)"))
    minutes = samples.minutes(samples.area(sections=Sections(news=(said,))))
    (item,) = without(minutes, TIM).areas[0].sections.news
    assert (item.text, item.items[0].text) == ("Thanks to Tim T.", f"tapes are here (reported by {SOMEBODY})")


def test_an_announcement_stays_word_for_word_but_for_who_reported_it():
    minutes = samples.minutes(announcements=("Pizza (reported by Tim T.)", "Thanks to Tim T."))
    left = without(minutes, TIM).announcements
    assert left == (f"Pizza (reported by {SOMEBODY})", "Thanks to Tim T.")


def test_an_item_that_is_nothing_but_a_name_stays_as_well():
    said = (samples.item("Tim T."), samples.item("U0TIM", samples.item("Timothy")))
    minutes = samples.minutes(samples.area(sections=Sections(news=said)))
    assert without(minutes, TIM).areas[0].sections.news == said
    ask = AskLead(OCCASION, (LastTime("Software", Labels(), said, instead_of="Tim T."),))
    assert unsaid(ask, TIM) == replace(ask, areas=(replace(ask.areas[0], instead_of=SOMEBODY),))


def test_a_message_that_names_nobody_is_the_same():
    for message in (Notice("Tim is fine"), TwikiCopy("t", "f", "by Tim T."), MinutesPage(samples.minutes())):
        assert unsaid(message, TIM) is message


def test_a_message_to_others_names_them_no_more():
    reminder = RemindLead(OCCASION, ("Software",), instead_of=(("Software", "Tim T."),), by="Timothy")
    assert unsaid(reminder, TIM) == replace(reminder, instead_of=(("Software", SOMEBODY),), by=SOMEBODY)


def test_a_sentence_of_the_bot_speaks_of_somebody():
    told = unsaid(Notice("Tim T. and Timothy asked; Timothys did not (U0TIM)"), TIM)
    assert told == Notice("somebody and somebody asked; Timothys did not (somebody)")


NAMES = st.sampled_from(["Tim T.", "Ana", "Ben for Tim T.", "Tim T. for Ben", "Timothy", "Rob"])


@given(st.lists(NAMES, min_size=1, max_size=4), st.sampled_from([", ", " & ", "/", " and "]), st.lists(NAMES))
def test_no_name_is_left_and_a_second_time_changes_nothing(names, joiner, attendees):
    area = samples.area(f"Software ({joiner.join(names)})", Style.FLAT)
    minutes: Minutes = samples.minutes(area, attendees=tuple(attendees), date=date(2026, 1, 6))
    left = without(minutes, TIM)
    assert not any(name in left.areas[0].heading for name in TIM.names)
    assert not set(left.attendees) & TIM.names
    assert without(left, TIM) == left
    assert all(name in left.areas[0].heading for name in names if name in {"Ana", "Rob"})


def test_a_link_keeps_its_address():
    linked = samples.item("x")
    linked = replace(linked, words=(Span("notes", url="https://example.org/Tim T."),))
    minutes = samples.minutes(samples.area(sections=Sections(news=(linked,))))
    assert without(minutes, TIM) == minutes


def test_of_two_names_the_longer_is_replaced_first():
    who = PersonNames("U0TIM", frozenset({"Tim", "A Tim"}))
    assert unsaid(Notice("A Tim asked Tim"), who) == Notice("somebody asked somebody")
