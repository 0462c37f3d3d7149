"""The zones of people, as they were when the workspace was asked last."""

from bot.model.person import KnownZone
from tests.storage.hands import NOON

TOKYO = KnownZone("U1", "Asia/Tokyo", NOON)
CHICAGO = KnownZone("U2", "America/Chicago", NOON)


async def test_the_newest_zone_of_each_is_kept_until_they_are_erased(store):
    for zone in (KnownZone("U1", "UTC", NOON), TOKYO, CHICAGO):
        await store.change(lambda book, zone=zone: book.keep_zone(zone))
    assert await store.read(lambda book: book.zones()) == {"U1": TOKYO, "U2": CHICAGO}
    await store.change(lambda book: book.erase_person("U1"))
    assert await store.read(lambda book: book.zones()) == {"U2": CHICAGO}
