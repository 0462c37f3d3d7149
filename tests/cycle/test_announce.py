"""What is announced at a meeting, by whom, and who can take it back."""

import pytest

from bot.cycle.meeting.announce import announce, may_retract, retract
from bot.model.errors import Refusal
from bot.model.live_parts import Announcement
from bot.model.person import Person
from tests.cycle.production import CHAIR, DAN, DAY, DAYS, HOUR, NOW, keep_meetings, posted

PIZZA = Announcement(1, "There is pizza.", "UDAN", "Dan D.", NOW)
OVER = "The minutes of this meeting are closed, so nothing was changed in them."


async def say(store, text="There is pizza.", **more):
    return await store.change(announce, "Production", DAY, text, **{"by": DAN, "now": NOW, **more})


async def take_back(store, number=1, **more):
    return await store.change(retract, "Production", DAY, number, **{"by": DAN, "now": NOW, **more})


async def announced(store):
    return await store.read(lambda book: book.announcements("Production", DAY))


async def test_what_is_announced_is_kept_under_the_next_number_with_who_said_it_and_when(store):
    cake = Announcement(2, "Cake, too", "UCHAIR", "Scott", NOW + HOUR)
    assert await say(store) == PIZZA
    assert await say(store, "Cake, too", by=CHAIR, now=NOW + HOUR) == cake
    assert await announced(store) == (PIZZA, cake)


@pytest.mark.parametrize("text", ["there is  PIZZA", "There is pizza!", " There is pizza. "])
async def test_the_same_words_stand_once(store, text):
    await say(store, "Cake")
    await say(store)
    assert (await say(store, text, by=CHAIR, now=NOW + HOUR)).number == 2
    assert len(await announced(store)) == 2


async def test_other_words_are_another_announcement(store):
    for number, text in enumerate(("There is pizza", "There is. Pizza", "There is pizza?"), 1):
        assert (await say(store, text)).number == number


async def test_a_number_is_given_again_only_when_it_was_the_last(store):
    await say(store)
    await say(store, "Cake")
    await take_back(store)
    assert (await say(store, "Tea")).number == 3


async def test_who_announced_it_and_the_chair_can_take_it_back(store):
    for by in (DAN, CHAIR):
        await say(store)
        assert await take_back(store, by=by) == PIZZA
        assert await announced(store) == ()


async def test_nobody_else_can_take_it_back(store):
    await say(store)
    with pytest.raises(Refusal) as refused:
        await take_back(store, by=Person("UBEN", "Ben"))
    assert str(refused.value) == "Only who announced it, or a chair, can take it back: Dan D. announced it."
    assert await announced(store) == (PIZZA,)


async def test_of_a_call_that_is_gone_only_who_announced_it_can(store):
    async def may(by):
        return await store.read(lambda book: may_retract(book, PIZZA, "Gulls", by))

    assert await may(DAN)
    assert not await may(CHAIR)


@pytest.mark.parametrize(
    ("count", "known"), [(0, "nothing is announced"), (1, "there is only 1"), (3, "there are 1, 2, 3")]
)
async def test_a_number_that_is_not_there_is_refused_with_those_that_are(store, count, known):
    for number in range(count):
        await say(store, f"Thing {number}")
    with pytest.raises(Refusal) as refused:
        await take_back(store, 7)
    assert str(refused.value) == f"There is no such announcement: {known}."


async def test_nothing_changes_once_the_minutes_are_closed_or_where_there_is_no_meeting(store):
    await say(store)
    there = posted()
    await keep_meetings(store, there)
    await say(store, "Cake", now=there.late_until - HOUR)
    late = {"now": there.late_until}
    for changing in (say(store, "Tea", **late), take_back(store, **late), take_back(store, 9, **late)):
        with pytest.raises(Refusal) as refused:
            await changing
        assert str(refused.value) == OVER
    with pytest.raises(Refusal, match="are closed"):
        await store.change(announce, "Production", DAY + DAYS, "Tea", by=DAN, now=NOW)
