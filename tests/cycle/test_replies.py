"""What comes of a reply as a whole: which area and meeting it counts for, and each line that answers it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.cycle.meeting_context import MeetingContext
from bot.cycle.replies.collect import collect
from bot.cycle.replies.reread import sorted_out, unplaced
from bot.cycle.replies.said_away import said_away
from bot.cycle.replies.which_question import Asked, which_question
from bot.model.absence import Absence, SaidAway
from bot.model.call import Area, StandIn
from bot.model.delivery import Kind
from bot.model.errors import Refusal
from bot.model.meeting import State, schedule
from bot.model.message import AskLead, AwayOffer, Card, CardArea, LastTime, Notice, RemindLead
from bot.model.reply import Origin
from bot.model.update import Item, Sections, Why
from bot.model.words import Line, Shape, words
from bot.reading.understand import understand
from tests.cycle.production import (
    ABOUT,
    ANNA,
    CALL,
    DAY,
    DAYS,
    FERRIES,
    GRID,
    HOUR,
    MEETING,
    NOW,
    delivery,
    enqueue,
    gone_out,
    keep_absences,
    keep_meetings,
    keep_replies,
    keep_updates,
    notice,
    owed,
    posted,
    reported,
    said,
)

TAPE = Area("Tape", (ANNA,))
WIDE = replace(CALL, areas=(*CALL.areas, TAPE))
BOATS = replace(FERRIES, areas=(Area("Boats", (ANNA,)),))
UNKNOWN = {"call": "", "date": None}  # a message says of no meeting
KNOWN_ALREADY = "I have that already, so nothing changes. The card above shows all that is noted."
STRANGER = (
    "Hello! I collect status reports from the area leads of a weekly call. You are not one of its leads, "
    "so I keep nothing of what you write. If you should be, please ask the chair of the call."
)
NO_CALL = (
    "There is no meeting of Production coming up that this could count for; please write again when there is."
)
NO_STATUS = (
    "I found no status in your message, so nothing of it is noted. If there is news in it, please write it "
    "under a heading, such as “News:”."
)


async def write(store, reply, *, later=timedelta(0), unread=()):
    await store.change(collect, reply, now=reply.changed_at + later, unread=unread)


async def refused(store, reply) -> str:
    with pytest.raises(Refusal) as refusal:
        await write(store, reply)
    return str(refusal.value)


async def replies(store, day=DAY, call="Production"):
    return list(await store.read(lambda book: book.replies(call, day)))


async def updates(store, day=DAY, call="Production"):
    found = await store.read(lambda book: book.updates(call, day))
    return {each.area: [item.text for item in each.sections.news] for each in found if each.reported}


async def notices(store):
    return await owed(store, f"Production/{DAY}/notice/")


async def asked_in(store, reply):
    return await store.read(lambda book: which_question(book, reply, book.call_names()))


async def wide(store):
    await store.change(lambda book: book.keep_call(WIDE))


def message(text, **more):
    return said(text, **{**UNKNOWN, **more})


def answer_to(reply, text, *, what="unread", **more):
    return notice(f"{reply.person}-{what}-{reply.ts}", reply.person, text, due=reply.changed_at, **more)


async def test_a_reply_is_kept_for_the_meeting_and_its_writer_gets_a_card(store):
    reply = message("Tapes are in")
    await write(store, reply)
    (kept,) = await replies(store)
    assert kept == replace(reply, call="Production", date=DAY)
    (update,) = await store.read(lambda book: book.updates("Production", DAY))
    assert (update.by, update.changed_at) == (("UANNA",), NOW)
    card = Card(ABOUT, (CardArea("Grid", GRID.labels, update, yes_tells=True),))
    assert await owed(store) == [delivery(Kind.CARD, "UANNA", card)]


QUESTIONS: dict[Kind, Any] = {
    Kind.ASK: AskLead(ABOUT, (LastTime("Grid", GRID.labels), LastTime("Tape", GRID.labels))),
    Kind.REMIND_1: RemindLead(ABOUT, ("Tape",)),
    Kind.REMIND_2: RemindLead(ABOUT, ("Grid",)),
    Kind.CARD: Card(ABOUT, (CardArea("Tape", GRID.labels, reported("Tape")),)),
}


@pytest.mark.parametrize(
    ("kind", "areas"),
    [
        (Kind.ASK, ("Grid", "Tape")),
        (Kind.REMIND_1, ("Tape",)),
        (Kind.REMIND_2, ("Grid",)),
        (Kind.CARD, ("Tape",)),
    ],
)
async def test_a_reply_in_a_thread_answers_the_question_above_it(store, kind, areas):
    for number, (each, text) in enumerate(QUESTIONS.items()):
        ts = "7.5" if each is kind else f"{number}.5"
        await enqueue(store, gone_out(delivery(each, "UANNA", text), ts))
    await enqueue(store, gone_out(delivery(Kind.ASK, "UBEN", QUESTIONS[Kind.ASK]), "7.5"))
    assert await asked_in(store, message("x", thread="7.5")) == Asked("Production", areas)
    assert await asked_in(store, message("x", thread="9.5")) is None
    assert await asked_in(store, message("x")) is None


async def test_what_is_asked_on_a_card_and_in_a_notice_is_known_by_it(store):
    choosing = replace(QUESTIONS[Kind.CARD], choices=("Grid", "Tape"))
    line = replace(notice("UANNA-x", "UANNA", "Hello"), key=f"Production/{DAY}/notice/UANNA-x")
    reminder = notice("UANNA-reminder-x", "UANNA", RemindLead(ABOUT, ("Tape",)))
    await enqueue(
        store,
        gone_out(delivery(Kind.CARD, "UANNA", choosing), "1.5"),
        gone_out(line, "2.5"),
        gone_out(reminder, "3.5"),
    )
    for thread, areas in (("1.5", ("Grid", "Tape")), ("2.5", ()), ("3.5", ("Tape",))):
        assert await asked_in(store, message("x", thread=thread)) == Asked("Production", areas)


@pytest.mark.parametrize(("days", "known"), [(60, True), (61, False)])
async def test_questions_of_long_ago_are_not_looked_for(store, days, known):
    await enqueue(store, gone_out(delivery(Kind.ASK, "UANNA", QUESTIONS[Kind.ASK]), "7.5"))
    at = NOW + days * DAYS + 12 * HOUR
    assert (await asked_in(store, message("x", thread="7.5", at=at)) is not None) is known


async def test_what_answers_a_question_about_one_area_counts_for_it(store):
    await wide(store)
    await enqueue(store, gone_out(delivery(Kind.REMIND_1, "UANNA", QUESTIONS[Kind.REMIND_1]), "7.5"))
    reply = message("Robot works", thread="7.5")
    await write(store, reply)
    assert await replies(store) == [replace(reply, call="Production", date=DAY, area="Tape")]
    assert await updates(store) == {"Tape": ["Robot works"]}


def test_a_question_about_one_area_says_which_was_meant_where_there_are_several():
    asked = Asked("Production", ("Tape", "Boats"))
    assert asked.area_for("UANNA", WIDE) == "Tape"
    assert asked.area_for("UANNA", replace(WIDE, name="Another")) is None
    assert asked.area_for("UANNA", replace(CALL, areas=(TAPE,))) is None
    assert asked.area_for("UBEN", WIDE) is None
    assert Asked("Production", ("Tape", "Grid")).area_for("UANNA", WIDE) is None


async def test_of_two_calls_the_one_that_was_asked_about_gets_the_reply(store):
    sooner = replace(schedule(BOATS, DAY), starts=MEETING.starts - HOUR)
    await store.change(lambda book: book.keep_call(BOATS))
    await keep_meetings(store, sooner)
    await enqueue(store, gone_out(delivery(Kind.REMIND_1, "UANNA", RemindLead(ABOUT, ("Grid",))), "7.5"))
    await write(store, message("Tapes are in", thread="7.5"))
    await write(store, message("Boats are in", at=NOW + HOUR))
    assert (await updates(store), await updates(store, call="Ferries")) == (
        {"Grid": ["Tapes are in"]},
        {"Boats": ["Boats are in"]},
    )


async def test_of_two_calls_the_one_whose_area_the_reply_names_gets_it(store):
    await store.change(lambda book: book.keep_call(BOATS))
    await wide(store)
    await keep_meetings(store, replace(schedule(BOATS, DAY), starts=MEETING.starts - HOUR))
    await write(store, message("Tape: Robot works"))
    assert await updates(store) == {"Tape": ["Robot works"]}


async def test_where_the_area_is_not_clear_the_card_offers_them(store):
    await wide(store)
    reply = message("Tapes are in")
    await write(store, reply)
    (card,) = await owed(store)
    assert card.message.choices == ("Grid", "Tape")

    def open_ones(book, person):
        context = MeetingContext(book, WIDE, MEETING, NOW)
        return [each.ts for each in unplaced(context, person, context.replies)]

    assert await store.read(lambda book: open_ones(book, "UANNA")) == [reply.ts]
    assert await store.read(lambda book: open_ones(book, "UBEN")) == []


async def test_a_reply_that_only_names_an_area_settles_what_earlier_ones_are_about(store):
    await wide(store)
    first, second = message("Tapes are in"), message("It's about Tape", at=NOW + HOUR)
    await write(store, first)
    await write(store, message("Ben was here", by="UBEN"))
    await write(store, second)
    kept = {each.ts: each for each in await replies(store) if each.person == "UANNA"}
    assert kept[first.ts].area == "Tape"
    assert kept[second.ts] == replace(second, document=(), call="Production", date=DAY)
    assert await updates(store) == {"Tape": ["Tapes are in"], "Grid": ["Ben was here"]}
    (card,) = await owed(store, f"Production/{DAY}/card/UANNA")
    assert card.message.choices == ()


@pytest.mark.parametrize("why", ["one area", "nothing open", "deleted", "a form"])
async def test_a_reply_that_names_an_area_and_settles_nothing_is_read_as_any_other(store, why):
    if why != "one area":
        await wide(store)
    if why in {"a form", "one area"}:
        await write(store, message("Tapes are in", at=NOW - HOUR))
    reply = message("Grid" if why == "one area" else "Tape")
    if why == "a form":
        reply = replace(reply, origin=Origin.FORM, call="Production")
    if why == "deleted":
        await write(store, message("Tapes are in", at=NOW - HOUR))
        await write(store, replace(reply, document=(), deleted=True))
        assert len(await replies(store)) == 1
        return
    await write(store, reply)
    assert [each.document for each in await replies(store)][-1] == reply.document


async def test_who_writes_on_behalf_reports_for_the_area_and_its_leads_get_the_card(store):
    reply = said("Tapes are in (reported by Cleo)", by="UCLEO", origin=Origin.BEHALF, area="Grid")
    await write(store, reply)
    assert await replies(store) == [reply]
    assert await updates(store) == {"Grid": ["Tapes are in (reported by Cleo)"]}
    assert [each.to for each in await owed(store, f"Production/{DAY}/card/")] == ["UANNA", "UBEN"]
    for date_ in (None, DAY + DAYS):
        assert await refused(store, replace(reply, ts="1.5", date=date_)) == NO_CALL


FORM = replace(said("Tapes are in"), origin=Origin.FORM, area="Grid")


async def test_a_form_that_counts_for_nothing_is_refused_with_the_reason(store):
    assert await refused(store, replace(FORM, person="UX")) == (
        "You report for no area of the Production call, so nothing was changed."
    )
    assert await refused(store, replace(FORM, call="Gulls")) == (
        "You report for no area of the Gulls call, so nothing was changed."
    )
    assert await refused(store, replace(FORM, date=DAY + DAYS)) == NO_CALL
    assert await refused(store, replace(FORM, area="Storage")) == (
        "You do not report for Storage in the Production call, so nothing was changed."
    )
    await keep_meetings(store, posted())
    late = replace(FORM, ts=f"{MEETING.late_until.timestamp():.6f}")
    assert await refused(store, late) == (
        "The minutes of Production of March 10 are closed, so this changes nothing in them. Please tell the "
        "chair."
    )
    assert (await replies(store), await owed(store)) == ([], [])


async def test_a_form_of_a_meeting_that_is_not_held_after_all_counts_for_the_next(store):
    following = schedule(CALL, DAY + 7 * DAYS)
    await keep_meetings(store, replace(MEETING, state=State.SKIPPED), following)
    await write(store, replace(FORM, ts=f"{(following.opens + HOUR).timestamp():.6f}"))
    assert await updates(store, following.date) == {"Grid": ["Tapes are in"]}


async def test_a_button_says_for_which_meeting_it_counts_whatever_the_time(store):
    following = schedule(CALL, DAY + 7 * DAYS)
    await keep_meetings(store, posted(), following)
    await write(store, replace(FORM, date=following.date))
    assert await updates(store, following.date) == {"Grid": ["Tapes are in"]}


@pytest.mark.parametrize(
    ("moment", "counts"),
    [
        (MEETING.opens - timedelta(seconds=1), None),
        (MEETING.opens, DAY),
        (MEETING.posts - timedelta(seconds=1), DAY),
        (MEETING.posts, DAY),
        (MEETING.late_until - timedelta(seconds=1), DAY),
        (MEETING.late_until, DAY + 7 * DAYS),
    ],
)
async def test_a_message_counts_for_the_meeting_in_whose_window_it_was_written(store, moment, counts):
    await keep_meetings(store, schedule(CALL, DAY + 7 * DAYS))
    await write(store, message("Tapes are in", at=moment))
    found = [day for day in (DAY, DAY + 7 * DAYS) if await updates(store, day)]
    assert found == ([counts] if counts else [])


async def test_a_stand_in_reports_for_the_meeting_of_the_absence_only(store):
    following = schedule(CALL, DAY + 7 * DAYS)
    await keep_meetings(store, following)
    await keep_absences(store, Absence("UCLEO", DAY, DAY, StandIn("Dan D.", "UDAN")))
    await write(store, message("Tapes are in", by="UDAN"))
    await write(store, message("Disks are in", by="UDAN", at=following.posts - HOUR))
    assert await updates(store) == {"Storage": ["Tapes are in"]}
    assert await updates(store, following.date) == {}


@pytest.mark.parametrize(
    ("by", "line"),
    [
        (
            "UX",
            STRANGER,
        ),
        (
            "UANNA",
            NO_CALL,
        ),
    ],
)
async def test_words_that_count_for_nothing_get_one_line_a_day(store, by, line):
    now = MEETING.opens - 2 * DAYS
    for after in (0 * HOUR, HOUR):
        await write(store, message("Tapes", by=by, at=now + after))
    identity = f"-/{now:%Y-%m-%d}/notice/{by}"
    assert await owed(store) == [replace(notice(by, by, line, due=now), key=identity)]


@pytest.mark.parametrize(("age", "told"), [(DAYS - timedelta(seconds=1), 1), (1 * DAYS, 0)])
async def test_what_is_read_back_after_a_day_is_not_answered(store, age, told):
    await write(store, message("Tapes", by="UX", at=NOW), later=age)
    await write(store, message("thanks!"), later=age)
    assert len(await owed(store)) == 2 * told


async def test_a_reply_without_status_gets_a_line_and_one_with_what_is_known_another(store):
    first, second = message("thanks!", at=NOW - HOUR), message("Tapes are in", at=NOW)
    third, heading_ = message("Tapes are in", at=NOW + HOUR), message("News:", at=NOW + 2 * HOUR)
    for reply in (first, second, third, heading_):
        await write(store, reply)
    assert await notices(store) == [
        answer_to(first, NO_STATUS),
        answer_to(third, KNOWN_ALREADY),
        answer_to(heading_, NO_STATUS),
    ]


async def test_an_aside_after_a_report_is_shown_on_the_card(store):
    await write(store, message("Tapes are in"))
    await write(store, message("thanks!", at=NOW + HOUR))
    assert await notices(store) == []
    (card,) = await owed(store)
    assert card.message.aside == ("thanks!",)


async def test_what_cannot_be_read_is_said_with_why(store):
    reply = replace(message(""), document=())
    await write(store, reply)
    part = message("Tapes are in", at=NOW + HOUR)
    await write(store, part, unread=("a clip", "a file", "a clip"))
    assert await notices(store) == [
        answer_to(
            reply,
            "I cannot read your message: there are no words in it that I know how to read. Nothing of it is "
            "noted; please write it here in words.",
        ),
        answer_to(
            part,
            "I could not read all of your message: a clip; a file. Please write here in words what is "
            "missing.",
        ),
    ]


async def test_there_is_nothing_to_repeat_where_no_list_stands(store):
    await wide(store)
    await keep_meetings(
        store,
        posted(replace(reported(news="x"), date=DAY - 7 * DAYS), meeting=schedule(CALL, DAY - 7 * DAYS)),
    )
    reply = message("Tape: same as last week")
    await write(store, reply)
    assert await notices(store) == [
        answer_to(
            reply,
            "There is nothing to repeat: no list of Tape stands in the minutes of the last weeks, so nothing "
            "is noted. Please write what is new; if there is nothing, write “nothing new”.",
        )
    ]


@pytest.mark.parametrize(("by", "area"), [("UCLEO", "Storage"), ("UANNA", "Tape")])
async def test_who_names_no_area_means_their_own_or_that_of_the_question(store, by, area):
    await wide(store)
    await enqueue(store, gone_out(delivery(Kind.REMIND_1, "UANNA", QUESTIONS[Kind.REMIND_1]), "7.5"))
    await write(store, message("same as last week", by=by, thread="7.5"))
    (told,) = await notices(store)
    assert told.message.text.startswith(f"There is nothing to repeat: no list of {area} stands")


async def test_of_two_of_one_area_what_the_other_wrote_counts_for_both(store):
    await write(store, message("Tapes are in"))
    await write(store, message("Disks are in", by="UBEN", at=NOW + HOUR))
    cards = {each.to: each.message.areas[0].update for each in await owed(store)}
    assert cards["UANNA"] == cards["UBEN"]
    assert [item.text for item in cards["UANNA"].sections.news] == ["Tapes are in", "Disks are in"]


async def test_a_question_is_answered_once_as_first_written(store):
    reply = message("When is the call?")
    await write(store, reply)
    (told,) = await owed(store)
    assert told == answer_to(reply, told.message, what="answer")
    assert told.message.text.startswith("The Production call is on Tuesday, March 10 at 16:00 EDT")
    again = replace(message("When is the meeting?"), revision=f"{(NOW + HOUR).timestamp():.6f}")
    await write(store, again)
    assert len(await owed(store)) == 1


async def test_what_is_changed_after_the_minutes_are_closed_is_said_to_change_nothing(store):
    await write(store, message("Tapes are in"))
    await keep_meetings(store, posted())
    late = MEETING.late_until
    for minutes in (0, 1):
        edit = f"{(late + timedelta(minutes=minutes)).timestamp():.6f}"
        await write(store, replace(message(f"Tapes are out {minutes}"), revision=edit))
    assert await notices(store) == [
        notice(
            "UANNA-changed-too-late",
            "UANNA",
            "You changed or deleted a message that counted for the Production call of March 10. Its minutes "
            "are closed and stay as they are. What you write from now on counts for the next one.",
            due=late,
        )
    ]
    assert await updates(store) == {"Grid": ["Tapes are in"]}


async def test_what_changes_no_word_or_is_no_message_gets_no_line(store):
    await write(store, message("Tapes are in"))
    form = replace(said("Disks are in", at=NOW + HOUR), origin=Origin.FORM)
    await write(store, form)
    edit = f"{MEETING.late_until.timestamp():.6f}"
    await write(store, replace(message("Tapes are in"), revision=edit))
    assert await refused(store, replace(form, document=(), revision=edit)) != ""
    assert await notices(store) == []


AWAY = "I am away from March 9 to March 12"
SAID = SaidAway(AWAY, date(2026, 3, 9), date(2026, 3, 12))


async def offered(store, *replies_, now=NOW, meeting=MEETING):
    await keep_replies(store, *replies_)

    def look(book):
        context = MeetingContext(book, CALL, meeting, now)
        return said_away(context, "UANNA", context.replies)

    return await store.read(look)


async def test_the_last_thing_somebody_wrote_of_being_away_can_be_noted(store):
    later = said("I am on vacation from March 10 to March 11", at=NOW + HOUR)
    assert await offered(store, said(AWAY, at=NOW - HOUR), said("I am away on March 10", by="UBEN")) == SAID
    assert (await offered(store, later)).last == date(2026, 3, 11)


@pytest.mark.parametrize("why", ["on behalf", "nothing", "another's"])
async def test_who_wrote_of_nothing_of_the_kind_is_offered_nothing(store, why):
    reply = {
        "on behalf": said(AWAY, origin=Origin.BEHALF, area="Grid"),
        "nothing": said("Tapes are in"),
        "another's": said(AWAY, by="UBEN"),
    }[why]
    assert await offered(store, reply) is None


async def test_it_is_offered_while_the_minutes_can_change(store):
    late = posted()
    assert (
        await offered(store, said(AWAY), meeting=late, now=MEETING.late_until - timedelta(seconds=1)) == SAID
    )
    assert await offered(store, meeting=late, now=MEETING.late_until) is None


@pytest.mark.parametrize(
    ("first", "last", "settled"),
    [
        (date(2026, 3, 1), date(2026, 3, 8), False),
        (date(2026, 3, 1), date(2026, 3, 9), True),
        (date(2026, 3, 12), date(2026, 3, 20), True),
        (date(2026, 3, 13), date(2026, 3, 20), False),
    ],
)
async def test_it_is_not_offered_when_an_absence_of_that_time_is_noted(store, first, last, settled):
    await keep_absences(store, Absence("UANNA", first, last), Absence("UBEN", DAY, DAY))
    assert (await offered(store, said(AWAY)) is None) is settled


@pytest.mark.parametrize(("hours", "over"), [(0, False), (24 * 3 + 3, False), (24 * 3 + 4, True)])
async def test_it_is_not_offered_when_it_is_over(store, hours, over):
    open_ = replace(posted(), late_until=NOW + 30 * DAYS)
    assert (await offered(store, said(AWAY), meeting=open_, now=NOW + hours * HOUR) is None) is over


@pytest.mark.parametrize(
    ("first", "last", "settled"),
    [
        (DAY, DAY, True),  # up to the meeting
        (DAY + DAYS, DAY + DAYS, False),
        (DAY - 2 * DAYS, DAY - DAYS, True),  # from today on
        (DAY - 3 * DAYS, DAY - 2 * DAYS, False),
    ],
)
async def test_without_days_it_is_meant_from_today_up_to_the_meeting(store, first, last, settled):
    await keep_absences(store, Absence("UANNA", first, last))
    assert (await offered(store, said("I am on vacation")) is None) is settled


async def test_what_begins_after_the_meeting_lasts_a_day_at_least(store):
    await keep_absences(store, Absence("UANNA", DAY + 3 * DAYS, DAY + 3 * DAYS))
    assert await offered(store, said("I am away from March 13")) is None
    assert await offered(store, said("I am away from March 14", at=NOW + HOUR)) is not None


async def test_who_writes_only_of_being_away_is_offered_to_have_it_noted(store):
    reply = message(AWAY)
    await write(store, reply)
    assert await owed(store) == [answer_to(reply, AwayOffer(ABOUT, SAID), what="away")]


async def test_who_has_reported_finds_the_offer_on_the_card(store):
    await write(store, message("Tapes are in"))
    await write(store, message(AWAY, at=NOW + HOUR))
    (card,) = await owed(store)
    assert card.message.away == SAID


async def test_who_is_noted_as_away_or_reads_it_later_is_offered_nothing(store):
    await keep_absences(store, Absence("UANNA", DAY, DAY))
    reply = message(AWAY)
    await write(store, reply)
    assert await owed(store) == [answer_to(reply, NO_STATUS)]
    await write(store, message(AWAY, by="UBEN"), later=1 * DAYS)
    assert len(await owed(store)) == 1


async def test_a_card_shows_the_items_of_posted_minutes_and_what_the_channel_knows(store):
    await keep_meetings(store, posted())
    await keep_updates(store, reported(news="x"))
    reply = message("Tapes are in", at=MEETING.posts + HOUR)
    await write(store, reply)
    (card,) = await owed(store)
    assert card.message.published


async def test_what_is_repeated_stands_as_last_time(store):
    last = replace(reported(news="x"), date=DAY - 7 * DAYS)
    await keep_meetings(store, posted(last, meeting=schedule(CALL, DAY - 7 * DAYS)))
    await write(store, message("same as last week"))
    (update,) = await store.read(lambda book: book.updates("Production", DAY))
    assert [(item.text, item.why) for item in update.sections.news] == [("x", Why.CARRIED_OVER)]


async def test_what_stood_on_the_list_of_somebody_elses_area_is_not_taken_for_that_area(store):
    await wide(store)
    week = timedelta(weeks=1)
    last = replace(reported("Storage", ongoing="Pools move to new disks"), date=DAY - week)
    await keep_meetings(store, posted(last, meeting=schedule(CALL, DAY - week)))
    await write(store, message("Pools move to new disks"))
    (card,) = await owed(store)
    assert card.message.choices == ("Grid", "Tape")


def lines_of(*texts):
    return replace(message(""), document=tuple(Line(words(text), Shape.BULLET) for text in texts))


async def test_what_takes_too_long_to_sort_is_kept_and_told_to_its_writer_and_the_chairs(store):
    reply = lines_of(*(f"Farm {number} is up" for number in range(1001)))
    await write(store, reply)
    assert await updates(store) == {}
    assert [each.document for each in await replies(store)] == [reply.document]
    for_chairs = (
        "A message of Anna for the Production call takes too long to sort into items. It is kept word for "
        "word, nothing of it stands in the minutes, and they were asked to send it again in several shorter "
        "messages."
    )
    for_them = (
        "I have your message word for word, but it takes too long to sort into items, so nothing of it "
        "stands in the minutes. Please send what is in it again, in several shorter messages."
    )
    told = [each for each in await notices(store) if isinstance(each.message, Notice)]
    assert sorted(told, key=lambda each: each.to) == [
        answer_to(reply, for_them),
        *(
            notice(f"{chair}-long-{reply.ts}", chair, for_chairs, due=reply.changed_at)
            for chair in ("UCHAIR", "UOTHER")
        ),
    ]


@pytest.mark.parametrize(
    "many", [[f"Farm {number} is up" for number in range(1000)], ["Farm 1 is up"] * 1001]
)
def test_what_is_long_is_understood_like_what_is_short(many):
    last = (("Grid", Sections(ongoing=(Item(words("Farm 2 is up")),))),)
    for texts in (many, ["Grid:", "same as last week"]):
        document, areas = lines_of(*texts).document, WIDE.areas
        short = understand(document, areas=areas, last=dict(last), day=DAY)
        assert sorted_out(document, areas, last, DAY) == short
