"""The call and the meeting of the tests that look at every delivery as a whole, and what they expect."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.model.call import Area, Lead
from bot.model.delivery import Delivery, Kind, Posted, Status, key
from bot.model.live_parts import Live
from bot.model.meeting import Meeting, State, schedule
from bot.model.message import Notice, Occasion
from bot.model.person import Person
from bot.model.reply import Reply
from bot.model.update import Item, Sections, Update
from bot.model.words import Line, Shape, Span, words
from bot.rules.assemble import assemble
from storage.store import RowStore
from tests.rules import test_plan as plain

AT_CALL, DAY = plain.AT_CALL, plain.DAY
CALL = replace(plain.CALL, also_in=("Europe/Berlin",), chairs=("UCHAIR", "UOTHER"))
MEETING = schedule(CALL, DAY)
ABOUT = Occasion("Production", DAY, AT_CALL, "America/New_York", ("Europe/Berlin",))
NOW = AT_CALL - timedelta(hours=20)
ANNA, BEN, CLEO = Lead("Anna", "UANNA"), Lead("Ben", "UBEN"), Lead("Cleo", "UCLEO")
CHAIR, DAN = Person("UCHAIR", "Scott"), Person("UDAN", "Dan D.")
GRID, STORAGE = CALL.areas
HOUR, DAYS = timedelta(hours=1), timedelta(days=1)

FERRIES = replace(CALL, name="Ferries", channel="C2", areas=(Area("Boats", (Lead("Finn", "UFINN"),)),))


async def keep_meetings(store, *meetings):
    for meeting in meetings:
        await store.change(lambda book, meeting=meeting: book.keep_meeting(meeting))


async def keep_updates(store, *updates):
    for update in updates:
        await store.change(lambda book, update=update: book.keep_update(update))


async def keep_replies(store, *replies):
    for reply in replies:
        await store.change(lambda book, reply=reply: book.keep_reply(reply))


async def keep_absences(store, *absences):
    for absence in absences:
        await store.change(lambda book, absence=absence: book.keep_absence(absence))


async def enqueue(store, *deliveries):
    """Put deliveries there as they are, also those that have gone out already."""
    for delivery in deliveries:
        await store.change(lambda book, delivery=delivery: book.enqueue(delivery))
        await store.change(lambda book, delivery=delivery: book.settle(delivery))


async def owed(store: RowStore, prefix: str = "") -> list[Any]:
    return list(await store.read(lambda book: book.deliveries(prefix)))


async def the_meeting(store: RowStore, day=DAY) -> Any:
    found = await store.read(lambda book: book.meeting("Production", day))
    assert found is not None
    return found


def delivery(kind: Kind, part: str, message: Any, *, to: str = "", **more) -> Delivery:
    """A delivery for the meeting; to whom its part names, unless it is said."""
    more = {"due": NOW, **more}
    return Delivery(key(MEETING.key, kind, part), to or part, message, kind=kind, part=part, **more)


def notice(part: str, to: str, said: Any, **more) -> Delivery:
    message = Notice(said) if isinstance(said, str) else said
    return delivery(Kind.NOTICE, part, message, to=to, **more)


def gone_out(one: Delivery, ts: str = "17.5") -> Delivery:
    """The same as it is once it was posted."""
    there = Posted(f"D{one.to}", ts)
    return replace(
        one, status=Status.SENT, posted=there, confirmed=one.wanted, attempts=one.attempts, sent_at=one.due
    )


def said(text: str, *, by: str = "UANNA", at=NOW, **more) -> Reply:
    """A reply of these lines for the meeting."""
    lines = tuple(Line(words(line)) for line in text.splitlines())
    more = {"call": "Production", "date": DAY, **more}
    return Reply(by, f"D{by}", f"{at.timestamp():.6f}", lines, **more)


def reported(area: str = "Grid", *, by: tuple[str, ...] = ("UANNA",), **sections: str) -> Update:
    """An update with one item in each of these sections."""
    items = {
        name: (Item(words(text), key=f"{area}/{name}", shape=Shape.BULLET),)
        for name, text in sections.items()
    }
    return Update("Production", DAY, area, Sections(**items), by=by, changed_at=NOW - HOUR)


def posted(*updates: Update, meeting: Meeting = MEETING, **more) -> Any:
    """The meeting with its minutes posted."""
    minutes = assemble(CALL, meeting, updates, Live())
    return replace(meeting, state=State.POSTED, minutes=minutes, frozen_at=meeting.posts, **more)


def heading(text: str) -> Line:
    return Line((Span(text, bold=True),))
