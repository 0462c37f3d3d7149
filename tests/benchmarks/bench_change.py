"""The processor time of a change: what a lead writes is collected, read again, folded and put on a card."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.cycle.replies.collect import collect
from bot.model.call import Area, Call, Lead
from bot.model.live_parts import Live
from bot.model.meeting import Meeting, State, schedule
from bot.ports import Book
from bot.rules.assemble import assemble
from storage.store import RowStore
from tests.cycle.production import CALL, DAY, NOW, reported, said
from tests.rounds import advance
from tests.tables import with_tables

EARLIER, ROUNDS = 10, 10  # messages of the same lead before those that are measured
SMALL, LARGE = 3, 40  # areas
WEEKS = 8  # of minutes before
SECOND, WEEK = timedelta(seconds=1), timedelta(weeks=1)


def measure() -> list[tuple[str, str]]:
    """Changes in a small call, in a large one, and in one with a past, where everybody else has reported."""
    figures, first = [], 0.0
    for areas, weeks in ((SMALL, 0), (LARGE, 0), (LARGE, WEEKS)):
        ms = asyncio.run(_median(areas, weeks))
        first = first or ms
        past = f", {weeks} weeks of minutes" if weeks else ""
        said = f"a change after {EARLIER} messages, {areas} areas{past}"
        figures.append((said, f"{ms:.1f} ms: ratio {ms / first:.2f}"))
    return figures


async def _median(areas: int, weeks: int) -> float:
    """Milliseconds of the processor."""
    led = tuple(Area(f"Area {place}", (Lead(f"L{place}", f"U{place}"),)) for place in range(areas))
    call = replace(CALL, areas=led)
    with tempfile.TemporaryDirectory() as folder:
        database = with_tables(Path(folder) / "minutes.db")
        store = RowStore(database, "T1")
        await store.change(_keep, call, tuple(_past(call, weeks)))
        for _ in range(3):
            await advance(store=store, pages=lambda _: 1, now=NOW)
        for place in range(1, areas):
            await _write(store, place, place)
        times = [await _write(store, 0, areas + number) for number in range(EARLIER + ROUNDS)]
        database.close()
    return 1000 * statistics.median(times[EARLIER:])


async def _write(store: RowStore, who: int, number: int) -> float:
    """Let somebody write at a moment of their own; seconds of the processor."""
    at = NOW + number * SECOND
    text = f"News:\n- Load tests reached {number}K jobs\nOngoing:\n- Certificate tool changes, part {number}"
    reply = said(text, by=f"U{who}", at=at)
    began = time.process_time()
    await store.change(collect, reply, now=at)
    return time.process_time() - began


def _past(call: Call, weeks: int) -> Iterator[Meeting]:
    """The meetings of the weeks before, in each of which every area had two items."""
    for week in range(1, weeks + 1):
        meeting = schedule(call, DAY - week * WEEK)
        news, ongoing = f"Version {week} of the service is out", f"Move to new disks, part {week}"
        updates = tuple(reported(area.name, news=news, ongoing=ongoing) for area in call.areas)
        yield replace(meeting, state=State.CLOSED, minutes=assemble(call, meeting, updates, Live()))


def _keep(book: Book, call: Call, past: tuple[Meeting, ...]) -> None:
    book.keep_call(call)
    for meeting in past:
        book.keep_meeting(meeting)
