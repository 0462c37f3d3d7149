"""What is kept in the book comes back exactly as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.update import Sections
from storage.book import RowBook
from storage.database import Database
from tests.storage import values


class TakenBack(Exception):
    """Ends a unit of work without a trace."""


def trial(database: Database, work: Callable[[RowBook], None]) -> None:
    """Run the work on the database, look at it, and take it back."""

    def undone(session: Any) -> None:
        work(RowBook(session, "T1"))
        session.expunge_all()
        raise TakenBack

    try:
        database.change("T1", undone)
    except TakenBack:
        return


same_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@given(values.CALLS)
@same_database
def test_a_call_comes_back_as_it_was(database, call):
    def work(book):
        book.keep_call(call)
        fresh(book)
        assert book.call(call.name) == call
        assert book.calls() == (call,)

    trial(database, work)


@given(values.MEETINGS)
@same_database
def test_a_meeting_comes_back_with_its_minutes(database, meeting):
    def work(book):
        book.keep_meeting(meeting)
        fresh(book)
        assert book.meeting(meeting.call, meeting.date) == meeting

    trial(database, work)


@given(values.REPLIES)
@same_database
def test_a_reply_comes_back_word_for_word(database, reply):
    def work(book):
        book.keep_reply(reply)
        fresh(book)
        assert book.reply(reply.conversation, reply.ts) == reply

    trial(database, work)


@given(values.UPDATES)
@same_database
def test_an_update_comes_back_with_all_its_items(database, update):
    def work(book):
        book.keep_update(update)
        fresh(book)
        assert book.updates(update.call, update.date) == (update,)

    trial(database, work)


@given(values.UPDATES, values.SECTIONS, st.booleans())
@same_database
def test_an_update_takes_the_place_of_one_with_some_of_its_items(database, update, more, was_read):
    had = update.sections
    sections = Sections((*had.news, *more.news), more.ongoing, (*had.emergencies[:1], *more.emergencies))

    def work(book):
        book.keep_update(update)
        if was_read:
            assert book.updates(update.call, update.date, of=frozenset({update.area})) == (update,)
        later = replace(update, sections=sections)
        book.keep_update(later)
        fresh(book)
        assert book.updates(update.call, update.date) == (later,)

    trial(database, work)


@given(values.DELIVERIES)
@same_database
def test_a_delivery_comes_back_with_any_message(database, delivery):
    def work(book):
        book.enqueue(delivery)
        fresh(book)
        assert book.delivery(delivery.key) == delivery
        assert book.deliveries(delivery.key) == (delivery,)

    trial(database, work)


@given(st.lists(values.CORRECTIONS, max_size=6))
@same_database
def test_the_newest_word_about_an_item_wins(database, corrections):
    day = date(2026, 1, 6)
    newest = [w for n, w in enumerate(corrections) if w.item not in {x.item for x in corrections[n + 1 :]}]

    def work(book):
        for correction in corrections:
            book.keep_correction("Production", day, "Software", correction)
        fresh(book)
        assert book.corrections("Production", day, "Software") == tuple(newest)

    trial(database, work)


def fresh(book: RowBook) -> None:
    """Forget what is in memory, so that what is read comes from the database."""
    book._session.expire_all()
