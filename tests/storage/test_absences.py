"""Who is away, and what was written where: kept, replaced and ended on both databases."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.model.absence import Absence
from bot.model.call import StandIn
from bot.model.reply import Reply
from bot.ports import Book, Store
from tests.storage import values
from tests.storage.test_book import fresh, same_database, trial

WEEK = Absence("U1", date(2027, 1, 11), date(2027, 1, 15), StandIn("Teo T.", "U2"))


async def known(store: Store) -> tuple[Absence, ...]:
    return await store.read(lambda book: book.absences())


async def keep(store: Store, *absences: Absence) -> None:
    def work(book: Book) -> None:
        for absence in absences:
            book.keep_absence(absence)

    await store.change(work)


@given(
    st.builds(
        Absence, person=values.NAMES, stand_in=st.none() | st.builds(StandIn, values.NAMES, values.NAMES)
    )
)
@same_database
def test_an_absence_comes_back_as_it_was(database, absence):
    def work(book):
        book.keep_absence(absence)
        fresh(book)
        assert book.absences() == (absence,)

    trial(database, work)


async def test_an_absence_with_the_same_first_day_takes_the_place_of_the_one_before_and_stands_last(store):
    other, longer = (
        replace(WEEK, first=date(2027, 1, 12)),
        replace(WEEK, last=date(2027, 1, 22), stand_in=None),
    )
    await keep(store, WEEK, other, longer)
    assert await known(store) == (other, longer)


async def test_whoever_is_back_is_away_until_the_day_before(store):
    await keep(store, WEEK)
    await store.change(lambda book: book.end_absences("U1", date(2027, 1, 13)))
    assert await known(store) == (replace(WEEK, last=date(2027, 1, 12)),)


async def test_an_absence_that_ends_on_its_first_day_never_was(store):
    await keep(store, WEEK)
    await store.change(lambda book: book.end_absences("U1", WEEK.first))
    assert await known(store) == ()


async def test_other_people_and_other_weeks_stay_away(store):
    others = (replace(WEEK, person="U3"), Absence("U1", date(2027, 2, 1), date(2027, 2, 5)))
    await keep(store, WEEK, *others)
    await store.change(lambda book: book.end_absences("U1", WEEK.first))
    assert await known(store) == others


async def test_what_was_written_in_a_conversation_is_found_from_a_moment_on(store):
    first, second, gone = (Reply("U1", "D1", f"179970000{number}.000100", ()) for number in range(3))
    edited = replace(second, revision="1799700009.000000")
    elsewhere = replace(second, conversation="D2")

    def work(book):
        for reply in (second, first, gone, elsewhere, edited):
            book.keep_reply(reply)
        book.keep_reply(replace(gone, revision="1799700009.000000", deleted=True))

    await store.change(work)
    assert await store.read(lambda book: book.written("D1", "1799700000.000099")) == (first, edited)
    assert await store.read(lambda book: book.written("D1", first.ts)) == (edited,)
