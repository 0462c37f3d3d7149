"""Decisions as whole values: what the channel is told, what minutes hold, who has to be told of trouble."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.model.absence import Absence
from bot.model.call import Area, StandIn, Urgency
from bot.model.delivery import Delivery, Kind, Priority, Status, key
from bot.model.emergency_post import (
    EmergencyChange,
    EmergencyFate,
    EmergencyPost,
    EmergencyUpdate,
    ReportedEmergency,
)
from bot.model.live_parts import Announcement, Attendance, Live, Note
from bot.model.meeting import State
from bot.model.message import Notice
from bot.model.minutes import ActionItem, AreaMinutes, Minutes, Silence
from bot.model.update import Item, Sections, Update, Why
from bot.model.words import Span, words
from bot.rules.anonymize import PersonNames, without
from bot.rules.assemble import assemble
from bot.rules.emergencies import (
    TellChannel,
    emergency_key,
    emergency_post_of,
    emergency_steps,
    is_offered,
    news_part,
    untold_emergencies,
    urgent_emergencies,
)
from bot.rules.emergency_posts import (
    Author,
    brought_up_to_date,
    changes_between,
    first_post,
    is_long,
    news_of,
)
from bot.rules.emergency_questions import asked, questions, tells_channel, without_questions
from bot.rules.meeting_state import Week
from bot.rules.plan import notice_part, plan
from bot.rules.retention import Forget, forgetting, forgotten_before
from bot.rules.stand_ins import present
from bot.rules.steps import Alert, Omit, Publish
from tests.rules.test_plan import AT_CALL, CALL, CLEO, DAY, MEETING

NOW = AT_CALL - timedelta(hours=2)
DAYS = timedelta(days=1)
AT_ONCE = replace(CALL, emergencies=Urgency.AT_ONCE)
FIRE = Item(words("The disk array is down"), key="1.5/a")
FLOOD = Item(words("Water in the basement"), (Item(words("knee-deep")),), key="2.5/b")
OVER = Item(words("The outage is resolved"), key="3.5/c")
ANNA_SAID = {"1.5": Author("UANNA", "Anna", NOW - DAYS)}
TOLD = ReportedEmergency(FIRE, "Anna", NOW - DAYS, person="UANNA")
POST = EmergencyPost("Production", "America/New_York", "Grid", (TOLD,))


def update(*emergencies: Item, area: str = "Grid", **more: Any) -> Update:
    sections = Sections(emergencies=emergencies, news=more.pop("news", ()), ongoing=more.pop("ongoing", ()))
    return Update("Production", DAY, area, sections, **{"changed_at": NOW, **more})


def post(message: Any = POST, **more: Any) -> Delivery:
    made = Delivery(emergency_key(MEETING, "Grid"), "C1", message, due=NOW, kind=Kind.EMERGENCY, part="Grid")
    return replace(made, **{"status": Status.SENT, **more})


def test_each_area_is_told_of_by_itself_in_the_order_of_the_call():
    updates = (update(FIRE, area="Storage"), update(FIRE))
    steps = list(emergency_steps(AT_ONCE, MEETING, updates, (), NOW))
    assert steps == [TellChannel("Grid"), TellChannel("Storage")]
    assert list(emergency_steps(AT_ONCE, MEETING, updates, (post(),), NOW)) == [TellChannel("Storage")]
    assert list(emergency_steps(AT_ONCE, MEETING, (), (), NOW)) == []


def test_what_the_channel_knows_is_followed_but_where_emergencies_wait_for_the_minutes():
    for urgency, steps in ((Urgency.ASK, [TellChannel("Grid")]), (Urgency.MINUTES, [])):
        call = replace(CALL, emergencies=urgency)
        assert list(emergency_steps(call, MEETING, (update(FLOOD),), (post(),), NOW)) == steps


def test_the_first_free_number_is_taken_for_what_follows():
    grid = CALL.areas[0]
    first = news_part(MEETING, grid, CALL, ())
    assert (emergency_key(MEETING, "Grid"), first) == ("Production/2026-03-10/emergency/Grid", "Grid-2")
    both = [emergency_key(MEETING, part) for part in ("Grid-2", "Grid-3")]
    assert news_part(MEETING, grid, CALL, both) == "Grid-4"
    wide = replace(CALL, areas=(grid, Area("Grid-2", ())))
    assert news_part(MEETING, grid, wide, both[1:]) == "Grid-4"


def test_what_was_told_is_known_unless_it_could_not_be_or_is_something_else():
    assert emergency_post_of(None) is None
    assert emergency_post_of(post()) == emergency_post_of(post(status=Status.PENDING)) == POST
    for none in (post(status=Status.DEAD), post(status=Status.SKIPPED), post(Notice("x"))):
        assert emergency_post_of(none) is None


POSTED = replace(MEETING, state=State.POSTED)


@pytest.mark.parametrize(
    ("change", "untold"),
    [
        ({}, (FIRE, FLOOD)),
        ({"update": None}, ()),
        ({"delivery": post()}, ()),
        ({"call": replace(CALL, emergencies=Urgency.MINUTES)}, ()),
        ({"meeting": POSTED}, ()),
        ({"meeting": POSTED, "update": update(FIRE, changed_at=MEETING.posts)}, ()),
        ({"meeting": POSTED, "update": update(FIRE, changed_at=None)}, ()),
        (
            {"meeting": POSTED, "update": update(FIRE, changed_at=MEETING.posts + timedelta(seconds=1))},
            (FIRE,),
        ),
        ({"meeting": replace(MEETING, state=State.CLOSED)}, ()),
        ({"meeting": replace(MEETING, state=State.SKIPPED)}, ()),
    ],
)
def test_what_a_lead_may_tell_the_channel(change, untold):
    given = {"call": CALL, "meeting": MEETING, "update": update(FIRE, OVER, FLOOD), "delivery": None} | change
    assert untold_emergencies(**given) == untold
    assert is_offered(**given, now=NOW) is bool(untold)


def test_what_is_told_by_itself_is_not_offered():
    assert not is_offered(AT_ONCE, MEETING, update(FIRE), None, NOW)
    old = update(replace(FIRE, why=Why.CARRIED_OVER))
    assert is_offered(AT_ONCE, MEETING, old, None, NOW)
    assert not is_offered(AT_ONCE, MEETING, update(), None, NOW)


def minutes_with(*emergencies: Item, area: str = "Grid") -> Minutes:
    found = AreaMinutes(
        area, area, CALL.areas[0].style, CALL.areas[0].labels, Sections(emergencies=emergencies)
    )
    return Minutes("Production", DAY, AT_CALL, "UTC", (), (), (found,))


def test_what_has_to_be_told_at_once():
    old = replace(FLOOD, why=Why.CARRIED_OVER)
    report = update(FIRE, old, OVER)
    assert urgent_emergencies(MEETING, None, NOW) == ()
    assert urgent_emergencies(MEETING, report, NOW) == (FIRE,)
    assert urgent_emergencies(MEETING, report, MEETING.posts) == ()
    assert urgent_emergencies(POSTED, report, AT_CALL) == (FIRE,)
    again = replace(FIRE, key="9.5/z")
    for minutes, urgent in (
        (minutes_with(again), ()),
        (minutes_with(FLOOD), (FIRE,)),
        (minutes_with(again, area="Storage"), (FIRE,)),
    ):
        assert urgent_emergencies(replace(POSTED, minutes=minutes), report, AT_CALL) == urgent
    for state in (State.CLOSED, State.SKIPPED):
        assert urgent_emergencies(replace(MEETING, state=state), report, NOW) == ()


def test_the_first_post_says_who_reported_each_and_when():
    nobody = ReportedEmergency(FLOOD, "", NOW)
    assert first_post(CALL, "Grid", (FIRE, FLOOD), ANNA_SAID, NOW) == replace(POST, told=(TOLD, nobody))


LATER = NOW + DAYS


@pytest.mark.parametrize(
    ("report", "after"),
    [
        (update(FIRE), POST),
        (
            update(replace(FIRE, key="9.5/z")),
            replace(POST, told=(replace(TOLD, item=replace(FIRE, key="9.5/z")),)),
        ),
        (
            None,
            replace(POST, told=(replace(TOLD, fate=EmergencyFate.TAKEN_BACK, since=LATER),), updated=LATER),
        ),
        (
            update(replace(FIRE, words=words("The disk array is fixed")), news=(FLOOD,)),
            replace(POST, told=(replace(TOLD, fate=EmergencyFate.RESOLVED, since=LATER),), updated=LATER),
        ),
        (
            update(ongoing=(FIRE,)),
            replace(POST, told=(replace(TOLD, fate=EmergencyFate.RESOLVED, since=LATER),), updated=LATER),
        ),
        (
            update(FLOOD, FIRE),
            replace(POST, told=(TOLD, ReportedEmergency(FLOOD, "", LATER)), updated=LATER),
        ),
        (
            update(replace(FIRE, words=words("The disk array is down again"), key="9.5/z")),
            replace(
                POST,
                told=(
                    replace(
                        TOLD,
                        item=replace(FIRE, words=words("The disk array is down again"), key="9.5/z"),
                        since=LATER,
                    ),
                ),
                updated=LATER,
            ),
        ),
    ],
)
def test_what_was_told_is_brought_up_to_date(report, after):
    assert brought_up_to_date(POST, report, ANNA_SAID, LATER) == after


def test_what_is_over_stands_again_only_in_the_same_words():
    gone = replace(POST, told=(replace(TOLD, fate=EmergencyFate.TAKEN_BACK, since=NOW),), updated=NOW)
    assert brought_up_to_date(gone, None, {}, LATER) == gone
    again = brought_up_to_date(gone, update(FIRE), {}, LATER)
    assert again == replace(POST, told=(replace(TOLD, since=LATER),), updated=LATER)
    alike = replace(FIRE, words=words("The disk array is down again"), key="9.5/z")
    assert len(brought_up_to_date(gone, update(alike), {}, LATER).told) == 2


def test_of_two_alike_the_one_in_the_same_words_stays_itself():
    near = replace(FIRE, words=words("The disk array is down now"), key="8.5/y")
    both = replace(POST, told=(TOLD, replace(TOLD, item=near)))
    found = brought_up_to_date(both, update(near, FIRE), {}, LATER)
    assert found == both


def test_changes_are_told_in_the_order_of_the_post():
    resolved = replace(TOLD, fate=EmergencyFate.RESOLVED)
    back = replace(TOLD, fate=EmergencyFate.TAKEN_BACK)
    other = replace(TOLD, item=FLOOD)
    before = replace(POST, told=(TOLD, TOLD, back, TOLD, TOLD))
    after = replace(POST, told=(resolved, TOLD, TOLD, back, other, other))
    assert changes_between(before, after) == (
        (EmergencyChange.RESOLVED, resolved),
        (EmergencyChange.AGAIN, TOLD),
        (EmergencyChange.TAKEN_BACK, back),
        (EmergencyChange.CHANGED, other),
        (EmergencyChange.NEW, other),
    )
    below = replace(other, item=replace(FLOOD, items=()))
    assert changes_between(replace(POST, told=(other,)), replace(POST, told=(below,))) == (
        (EmergencyChange.CHANGED, below),
    )


@pytest.mark.parametrize(
    ("length", "url", "parts"),
    [(5900, "", 1), (5901, "", 2), (5890, "x" * 11, 2), (11900, "", 2), (11901, "", 3)],
)
def test_news_take_as_many_parts_as_their_length_needs(length, url, parts):
    long = replace(FIRE, words=(Span("d" * (length - 1), url=url or None),), items=(Item(words("e")),))
    changed = ((EmergencyChange.NEW, replace(TOLD, item=long)),)
    assert news_of(POST, changed) == tuple(
        EmergencyUpdate("Grid", "America/New_York", changed, part, parts) for part in range(1, parts + 1)
    )
    assert is_long(replace(POST, told=(replace(TOLD, item=long),))) is (parts > 1)


def test_of_nothing_there_is_one_part():
    assert news_of(POST, ()) == (EmergencyUpdate("Grid", "America/New_York", ()),)


def test_questions_are_asked_of_news_and_ongoing_while_it_can_be_said():
    one, two = replace(FIRE, ask=True), replace(FLOOD, ask=True)
    report = update(replace(OVER, ask=True), news=(one, OVER), ongoing=(two,))
    assert [(part.value, item) for part, item in asked(report)] == [("news", one), ("ongoing", two)]
    assert questions(MEETING, report, NOW) == (one, two)
    assert questions(POSTED, report, MEETING.late_until) == ()
    assert without_questions(report.sections) == Sections((FIRE, OVER), (FLOOD,), (OVER,))


def test_the_channel_is_told_unless_it_could_not_be_or_nobody_wants_it():
    assert tells_channel(CALL, None)
    assert tells_channel(CALL, post())
    assert not tells_channel(CALL, post(status=Status.DEAD))
    assert not tells_channel(replace(CALL, emergencies=Urgency.MINUTES), None)


def test_minutes_hold_all_that_was_brought_to_the_meeting():
    wiki = replace(CALL.twiki, parent="Home")
    call = replace(CALL, also_in=("Europe/Berlin",), coordinates=("Room 1",), twiki=wiki)
    away = Absence("UCLEO", DAY, DAY, StandIn("Dan", "UDAN"))
    gone = Absence("UBEN", DAY, DAY)
    call = present(call, [away, gone, Absence("UANNA", DAY, DAY)], DAY)
    five = timedelta(minutes=5)
    live = Live(
        (Announcement(1, "Pizza", "UX", "Xu", NOW),),
        (
            Attendance("UX", "Xu", AT_CALL + five),
            Attendance("UY", "Yo", AT_CALL + five + timedelta(seconds=1)),
            Attendance("", "Guest", NOW, present=False),
            Attendance("UBEN", "Ben", NOW, present=False),
            Attendance("UANNA", "Anna", NOW),
        ),
        (Note(1, "Grid", "One", "UX", "Xu", NOW), Note(2, "Storage", "Two", "UX", "Xu", NOW)),
        (ActionItem(1, "Rope"),),
    )
    doubtful = replace(FIRE, ask=True)
    updates = (update(news=(doubtful,), changed_at=MEETING.posts + five),)
    grid, storage = call.areas
    assert assemble(call, MEETING, updates, live, revision=3, delayed="late") == Minutes(
        "Production",
        DAY,
        AT_CALL,
        "America/New_York",
        ("Europe/Berlin",),
        ("Room 1",),
        (
            AreaMinutes(
                "Grid",
                "Grid (Anna, Ben)",
                grid.style,
                grid.labels,
                Sections(news=(FIRE,)),
                notes=("One",),
            ),
            AreaMinutes(
                "Storage",
                "Storage (Dan for Cleo)",
                storage.style,
                storage.labels,
                silence=Silence.NO_REPORT,
                notes=("Two",),
            ),
        ),
        ("Pizza",),
        (ActionItem(1, "Rope"),),
        ("Xu", "Yo (from 16:05)", "Anna"),
        ("Guest", "Ben", "Cleo"),
        "March10,2026ProductionMeeting",
        "Home",
        wiki.charset,
        3,
        "late",
    )
    assert assemble(call, MEETING, (), Live()).areas[0].silence is Silence.AWAY


DEAD: Any = {"status": Status.DEAD, "reason": "x"}


def trouble(kind: Kind = Kind.ASK, part: str = "UCLEO", message: Any = None, **more: Any) -> Delivery:
    made = Delivery(key(MEETING.key, kind, part), part or "C1", message or Notice("x"), due=NOW, kind=kind)
    return replace(made, part=part, **more)


def alerts(*deliveries: Delivery, call=CALL, now=NOW, meeting=MEETING) -> list[Alert]:
    found = plan(Week(call, meeting, deliveries=deliveries), now)
    return [step for step in found if isinstance(step, Alert)]


def test_every_chair_is_told_once_of_what_was_given_up():
    call = replace(CALL, chairs=("UCHAIR", "UOTHER", "UCHAIR"))
    gone = trouble(**DEAD)
    assert alerts(gone, call=call) == [Alert("UCHAIR", gone), Alert("UOTHER", gone)]
    known = trouble(Kind.NOTICE, notice_part("UCHAIR", gone))
    assert alerts(gone, known, call=call) == [Alert("UOTHER", gone)]
    assert alerts(trouble(Kind.NOTICE, "x", **DEAD)) == []


def test_leads_are_told_that_the_channel_was_not_told_of_their_emergency():
    gone = post(**DEAD)
    assert [step.chair for step in alerts(gone)] == ["UCHAIR", "UANNA", "UBEN"]
    assert [step.chair for step in alerts(replace(gone, message=Notice("x")))] == ["UCHAIR"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"failures": 4}, False),
        ({"failures": 5}, True),
        ({"failures": 5, "status": Status.SENDING}, True),
        ({"failures": 5, "status": Status.SENT}, False),
        ({"failures": 9, "status": Status.SKIPPED}, False),
    ],
)
def test_chairs_are_told_of_what_goes_on_failing(more, told):
    assert bool(alerts(trouble(**more))) is told


@pytest.mark.parametrize(
    ("kind", "more", "minutes", "told"),
    [
        (Kind.MINUTES, {"priority": Priority.MINUTES, "reason": "x"}, 5, True),
        (Kind.MINUTES, {"priority": Priority.MINUTES, "reason": "x"}, 4, False),
        (Kind.MINUTES, {"priority": Priority.MINUTES}, 5, False),
        (Kind.WIKI, {"reason": "x"}, 5, True),
        (Kind.GIT, {"reason": "x"}, 5, True),
        (Kind.LATE, {"reason": "x"}, 5, False),
        (Kind.WIKI, {"reason": "x", "status": Status.SENT}, 5, False),
    ],
)
def test_chairs_are_told_of_minutes_that_are_overdue(kind, more, minutes, told):
    posted = replace(MEETING, state=State.POSTED, frozen_at=AT_CALL)
    now = AT_CALL + timedelta(minutes=minutes)
    assert bool(alerts(trouble(kind, "", **more), meeting=posted, now=now)) is told
    assert alerts(trouble(kind, "", **more), meeting=replace(posted, frozen_at=None), now=now) == []


def test_the_key_of_an_alert_names_the_reader_and_what_it_is_about():
    assert notice_part("UCHAIR", trouble(part="a/b/c")) == "UCHAIR-ask-a-b-c"
    assert notice_part("UCHAIR", trouble(Kind.MINUTES, "")) == "UCHAIR-minutes"


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(days=2, hours=3, minutes=4, seconds=59), "2 d 3 h 4 min"),
    ],
)
def test_minutes_say_how_late_they_are(late, said):
    step = list(plan(Week(CALL, MEETING, (update(FIRE),)), MEETING.posts + late))[-1]
    assert step == Publish(f"posted {said} late: the bot was not running at the time of the call")
    assert list(plan(Week(CALL, MEETING), MEETING.posts + timedelta(minutes=4)))[-1] == Publish("")


def test_who_is_not_asked_in_time_is_left_out_with_the_reason():
    found = [step for step in plan(Week(CALL, MEETING), MEETING.posts) if isinstance(step, Omit)]
    assert found[-3:] == [
        Omit(CLEO, Kind.ASK, "the bot was not running before the call"),
        Omit(CLEO, Kind.REMIND_1, "the bot was not running at its moment"),
        Omit(CLEO, Kind.REMIND_2, "the bot was not running at its moment"),
    ]


def test_what_is_forgotten_lies_before_every_open_meeting_and_comes_in_portions():
    call = replace(CALL, retention=14 * DAYS)
    assert forgotten_before(CALL, MEETING, NOW) is None
    assert forgotten_before(call, MEETING, NOW) == DAY - 14 * DAYS
    assert forgotten_before(call, replace(MEETING, date=DAY - 30 * DAYS), NOW) == DAY - 30 * DAYS
    end = date(2026, 3, 1)
    assert list(forgetting(None, end)) == list(forgetting(end, None)) == list(forgetting(end, end)) == []
    assert list(forgetting(end - DAYS, end)) == [Forget(end)]
    assert list(forgetting(end - 29 * DAYS, end)) == [Forget(end - DAYS)]


def test_a_name_with_a_comma_is_one_name_in_a_heading():
    grid = CALL.areas[0]
    area = AreaMinutes("Grid", "Grid (Smith, John)", grid.style, grid.labels)
    who = PersonNames("USMITH", frozenset({"Smith, John"}))
    minutes = replace(minutes_with(), areas=(area,))
    assert without(minutes, who).areas[0].heading == "Grid"
