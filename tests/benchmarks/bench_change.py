"""The processor time of a change: what a lead writes is collected, read again, folded and put on a card."""

import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.cycle.replies.collect import collect
from bot.model.call import Area, Call, Lead
from bot.ports import Book
from storage.store import RowStore
from tests.cycle.production import CALL, NOW, said
from tests.rounds import advance
from tests.tables import with_tables

EARLIER, ROUNDS = 10, 10  # messages of the same lead before those that are measured
SMALL, LARGE = 3, 40  # areas
SECOND = timedelta(seconds=1)


def measure() -> list[tuple[str, str]]:
    """Changes in a small call and in a large one, where everybody else has reported."""
    medians = {areas: asyncio.run(_median(areas)) for areas in (SMALL, LARGE)}
    return [
        (f"a change after {EARLIER} messages, {areas} areas", f"{ms:.1f} ms: ratio {ms / medians[SMALL]:.2f}")
        for areas, ms in medians.items()
    ]


async def _median(areas: int) -> float:
    """Milliseconds of the processor."""
    led = tuple(Area(f"Area {place}", (Lead(f"L{place}", f"U{place}"),)) for place in range(areas))
    with tempfile.TemporaryDirectory() as folder:
        database = with_tables(Path(folder) / "minutes.db")
        store = RowStore(database, "T1")
        await store.change(_keep, replace(CALL, areas=led))
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


def _keep(book: Book, call: Call) -> None:
    book.keep_call(call)
