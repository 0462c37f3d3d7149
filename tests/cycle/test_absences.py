"""Somebody is away, lets somebody else report, and is back: what is kept of it, and what each is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cycle.absences import Kept, away, back, tell_still_away, unfit
from bot.model.absence import Absence, SaidAway
from bot.model.call import Area, Lead, StandIn
from bot.model.delivery import Kind
from bot.model.errors import Refusal
from bot.model.message import AskLead, Card, Excused
from bot.model.person import Person
from bot.rules.long_away import StillAway
from tests.cycle.production import (
    ABOUT,
    AT_CALL,
    CALL,
    CHAIR,
    DAN,
    DAY,
    DAYS,
    FERRIES,
    HOUR,
    MEETING,
    NOW,
    delivery,
    enqueue,
    gone_out,
    keep_absences,
    notice,
    owed,
)

TODAY = date(2026, 3, 9)  # of NOW, in New York
FORTNIGHT = Absence("UCLEO", TODAY, DAY + 7 * DAYS)
BY_DAN = replace(FORTNIGHT, stand_in=StandIn("Dan D.", "UDAN"))
STAMP = "20260310T000000"


async def leave(store, absence=FORTNIGHT, **more):
    return await store.change(away, absence, "Production", DAY, **{"now": NOW, **more})


async def come(store, person="UCLEO", **more):
    return await store.change(back, person, "Production", DAY, **{"now": NOW, **more})


async def absences(store):
    return list(await store.read(lambda book: book.absences()))


def excused(absence, *, due=NOW, **more):
    """What somebody is told about their absence."""
    return notice(f"{absence.person}-away", absence.person, Excused(ABOUT, absence, **more), due=due)


async def test_who_is_away_is_told_so_and_who_is_asked_instead(store):
    assert await leave(store, instead=DAN) == Kept(BY_DAN, "Dan D.", None)
    assert await absences(store) == [BY_DAN]
    assert await owed(store) == [excused(BY_DAN, instead="Dan D.")]


async def test_without_a_stand_in_nobody_is_asked_instead(store):
    assert await leave(store) == Kept(FORTNIGHT)
    assert await owed(store) == [excused(FORTNIGHT)]


async def test_a_stand_in_is_called_as_the_calls_know_them_and_else_as_the_workspace_does(store):
    kept = await leave(store, instead=Person("UBEN", "benny"))
    assert kept.absence.stand_in == StandIn("Ben", "UBEN")


async def test_the_same_from_the_same_day_on_takes_the_place_of_what_was_noted(store):
    other = Absence("UCLEO", TODAY + 30 * DAYS, TODAY + 31 * DAYS)
    await keep_absences(store, Absence("UANNA", TODAY, DAY), other)
    await leave(store)
    assert await leave(store, replace(FORTNIGHT, last=DAY)) == Kept(
        replace(FORTNIGHT, last=DAY), before=FORTNIGHT
    )
    assert (await leave(store, replace(FORTNIGHT, first=DAY))).before is None


async def test_who_was_told_already_hears_it_when_somebody_else_changes_it(store):
    await leave(store, by=CHAIR)
    assert await owed(store) == [excused(FORTNIGHT, by="Scott")]
    later = replace(FORTNIGHT, last=DAY)
    await leave(store, later, by=CHAIR, now=NOW + HOUR)
    assert await owed(store) == [
        excused(later, by="Scott"),
        notice(
            "UCLEO-away-20260310T010000",
            "UCLEO",
            "Scott changed when you are away; you find it in my message above.",
            due=NOW + HOUR,
        ),
    ]


async def test_who_says_it_themself_is_not_told_who_did(store):
    await leave(store, by=Person("UCLEO", "Cleo"))
    await leave(store, by=Person("UCLEO", "Cleo"))
    assert await owed(store) == [excused(FORTNIGHT)]


async def test_the_offer_to_note_it_goes_from_the_card(store):
    card = Card(ABOUT, (), away=SaidAway("I am away", DAY, DAY))
    anna = delivery(Kind.CARD, "UANNA", card)
    await enqueue(store, delivery(Kind.CARD, "UCLEO", card, due=NOW - HOUR), anna)
    await leave(store)
    assert (await owed(store))[:2] == [
        anna,
        delivery(Kind.CARD, "UCLEO", Card(ABOUT, ()), due=NOW - HOUR),
    ]


async def test_a_card_without_the_offer_stays_as_it_was(store):
    there = gone_out(delivery(Kind.CARD, "UCLEO", Card(ABOUT, ()), due=NOW - HOUR))
    await enqueue(store, there)
    await leave(store)
    assert (await owed(store))[0] == there


@pytest.mark.parametrize(
    ("person", "trouble"),
    [
        (Person("UCLEO", "Cleo"), "is who is away"),
        (Person("UX", "Xu", stranger=True), "is not of this workspace"),
        (Person("UX", "Xu", trouble="is a bot"), "is a bot"),
        (Person("UX", "Xu"), ""),
    ],
)
def test_who_cannot_stand_in_and_why(person, trouble):
    assert unfit(FORTNIGHT, person) == trouble


async def test_a_stand_in_who_cannot_report_is_refused_and_nothing_noted(store):
    bot = Person("UX", "Xu", trouble="is a bot")
    with pytest.raises(Refusal) as refused:
        await leave(store, instead=bot)
    assert str(refused.value) == (
        "Xu is a bot and cannot report for you, so nothing was changed. Please choose somebody else."
    )
    assert (await absences(store), await owed(store)) == ([], [])


async def test_an_absence_may_end_today_but_not_before(store):
    await leave(store, replace(FORTNIGHT, first=TODAY - DAYS, last=TODAY))
    with pytest.raises(Refusal) as refused:
        await leave(store, replace(FORTNIGHT, first=TODAY - DAYS, last=TODAY - DAYS))
    assert str(refused.value) == (
        "The meeting of Production of March 10 is over, so nobody else needs to report for it."
    )


async def test_who_does_not_report_is_not_noted_as_away(store):
    for by, who in ((None, "You report"), (DAN, "You report"), (CHAIR, "They report")):
        with pytest.raises(Refusal) as refused:
            await leave(store, replace(FORTNIGHT, person="UDAN"), by=by)
        assert str(refused.value) == f"{who} for no area of the Production call, so nothing needs excusing."
    with pytest.raises(Refusal, match="You report for no area of the Production call"):
        await store.change(away, FORTNIGHT, "Production", DAY + DAYS, now=NOW)
    with pytest.raises(Refusal, match="There is no call Gulls any more"):
        await store.change(away, FORTNIGHT, "Gulls", DAY, now=NOW)


async def test_who_is_named_as_a_stand_in_may_be_away_as_well_and_then_nobody_is_asked(store):
    await leave(store, instead=DAN)
    dan = Absence("UDAN", TODAY, DAY)
    assert await leave(store, dan, now=NOW + HOUR) == Kept(dan)
    assert await owed(store) == [
        excused(BY_DAN),
        excused(dan, due=NOW + HOUR),
    ]


async def test_who_was_told_that_they_are_back_is_not_told_of_other_absences(store):
    await leave(store, instead=DAN)
    await come(store)
    before = await owed(store)
    await leave(store, Absence("UANNA", TODAY, DAY))
    assert (await owed(store))[1:] == before


async def test_a_stand_in_of_another_time_is_named_as_they_were_chosen(store):
    later = Absence("UCLEO", DAY + 7 * DAYS, DAY + 14 * DAYS)
    assert (await leave(store, later, instead=DAN)).instead == "Dan D."
    await keep_absences(store, Absence("UDAN", TODAY, DAY))
    assert (await leave(store, later, instead=DAN)).instead == "Dan D."
    assert (await leave(store, FORTNIGHT, instead=DAN)).instead == ""


async def test_who_is_back_is_told_so_and_their_absence_ends_today(store):
    await leave(store, replace(FORTNIGHT, first=TODAY - 3 * DAYS))
    began = replace(FORTNIGHT, first=TODAY - 3 * DAYS)
    assert await come(store, now=NOW + HOUR) == (began,)
    assert await absences(store) == [replace(began, last=TODAY - DAYS)]
    assert await owed(store) == [excused(began, over=True)]


async def test_an_absence_to_come_that_was_told_of_at_the_meeting_is_the_one_that_ends(store):
    later = Absence("UCLEO", DAY, DAY + 7 * DAYS)
    today = Absence("UCLEO", TODAY - DAYS, TODAY)
    await keep_absences(store, today)
    await leave(store, later)
    assert await come(store) == (later,)
    assert await absences(store) == [today]


async def test_every_absence_that_meets_the_one_told_of_ends_but_for_what_is_over(store):
    told = Absence("UCLEO", TODAY - 9 * DAYS, DAY)
    over = Absence("UCLEO", TODAY - 12 * DAYS, TODAY - 5 * DAYS)
    begins = Absence("UCLEO", DAY, DAY + 5 * DAYS)
    later = Absence("UCLEO", DAY + DAYS, DAY + 9 * DAYS)
    await keep_absences(store, over, begins, later, Absence("UANNA", TODAY, DAY))
    await leave(store, told)
    assert set(await come(store)) == {told, begins}
    assert set(await absences(store)) == {
        over,
        later,
        replace(told, last=TODAY - DAYS),
        Absence("UANNA", TODAY, DAY),
    }


async def test_without_having_been_told_it_is_the_absence_of_today_that_ends(store):
    today, later = Absence("UCLEO", TODAY, TODAY), Absence("UCLEO", DAY, DAY)
    await keep_absences(store, today, later)
    assert await come(store) == (today,)
    assert await absences(store) == [later]


async def test_a_day_that_is_named_ends_what_covers_it_from_that_day_on(store):
    later = Absence("UCLEO", DAY, DAY + 9 * DAYS)
    await keep_absences(store, FORTNIGHT, later, Absence("UANNA", DAY, DAY + 7 * DAYS))
    assert await come(store, on=DAY + 3 * DAYS) == (FORTNIGHT, later)
    assert set(await absences(store)) == {
        replace(FORTNIGHT, last=DAY + 2 * DAYS),
        replace(later, last=DAY + 2 * DAYS),
        Absence("UANNA", DAY, DAY + 7 * DAYS),
    }
    assert await owed(store) == [excused(later, over=True)]


async def test_who_is_brought_back_by_somebody_else_hears_it(store):
    await leave(store)
    await come(store, by=CHAIR)
    assert await owed(store) == [
        excused(FORTNIGHT, over=True, by="Scott"),
        notice(
            f"UCLEO-away-{STAMP}",
            "UCLEO",
            "Scott says that you are back for the Production call, so you are asked again yourself.",
        ),
    ]


async def test_who_was_told_nothing_hears_of_no_message_above(store):
    await keep_absences(store, FORTNIGHT)
    await come(store, by=CHAIR)
    assert await owed(store) == [excused(FORTNIGHT, over=True, by="Scott")]


async def test_who_is_not_away_cannot_be_back_but_who_was_told_so_may_say_it_again(store):
    for by, who in ((None, "You are"), (CHAIR, "They are")):
        with pytest.raises(Refusal) as refused:
            await come(store, by=by)
        assert str(refused.value) == f"{who} not away, as far as I know."
    await leave(store)
    with pytest.raises(Refusal, match="You are not away"):
        await come(store, on=DAY + 30 * DAYS)
    await come(store)
    before = await owed(store)
    assert await come(store, now=NOW + HOUR) == ()
    assert await owed(store) == before


async def test_a_stand_in_who_was_asked_is_relieved_when_the_lead_is_back(store):
    wide = replace(CALL, areas=(*CALL.areas, Area("Tape", (Lead("Cleo", "UCLEO"),))))
    await store.change(lambda book: book.keep_call(wide))
    await leave(store, instead=DAN)
    await enqueue(store, gone_out(delivery(Kind.ASK, "UDAN", AskLead(ABOUT, ()))))
    await come(store)
    assert (await owed(store, "Production/2026-03-10/notice/UDAN")) == [
        notice(
            "UDAN-relieved-UCLEO",
            "UDAN",
            "Cleo is back for the Production call of March 10, so you need not report for Storage, Tape. "
            "Thank you!",
        )
    ]


@pytest.mark.parametrize("why", ["not asked yet", "over", "away again", "nobody stood in"])
async def test_a_stand_in_hears_nothing_when_nothing_changes_for_them(store, why):
    await leave(store, instead=None if why == "nobody stood in" else DAN)
    ask = delivery(Kind.ASK, "UDAN", AskLead(ABOUT, ()))
    await enqueue(store, ask if why == "not asked yet" else gone_out(ask))
    now = MEETING.posts if why == "over" else NOW
    if why == "away again":
        await keep_absences(store, replace(FORTNIGHT, first=TODAY - 60 * DAYS, last=DAY))
        await come(store, on=DAY + DAYS)
    else:
        await come(store, now=now)
    assert await owed(store, "Production/2026-03-10/notice/UDAN") == []


async def test_who_stands_in_until_the_last_moment_is_relieved_until_then(store):
    await leave(store, instead=DAN)
    await enqueue(store, gone_out(delivery(Kind.ASK, "UDAN", AskLead(ABOUT, ()))))
    await come(store, now=AT_CALL - timedelta(seconds=1))
    (told,) = await owed(store, "Production/2026-03-10/notice/UDAN")
    assert told.due == AT_CALL - timedelta(seconds=1)


async def test_who_has_been_away_for_long_is_asked_once_whether_they_are_back(store):
    step = StillAway(FORTNIGHT, date(2026, 2, 3))
    for call, day in (("Gulls", DAY), ("Production", DAY + DAYS)):
        await store.change(tell_still_away, step, call, day, now=NOW)
    assert await owed(store) == []
    await store.change(tell_still_away, step, "Production", DAY, now=NOW)
    (told,) = await owed(store)
    wanted = notice("UCLEO-still-away", "UCLEO", Excused(ABOUT, FORTNIGHT, still=True))
    assert told == replace(wanted, key="-/2026-02-03/notice/UCLEO-still-away")


async def test_leads_of_another_call_are_none_of_this_one(store):
    await store.change(lambda book: book.keep_call(FERRIES))
    with pytest.raises(Refusal, match="You report for no area of the Production call"):
        await leave(store, replace(FORTNIGHT, person="UFINN"))
    assert (await leave(store, instead=Person("UFINN", "f"))).absence.stand_in == StandIn("Finn", "UFINN")
