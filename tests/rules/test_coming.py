"""What time will bring next."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.model.call import Area, Call, Lead, Weekday
from bot.model.delivery import Delivery, Kind, Status, key
from bot.model.meeting import State, schedule
from bot.model.message import Notice
from bot.model.quiet import Quiet, QuietHours
from bot.model.update import Item, Sections, Update
from bot.model.words import words
from bot.rules.coming import Coming, coming
from bot.rules.meeting_state import Week

ANNA, BEN = Lead("Anna", "UANNA"), Lead("Ben", "UBEN")
CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Grid", (ANNA,)), Area("Storage", (BEN,))),
)
DAY = date(2026, 3, 10)
MEETING = schedule(CALL, DAY)
AT_CALL = datetime(2026, 3, 10, 20, tzinfo=UTC)
EARLY = AT_CALL - timedelta(days=3)


def report(area: str) -> Update:
    return Update("Production", DAY, area, Sections(news=(Item(words("Done")),)), changed_at=EARLY)


def asked(lead: Lead) -> Delivery:
    name = key(MEETING.key, Kind.ASK, lead.person)
    return Delivery(
        name, lead.person, Notice(""), due=EARLY, kind=Kind.ASK, part=lead.person, status=Status.SENT
    )


def test_a_whole_week_lies_ahead_soonest_first():
    assert coming([Week(CALL, MEETING)], EARLY) == (
        Coming(AT_CALL - timedelta(hours=24), "the leads of Production are asked"),
        Coming(AT_CALL - timedelta(hours=3), "a reminder goes to Anna, Ben"),
        Coming(AT_CALL - timedelta(minutes=30), "the last call goes to Anna, Ben"),
        Coming(AT_CALL, "the minutes of Production are posted"),
    )


def test_a_lead_with_quiet_hours_is_asked_and_reminded_at_moments_of_their_own():
    quiet = {"UANNA": QuietHours(Quiet(time(9), time(17)), "America/New_York")}
    assert coming([Week(CALL, MEETING, quiet=quiet)], EARLY) == (
        Coming(datetime(2026, 3, 9, 12, 55, tzinfo=UTC), "the leads of Production are asked"),
        Coming(datetime(2026, 3, 10, 12, 55, tzinfo=UTC), "the last call goes to Anna"),
        Coming(AT_CALL - timedelta(hours=3), "a reminder goes to Ben"),
        Coming(AT_CALL - timedelta(minutes=30), "the last call goes to Ben"),
        Coming(AT_CALL, "the minutes of Production are posted"),
    )


def test_what_happens_now_does_not_lie_ahead():
    week = Week(CALL, MEETING)
    assert coming([week], AT_CALL - timedelta(hours=3))[0].at == AT_CALL - timedelta(minutes=30)
    assert coming([week], AT_CALL) == ()


def test_only_silent_leads_are_named_and_without_them_there_is_no_reminder():
    heard = (asked(ANNA), asked(BEN))
    one = coming([Week(CALL, MEETING, (report("Grid"),), heard)], EARLY)
    assert [event.what for event in one] == [
        "a reminder goes to Ben",
        "the last call goes to Ben",
        "the minutes of Production are posted",
    ]
    both = Week(CALL, MEETING, (report("Grid"), report("Storage")), heard)
    assert [event.what for event in coming([both], EARLY)] == ["the minutes of Production are posted"]


def test_many_silent_leads_are_counted():
    crowd = replace(CALL, areas=tuple(Area(f"A{n}", (Lead(f"L{n}", f"U{n}"),)) for n in range(5)))
    found = coming([Week(crowd, MEETING)], AT_CALL - timedelta(hours=4))
    assert found[0].what == "a reminder goes to 5 leads who have not reported"


def test_after_the_minutes_only_the_end_of_the_late_window_comes():
    posted = Week(CALL, replace(MEETING, state=State.POSTED))
    assert coming([posted], AT_CALL) == (
        Coming(AT_CALL + timedelta(hours=24), "the late window of Production closes"),
    )


def test_nothing_comes_of_a_meeting_that_is_skipped_or_closed():
    weeks = [Week(CALL, replace(MEETING, state=state)) for state in (State.SKIPPED, State.CLOSED)]
    assert coming(weeks, EARLY) == ()


def test_several_calls_take_their_turns():
    other = replace(CALL, name="Release", time=time(15))
    found = coming([Week(CALL, MEETING), Week(other, schedule(other, DAY))], EARLY)
    assert [event.what for event in found[:2]] == [
        "the leads of Release are asked",
        "the leads of Production are asked",
    ]
