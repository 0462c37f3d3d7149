"""An action item, as people type it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Lead
from handlers.commands.action_items.arguments import Agreed, agreed, due_in

TODAY = date(2027, 1, 11)  # a Monday
COMING = date(2027, 1, 12)
FRIDAY = date(2027, 1, 15)
LEADS = (Lead("Tim T.", "U0TIM"), Lead("Ana B.", "U0ANA"), Lead("Xin", "U0XIN"))


def read(text: str) -> Agreed:
    return agreed(text, LEADS, today=TODAY, coming=COMING)


@pytest.mark.parametrize(
    ("typed", "text", "person", "due"),
    [
        ("Order the switch", "Order the switch", "", None),
        ("Order the switch <@U0TIM> by friday", "Order the switch", "U0TIM", FRIDAY),
        ("Order the switch by friday <@U0TIM|tim>", "Order the switch", "U0TIM", FRIDAY),
        ("<@U0TIM>: order the switch by 12 Jan", "order the switch", "U0TIM", date(2027, 1, 12)),
        ("<@U0TIM> to order the switch, due friday", "order the switch", "U0TIM", FRIDAY),
        ("<@U0TIM> will order the switch (due 2027-01-15)", "order the switch", "U0TIM", FRIDAY),
        ("Order the switch (<@U0TIM>)", "Order the switch", "U0TIM", None),
        ("Order the switch, owner: <@U0TIM>.", "Order the switch", "U0TIM", None),
        ("Order the switch by <@U0TIM> by friday", "Order the switch", "U0TIM", FRIDAY),
        ("Order the switch -&gt; <@U0TIM> until friday!", "Order the switch", "U0TIM", FRIDAY),
        ("Order the switch due by friday", "Order the switch", "", FRIDAY),
        ("Order the switch till tomorrow", "Order the switch", "", date(2027, 1, 12)),
        ("Order it by the next meeting @xin", "Order it", "U0XIN", COMING),
        ("Order it before the call", "Order it", "", COMING),
        ("Order the switch @Tim T. by friday", "Order the switch", "U0TIM", FRIDAY),
        ("Order the switch @tim by friday", "Order the switch", "U0TIM", FRIDAY),
        ("@ana order the switch", "order the switch", "U0ANA", None),
        ("Ask <@U0ANA> about tapes", "Ask <@U0ANA> about tapes", "U0ANA", None),
        ("Write to <@U0ANA>", "Write to <@U0ANA>", "U0ANA", None),
        ("Ask <@U0ANA> about tapes <@U0TIM>", "Ask <@U0ANA> about tapes", "U0TIM", None),
        ("Go step by step", "Go step by step", "", None),
        ("Go step by step by friday", "Go step by step", "", FRIDAY),
        ("Extend it by a day", "Extend it by a day", "", None),
        ("Say until when by mail", "Say until when by mail", "", None),
        ("Move files by 3 nodes each", "Move files by 3 nodes each", "", None),
        ("Mail root@example.org by friday", "Mail root@example.org", "", FRIDAY),
        ("Do it before friday", "Do it before friday", "", None),
    ],
)
def test_owner_and_date_are_found_wherever_they_stand(typed, text, person, due):
    assert read(typed) == Agreed(text, person, due)


def test_a_date_that_can_be_two_is_no_text_and_both_readings_are_known():
    found = read("Order tapes by 03-04-2027")
    assert (found.text, found.due) == ("Order tapes", None)
    assert "can be two dates" in found.doubt
    assert found.readings == (date(2027, 3, 4), date(2027, 4, 3))


@pytest.mark.parametrize("typed", ["32 January", "Jan 20 2031", "Friday 20 January"])
def test_a_date_that_is_none_is_said_and_is_no_text(typed):
    found = read(f"Order tapes by {typed}")
    assert (found.text, found.due, found.readings) == ("Order tapes", None, ())
    assert "write it like" in found.doubt


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("Jan 20-22", date(2027, 1, 22)),
        ("end of month", date(2027, 1, 31)),
        ("EOM", date(2027, 1, 31)),
        ("the end of next week", date(2027, 1, 24)),
        ("February", date(2027, 2, 28)),
        ("in 3 days", date(2027, 1, 14)),
    ],
)
def test_of_several_days_the_last_is_when_it_is_due(typed, due):
    assert read(f"Order disks by {typed}") == Agreed("Order disks", due=due)


@pytest.mark.parametrize("typed", ["Extend it by 3 days", "Cut it by 20 %", "Read it by the Monday team"])
def test_numbers_and_days_in_a_sentence_stay_there(typed):
    assert read(typed) == Agreed(typed)


def test_a_name_that_nobody_has_stays_in_the_text_and_is_told():
    assert read("Order the switch @frederic") == Agreed("Order the switch @frederic", nobody="frederic")


def test_a_slip_in_a_name_is_forgiven():
    assert read("Order the switch @anna").person == "U0ANA"


def test_the_next_meeting_is_a_date():
    assert due_in("next call", today=TODAY, coming=COMING) == COMING
    assert due_in("friday.", today=TODAY, coming=COMING) == FRIDAY


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read(text):
    assert isinstance(read(text), Agreed)


@given(st.lists(st.sampled_from(["by", "due", "friday", "@tim", "<@U0ANA>", "12", "switch", "(", "to", ","])))
def test_no_word_is_lost_but_the_owner_and_the_date(parts):
    found = read(" ".join(parts))
    assert found.text.count("switch") == parts.count("switch")
