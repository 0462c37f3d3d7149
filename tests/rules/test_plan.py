"""What should have happened by now and has not."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Area, Call, Labels, Lead, Weekday
from bot.model.delivery import Delivery, Kind, Posted, Priority, Status, key
from bot.model.live_parts import Live
from bot.model.meeting import State, schedule
from bot.model.message import AskLead, LastTime, Notice, Occasion
from bot.model.update import Item, Sections, Update
from bot.model.words import words
from bot.rules.assemble import assemble
from bot.rules.meeting_state import Week
from bot.rules.plan import next_moment, plan
from bot.rules.steps import Alert, Amend, Ask, Close, Omit, Publish, Remind

ANNA, BEN, CLEO = Lead("Anna", "UANNA"), Lead("Ben", "UBEN"), Lead("Cleo", "UCLEO")
CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Grid", (ANNA, BEN)), Area("Storage", (CLEO,))),
    chairs=("UCHAIR",),
)
DAY = date(2026, 3, 10)  # the first Tuesday after the clocks went forward
MEETING = schedule(CALL, DAY)
AT_CALL = datetime(2026, 3, 10, 20, tzinfo=UTC)


def delivered(
    kind: Kind, person: str, *, due: datetime, status: Status = Status.SENT, reason: str = ""
) -> Delivery:
    return Delivery(
        key(MEETING.key, kind, person),
        person,
        Notice(""),
        due=due,
        kind=kind,
        part=person,
        status=status,
        reason=reason,
    )


def report(area: str, at: datetime) -> Update:
    return Update("Production", DAY, area, Sections(news=(Item(words("Done")),)), changed_at=at)


ASKED = tuple(delivered(Kind.ASK, lead.person, due=AT_CALL - timedelta(hours=24)) for lead in CALL.leads)


FIRST, FIRST_END = (
    AT_CALL - each for each in CALL.remind
)  # when the first reminder is due, and when it is over


def steps(week: Week, *, before_call: timedelta) -> list[object]:
    return list(plan(week, AT_CALL - before_call))


def test_nothing_happens_before_the_time_to_ask():
    assert steps(Week(CALL, MEETING), before_call=timedelta(hours=24, seconds=1)) == []


def test_a_day_before_the_call_every_lead_is_asked_once():
    assert steps(Week(CALL, MEETING), before_call=timedelta(hours=24)) == [Ask(ANNA), Ask(BEN), Ask(CLEO)]
    assert steps(Week(CALL, MEETING, deliveries=ASKED), before_call=timedelta(hours=23)) == []


def test_who_got_an_area_since_they_were_asked_is_asked_for_it_once():
    grid = AskLead(Occasion("Production", DAY, AT_CALL, "UTC"), (LastTime("Grid", Labels()),))
    asked = replace(ASKED[2], message=grid)
    week = Week(CALL, MEETING, deliveries=(*ASKED[:2], asked))
    assert steps(week, before_call=timedelta(hours=20)) == [Ask(CLEO)]
    assert steps(week, before_call=timedelta(0))[-1] == Publish(delayed="")
    assert Ask(CLEO) not in steps(week, before_call=timedelta(0))
    both = replace(asked, message=replace(grid, areas=(*grid.areas, LastTime("Storage", Labels()))))
    assert steps(replace(week, deliveries=(*ASKED[:2], both)), before_call=timedelta(hours=20)) == []
    dead = replace(asked, status=Status.SKIPPED)
    assert steps(replace(week, deliveries=(*ASKED[:2], dead)), before_call=timedelta(hours=20)) == []


def test_only_leads_of_areas_without_an_update_are_reminded():
    week = Week(CALL, MEETING, (report("Grid", AT_CALL - timedelta(hours=5)),), ASKED)
    assert steps(week, before_call=timedelta(hours=3)) == [
        Omit(ANNA, Kind.REMIND_1, "reported already"),
        Omit(BEN, Kind.REMIND_1, "reported already"),
        Remind(CLEO, Kind.REMIND_1, ("Storage",), last=False, not_after=AT_CALL - timedelta(minutes=30)),
    ]


def test_the_last_reminder_before_the_call_says_so():
    reminded = tuple(
        delivered(Kind.REMIND_1, lead.person, due=AT_CALL - timedelta(hours=3)) for lead in CALL.leads
    )
    (first, *_) = steps(Week(CALL, MEETING, deliveries=ASKED + reminded), before_call=timedelta(minutes=30))
    assert first == Remind(ANNA, Kind.REMIND_2, ("Grid",), last=True, not_after=AT_CALL)


def test_a_bot_that_slept_past_the_first_reminder_sends_only_the_second():
    found = steps(Week(CALL, MEETING, deliveries=ASKED), before_call=timedelta(minutes=20))
    assert [type(step) for step in found[:2]] == [Omit, Remind]
    assert found[0] == Omit(ANNA, Kind.REMIND_1, "the bot was not running at its moment")


def test_a_bot_that_wakes_an_hour_before_the_call_asks_and_does_not_remind_at_once():
    found = steps(Week(CALL, MEETING), before_call=timedelta(hours=1))
    assert found[:2] == [Ask(ANNA), Omit(ANNA, Kind.REMIND_1, "asked only after its moment")]


@pytest.mark.parametrize(
    ("more", "step"),
    [
        ({}, Remind(ANNA, Kind.REMIND_1, ("Grid",), last=False, not_after=FIRST_END)),
        ({"reason": "refused for now: x"}, Omit(ANNA, Kind.REMIND_1, "asked only after its moment")),
        (
            {"reason": "refused for now: x", "posted": Posted("D1", "1.0")},
            Remind(ANNA, Kind.REMIND_1, ("Grid",), last=False, not_after=FIRST_END),
        ),
        (
            {"reason": "x", "status": Status.DEAD},
            Omit(ANNA, Kind.REMIND_1, "could not be asked: x"),
        ),
        (
            {"reason": "y", "status": Status.SKIPPED},
            Omit(ANNA, Kind.REMIND_1, "could not be asked: y"),
        ),
        ({"reason": "x"}, Remind(ANNA, Kind.REMIND_1, ("Grid",), last=False, not_after=FIRST_END)),
        ({"due": FIRST}, Remind(ANNA, Kind.REMIND_1, ("Grid",), last=False, not_after=FIRST_END)),
        (
            {"due": FIRST + timedelta(seconds=1)},
            Omit(ANNA, Kind.REMIND_1, "asked only after its moment"),
        ),
    ],
)
def test_who_was_not_reached_with_the_question_is_not_reminded_of_it(more, step):
    asked = (replace(ASKED[0], **more), *ASKED[1:])
    (first, *_) = plan(Week(CALL, MEETING, deliveries=asked), FIRST + timedelta(seconds=2))
    assert first == step


def test_at_call_time_the_minutes_are_published_and_nobody_is_asked_any_more():
    found = steps(Week(CALL, MEETING), before_call=timedelta(0))
    assert found[0] == Omit(ANNA, Kind.ASK, "the bot was not running before the call")
    assert found[-1] == Publish(delayed="")


def test_a_bot_that_slept_through_the_call_still_publishes_and_says_how_late():
    found = steps(Week(CALL, MEETING, deliveries=ASKED), before_call=-timedelta(hours=26, minutes=5))
    assert found[-1] == Publish(
        delayed="posted 1 d 2 h 5 min late: the bot was not running at the time of the call"
    )


def test_a_week_later_only_minutes_with_a_report_are_still_published():
    silent = Week(CALL, MEETING, deliveries=ASKED)
    heard = replace(silent, updates=(report("Grid", AT_CALL - timedelta(hours=1)),))
    assert isinstance(steps(silent, before_call=-timedelta(days=8))[-1], Close)
    assert isinstance(steps(heard, before_call=-timedelta(days=8))[-1], Publish)


def test_a_late_update_amends_the_posted_minutes_once():
    posted = replace(MEETING, state=State.POSTED, frozen_at=AT_CALL)
    late = report("Grid", AT_CALL + timedelta(minutes=5))
    assert steps(Week(CALL, posted, (late,)), before_call=-timedelta(minutes=5)) == [Amend()]
    amended = replace(posted, frozen_at=AT_CALL + timedelta(minutes=5))
    assert steps(Week(CALL, amended, (late,)), before_call=-timedelta(minutes=6)) == []


def test_what_a_clock_that_is_behind_says_was_before_the_post_amends_the_minutes_all_the_same():
    """Of replicas one may be two minutes ahead and post, and another two behind and collect."""
    before, late = report("Grid", AT_CALL), report("Storage", AT_CALL - timedelta(minutes=2))
    minutes = assemble(CALL, MEETING, (before,), Live())
    posted = replace(MEETING, state=State.POSTED, frozen_at=AT_CALL + timedelta(minutes=2), minutes=minutes)
    fresh = assemble(CALL, posted, (before, late), Live())
    week = Week(CALL, posted, (before, late), fresh=fresh)
    assert fresh.areas[1].late
    assert steps(week, before_call=-timedelta(minutes=3)) == [Amend()]
    amended = replace(posted, minutes=fresh, frozen_at=AT_CALL + timedelta(minutes=3))
    again = assemble(CALL, amended, (before, late), Live())
    assert steps(replace(week, meeting=amended, fresh=again), before_call=-timedelta(minutes=4)) == []


def test_an_area_that_is_taken_away_after_the_post_takes_no_words_out_of_the_minutes():
    before = (report("Grid", AT_CALL),)
    minutes = assemble(CALL, MEETING, before, Live())
    posted = replace(MEETING, state=State.POSTED, frozen_at=AT_CALL, minutes=minutes)
    call = replace(CALL, areas=(CALL.areas[1],))
    fresh = assemble(call, posted, before, Live())
    assert fresh.areas != minutes.areas
    assert steps(Week(call, posted, before, fresh=fresh), before_call=-timedelta(minutes=5)) == []


def test_the_late_window_ends_a_day_after_the_post():
    posted = replace(MEETING, state=State.POSTED, frozen_at=AT_CALL)
    assert steps(Week(CALL, posted), before_call=-timedelta(hours=23, minutes=59)) == []
    assert steps(Week(CALL, posted), before_call=-timedelta(hours=24)) == [Close()]


def test_a_chair_is_told_once_about_a_lead_who_cannot_be_reached():
    dead = delivered(
        Kind.ASK, "UCLEO", due=AT_CALL - timedelta(hours=24), status=Status.DEAD, reason="deactivated"
    )
    week = Week(CALL, MEETING, deliveries=(*ASKED[:2], dead))
    assert steps(week, before_call=timedelta(hours=20)) == [Alert("UCHAIR", dead)]
    told = Delivery(
        key(MEETING.key, Kind.NOTICE, "UCHAIR-ask-UCLEO"), "UCHAIR", Notice(""), due=AT_CALL, kind=Kind.NOTICE
    )
    assert steps(replace(week, deliveries=(*week.deliveries, told)), before_call=timedelta(hours=20)) == []


def test_a_chair_is_told_when_the_minutes_do_not_get_into_the_channel():
    posted = replace(MEETING, state=State.POSTED, frozen_at=AT_CALL)
    minutes = Delivery(
        key(MEETING.key, Kind.MINUTES),
        "C1",
        Notice(""),
        due=AT_CALL,
        kind=Kind.MINUTES,
        priority=Priority.MINUTES,
        reason="not_in_channel",
    )
    week = Week(CALL, posted, deliveries=(minutes,))
    assert steps(week, before_call=-timedelta(minutes=4)) == []
    assert steps(week, before_call=-timedelta(minutes=5)) == [Alert("UCHAIR", minutes)]
    in_time = replace(week, deliveries=(replace(minutes, status=Status.SENT, reason=""),))
    assert steps(in_time, before_call=-timedelta(minutes=5)) == []


@pytest.mark.parametrize("state", [State.CLOSED, State.SKIPPED])
def test_nothing_happens_for_a_meeting_that_is_over_or_skipped(state):
    assert steps(Week(CALL, replace(MEETING, state=state)), before_call=timedelta(0)) == []


@given(st.lists(st.integers(min_value=-3 * 24 * 60, max_value=10 * 24 * 60), min_size=1, max_size=12))
def test_however_the_ticks_fall_nobody_is_asked_or_reminded_twice_and_the_minutes_come_once(minutes):
    week, sent = Week(CALL, MEETING), []
    for minute in sorted(minutes):
        now = AT_CALL + timedelta(minutes=minute)
        for step in plan(week, now):
            sent.append(step)
            week = _done(week, step, now)
    asked = [step.lead for step in sent if isinstance(step, Ask)]
    reminded = [(step.lead, step.kind) for step in sent if isinstance(step, Remind)]
    assert len(asked) == len(set(asked))
    assert len(reminded) == len(set(reminded))
    assert sum(isinstance(step, Publish) for step in sent) <= 1
    if max(minutes) in range(7 * 24 * 60):
        assert week.meeting.state in (State.POSTED, State.CLOSED)


def _done(week, step, now):
    match step:
        case Ask(lead):
            return _with(week, Kind.ASK, lead, now, Status.SENT)
        case Remind(lead, kind):
            return _with(week, kind, lead, now, Status.SENT)
        case Omit(lead, kind):
            return _with(week, kind, lead, now, Status.SKIPPED)
        case Publish():
            return replace(week, meeting=replace(week.meeting, state=State.POSTED, frozen_at=now))
        case Close():
            return replace(week, meeting=replace(week.meeting, state=State.CLOSED))
        case _:
            return week


def _with(week, kind, lead, now, status):
    return replace(week, deliveries=(*week.deliveries, delivered(kind, lead.person, due=now, status=status)))


def test_the_next_moment_is_the_first_at_which_time_alone_brings_something_about():
    week, seen, moment = Week(CALL, MEETING), [], AT_CALL - timedelta(days=3)
    while (following := next_moment(week, moment)) is not None:
        seen.append(following - AT_CALL)
        moment = following
    hour = timedelta(hours=1)
    assert seen == [-24 * hour, -3 * hour, -hour / 2, timedelta(0)]
    posted = replace(MEETING, state=State.POSTED, frozen_at=AT_CALL + 2 * hour)
    assert next_moment(Week(CALL, posted), AT_CALL) == AT_CALL + 2 * hour + timedelta(minutes=5)
    assert next_moment(Week(CALL, posted), AT_CALL + 3 * hour) == posted.late_until
    assert next_moment(Week(CALL, posted), posted.late_until) is None
    for state in (State.CLOSED, State.SKIPPED):
        assert next_moment(Week(CALL, replace(MEETING, state=state)), AT_CALL - 9 * hour) is None
