"""Why somebody was, or was not, asked and reminded."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.model.absence import Absence
from bot.model.call import Area, Call, Lead, StandIn, Weekday
from bot.model.delivery import Delivery, Kind, Posted, Status, key
from bot.model.meeting import State, schedule
from bot.model.message import Excused, Message, Notice, Occasion, RemindLead
from bot.model.override import Override
from bot.model.reply import Origin, Reply
from bot.model.update import Item, Sections, Update
from bot.model.words import Line, words
from bot.rules.asking_facts import Fact
from bot.rules.explain import Records, explain
from bot.rules.meeting_state import Week
from bot.rules.plan import plan
from bot.rules.stand_ins import present
from bot.rules.steps import Omit

ANNA, BEN = Lead("Anna", "UANNA"), Lead("Ben", "UBEN")
CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Grid", (ANNA,)), Area("Storage", (BEN, ANNA))),
)
DAY = date(2026, 3, 10)
MEETING = schedule(CALL, DAY)
AT_CALL = datetime(2026, 3, 10, 20, tzinfo=UTC)
ASKED_AT, EARLY = AT_CALL - timedelta(hours=24), AT_CALL - timedelta(days=3)
NOW = AT_CALL - timedelta(hours=2)
OCCASION = Occasion("Production", DAY, AT_CALL, "America/New_York")
SECRET = "the password is swordfish"
NAMES = Records(names={"UCHAIR": "Scott", "UBY": "Bystander", "UANNA": "Anna", "UBEN": "Ben", "UTEO": "Teo"})


def owed(kind: Kind, status: Status = Status.SENT, reason: str = "", **more: object) -> Delivery:
    return Delivery(
        key(MEETING.key, kind, "UANNA"),
        "UANNA",
        Notice(SECRET),
        due=ASKED_AT,
        kind=kind,
        part="UANNA",
        status=status,
        reason=reason,
        sent_at=ASKED_AT if status is Status.SENT else None,
        **more,  # type: ignore[arg-type]
    )


def notice(part: str, message: Message) -> Delivery:
    identity = key(MEETING.key, Kind.NOTICE, part)
    return Delivery(
        identity, "UANNA", message, due=NOW, kind=Kind.NOTICE, part=part, status=Status.SENT, sent_at=NOW
    )


def report(area: str, *by: str, confirmed: bool = False) -> Update:
    news = Sections(news=(Item(words(SECRET)),))
    return Update("Production", DAY, area, news, by=by, confirmed=confirmed, changed_at=NOW)


def reply(person: str, *, origin: Origin = Origin.MESSAGE, area: str | None = None, minute: int = 0) -> Reply:
    ts = f"{(ASKED_AT + timedelta(minutes=minute)).timestamp():.6f}"
    document = (Line(words(SECRET)),)
    return Reply(person, "D1", ts, document, SECRET, origin=origin, area=area, call="Production", date=DAY)


def said(week: Week, lead: Lead = ANNA, records: Records = NAMES, now: datetime = NOW) -> list[str]:
    facts = explain(week, lead, records, now)
    assert all(SECRET not in f"{fact.said}{fact.because}" for fact in facts)
    return [f"{fact.said}: {fact.because}" if fact.because else fact.said for fact in facts]


NOTHING = ["Nothing has been reported for Grid", "Nothing has been reported for Storage"]


def test_before_the_time_to_ask_it_says_what_is_to_come_and_when():
    facts = explain(Week(CALL, MEETING), ANNA, NAMES, EARLY)
    assert facts[2:] == (
        Fact("I shall ask Anna about Grid, Storage", ASKED_AT),
        Fact("I shall remind Anna if nothing is reported until then", AT_CALL - timedelta(hours=3)),
        Fact("I shall remind Anna if nothing is reported until then", AT_CALL - timedelta(minutes=30)),
    )
    assert [fact.said for fact in facts[:2]] == NOTHING


@pytest.mark.parametrize(
    ("delivery", "sentence"),
    [
        (owed(Kind.ASK), "I asked Anna about Grid, Storage"),
        (owed(Kind.ASK, Status.PENDING), "I am about to ask Anna"),
        (
            owed(Kind.ASK, Status.PENDING, "rate limited"),
            "I could not ask Anna yet, and shall try again: rate limited",
        ),
        (owed(Kind.ASK, Status.PENDING, posted=Posted("D1", "1.1")), "I asked Anna about Grid, Storage"),
        (owed(Kind.ASK, Status.SENDING), "I am trying to ask Anna; Slack has not answered yet"),
        (owed(Kind.ASK, Status.DEAD, "cannot_dm_bot"), "I could not ask Anna: cannot_dm_bot"),
        (
            owed(Kind.ASK, Status.SKIPPED, "its moment had passed before it could be sent"),
            "I did not ask Anna: its time had passed before Slack took it",
        ),
        (
            owed(Kind.ASK, Status.SKIPPED, "the meeting is skipped"),
            "I did not ask Anna: the meeting is skipped",
        ),
        (owed(Kind.REMIND_1), "I reminded Anna"),
        (owed(Kind.REMIND_2), "I reminded Anna the last time"),
        (
            owed(Kind.REMIND_2, Status.DEAD, "user_disabled"),
            "I could not remind Anna the last time: user_disabled",
        ),
    ],
)
def test_what_became_of_a_question_or_a_reminder_is_told_with_the_reason(delivery, sentence):
    assert sentence in said(Week(CALL, MEETING, (), (delivery,)))


def test_every_reason_for_leaving_out_a_question_or_a_reminder_reads_as_a_sentence():
    refused = replace(owed(Kind.ASK, Status.DEAD, "cannot_dm_bot"), due=EARLY)
    late = replace(owed(Kind.ASK), due=AT_CALL - timedelta(hours=1))
    there = replace(owed(Kind.ASK), due=EARLY)
    both = (report("Grid", "UANNA"), report("Storage", "UANNA"))
    weeks = [
        (Week(CALL, MEETING), AT_CALL),
        (Week(CALL, MEETING, (), (refused,)), AT_CALL - timedelta(hours=3)),
        (Week(CALL, MEETING, (), (late,)), AT_CALL - timedelta(minutes=50)),
        (Week(CALL, MEETING, (), (there,)), AT_CALL),
        (Week(CALL, MEETING, both, (there,)), AT_CALL - timedelta(hours=3)),
    ]
    sentences = set()
    for week, now in weeks:
        for step in plan(week, now):
            if isinstance(step, Omit) and step.lead == ANNA:
                omitted = owed(step.kind, Status.SKIPPED, step.reason)
                sentences |= {
                    line
                    for line in said(replace(week, deliveries=(omitted,)), now=now)
                    if line.startswith("I did not")
                }
    assert sentences == {
        "I did not ask Anna: I was not running before the call",
        "I did not remind Anna: I was not running then",
        "I did not remind Anna the last time: I was not running then",
        "I did not remind Anna: they were asked only after the time for it",
        "I did not remind Anna, as they could not be asked: cannot_dm_bot",
        "I did not remind Anna: everything of theirs had been reported already",
    }


def test_a_reminder_by_hand_names_who_wanted_it():
    by_scott = notice("UANNA-reminder-2026-03-10T18", RemindLead(OCCASION, ("Grid",), by="Scott"))
    by_herself = notice("UANNA-reminder-2026-03-10T19", RemindLead(OCCASION, ("Grid",)))
    told = said(Week(CALL, MEETING, (), (by_scott, by_herself)))
    assert "Scott had me remind Anna" in told
    assert "Anna had me remind Anna" not in told
    assert "Anna asked me for a reminder" in told


def test_who_reported_how_and_when_is_told_in_order_and_never_what():
    records = replace(
        NAMES,
        replies=(
            reply("UANNA", minute=5),
            reply("UANNA", minute=6),
            reply("UBEN", origin=Origin.FORM, area="Storage", minute=3),
            reply("UBY", origin=Origin.BEHALF, area="Grid", minute=1),
        ),
    )
    updates = (report("Grid", "UANNA", "UBY", confirmed=True), report("Storage", "UBEN"))
    assert said(Week(CALL, MEETING, updates, (owed(Kind.ASK),)), records=records) == [
        "I asked Anna about Grid, Storage",
        "Bystander reported for Grid on behalf of its leads",
        "Ben reported with the form",
        "Anna reported by message (2 times)",
        "There is a report for Grid, last changed and found right",
        "There is a report for Storage, last changed",
    ]


def test_who_wrote_nothing_that_counts_is_told_so():
    told = said(Week(CALL, MEETING), records=replace(NAMES, replies=(reply("UANNA"),)))
    assert "Anna wrote to me, and nothing in it counts as a report by now" in told


def test_what_others_wrote_for_other_areas_is_none_of_their_business():
    records = replace(NAMES, replies=(reply("UANNA"), reply("UBY", origin=Origin.BEHALF, area="Grid")))
    told = said(Week(CALL, MEETING, (report("Grid", "UBY"),)), Lead("Cleo", "UCLEO"), records)
    assert told == ["Cleo leads no area of the Production call, so I do not ask or remind them"]


def test_who_is_away_is_told_from_when_to_when_by_whom_and_who_is_asked_instead():
    absence = Absence("UANNA", DAY - timedelta(days=1), DAY + timedelta(days=3), StandIn("Teo", "UTEO"))
    records = replace(NAMES, absences=(absence,))
    told = notice("UANNA-away", Excused(OCCASION, absence, "Teo", by="Scott"))
    there = present(CALL, (absence,), DAY)
    days = "from Monday, March 9 until Friday, March 13"
    assert said(Week(there, MEETING, (), (told,)), records=records)[0] == (
        f"Anna is away {days}, as Scott told me; Teo is asked instead"
    )
    assert said(Week(there, MEETING, (), (told,)), Lead("Teo", "UTEO"), records)[:2] == [
        "Teo stands in for Anna (Grid)",
        "Teo stands in for Anna (Storage)",
    ]
    alone = replace(absence, first=DAY, last=DAY, stand_in=None)
    week = Week(present(CALL, (alone,), DAY), MEETING)
    assert said(week, records=replace(NAMES, absences=(alone,))) == [
        "Anna is away on Tuesday, March 10; nobody is asked instead",
        *NOTHING,
    ]


def test_a_meeting_that_was_skipped_or_moved_says_by_whom():
    skip = Override("Production", DAY, "UCHAIR", EARLY)
    skipped = replace(MEETING, state=State.SKIPPED, reason="skipped by the chair")
    assert said(Week(CALL, skipped), records=replace(NAMES, overrides=(skip,))) == [
        "The meeting of Tuesday, March 10 is not held, so nobody is asked: skipped by the chair",
        "Scott skipped the meeting of Tuesday, March 10",
    ]
    move = replace(skip, on=DAY + timedelta(days=1), at=time(17))
    told = said(Week(CALL, MEETING), records=replace(NAMES, overrides=(move,)))
    assert "Scott moved the meeting of Tuesday, March 10 to Wednesday, March 11 at 17:00" in told
    hold = replace(skip, on=DAY)
    told = said(Week(CALL, MEETING), records=replace(NAMES, overrides=(hold,)))
    assert "Scott had the meeting of Tuesday, March 10 held as usual after all" in told
    other = replace(skip, date=DAY + timedelta(days=7))
    assert "Scott" not in " ".join(said(Week(CALL, MEETING), records=replace(NAMES, overrides=(other,))))


def test_a_holiday_and_a_meeting_that_never_came_say_why():
    holiday = replace(MEETING, state=State.SKIPPED, reason="public holiday: Tuesday")
    assert said(Week(CALL, holiday))[0].endswith("nobody is asked: public holiday: Tuesday")
    closed = replace(MEETING, state=State.CLOSED, reason="the bot was not running for more than a week")
    assert said(Week(CALL, closed))[0].startswith("There are no minutes of mine of this meeting: ")


def test_who_was_not_asked_as_the_minutes_were_posted_before_is_told_so():
    posted = replace(MEETING, state=State.POSTED, frozen_at=ASKED_AT - timedelta(hours=1))
    told = said(Week(CALL, posted), now=AT_CALL + timedelta(hours=1))
    assert "Anna was not asked, as the minutes were posted before it was time to" in told


def test_who_became_a_lead_after_the_minutes_were_posted_is_told_so():
    posted = replace(MEETING, state=State.POSTED)
    told = said(Week(CALL, posted), now=AT_CALL + timedelta(hours=1))
    assert "Anna was not to be asked before the call; they became a lead of it, or came back, later" in told
