"""How a meeting stands, area by area, and what people bring to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.model.call import Area, Call, Lead, StandIn, Weekday
from bot.model.delivery import Delivery, Kind, Status, key
from bot.model.live_parts import Announcement, Live
from bot.model.meeting import schedule
from bot.model.message import AskLead, Message, Occasion, RemindLead
from bot.model.minutes import ActionItem
from bot.model.update import Update
from bot.rules.meeting_state import Week
from bot.rules.meeting_status import (
    AreaState,
    AreaStatus,
    Brought,
    Contact,
    Reporter,
    area_statuses,
    brought,
)

DAY = date(2026, 3, 10)
ANNA, BEN = Lead("Anna", "UANNA"), Lead("Ben", "UBEN")
HARBOUR, TRAFFIC = Area("Harbour", (ANNA,)), Area("Traffic", (ANNA, BEN))
CALL = Call("Production", "C0", Weekday.TUESDAY, time(16), "UTC", (HARBOUR, TRAFFIC))
MEETING = schedule(CALL, DAY)
OCCASION = Occasion(CALL.name, DAY, MEETING.starts, CALL.timezone)
ASKED, REMINDED = datetime(2026, 3, 9, 16, tzinfo=UTC), datetime(2026, 3, 10, 13, tzinfo=UTC)
HEARD = Update(CALL.name, DAY, "Harbour", nothing_new=True)


def owed(
    kind: Kind, person: str, *, part: str = "", status: Status = Status.SENT, reason: str = ""
) -> Delivery:
    message: Message = AskLead(OCCASION, ()) if kind is Kind.ASK else RemindLead(OCCASION, ())
    at = ASKED if kind is Kind.ASK else REMINDED
    return Delivery(
        key(MEETING.key, kind, part or person),
        person,
        message,
        due=at,
        kind=kind,
        part=part or person,
        status=status,
        reason=reason,
        sent_at=at if status is Status.SENT else None,
    )


def statuses(*deliveries: Delivery, call: Call = CALL, updates: tuple[Update, ...] = ()) -> list[AreaStatus]:
    return list(area_statuses(Week(call, MEETING, updates, deliveries)))


def test_an_area_that_says_there_is_nothing_has_reported():
    assert statuses(updates=(HEARD,))[-1] == AreaStatus(HARBOUR, AreaState.REPORTED, HEARD)


def test_an_area_that_took_everything_back_is_silent():
    taken_back = replace(HEARD, nothing_new=False)
    (harbour, _) = statuses(updates=(taken_back,))
    assert (harbour.state, harbour.update) == (AreaState.SILENT, None)


def test_an_area_is_silent_while_one_of_its_leads_can_be_reached():
    given_up = owed(Kind.ASK, "UANNA", status=Status.DEAD, reason="user_disabled")
    harbour, traffic = statuses(given_up, owed(Kind.ASK, "UBEN"))
    anna = Reporter("Anna", unreachable="user_disabled")
    assert harbour == AreaStatus(HARBOUR, AreaState.UNREACHABLE, reporters=(anna,))
    ben = Reporter("Ben", (Contact(Kind.ASK, ASKED),))
    assert traffic == AreaStatus(TRAFFIC, AreaState.SILENT, reporters=(anna, ben))


def test_an_area_is_away_when_nobody_stands_in_and_comes_after_the_silent_ones():
    away = replace(CALL, areas=(replace(HARBOUR, leads=(replace(ANNA, away=True),)), TRAFFIC))
    assert [(each.area.name, each.state) for each in statuses(call=away)] == [
        ("Traffic", AreaState.SILENT),
        ("Harbour", AreaState.AWAY),
    ]


def test_who_stands_in_is_the_one_who_is_asked():
    covered = replace(ANNA, away=True, stand_in=StandIn("Cleo", "UCLEO"))
    (harbour,) = statuses(
        owed(Kind.ASK, "UANNA"),
        owed(Kind.ASK, "UCLEO"),
        call=replace(CALL, areas=(replace(HARBOUR, leads=(covered,)),)),
    )
    assert harbour.reporters == (Reporter("Cleo", (Contact(Kind.ASK, ASKED),)),)


def test_reminders_are_told_when_they_were_sent_and_a_question_also_when_it_was_left_out():
    harbour, _ = statuses(
        owed(Kind.REMIND_2, "UANNA", status=Status.SKIPPED, reason="reported already"),
        owed(Kind.REMIND_1, "UANNA"),
        owed(Kind.ASK, "UANNA", status=Status.SKIPPED, reason="the bot was not running before the call"),
        owed(Kind.NOTICE, "UANNA", part="UANNA-remind-1"),
        owed(Kind.NOTICE, "UANNA", part="UANNA-remind-2", status=Status.PENDING),
    )
    assert harbour.reporters[0].contacts == (
        Contact(Kind.ASK, None, "the bot was not running before the call"),
        Contact(Kind.REMIND_1, REMINDED),
        Contact(Kind.NOTICE, REMINDED),
    )


def test_only_open_action_items_count_and_those_due_today_are_not_overdue():
    actions = (
        ActionItem(1, "Draw a map", due=date(2026, 3, 9)),
        ActionItem(2, "Order cables", due=DAY),
        ActionItem(3, "Write it down"),
        ActionItem(4, "Buy cake", due=date(2026, 3, 1), done=True, closed=DAY),
    )
    live = Live((Announcement(1, "Cake at four", "UBEN", "Ben", ASKED),), actions=actions)
    assert brought(live, DAY) == Brought(announcements=1, open_actions=3, overdue=1)
    assert brought(Live(), DAY) == Brought(0, 0, 0)
