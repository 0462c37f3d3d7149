"""A turn that looks only at what is due does all that a turn that looks at everything would do."""

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cycle.reschedule import hold, move, skip
from bot.cycle.weeks import due, overlooked
from bot.model.absence import Absence
from bot.model.call import StandIn, Urgency, Weekday
from bot.model.delivery import Posted, Status
from bot.model.errors import Refusal
from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.minutes import ActionItem
from bot.model.person import ReaderClock
from bot.model.quiet import Quiet
from bot.model.reason import Reason
from bot.model.rhythm import LAST_DAY, Every, Rhythm, Which
from bot.model.update import Item, Sections
from bot.model.words import words
from bot.ports import Book
from bot.rules.action_reminders import Nudge
from bot.rules.downtimes import TellDowntime
from bot.rules.long_away import StillAway
from bot.rules.retention import Forget
from bot.rules.steps import Close, Publish
from storage.store import RowStore
from tests.cycle.production import CALL, CHAIR, DAY, FERRIES, HOUR, NOW, reported, said
from tests.rounds import advance
from tests.tables import with_tables

FIRE = Sections(emergencies=(Item(words("The disk array is down"), key="1.0/1"),))
TEAMS = count()
DAYS = st.integers(-9, 30).map(timedelta)
CALLS = st.sampled_from((CALL.name, FERRIES.name))
PEOPLE = st.sampled_from(("UANNA", "UBEN", "UCLEO", "UFINN"))


@dataclass
class Clock:
    """The moment up to which a week was played."""

    now: datetime = NOW

    @property
    def today(self) -> date:
        return self.now.date()


def _report(book: Book, clock: Clock, day: date, sections: Sections | None) -> None:
    update = replace(reported(news=f"at {clock.now}"), date=day, changed_at=clock.now)
    book.keep_update(replace(update, sections=sections) if sections else update)
    book.keep_reply(replace(said("x", at=clock.now), date=day))


def _change_call(book: Book, name: str, change: dict[str, Any]) -> None:
    call = book.call(name)
    assert call is not None
    book.keep_call(replace(call, **change))


def _decide(book: Book, clock: Clock, what: str, days: int) -> None:
    try:
        match what:
            case "skip":
                skip(book, CALL.name, None, by=CHAIR, now=clock.now)
            case "hold":
                hold(book, CALL.name, None, by=CHAIR, now=clock.now)
            case _:
                on = clock.today + timedelta(days=days)
                move(book, CALL.name, None, on=on, at=time(9 + days % 8), by=CHAIR, now=clock.now)
    except Refusal:
        pass


def _settle(book: Book, clock: Clock, outcome: dict[str, Any]) -> None:
    for delivery in book.claim(clock.now, "one", HOUR, 3):
        posted = Posted("D1", "1.0") if outcome["status"] is Status.SENT else None
        book.settle(replace(delivery, posted=posted, confirmed=delivery.wanted, **outcome))


def _live(book: Book, clock: Clock, day: date, what: int) -> None:
    name = CALL.name
    match what:
        case 0:
            book.keep_announcement(name, day, Announcement(1, f"at {clock.now}", "UBEN", "Ben", clock.now))
        case 1:
            book.keep_attendance(name, day, Attendance("UANNA", "Anna", clock.now))
        case _:
            book.keep_note(name, day, Note(1, "Grid", f"at {clock.now}", "UBEN", "Ben", clock.now))


def _act(book: Book, clock: Clock, name: str, person: str, due: timedelta) -> None:
    item = ActionItem(1, "Rope", "Anna", opened=clock.today, due=clock.today + due, person=person)
    book.keep_action(name, item)


def _leave(book: Book, clock: Clock, person: str, first: timedelta, span: timedelta) -> None:
    stand_in = StandIn("Dan", "UDAN") if span.days % 2 else None
    since = clock.today - 2 * first
    book.keep_absence(Absence(person, since, since + span, stand_in))


def _travel(book: Book, clock: Clock, person: str, zone: str) -> None:
    quiet = Quiet(time(18), time(6)) if clock.now.minute % 2 else None
    book.keep_clock(ReaderClock(person, zone, clock.now, quiet))


DAYS_OF_MEETINGS = st.integers(-1, 3).map(lambda weeks: DAY + timedelta(weeks=weeks))
QUIET = (None, Quiet(time(20), time(8)), Quiet(time(9), time(17)))
RHYTHMS = (
    Rhythm(),
    Rhythm(count=2, since=DAY),
    Rhythm(also_on=(Weekday.FRIDAY,)),
    Rhythm(Every.MONTH, which=(Which.FIRST, Which.LAST)),
    Rhythm(Every.MONTH, 2, day=LAST_DAY),
    Rhythm(rrule="FREQ=WEEKLY;BYDAY=MO,WE,TH;UNTIL=20270201"),
)
CHANGES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"ask": st.integers(1, 70).map(lambda hours: hours * HOUR)}),
    st.fixed_dictionaries({"retention": st.sampled_from((None, timedelta(days=1), timedelta(days=9)))}),
    st.fixed_dictionaries({"time": st.sampled_from((time(8), time(16), time(23, 30)))}),
    st.fixed_dictionaries({"late": st.sampled_from((timedelta(0), timedelta(hours=24), timedelta(days=9)))}),
    st.fixed_dictionaries({"timezone": st.sampled_from(("America/New_York", "Pacific/Auckland"))}),
    st.fixed_dictionaries({"emergencies": st.sampled_from(Urgency)}),
    st.fixed_dictionaries({"areas": st.sampled_from((CALL.areas, CALL.areas[:1], FERRIES.areas))}),
    st.fixed_dictionaries({"holidays": st.sampled_from((None, "US"))}),
    st.fixed_dictionaries({"rhythm": st.sampled_from(RHYTHMS)}),
    st.fixed_dictionaries(
        {"quiet": st.sampled_from((None, Quiet(time(20), time(8)), Quiet(time(9), time(17))))}
    ),
)
OUTCOMES = st.sampled_from(
    (
        {"status": Status.SENT},
        {"status": Status.DEAD, "reason": "no such user"},
        {"status": Status.PENDING, "reason": Reason.REFUSED_FOR_NOW.about("not_in_channel"), "failures": 1},
        {"status": Status.PENDING, "reason": "oops", "failures": 5},
    )
)
DEEDS = st.one_of(
    st.tuples(st.just(_report), DAYS_OF_MEETINGS, st.sampled_from((None, FIRE))),
    st.tuples(st.just(_change_call), CALLS, CHANGES),
    st.tuples(st.just(_decide), st.sampled_from(("skip", "hold", "move")), st.integers(0, 12)),
    st.tuples(st.just(_settle), OUTCOMES),
    st.tuples(st.just(_live), DAYS_OF_MEETINGS, st.integers(0, 2)),
    st.tuples(st.just(_act), CALLS, PEOPLE, DAYS),
    st.tuples(st.just(_leave), PEOPLE, DAYS, st.integers(0, 90).map(timedelta)),
    st.tuples(st.just(_travel), PEOPLE, st.sampled_from(("Asia/Tokyo", "America/Los_Angeles"))),
    st.tuples(st.just("back"), PEOPLE),
    st.tuples(st.just("erase"), PEOPLE),
)
SPANS = st.one_of(
    st.integers(0, 90).map(lambda minutes: timedelta(minutes=minutes)),
    st.integers(1, 40).map(lambda hours: hours * HOUR),
    st.integers(2, 16).map(timedelta),
)


OF_A_CALL = Nudge | StillAway | TellDowntime | Forget
OWED_AFTER_THE_LATE_MINUTES = [
    (timedelta(0), (_act, CALL.name, "UANNA", timedelta(0))),
    (13 * HOUR, None),
    (timedelta(6), None),  # its owner is to be told as soon as the next meeting comes up
]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    made = with_tables(tmp_path_factory.mktemp("due") / "minutes.db")
    yield made
    made.close()


def do(book: Book, clock: Clock, deed: tuple[Any, ...]) -> None:
    match deed:
        case ("back", person):
            book.end_absences(person, clock.today)
        case ("erase", person):
            book.erase_person(person)
        case (_change, str(name), dict(change)):
            _change_call(book, name, change)
        case (verb, *values):
            verb(book, clock, *values)


def said_of(steps: Any) -> list[str]:
    return sorted(f"{meeting.key} {step}" for meeting, step in steps)


async def play(store: RowStore, clock: Clock, acts: list[tuple[timedelta, Any]]) -> None:
    await store.change(lambda book: book.keep_call(CALL))
    await store.change(lambda book: book.keep_call(FERRIES))
    await look(store, clock)
    for span, deed in acts:
        clock.now += span
        await look(store, clock)
        if deed is not None:
            await store.change(do, clock, deed)
            await look(store, clock)


async def look(store: RowStore, clock: Clock) -> None:
    """Take turns at this moment, as long as anything is missing, and compare each with what is missing."""
    for _ in range(9):
        missing = await store.read(lambda book: due(book, clock.now))
        taken = await advance(store=store, pages=lambda _: 1, now=clock.now)
        ended = {meeting.call for meeting, step in taken if isinstance(step, Publish | Close)}
        brought = Counter(said_of(taken)) - Counter(said_of(missing))
        assert Counter(said_of(missing)) <= Counter(said_of(taken))
        # with the meeting after one that is posted or closed goes what is a matter of the call as a whole
        of_calls = (each for each in taken if each[0].call in ended and isinstance(each[1], OF_A_CALL))
        assert brought <= Counter(said_of(of_calls))
        if not taken:
            break
    assert not await store.read(
        lambda book: [call.name for call in book.calls() if overlooked(book, call, clock.now)]
    )


@settings(max_examples=settings().max_examples // 10)  # each is weeks in a real database
@given(st.lists(st.tuples(SPANS, st.none() | DEEDS), min_size=1, max_size=8))
@example(acts=OWED_AFTER_THE_LATE_MINUTES)
def test_whatever_happens_and_whenever_a_turn_comes_nothing_is_missing_but_what_is_due(database, acts):
    store = RowStore(database, f"T{next(TEAMS)}")
    asyncio.run(play(store, Clock(), acts))
