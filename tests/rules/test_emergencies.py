"""What the channel should know of emergencies by now, and does not."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Area, Call, Lead, Urgency, Weekday
from bot.model.delivery import Delivery, Kind, Status
from bot.model.emergency_post import EmergencyChange, EmergencyFate, EmergencyPost
from bot.model.meeting import State, schedule
from bot.model.update import Item, Sections, Update, Why
from bot.model.words import words
from bot.rules.emergencies import TellChannel, emergency_key, emergency_steps, news_part, untold_emergencies
from bot.rules.emergency_posts import (
    Author,
    brought_up_to_date,
    changes_between,
    first_post,
    is_long,
    news_of,
)
from bot.rules.meeting_state import Week
from bot.rules.plan import plan
from bot.rules.steps import Publish

CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Grid", (Lead("Anna", "UANNA"),)), Area("Grid-2", (Lead("Ben", "UBEN"),))),
    emergencies=Urgency.AT_ONCE,
)
MEETING = schedule(CALL, date(2026, 3, 10))
AT_CALL = datetime(2026, 3, 10, 20, tzinfo=UTC)
NOW = AT_CALL - timedelta(hours=5)
DOWN, FULL = "The gateway is down", "The tape library is full"


def item(text: str, key: str = "", **more) -> Item:
    return Item(words(text), key=key or f"1773140000.000100/{abs(hash(text))}", **more)


def report(*emergencies: Item, news: tuple[Item, ...] = (), area: str = "Grid") -> Update:
    sections = Sections(news=news, emergencies=emergencies)
    return Update("Production", MEETING.date, area, sections, changed_at=NOW)


def sent(alarm: EmergencyPost, **more) -> Delivery:
    return Delivery(
        emergency_key(MEETING, alarm.area),
        "C1",
        alarm,
        due=NOW,
        kind=Kind.EMERGENCY,
        part=alarm.area,
        status=Status.SENT,
        **more,
    )


def told(*items: Item) -> EmergencyPost:
    return first_post(CALL, "Grid", items, {}, NOW)


def missing(update: Update, *deliveries: Delivery, call: Call = CALL, meeting=MEETING, now=NOW):
    return list(emergency_steps(call, meeting, (update,), deliveries, now))


def fates(alarm: EmergencyPost) -> list[tuple[str, EmergencyFate]]:
    return [(each.item.text, each.fate) for each in alarm.told]


def test_at_once_an_emergency_is_told_as_soon_as_it_is_reported_and_then_no_more():
    update = report(item(DOWN))
    assert missing(update) == [TellChannel("Grid")]
    assert missing(update, sent(told(item(DOWN)))) == []


@pytest.mark.parametrize("urgency", [Urgency.ASK, Urgency.MINUTES])
def test_otherwise_nothing_is_told_by_itself(urgency):
    assert missing(report(item(DOWN)), call=replace(CALL, emergencies=urgency)) == []


def test_what_was_said_last_week_or_is_over_is_not_told_at_once():
    assert missing(report(item(DOWN, why=Why.CARRIED_OVER))) == []
    assert missing(report(item(f"{DOWN}: fixed"))) == []


def test_what_could_not_be_told_is_not_tried_at_every_turn():
    for status in (Status.DEAD, Status.SKIPPED):
        assert missing(report(item(DOWN)), replace(sent(told(item(DOWN))), status=status)) == []


@pytest.mark.parametrize("urgency", [Urgency.ASK, Urgency.AT_ONCE])
def test_what_became_of_it_is_told_whoever_decided_that_the_channel_should_know(urgency):
    call = replace(CALL, emergencies=urgency)
    assert missing(report(item(DOWN), item(FULL)), sent(told(item(DOWN))), call=call) == [TellChannel("Grid")]
    assert missing(report(), sent(told(item(DOWN))), call=call) == [TellChannel("Grid")]


def test_when_the_minutes_go_out_they_tell_it():
    assert missing(report(item(DOWN)), now=AT_CALL) == []
    found = list(plan(Week(CALL, MEETING, (report(item(DOWN)),)), AT_CALL))
    assert isinstance(found[-1], Publish)
    assert TellChannel("Grid") not in found


def test_another_area_whose_name_looks_like_a_follow_up_keeps_its_own_key():
    grid = CALL.areas[0]
    first = news_part(MEETING, grid, CALL, known=())
    assert first == "Grid-3"
    assert news_part(MEETING, grid, CALL, known=(emergency_key(MEETING, first),)) == "Grid-4"


def test_the_same_words_in_another_reply_are_the_same_emergency():
    before = told(item(DOWN))
    after = brought_up_to_date(before, report(item(DOWN, key="1773150000.000100/other")), {}, NOW)
    assert changes_between(before, after) == ()
    assert after.updated is None
    assert fates(after) == [(DOWN, EmergencyFate.STANDS)]


def test_nearly_the_same_words_are_the_same_emergency_changed():
    before = told(item(DOWN))
    after = brought_up_to_date(before, report(item(f"{DOWN} since noon")), {}, NOW)
    assert [turn for turn, _ in changes_between(before, after)] == [EmergencyChange.CHANGED]
    assert fates(after) == [(f"{DOWN} since noon", EmergencyFate.STANDS)]
    assert after.updated == NOW


def test_other_words_are_another_emergency_and_the_first_is_taken_back():
    after = brought_up_to_date(told(item(DOWN)), report(item(FULL)), {}, NOW)
    assert fates(after) == [(DOWN, EmergencyFate.TAKEN_BACK), (FULL, EmergencyFate.STANDS)]


def test_what_stands_elsewhere_in_the_report_is_resolved():
    after = brought_up_to_date(told(item(DOWN)), report(news=(item("The gateway is up again"),)), {}, NOW)
    assert fates(after) == [(DOWN, EmergencyFate.RESOLVED)]
    after = brought_up_to_date(told(item(DOWN)), report(item(f"{DOWN}: fixed")), {}, NOW)
    assert fates(after) == [(DOWN, EmergencyFate.RESOLVED)]


def test_what_is_over_stays_over_until_it_is_said_again():
    over = brought_up_to_date(told(item(DOWN)), None, {}, NOW)
    assert fates(over) == [(DOWN, EmergencyFate.TAKEN_BACK)]
    assert brought_up_to_date(over, None, {}, NOW + timedelta(hours=1)) == over
    again = brought_up_to_date(over, report(item(DOWN)), {}, NOW + timedelta(hours=1))
    assert [turn for turn, _ in changes_between(over, again)] == [EmergencyChange.AGAIN]


def test_who_reported_it_and_when_is_told():
    moment = NOW - timedelta(minutes=7)
    alarm = first_post(
        CALL, "Grid", [item(DOWN)], {"1773140000.000100": Author("UANNA", "Anna", moment)}, NOW
    )
    assert [(each.by, each.at) for each in alarm.told] == [("Anna", moment)]
    assert [(each.by, each.at) for each in alarm.without("UANNA").told] == [("", moment)]
    assert alarm.without("UBEN") == alarm


def test_what_is_long_takes_several_parts():
    alarm = told(*(item(f"{number} {'word ' * 100}") for number in range(30)))
    assert is_long(alarm)
    parts = news_of(alarm, tuple((EmergencyChange.NEW, each) for each in alarm.told))
    assert [news.part for news in parts] == [1, 2, 3, 4]
    assert not is_long(told(item(DOWN)))


def test_a_lead_may_tell_what_the_channel_does_not_know():
    ask = replace(CALL, emergencies=Urgency.ASK)
    update = report(item(DOWN), item(f"{FULL}, fixed"))
    assert [each.text for each in untold_emergencies(ask, MEETING, update, None)] == [DOWN]
    assert untold_emergencies(ask, MEETING, update, sent(told(item(DOWN)))) == ()
    assert untold_emergencies(replace(CALL, emergencies=Urgency.MINUTES), MEETING, update, None) == ()


def test_after_the_minutes_a_lead_may_tell_only_what_came_late():
    posted = replace(MEETING, state=State.POSTED)
    assert untold_emergencies(CALL, posted, report(item(DOWN)), None) == ()
    late = replace(report(item(DOWN)), changed_at=AT_CALL + timedelta(hours=1))
    assert len(untold_emergencies(CALL, posted, late, None)) == 1
    assert untold_emergencies(CALL, replace(MEETING, state=State.CLOSED), late, None) == ()


ITEMS = st.lists(
    st.sampled_from(
        [DOWN, FULL, f"{DOWN} since noon", f"{DOWN}: fixed", "Site A is down", "Site B is down", "!"]
    ),
    unique=True,
    max_size=5,
)


@given(st.lists(st.tuples(ITEMS, ITEMS), min_size=1, max_size=6))
def test_whatever_a_lead_does_each_change_is_told_once_and_nothing_that_was_told_is_lost(reports):
    alarm = told()
    for turn, (emergencies, news) in enumerate(reports):
        update = report(*map(item, emergencies), news=tuple(map(item, news)))
        after = brought_up_to_date(alarm, update, {}, NOW + timedelta(minutes=turn))
        assert brought_up_to_date(after, update, {}, NOW + timedelta(hours=1)) == after
        assert (after == alarm) == (changes_between(alarm, after) == ())
        assert len(after.told) >= len(alarm.told)
        standing = {each.item.text for each in after.told if each.stands}
        assert standing == {text for text in emergencies if "fixed" not in text}
        alarm = after
