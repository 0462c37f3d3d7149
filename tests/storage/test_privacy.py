"""What is held of a person can be counted and erased; what was written can be forgotten after a while."""

from dataclasses import replace
from datetime import date, time

import pytest
from sqlmodel import Session, select

from bot.model.absence import Absence
from bot.model.call import Call, StandIn, Weekday
from bot.model.delivery import Delivery, Kind
from bot.model.history import CallChange
from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.message import Notice
from bot.model.minutes import ActionItem
from bot.model.override import Override
from bot.model.privacy import ERASED, SOMEBODY, PersonalData
from bot.model.reply import Reply
from bot.model.update import Correction, Item, Sections, Update
from bot.model.words import Line, words
from bot.ports import Arrival, Book, Store
from storage.reports import CorrectionRow, PlacementRow, ReplyRow
from storage.store import RowStore
from storage.traffic import DeliveryRow, InboxRow
from tests.storage.hands import ASK, NOON, enqueue

CALL, DAY, NEXT = "Production", date(2026, 1, 6), date(2026, 1, 13)
TIM, XIN = "U1", "U2"


def said(person: str, ts: str, **more) -> Reply:
    return replace(Reply(person, "D1", ts, (Line(words("secret")),), "secret", call=CALL, date=DAY), **more)


def remember(book: Book) -> None:
    """Let two people appear wherever people can appear."""
    for number, (person, other) in enumerate(((TIM, XIN), (XIN, TIM)), 1):
        book.keep_reply(said(person, f"{number}.0"))
        book.keep_reply(said("", f"{number}.0", revision="9.0", deleted=True))
        book.place_reply("D1", f"{number}.0", "Software")
        book.keep_absence(Absence(person, DAY, NEXT, StandIn("Else", "U3")))
        book.keep_absence(Absence("U4", date(2026, 2, number), NEXT, StandIn("Somebody", person)))
        book.keep_attendance(CALL, DAY, Attendance(person, f"name of {person}", NOON, by=person))
        book.keep_attendance(CALL, DAY, Attendance("", f"guest of {person}", NOON, by=person))
        book.keep_announcement(CALL, DAY, Announcement(number, "hear", person, f"name of {person}", NOON))
        book.keep_note(CALL, DAY, Note(number, "Software", "noted", person, f"name of {person}", NOON))
        book.keep_action(CALL, ActionItem(number, "do it", f"name of {person}", person=person))
        book.keep_override(Override(CALL, date(2026, 3, number), person, NOON))
        book.keep_call_change(CallChange(CALL, 0, NOON, person, ("changed",), None, A_CALL))
        book.keep_choice(person, "C1", CALL)
        book.keep_home(person, "digest")
        book.enqueue(replace(ASK, key=f"{CALL}/{DAY}/ask/{person}", to=person))
        book.keep_update(Update(CALL, DAY, f"Area {number}", SECTIONS, by=(person, other)))


A_CALL = Call(CALL, "C1", Weekday.TUESDAY, time(16), "UTC", ())
SECTIONS = Sections(news=(Item(words("published")),))
ALL = PersonalData(1, 2, 2, 2, 1, 1, 1, 2, 1, 1)


@pytest.fixture
async def remembered(store, inbox):
    await store.change(remember)
    for person in (TIM, XIN):
        await inbox.keep(f"E{person}", {"event": {"user": person, "text": "secret"}}, NOON)


async def held(store: Store, person: str) -> PersonalData:
    return await store.read(lambda book: book.personal_data_of(person))


async def test_everything_held_of_a_person_is_counted(store, remembered):
    assert await held(store, TIM) == ALL
    assert await held(store, "U9") == PersonalData()
    assert not PersonalData()
    assert ALL


async def test_nothing_is_held_of_somebody_who_was_erased_and_all_of_the_others(store, remembered):
    await store.change(lambda book: book.erase_person(TIM))
    assert await held(store, TIM) == PersonalData()
    assert await held(store, XIN) == ALL
    await store.change(lambda book: book.erase_person(TIM))
    await store.change(lambda book: book.erase_person(XIN))
    assert await held(store, XIN) == PersonalData()


async def test_no_word_of_theirs_is_left_in_the_rows(store, remembered, database):
    await store.change(lambda book: book.erase_person(TIM))
    with Session(database.engine) as session:
        assert {row.ts for row in session.exec(select(ReplyRow))} == {"2.0"}
        assert {row.ts for row in session.exec(select(PlacementRow))} == {"2.0"}
        arrivals = {row.identity: row.payload for row in session.exec(select(InboxRow))}
    assert "secret" not in arrivals["EU1"]
    assert "secret" in arrivals["EU2"]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_no_word_of_theirs_is_left_in_the_file(store, remembered, database, tmp_path):
    def left():
        return b"".join(file.read_bytes() for file in tmp_path.glob("week.db*"))

    assert b"secret" in left()
    for person in (TIM, XIN):
        await store.change(lambda book, person=person: book.erase_person(person))
    database.close()
    assert b"secret" not in left()


async def test_what_others_need_stays_without_the_name(store, remembered):
    await store.change(lambda book: book.erase_person(TIM))

    def look(book):
        return (
            [(update.by, update.sections) for update in book.updates(CALL, DAY)],
            [(said.by, said.name, said.text) for said in book.announcements(CALL, DAY)],
            [(note.by, note.name, note.text) for note in book.notes(CALL, DAY)],
            [(action.person, action.owner, action.text) for action in book.actions(CALL)],
            [override.by for override in book.overrides(CALL)],
            [change.by for change in book.call_changes(CALL)],
            [(absence.person, absence.stand_in) for absence in book.absences()],
            [(there.person, there.name, there.by) for there in book.attendance(CALL, DAY)],
        )

    assert await store.read(look) == (
        [((XIN,), SECTIONS), ((XIN,), SECTIONS)],
        [("", SOMEBODY, "hear"), (XIN, "name of U2", "hear")],
        [("", SOMEBODY, "noted"), (XIN, "name of U2", "noted")],
        [("", SOMEBODY, "do it"), (XIN, "name of U2", "do it")],
        ["", XIN],
        ["", XIN],
        [("U4", None), (XIN, StandIn("Else", "U3")), ("U4", StandIn("Somebody", XIN))],
        [("", "guest of U1", ""), (XIN, "name of U2", XIN), ("", "guest of U2", XIN)],
    )
    assert await store.read(lambda book: (book.choice(TIM, "C1"), book.homes())) == (None, {XIN: "digest"})


async def test_nobody_cannot_be_erased(store, remembered):
    for work in (lambda book: book.erase_person(""), lambda book: book.personal_data_of("")):
        with pytest.raises(ValueError, match=r"^$"):
            await store.change(work)
    assert await held(store, TIM) == ALL


async def test_another_workspace_keeps_what_it_has(store, remembered, database):
    await RowStore(database, "T2").change(remember)
    await store.change(lambda book: book.erase_person(TIM))
    assert await held(RowStore(database, "T2"), TIM) == replace(ALL, arrivals=0)


@pytest.mark.parametrize(
    ("payload", "theirs"),
    [
        ({"event": {"type": "message", "user": TIM}}, True),
        ({"event": {"subtype": "message_changed", "message": {"user": TIM}}}, True),
        ({"event": {"subtype": "message_deleted", "previous_message": {"user": TIM}}}, True),
        ({"type": "block_actions", "user": {"id": TIM}}, True),
        ({"command": "/minutes", "user_id": TIM}, True),
        ({"event": {"user": XIN, "text": f"<@{TIM}>", "blocks": [{"user_id": TIM}]}}, False),
        ({"event": {"user": XIN, "message": TIM}, "authorizations": [{"user_id": TIM}]}, False),
        ({"event": {"user": XIN, "parent_user_id": TIM, "root": {"user": TIM}}}, False),
    ],
)
async def test_an_arrival_is_of_who_did_it_not_of_who_is_mentioned(store, inbox, payload, theirs):
    await inbox.keep("E1", payload, NOON)
    assert await held(store, TIM) == PersonalData(arrivals=int(theirs))
    await store.change(lambda book: book.erase_person(TIM))
    assert await inbox.waiting(9) == (() if theirs else (Arrival("E1", payload),))
    await inbox.keep("E1", payload, NOON)  # it is sent again, and known still
    assert len(await inbox.waiting(9)) == int(not theirs)


async def test_what_was_written_before_a_date_is_forgotten_in_all_revisions(store, database):
    def work(book):
        book.keep_reply(said(TIM, "1.0"))
        book.keep_reply(said(TIM, "1.0", revision="2.0"))
        book.keep_reply(said(XIN, "3.0", call="Another"))
        book.keep_reply(said(XIN, "4.0"))
        book.keep_reply(said(XIN, "4.0", revision="5.0", date=NEXT))
        book.keep_reply(said(XIN, "6.0", date=NEXT))
        book.keep_reply(said(XIN, "7.0", date=None))
        for ts in ("1.0", "6.0"):
            book.place_reply("D1", ts, "Software")
        for day in (DAY, NEXT):
            book.keep_correction(CALL, day, "Software", Correction("item", None))
            book.keep_update(Update(CALL, day, "Software", SECTIONS, by=(TIM,)))
        return book.forget_replies(CALL, NEXT)

    assert await store.change(work) == 1
    with Session(database.engine) as session:
        assert {row.ts for row in session.exec(select(ReplyRow))} == {"3.0", "4.0", "6.0", "7.0"}
        assert [row.ts for row in session.exec(select(PlacementRow))] == ["6.0"]
        assert [row.date for row in session.exec(select(CorrectionRow))] == [NEXT]
    assert len(await store.read(lambda book: book.updates(CALL, DAY))) == 1
    assert await store.change(lambda book: book.forget_replies(CALL, NEXT)) == 0


async def test_the_words_of_deliveries_before_a_date_are_forgotten(store, database):
    keys = [f"{CALL}/{day}/ask/U1" for day in (DAY, NEXT)] + [
        f"{CALL}/1/{DAY}/ask/U1",
        f"Another/{DAY}/ask/U1",
    ]
    await enqueue(store, *(Delivery(key, TIM, Notice("What is new?"), NOON, kind=Kind.ASK) for key in keys))
    await store.change(lambda book: book.forget_replies(CALL, NEXT))
    with Session(database.engine) as session:
        assert [row.key for row in session.exec(select(DeliveryRow)) if row.message == ERASED] == keys[:1]
