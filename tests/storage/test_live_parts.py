"""The live parts of meetings, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given

from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.minutes import ActionItem
from bot.ports import Book, Store
from storage.store import RowStore
from tests.storage import values
from tests.storage.test_book import fresh, same_database, trial

CALL, DAY = "Production", date(2026, 1, 6)
NOON = datetime(2026, 1, 6, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
POWER = Announcement(1, "power cut on Friday", "U1", "Tim C.", NOON)
VISIT = Announcement(2, "visitors on Monday", "U2", "Xin", NOON)
THERE = Attendance("U1", "Tim C.", NOON)
GUEST = Attendance("", "Ann of the lab", NOON, by="U1")
NOTE = Note(1, "Software", "will try again", "U1", "Tim C.", NOON)
ACTION = ActionItem(1, "write to the vendor", "Xin", opened=DAY, due=date(2026, 1, 20), person="U2")


@given(values.ANNOUNCEMENTS)
@same_database
def test_an_announcement_comes_back_as_it_was(database, announcement):
    def work(book):
        book.keep_announcement(CALL, DAY, announcement)
        fresh(book)
        assert book.announcements(CALL, DAY) == (announcement,)

    trial(database, work)


@given(values.ATTENDANCES)
@same_database
def test_attendance_comes_back_as_it_was(database, attendance):
    def work(book):
        book.keep_attendance(CALL, DAY, attendance)
        fresh(book)
        assert book.attendance(CALL, DAY) == (attendance,)

    trial(database, work)


@given(values.NOTES)
@same_database
def test_a_note_comes_back_as_it_was(database, note):
    def work(book):
        book.keep_note(CALL, DAY, note)
        fresh(book)
        assert book.notes(CALL, DAY) == (note,)

    trial(database, work)


@given(values.ACTIONS)
@same_database
def test_an_action_item_comes_back_as_it_was(database, action):
    def work(book):
        book.keep_action(CALL, action)
        fresh(book)
        assert book.actions(CALL) == (action,)

    trial(database, work)


async def test_announcements_come_by_number_and_the_newest_with_a_number_counts(store):
    def work(book):
        for announcement in (VISIT, POWER, replace(VISIT, text="no visitors")):
            book.keep_announcement(CALL, DAY, announcement)

    await store.change(work)
    found = await store.read(lambda book: book.announcements(CALL, DAY))
    assert found == (POWER, replace(VISIT, text="no visitors"))


async def test_an_announcement_taken_back_is_gone_and_the_others_keep_their_numbers(store):
    def work(book):
        for announcement in (POWER, VISIT):
            book.keep_announcement(CALL, DAY, announcement)
        book.drop_announcement(CALL, DAY, 1)
        book.drop_announcement(CALL, DAY, 9)

    await store.change(work)
    assert await store.read(lambda book: book.announcements(CALL, DAY)) == (VISIT,)


async def test_somebody_counts_once_whatever_they_are_called(store):
    await attend(store, THERE, replace(THERE, name="Tim Cartwright", present=False, at=LATER))
    assert await attending(store) == (replace(THERE, name="Tim Cartwright", present=False, at=LATER),)


async def test_who_is_not_in_the_workspace_counts_once_a_name(store):
    namesake = replace(THERE, name=GUEST.name, at=LATER)
    await attend(store, GUEST, namesake, replace(GUEST, name="Bo"), replace(GUEST, present=False))
    assert await attending(store) == (replace(GUEST, present=False), replace(GUEST, name="Bo"), namesake)


async def test_attendance_comes_in_the_order_in_which_people_said_so(store):
    early = replace(GUEST, at=NOON - timedelta(minutes=1))
    await attend(store, replace(THERE, person="U2", at=LATER), THERE, early)
    assert await attending(store) == (early, THERE, replace(THERE, person="U2", at=LATER))


async def test_attendance_is_taken_back_for_a_person_or_a_name(store):
    await attend(store, GUEST, THERE, replace(GUEST, name="Somebody else"))
    await store.change(lambda book: book.drop_attendance(CALL, DAY, replace(THERE, name="Renamed")))
    await store.change(lambda book: book.drop_attendance(CALL, DAY, GUEST))
    assert await attending(store) == (replace(GUEST, name="Somebody else"),)


async def test_notes_are_replaced_and_taken_back_by_number(store):
    second, third = replace(NOTE, number=2, area="Security"), replace(NOTE, number=3)

    def work(book):
        for note in (third, NOTE, second, replace(NOTE, text="it works")):
            book.keep_note(CALL, DAY, note)
        book.drop_note(CALL, DAY, 2)

    await store.change(work)
    assert await store.read(lambda book: book.notes(CALL, DAY)) == (replace(NOTE, text="it works"), third)


async def test_action_items_outlive_their_meeting_and_come_by_number(store):
    second = replace(ACTION, number=2, text="buy disks")
    done = replace(ACTION, done=True, closed=date(2026, 1, 13))

    def work(book):
        for action in (second, ACTION, done):
            book.keep_action(CALL, action)
        book.keep_action("Another", ACTION)

    await store.change(work)
    assert await store.read(lambda book: book.actions(CALL)) == (done, second)


async def test_each_meeting_and_each_workspace_has_its_own(store, database):
    def work(book):
        book.keep_announcement(CALL, DAY, POWER)
        book.keep_attendance(CALL, DAY, THERE)
        book.keep_note(CALL, DAY, NOTE)
        book.keep_action(CALL, ACTION)

    await store.change(work)
    assert await found(store, CALL, DAY) == ((POWER,), (THERE,), (NOTE,))
    assert await found(store, CALL, date(2026, 1, 13)) == ((), (), ())
    assert await found(store, "Another", DAY) == ((), (), ())
    assert await found(RowStore(database, "T2"), CALL, DAY) == ((), (), ())
    assert await RowStore(database, "T2").read(lambda book: book.actions(CALL)) == ()


async def attend(store: Store, *everybody: Attendance) -> None:
    def work(book: Book) -> None:
        for attendance in everybody:
            book.keep_attendance(CALL, DAY, attendance)

    await store.change(work)


async def attending(store: Store) -> tuple[Attendance, ...]:
    return await store.read(lambda book: book.attendance(CALL, DAY))


async def found(store: Store, call: str, day: date) -> tuple[object, ...]:
    def work(book: Book) -> tuple[object, ...]:
        return book.announcements(call, day), book.attendance(call, day), book.notes(call, day)

    return await store.read(work)
