"""The zones of people, as they were when the workspace was asked last, and their quiet hours."""

from datetime import time

from bot.model.person import ReaderClock
from bot.model.quiet import Quiet
from tests.storage.hands import NOON

TOKYO = ReaderClock("U1", "Asia/Tokyo", NOON)
CHICAGO = ReaderClock("U2", "America/Chicago", NOON, Quiet(time(20), time(8)))


async def test_the_newest_zone_of_each_is_kept_until_they_are_erased(store):
    for zone in (ReaderClock("U1", "UTC", NOON), TOKYO, CHICAGO):
        await store.change(lambda book, zone=zone: book.keep_clock(zone))
    assert await store.read(lambda book: book.clocks()) == {"U1": TOKYO, "U2": CHICAGO}
    await store.change(lambda book: book.erase_person("U1"))
    assert await store.read(lambda book: book.clocks()) == {"U2": CHICAGO}
