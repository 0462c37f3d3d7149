"""What is told in words, told exactly: facts with their moments, answers, and the names of steps."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.model.absence import Absence
from bot.model.call import Area, Lead, StandIn
from bot.model.delivery import Delivery, Kind, Posted, Status, key
from bot.model.meeting import State
from bot.model.message import ActionEvent, Excused, Notice, Occasion, RemindLead
from bot.model.minutes import ActionItem
from bot.model.override import Override
from bot.model.reply import Origin, Reply
from bot.model.update import Item, Sections, Update
from bot.model.words import Line, words
from bot.rules.action_reminders import Nudge
from bot.rules.answer import answer, area_named
from bot.rules.asking_facts import Fact, asking, reminding
from bot.rules.emergencies import TellChannel
from bot.rules.explain import Records, explain
from bot.rules.how_to import how_to
from bot.rules.long_away import StillAway
from bot.rules.meeting_state import Week
from bot.rules.retention import Forget
from bot.rules.stand_ins import present
from bot.rules.steps import Alert, Amend, Ask, Close, Omit, Publish, Remind, named
from tests.rules.test_plan import ANNA, AT_CALL, CALL, CLEO, DAY, MEETING

NOW = AT_CALL - timedelta(hours=2)
ASKED_AT = AT_CALL - timedelta(hours=24)
DAYS = timedelta(days=1)
ABOUT = Occasion("Production", DAY, AT_CALL, "America/New_York")


def owed(kind: Kind = Kind.ASK, person: str = "UANNA", message: Any = None, **more: Any) -> Delivery:
    part = more.pop("part", person)
    made = Delivery(
        key(MEETING.key, kind, part), person, message or Notice("x"), due=ASKED_AT, kind=kind, part=part
    )
    return replace(made, **more)


SENT: Any = {"status": Status.SENT, "sent_at": ASKED_AT + timedelta(seconds=5)}


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (Ask(ANNA), "asking UANNA"),
        (Remind(ANNA, Kind.REMIND_1, (), last=False, not_after=NOW), "reminding UANNA (remind-1)"),
        (Omit(ANNA, Kind.ASK, "x"), "leaving out a question to UANNA (ask)"),
        (Alert("UCHAIR", owed()), "telling UCHAIR of Production/2026-03-10/ask/UANNA"),
        (TellChannel("Grid"), "telling the channel of an emergency in Grid"),
        (Nudge(ActionItem(7, "x"), ActionEvent.DUE, NOW), "reminding of action item 7 (due)"),
        (StillAway(Absence("UANNA", DAY, DAY), DAY), "asking whether they are back UANNA"),
        (Forget(DAY), "forgetting what was written long ago"),
        (Publish("late"), "posting the minutes"),
        (Amend(), "amending the minutes"),
        (Close("x"), "closing the meeting"),
    ],
)
def test_a_step_is_named_by_what_it_does_and_for_whom(step, name):
    assert named(step) == name


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        (SENT, Fact("I asked Anna about Grid", SENT["sent_at"])),
        ({"status": Status.SKIPPED, "reason": "x"}, Fact("I did not ask Anna", ASKED_AT, "x")),
        ({"status": Status.DEAD, "reason": "x"}, Fact("I could not ask Anna", ASKED_AT, "x")),
        (
            {"status": Status.SENDING, "reason": "x"},
            Fact("I am trying to ask Anna; Slack has not answered yet", ASKED_AT),
        ),
        (
            {**SENT, "status": Status.PENDING, "posted": Posted("D", "1.5"), "reason": "x"},
            Fact("I asked Anna about Grid", SENT["sent_at"]),
        ),
        (
            {"reason": "rate limited"},
            Fact("I could not ask Anna yet, and shall try again", ASKED_AT, "rate limited"),
        ),
        ({}, Fact("I am about to ask Anna", ASKED_AT)),
        (
            {"status": Status.SKIPPED, "reason": "could not be asked: reported already"},
            Fact(
                "I did not ask Anna, as they could not be asked",
                ASKED_AT,
                "everything of theirs had been reported already",
            ),
        ),
        (
            {"status": Status.SKIPPED, "reason": "its moment had passed while it was refused: x"},
            Fact("I did not ask Anna, as Slack refused it until its time had passed", ASKED_AT, "x"),
        ),
        (
            {"status": Status.SKIPPED, "reason": "reported already"},
            Fact("I did not ask Anna", ASKED_AT, "everything of theirs had been reported already"),
        ),
    ],
)
def test_what_became_of_a_question_is_told_with_its_moment_and_its_reason(change, fact):
    week = Week(CALL, MEETING, deliveries=(owed(person="UBEN", **SENT), owed(**change)))
    assert list(asking(week, ANNA, NOW)) == [fact]


def test_who_was_asked_and_reports_no_more_was_asked_all_the_same():
    week = Week(replace(CALL, areas=CALL.areas[1:]), MEETING, deliveries=(owed(**SENT),))
    assert list(asking(week, ANNA, NOW)) == [Fact("I asked Anna", SENT["sent_at"])]


def test_who_was_not_asked_yet_is_told_when_they_are():
    wide = replace(CALL, areas=(*CALL.areas, Area("Tape", (ANNA,))))
    assert list(asking(Week(wide, MEETING), ANNA, ASKED_AT - DAYS)) == [
        Fact("I shall ask Anna about Grid, Tape", ASKED_AT)
    ]
    assert list(asking(Week(CALL, MEETING), ANNA, ASKED_AT)) == [Fact("I am about to ask Anna")]
    later = "Anna was not to be asked before the call; they became a lead of it, or came back, later"
    for state in (State.POSTED, State.CLOSED):
        assert list(asking(Week(CALL, replace(MEETING, state=state)), ANNA, ASKED_AT - DAYS)) == [Fact(later)]
    assert list(asking(Week(CALL, replace(MEETING, state=State.SKIPPED)), ANNA, NOW)) == []
    assert list(asking(Week(CALL, MEETING), Lead("Dan", "UDAN"), NOW)) == []


FIRST, LAST = AT_CALL - timedelta(hours=3), AT_CALL - timedelta(minutes=30)
TO_COME = "I shall remind Anna if nothing is reported until then"


def test_reminders_to_come_are_told_while_there_is_anything_to_remind_of():
    week = Week(CALL, MEETING, deliveries=(owed(**SENT),))
    assert list(reminding(week, ANNA, FIRST - DAYS)) == [Fact(TO_COME, FIRST), Fact(TO_COME, LAST)]
    assert list(reminding(week, ANNA, FIRST)) == [Fact(TO_COME, LAST)]
    reported = (Update("Production", DAY, "Grid", nothing_new=True),)
    for none in (
        replace(week, updates=reported),
        replace(week, meeting=replace(MEETING, state=State.POSTED)),
        replace(week, deliveries=(owed(status=Status.DEAD),)),
        replace(week, deliveries=(owed(status=Status.SKIPPED),)),
        replace(week, call=present(CALL, [Absence("UANNA", DAY, DAY)], DAY)),
    ):
        assert list(reminding(none, ANNA, FIRST - DAYS)) == []
    assert len(list(reminding(replace(week, deliveries=()), ANNA, FIRST - DAYS))) == 2


def test_reminders_that_went_out_are_told_each_with_its_moment():
    by_hand = owed(Kind.NOTICE, message=RemindLead(ABOUT, (), by="Scott"), part="a", **SENT)
    herself = owed(Kind.NOTICE, message=RemindLead(ABOUT, ()), part="b", status=Status.DEAD, reason="x")
    scott = owed(Kind.NOTICE, message=RemindLead(ABOUT, (), by="Scott"), part="c", status=Status.DEAD)
    others = (
        owed(Kind.NOTICE, "UBEN", RemindLead(ABOUT, ()), part="d", **SENT),
        owed(Kind.NOTICE, part="e", **SENT),
    )
    first = owed(Kind.REMIND_1, message=RemindLead(ABOUT, ()), **SENT)
    second = owed(Kind.REMIND_2, status=Status.DEAD, reason="y")
    week = Week(CALL, MEETING, deliveries=(by_hand, herself, scott, *others, first, second))
    at = SENT["sent_at"]
    assert list(reminding(week, ANNA, NOW)) == [
        Fact("I reminded Anna", at),
        Fact("I could not remind Anna the last time", ASKED_AT, "y"),
        Fact("Scott had me remind Anna", at),
        Fact("I could not remind Anna as they wished", ASKED_AT, "x"),
        Fact("I could not remind Anna as Scott wished", ASKED_AT),
    ]


def test_the_only_reminder_of_a_call_is_not_the_last_one():
    week = Week(replace(CALL, remind=CALL.remind[:1]), MEETING, deliveries=(owed(Kind.REMIND_1, **SENT),))
    assert list(reminding(week, ANNA, NOW)) == [Fact("I reminded Anna", SENT["sent_at"])]


NAMES = {"UCHAIR": "Scott", "UANNA": "Anna", "UBEN": "Ben", "UDAN": "Dan"}
OVER = Week(CALL, replace(MEETING, state=State.SKIPPED, reason="skipped by the chair"))


def told(week: Week, lead: Lead = ANNA, **records: Any) -> tuple[Fact, ...]:
    return explain(week, lead, Records(names=NAMES, **records), NOW)


def test_a_skipped_meeting_is_explained_first_and_then_who_skipped_it_and_when():
    skip = Override("Production", DAY, "UCHAIR", ASKED_AT)
    other = replace(skip, date=DAY - 7 * DAYS)
    assert told(OVER, overrides=(other, skip)) == (
        Fact(
            "The meeting of Tuesday, March 10 is not held, so nobody is asked",
            because="skipped by the chair",
        ),
        Fact("Scott skipped the meeting of Tuesday, March 10", ASKED_AT),
    )
    nobody = replace(skip, by="UX")
    assert told(OVER, overrides=(nobody,))[1].said == "somebody skipped the meeting of Tuesday, March 10"


def test_a_moved_meeting_is_explained_with_its_new_day_and_time():
    move = Override("Production", DAY, "UCHAIR", ASKED_AT, on=DAY + DAYS)
    moved = "Scott moved the meeting of Tuesday, March 10 to Wednesday, March 11"
    week = Week(CALL, replace(MEETING, state=State.CLOSED, held_on=DAY + DAYS))
    assert Fact(moved, ASKED_AT) in told(week, overrides=(move,))
    at = replace(move, at=CALL.time.replace(hour=9, minute=5))
    assert Fact(f"{moved} at 09:05", ASKED_AT) in told(week, overrides=(at,))


def test_minutes_that_never_came_are_explained_with_the_reason_as_it_is_told():
    closed = replace(MEETING, state=State.CLOSED, reason="the bot was not running before the call")
    assert told(Week(CALL, closed))[0] == Fact(
        "There are no minutes of mine of this meeting", because="I was not running before the call"
    )
    assert told(Week(CALL, replace(closed, reason="")))[0].said.startswith("Anna was not to be asked")


def test_who_is_away_is_explained_by_the_absence_that_counts():
    first = Absence("UANNA", DAY - 9 * DAYS, DAY)
    counts = Absence("UANNA", DAY, DAY, StandIn("Dan", "UDAN"))
    others = (Absence("UBEN", DAY, DAY), Absence("UANNA", DAY + DAYS, DAY + DAYS))
    absences = (first, counts, *others)
    week = Week(present(CALL, absences, DAY), MEETING)
    assert told(week, absences=absences)[0] == Fact("Anna is away on Tuesday, March 10; Dan is asked instead")
    by_scott = owed(Kind.NOTICE, message=Excused(ABOUT, first, by="Scott"), part="UANNA-away", **SENT)
    alone = replace(week, call=present(CALL, (first,), DAY), deliveries=(by_scott,))
    assert told(alone, absences=(first,))[0] == Fact(
        "Anna is away from Sunday, March 1 until Tuesday, March 10, as Scott told me; nobody is asked instead"
    )
    assert told(replace(week, call=CALL), Lead("Dan", "UDAN"), absences=absences) == (
        Fact("Dan leads no area of the Production call, so I do not ask or remind them"),
    )


def reply(person: str, minute: int, **more: Any) -> Reply:
    ts = f"{(ASKED_AT + timedelta(minutes=minute)).timestamp():.6f}"
    return Reply(person, "D1", ts, (Line(words("x")),), call="Production", date=DAY, **more)


def test_what_was_written_is_explained_each_way_once_with_the_first_moment_and_the_number():
    behalf: Any = {"origin": Origin.BEHALF, "area": "Grid"}
    replies = (
        reply("UANNA", 9),
        reply("UANNA", 5),
        reply("UANNA", 7, origin=Origin.BUTTON),
        reply("UBEN", 6),
        reply("UDAN", 1, **behalf),
        reply("UDAN", 2, **behalf),
        reply("UDAN", 3, origin=Origin.BEHALF, area="Storage"),
        reply("UCLEO", 4),
    )
    update = Update("Production", DAY, "Grid", nothing_new=True, by=("UANNA", "UDAN"), changed_at=NOW)
    week = Week(CALL, replace(MEETING, state=State.POSTED), (update,), (owed(**SENT),))

    def at(minute: int):
        return ASKED_AT + timedelta(minutes=minute)

    assert told(week, replies=replies) == (
        Fact("I asked Anna about Grid", SENT["sent_at"]),
        Fact("Dan reported for Grid on behalf of its leads (2 times)", at(1)),
        Fact("Anna reported by message (2 times)", at(5)),
        Fact("Ben wrote to me, and nothing in it counts as a report by now", at(6)),
        Fact("Anna reported with a button", at(7)),
        Fact("There is a report for Grid, last changed", NOW),
    )


def test_who_stands_in_or_reports_beside_somebody_is_explained_with_them():
    absence = Absence("UCLEO", DAY, DAY, StandIn("Dan", "UDAN"))
    week = Week(present(CALL, [absence], DAY), MEETING, deliveries=(owed(person="UDAN", **SENT),))
    facts = told(week, Lead("Dan", "UDAN"), replies=(reply("UCLEO", 2), reply("UDAN", 3), reply("UBEN", 1)))
    assert facts == (
        Fact("Dan stands in for Cleo (Storage)"),
        Fact("Nothing has been reported for Storage"),
        Fact("I asked Dan about Storage", SENT["sent_at"]),
        Fact(
            "somebody wrote to me, and nothing in it counts as a report by now",
            ASKED_AT + timedelta(minutes=2),
        ),
        Fact("Dan wrote to me, and nothing in it counts as a report by now", ASKED_AT + timedelta(minutes=3)),
        Fact("I shall remind Dan if nothing is reported until then", LAST),
    )
    mine = told(week, CLEO, replies=(reply("UDAN", 3),))
    assert [fact.said for fact in mine][-1] == "Dan wrote to me, and nothing in it counts as a report by now"


STOP = (
    "I ask until somebody has reported. If you are away, press I'm away under my question or write "
    "/minutes away; if you no longer report, a chair of the call can put somebody else down."
)
COMMAND = (
    "I run no commands out of a reply: write it again as a message that begins with /minutes. /minutes help "
    "tells what there is."
)
CHANGE = "Edit or delete your message, and I follow it; on my card each item can be moved or withdrawn."


@pytest.mark.parametrize(
    ("asked", "how"),
    [
        (
            "/minutes x",
            COMMAND,
        ),
        (
            "Cancel tomorrow\u2019s meeting",
            "A chair of the call can do that with /minutes skip or /minutes move.",
        ),
        ("STOP", STOP),
        ("don\u2019t write", STOP),
        ("leave me alone", STOP),
        ("ask Ben", "Press Someone else reports under my question, and I ask them."),
        (
            "pass",
            "If there is nothing new, press Nothing new under my question; the list of last time stays.",
        ),
        (
            "remind me",
            "I remind you by myself before the call; you can write at any time until then.",
        ),
        ("delete it", CHANGE),
        ("take back that", CHANGE),
        ("what is the weather", None),
    ],
)
def test_how_to_do_a_thing_is_told_in_full(asked, how):
    assert how_to(asked) == how


WHEN = (
    "The Production call is on Tuesday, March 10 at 16:00 EDT (America/New_York), that is Tuesday, March 10 "
    "at 21:00 CET (Europe/Berlin)."
)


def test_a_question_is_answered_in_full():
    call = replace(CALL, also_in=("Europe/Berlin",))

    def said(*questions: str, updates=(), meeting=MEETING) -> str:
        return answer(questions, call, meeting, updates)

    assert said("When is it?") == WHEN
    assert said("Is this", "the deadline?") == WHEN
    posted = replace(MEETING, state=State.POSTED)
    assert said("When is it?", meeting=posted) == WHEN.replace("is on", "was on")
    assert said("Is this on?") == (
        f"{WHEN} I can also tell what I have noted; anything else the chair of the call knows best."
    )
    assert said("What have you GOT?") == "I have noted nothing for the Production call yet."
    item = Item(words("x"))
    updates = (
        Update("Production", DAY, "Storage", nothing_new=True),
        Update("Production", DAY, "Grid", Sections(news=(item, item), emergencies=(item,))),
    )
    assert said("When", "and what is noted?", updates=updates) == (
        "I have noted Grid: 2 under News, 1 under Emergencies; Storage: nothing new. The card above shows it "
        "in full."
    )
    assert said("stop", "and what is noted?", updates=updates) == STOP


def test_an_area_is_named_over_several_lines_and_beside_no_other():
    areas = (Area("Networks", ()), Area("Tape", ()))
    lines = (Line(words("it's for")), Line(words("the Networks area, sorry")))
    assert area_named(lines, areas) == areas[0]
    assert area_named((Line(words("Networks Networks")),), areas) is None
