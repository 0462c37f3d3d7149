"""What stands on a person's home: what they lead, chair or stand in for, and what else they can see."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.model.absence import Absence
from bot.model.call import Area, Call, Lead, StandIn, Weekday
from bot.model.delivery import Delivery, Kind, Posted, Status, key
from bot.model.live_parts import Live
from bot.model.meeting import schedule
from bot.model.message import AskLead, LastTime, Occasion
from bot.model.update import Item, Sections
from bot.model.words import words
from bot.rules.homes import Duty, Home, HomeArea, HomeCall, KnownCall, home_of
from bot.rules.meeting_status import AreaState, MeetingStatus

DAY = date(2026, 3, 10)
HARBOUR = Area("Harbour", (Lead("Anna", "UANNA"),))
CALL = Call("Production", "C0", Weekday.TUESDAY, time(16), "UTC", (HARBOUR,), chairs=("UCHAIR",))
MEETING = schedule(CALL, DAY)
OCCASION = Occasion(CALL.name, DAY, MEETING.starts, CALL.timezone)
NEWS, FIRE = Item(words("4.2 is out")), Item(words("The gateway is down"))
LAST = {"Harbour": Sections(news=(NEWS,), emergencies=(FIRE,))}
QUESTION = Delivery(
    key(MEETING.key, Kind.ASK, "UANNA"),
    "UANNA",
    AskLead(OCCASION, (LastTime("Harbour", HARBOUR.labels, (FIRE, NEWS)),)),
    due=MEETING.starts - timedelta(days=1),
    kind=Kind.ASK,
    part="UANNA",
    status=Status.SENT,
    posted=Posted("DANNA", "1.0"),
)
MEMBERS = {"Production": frozenset({"UANNA", "UGUEST"})}


def known(*absences: Absence, deliveries: tuple[Delivery, ...] = ()) -> KnownCall:
    status = MeetingStatus(CALL, MEETING, (), deliveries, Live())
    return KnownCall(CALL, CALL, MEETING, status, LAST, (), absences, DAY)


def mine(person: str, call: KnownCall) -> HomeCall:
    (found,) = home_of([call], person, MEMBERS).mine
    return found


def test_a_lead_sees_their_areas_with_the_list_of_last_time_and_emergencies_first():
    lead = mine("UANNA", known())
    assert lead.areas == (HomeArea(HARBOUR, None, (FIRE, NEWS)),)
    assert (lead.chairs, lead.status) == (False, None)


@pytest.mark.parametrize(
    ("question", "asked", "listed"),
    [
        (QUESTION, True, True),
        (replace(QUESTION, posted=None), False, False),
        (replace(QUESTION, message=AskLead(OCCASION, (LastTime("Harbour", HARBOUR.labels),))), True, False),
    ],
)
def test_a_list_can_be_gone_through_once_it_stands_in_the_question(question, asked, listed):
    (area,) = mine("UANNA", known(deliveries=(question,))).areas
    assert (area.asked, area.listed) == (asked, listed)


def test_only_a_chair_sees_how_the_areas_stand():
    chair = mine("UCHAIR", known())
    assert (chair.chairs, chair.areas) == (True, ())
    assert [(each.area.name, each.state) for each in chair.status or ()] == [("Harbour", AreaState.SILENT)]


def test_a_chair_sees_no_standing_where_no_meeting_is_coming_up():
    bare = replace(known(), meeting=None, status=None)
    assert mine("UCHAIR", bare).status is None


def test_who_stands_in_sees_for_whom_until_it_is_over():
    away = Absence("UANNA", date(2026, 3, 3), DAY, StandIn("Cleo", "UCLEO"))
    assert mine("UCLEO", known(away)).duties == (Duty("Anna", away.first, away.last),)
    over = replace(away, last=DAY - timedelta(days=1))
    assert home_of([known(over)], "UCLEO", MEMBERS) == Home()


def test_who_is_away_sees_the_next_of_their_absences_that_is_not_over():
    over = Absence("UANNA", date(2026, 3, 1), date(2026, 3, 9))
    later, next_ = Absence("UANNA", date(2026, 5, 1), DAY + timedelta(99)), Absence("UANNA", DAY, DAY)
    assert mine("UANNA", known(over, later, next_)).absence == next_


def test_a_member_of_the_channel_only_sees_when_the_call_is_and_a_stranger_nothing():
    assert home_of([known()], "UGUEST", MEMBERS) == Home(others=(HomeCall(CALL, MEETING),))
    assert home_of([known()], "USTRANGER", MEMBERS) == Home()
