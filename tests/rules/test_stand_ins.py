"""Who reports for a meeting when leads are away."""

from datetime import date, time, timedelta

from bot.model.absence import Absence
from bot.model.call import Area, Call, Lead, StandIn, Weekday
from bot.model.live_parts import Live
from bot.model.meeting import schedule
from bot.model.minutes import Silence
from bot.rules.assemble import assemble
from bot.rules.meeting_state import Week
from bot.rules.plan import plan
from bot.rules.stand_ins import present
from bot.rules.steps import Ask

TIM, TEO = Lead("Tim C.", "UTIM"), StandIn("Teo T.", "UTEO")
KAREN = Lead("Karen", "UKAREN")
CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Software", (TIM,)), Area("Security", (KAREN, TIM))),
)
DAY = date(2027, 1, 12)
MEETING = schedule(CALL, DAY)


def away(stand_in: StandIn | None = None, person: str = "UTIM", days: int = 0) -> Absence:
    return Absence(person, DAY - timedelta(days=days), DAY, stand_in)


def asked(call: Call) -> list[str]:
    now = MEETING.starts - timedelta(hours=20)
    return [step.lead.person for step in plan(Week(call, MEETING), now) if isinstance(step, Ask)]


def test_nobody_away_leaves_the_call_as_it_is():
    assert present(CALL, (), DAY) is CALL
    assert present(CALL, (away(),), DAY + timedelta(days=1)) is CALL


def test_a_lead_who_is_away_is_not_asked_and_a_stand_in_is_asked_instead():
    assert asked(present(CALL, (away(),), DAY)) == ["UKAREN"]
    assert asked(present(CALL, (away(TEO),), DAY)) == ["UTEO", "UKAREN"]


def test_the_heading_says_who_reports_for_whom():
    headings = [area.heading for area in present(CALL, (away(TEO),), DAY).areas]
    assert headings == ["Software (Teo T. for Tim C.)", "Security (Karen, Teo T. for Tim C.)"]


def test_the_stand_in_reports_for_all_areas_of_the_lead_and_the_lead_still_may():
    there = present(CALL, (away(TEO),), DAY)
    assert there.areas_of("UTEO") == there.areas_of("UTIM") == there.areas
    assert present(CALL, (away(TEO),), DAY + timedelta(days=1)).areas_of("UTEO") == ()


def test_a_stand_in_who_is_away_too_does_not_stand_in():
    both = (away(TEO), away(person="UTEO"))
    assert asked(present(CALL, both, DAY)) == ["UKAREN"]


def test_a_stand_in_who_is_away_hands_over_to_their_own():
    handed = (away(TEO), away(StandIn("Ana B.", "UANA"), person="UTEO"))
    assert asked(present(CALL, handed, DAY)) == ["UANA", "UKAREN"]


def test_stand_ins_in_a_circle_stand_in_for_nobody():
    circle = (away(TEO), away(StandIn("Ana B.", "UANA"), person="UTEO"), away(TEO, person="UANA"))
    assert asked(present(CALL, circle, DAY)) == ["UKAREN"]
    mutual = (away(TEO), away(StandIn("Tim C.", "UTIM"), person="UTEO"))
    assert asked(present(CALL, mutual, DAY)) == ["UKAREN"]


def test_the_absence_that_was_kept_last_counts():
    assert present(CALL, (away(), away(TEO, days=3)), DAY).areas_of("UTEO") != ()


def test_an_area_whose_leads_are_all_away_is_away_and_not_without_report():
    minutes = assemble(present(CALL, (away(),), DAY), MEETING, (), Live())
    assert [area.silence for area in minutes.areas] == [Silence.AWAY, Silence.NO_REPORT]
