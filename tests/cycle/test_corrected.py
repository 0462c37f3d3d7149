"""A lead finds a card right or corrects it: what is kept of it, and the card that follows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cycle.replies.collect import collect
from bot.cycle.replies.confirm import (
    answer_question,
    correct,
    looks_right,
    move,
    place,
    withdraw_everything,
)
from bot.model.absence import Absence
from bot.model.call import Area, Section, StandIn
from bot.model.delivery import Kind
from bot.model.errors import Refusal
from bot.model.meeting import State
from bot.model.message import Card, CardArea
from bot.model.reply import Origin, Reply
from bot.model.update import Correction, Item, ItemChange, Sections, Why
from bot.model.words import Line, Shape, words
from tests.cycle.production import (
    ABOUT,
    ANNA,
    CALL,
    DAY,
    DAYS,
    GRID,
    HOUR,
    MEETING,
    NOW,
    delivery,
    enqueue,
    heading,
    keep_absences,
    keep_meetings,
    keep_updates,
    owed,
    posted,
    reported,
    said,
)

LATER = NOW + HOUR
TWO = said("Tapes are in\nDisks are ordered")
DOUBTFUL = said("Pool node 12 lost two disks")
TAPE = Area("Tape", (ANNA,))
WIDE = replace(CALL, areas=(*CALL.areas, TAPE))
WHERE = {"area": "Grid", "item": "x", "section": Section.ONGOING}


async def write(store, *replies):
    for reply in replies:
        await store.change(collect, reply, now=reply.written_at)


async def does(store, verb, person="UANNA", *, now=LATER, call="Production", day=DAY, **more):
    await store.change(verb, person, call, day, now=now, **more)


async def update(store, area="Grid"):
    found = await store.read(lambda book: book.updates("Production", DAY))
    return next(each for each in found if each.area == area)


async def corrections(store, area="Grid"):
    return await store.read(lambda book: book.corrections("Production", DAY, area))


async def replies(store):
    return await store.read(lambda book: book.replies("Production", DAY))


async def card(store, person="UANNA"):
    found = await store.read(lambda book: book.delivery(f"Production/{DAY}/card/{person}"))
    assert found is not None
    return found.message


async def items(store, area="Grid"):
    """The items of an area by the words of each: its section and why it stands there."""
    sections = (await update(store, area)).sections
    return {item.text: (section, item.why) for section in Section for item in sections.of(section)}


async def key_of(store, text, area="Grid"):
    sections = (await update(store, area)).sections
    return next(item.key for section in Section for item in sections.of(section) if item.text == text)


async def test_a_card_that_is_right_is_confirmed_for_all_areas_of_the_lead(store):
    await store.change(lambda book: book.keep_call(WIDE))
    updates = (reported(news="a"), reported("Tape", news="b"), reported("Storage", news="c", by=("UCLEO",)))
    await keep_updates(store, *updates)
    await does(store, looks_right)
    confirmed = [replace(each, confirmed=True) for each in updates[:2]]
    assert [await update(store, "Grid"), await update(store, "Tape")] == confirmed
    assert await update(store, "Storage") == updates[2]
    grid, tape = (CardArea(each.area, GRID.labels, each, yes_tells=True) for each in confirmed)
    assert await owed(store) == [delivery(Kind.CARD, "UANNA", Card(ABOUT, (grid, tape)), due=LATER)]


async def test_co_leads_who_have_a_card_see_it_and_others_get_none(store):
    await keep_updates(store, reported(news="a"), reported("Storage", news="c"))
    old = (delivery(Kind.CARD, who, Card(ABOUT, ())) for who in ("UBEN", "UCLEO"))
    await enqueue(store, *old)
    await does(store, looks_right)
    confirmed = CardArea("Grid", GRID.labels, await update(store), yes_tells=True)
    assert await card(store, "UBEN") == Card(ABOUT, (confirmed,))
    assert await card(store, "UCLEO") == Card(ABOUT, ())


@pytest.mark.parametrize(
    ("section", "wanted"),
    [
        (Section.ONGOING, (Section.ONGOING, Why.CORRECTED)),
        (Section.EMERGENCIES, (Section.EMERGENCIES, Why.CORRECTED)),
        (None, None),
    ],
)
async def test_an_item_is_moved_or_is_no_status(store, section, wanted):
    await write(store, TWO)
    item, other = await key_of(store, "Tapes are in"), await key_of(store, "Disks are ordered")
    await does(store, move, area="Grid", item=item, section=section)
    assert await corrections(store) == (Correction(item, section, "tapes are in", (other,)),)
    found = await items(store)
    assert found.pop("Disks are ordered")[1] is not Why.CORRECTED
    assert found == ({"Tapes are in": wanted} if wanted else {})
    assert (await card(store)).areas[0].update == await update(store)


async def test_an_item_that_is_not_there_any_more_is_kept_as_it_was_known(store):
    await write(store, TWO)
    item = await key_of(store, "Tapes are in")
    await does(store, move, area="Grid", item=item, section=None)
    before = (await corrections(store))[0]
    await does(store, move, area="Grid", item=item, section=Section.NEWS)
    assert await corrections(store) == (replace(before, section=Section.NEWS),)
    await does(store, move, area="Grid", item="gone/1", section=Section.NEWS)
    assert (await corrections(store))[-1] == Correction("gone/1", Section.NEWS)


async def test_an_item_gets_other_words_and_keeps_what_it_is_known_by(store):
    await write(store, TWO)
    item, other = await key_of(store, "Tapes are in"), await key_of(store, "Disks are ordered")
    change = ItemChange(item, Section.NEWS, (Line(words("Tapes are out")),))
    await does(store, correct, area="Grid", changes=(change,))
    instead = Item(words("Tapes are out"))
    assert await corrections(store) == (Correction(item, Section.NEWS, "tapes are in", (other,), instead),)
    assert set(await items(store)) == {"Tapes are out", "Disks are ordered"}
    await does(store, move, area="Grid", item=item, section=Section.ONGOING)
    assert await corrections(store) == (Correction(item, Section.ONGOING, "tapes are in", (other,), instead),)
    assert (await items(store))["Tapes are out"] == (Section.ONGOING, Why.CORRECTED)
    again = ItemChange(item, Section.ONGOING, (Line(words("Tapes are back")),))
    await does(store, correct, area="Grid", changes=(again,))
    newer = Item(words("Tapes are back"))
    assert await corrections(store) == (Correction(item, Section.ONGOING, "tapes are in", (other,), newer),)


async def test_what_was_written_below_an_item_is_noted_like_something_that_was_added(store):
    await write(store, TWO)
    tapes, disks = await key_of(store, "Tapes are in"), await key_of(store, "Disks are ordered")
    changes = (
        ItemChange(tapes, Section.NEWS, tuple(Line(words(each)) for each in ("Tapes are in", "Mice too"))),
        ItemChange(
            disks,
            Section.ONGOING,
            (
                Line(words("Disks are ordered"), Shape.BULLET),
                Line(words("Cables too"), Shape.BULLET),
                Line(words("red ones"), Shape.BULLET, 1),
            ),
        ),
    )
    await does(store, correct, area="Grid", changes=changes)
    added = (await replies(store))[-1]
    assert added == Reply(
        "UANNA",
        "UANNA",
        f"{LATER.timestamp():.6f}",
        (
            heading("News"),
            Line(words("Mice too"), Shape.BULLET),
            heading("Ongoing"),
            Line(words("Cables too"), Shape.BULLET),
            Line(words("red ones"), Shape.BULLET, 1),
        ),
        origin=Origin.FORM,
        area="Grid",
        call="Production",
        date=DAY,
    )
    found = await items(store)
    assert {text: where for text, (where, _) in found.items()} == {
        "Tapes are in": Section.NEWS,
        "Mice too": Section.NEWS,
        "Disks are ordered": Section.ONGOING,
        "Cables too": Section.ONGOING,
    }
    assert (await card(store)).areas[0].update == await update(store)


async def test_what_is_withdrawn_takes_what_was_written_below_it_along(store):
    await write(store, TWO)
    change = ItemChange(
        await key_of(store, "Tapes are in"), None, tuple(Line(words(each)) for each in ("a thing", "another"))
    )
    await does(store, correct, area="Grid", changes=(change,))
    assert set(await items(store)) == {"Disks are ordered"}
    assert len(await replies(store)) == 1


async def test_a_change_without_words_leaves_the_words(store):
    await write(store, TWO)
    item = await key_of(store, "Tapes are in")
    await does(store, correct, area="Grid", changes=(ItemChange(item, Section.ONGOING),))
    assert (await items(store))["Tapes are in"] == (Section.ONGOING, Why.CORRECTED)
    assert (await corrections(store))[0].instead is None


async def test_of_a_form_that_is_outdated_nothing_is_done(store):
    await write(store, TWO)
    changes = (ItemChange(await key_of(store, "Tapes are in"), None), ItemChange("gone/1", None))
    with pytest.raises(Refusal) as refused:
        await does(store, correct, area="Grid", changes=changes)
    assert str(refused.value) == (
        "What I noted for Grid changed while your form was open, so nothing of it was done. Please press "
        "Correct again."
    )
    assert await corrections(store) == ()
    with pytest.raises(Refusal, match="changed while your form was open"):
        await store.change(correct, "UCLEO", "Production", DAY, area="Storage", changes=changes, now=LATER)


async def test_what_looks_like_an_emergency_is_one_when_the_lead_says_so(store):
    await write(store, DOUBTFUL)
    (asked,) = (await card(store)).areas[0].questions
    where = {"area": "Grid", "item": asked}
    await does(store, answer_question, yes=True, **where)
    assert await items(store) == {"Pool node 12 lost two disks": (Section.EMERGENCIES, Why.CORRECTED)}
    shown = (await card(store)).areas[0]
    assert (shown.questions, shown.update) == ((), await update(store))
    with pytest.raises(Refusal) as refused:
        await does(store, answer_question, yes=True, **where)
    assert str(refused.value) == (
        "Whether this is an emergency is not asked any more. Correct on your newest card can change it."
    )


async def test_where_it_is_none_nothing_else_changes(store):
    await write(store, DOUBTFUL)
    await does(store, looks_right)
    before = await update(store)
    (asked,) = (await card(store)).areas[0].questions
    await does(store, answer_question, area="Grid", item=asked, yes=False, now=LATER + HOUR)
    after, item = await update(store), before.sections.news[0]
    assert after == replace(before, sections=Sections(news=(replace(item, ask=False),)))
    assert (after.confirmed, after.changed_at) == (True, NOW)
    assert (await card(store)).areas[0].questions == ()
    assert await corrections(store) == (Correction(asked, Section.NEWS, "pool node 12 lost two disks"),)


async def test_where_yes_changes_the_update_it_has_to_be_found_right_anew(store):
    await write(store, DOUBTFUL)
    await does(store, looks_right)
    (asked,) = (await card(store)).areas[0].questions
    await does(store, answer_question, area="Grid", item=asked, yes=True)
    assert ((await update(store)).confirmed, (await update(store)).changed_at) == (False, LATER)


async def test_an_area_without_a_report_asks_nothing(store):
    with pytest.raises(Refusal, match="is not asked any more"):
        await does(store, answer_question, area="Grid", item="x", yes=True)
    await write(store, DOUBTFUL)
    with pytest.raises(Refusal, match="is not asked any more"):
        await does(store, answer_question, area="Grid", item="other/1", yes=True)


async def test_where_words_did_not_say_the_area_the_lead_says_it_for_all_that_is_open(store):
    await store.change(lambda book: book.keep_call(WIDE))
    tape = replace(said("Robot works", at=NOW + timedelta(minutes=1)), area="Tape")
    ben = said("Ben was here", by="UBEN", at=NOW + timedelta(minutes=2))
    await write(store, said("Tapes are in"), tape, ben)
    assert (await card(store)).choices == ("Grid", "Tape")
    await does(store, place, area="Tape")
    assert [(each.person, each.area) for each in await replies(store)] == [
        ("UANNA", "Tape"),
        ("UANNA", "Tape"),
        ("UBEN", None),
    ]
    assert set(await items(store, "Tape")) == {"Tapes are in", "Robot works"}
    assert set(await items(store, "Grid")) == {"Ben was here"}
    shown = await card(store)
    assert (shown.choices, shown.areas[1].update) == ((), await update(store, "Tape"))


async def test_all_that_was_said_for_a_lead_s_areas_counts_no_more_but_is_kept(store):
    await store.change(lambda book: book.keep_call(WIDE))
    await write(store, TWO, said("Ben was here", by="UBEN"), said("Cleo, too", by="UCLEO"))
    await does(store, withdraw_everything)
    assert (await replies(store))[-1] == Reply(
        "UANNA",
        "UANNA",
        f"{LATER.timestamp():.6f}",
        (),
        origin=Origin.BUTTON,
        whole=True,
        call="Production",
        date=DAY,
    )
    assert len(await replies(store)) == 4
    assert (await update(store)).sections == Sections()
    assert set(await items(store, "Storage")) == {"Cleo, too"}
    assert (await card(store)).areas[0].update == await update(store)


VERBS = pytest.mark.parametrize(
    ("verb", "more"),
    [
        (looks_right, {}),
        (move, WHERE),
        (correct, {"area": "Grid", "changes": ()}),
        (answer_question, {"area": "Grid", "item": "x", "yes": True}),
        (place, {"area": "Grid"}),
        (withdraw_everything, {}),
    ],
)


@VERBS
async def test_only_who_reports_corrects_and_only_while_the_minutes_can_change(store, verb, more):
    async def refused(**how) -> str:
        with pytest.raises(Refusal) as refusal:
            await does(store, verb, **{**more, **how})
        return str(refusal.value)

    assert await refused(call="Gulls") == "There is no call Gulls any more."
    assert await refused(day=DAY + DAYS) == "There is no Production call of March 11 any more."
    assert await refused(person="UX") == (
        "You report for no area of the Production call, so nothing was changed."
    )
    if "area" in more:
        assert await refused(area="Storage") == (
            "You do not report for Storage in the Production call, so nothing was changed."
        )
    await keep_meetings(store, replace(MEETING, state=State.SKIPPED))
    assert await refused() == (
        "The Production call of March 10 is not held. What you wrote counts for the next one; please use "
        "its card, the newest here."
    )
    await keep_meetings(store, posted())
    assert await refused(now=MEETING.late_until) == (
        "The minutes of Production of March 10 are closed, so this changes nothing in them. Please tell the "
        "chair."
    )
    assert (await owed(store), await replies(store)) == ([], ())


async def test_a_stand_in_corrects_for_who_is_away(store):
    await keep_absences(store, Absence("UCLEO", DAY, DAY, StandIn("Anna", "UANNA")))
    await write(store, replace(said("Tapes are in"), area="Storage"))
    item = await key_of(store, "Tapes are in", "Storage")
    await does(store, move, area="Storage", item=item, section=Section.ONGOING)
    assert await items(store, "Storage") == {"Tapes are in": (Section.ONGOING, Why.CORRECTED)}


async def test_a_card_of_posted_minutes_says_that_it_amends_them(store):
    await keep_updates(store, reported(news="a"))
    await keep_meetings(store, posted(reported(news="a")))
    await does(store, looks_right, now=MEETING.posts + HOUR)
    assert (await card(store)).published
