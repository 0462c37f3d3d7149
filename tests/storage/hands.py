"""What happens to deliveries, a step a line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model.delivery import Delivery, Kind, Posted, Status
from bot.model.message import Notice
from bot.ports import Book, Store

NOON = datetime(2026, 1, 6, 12, tzinfo=UTC)
LEASE = timedelta(seconds=120)
OVER = timedelta(microseconds=-1)
ASK = Delivery("Production/2026-01-06/ask/U1", "U1", Notice("What is new?"), NOON, kind=Kind.ASK, part="U1")
HERE = Posted("D1", "1767700000.000100")


async def enqueue(store: Store, *deliveries: Delivery) -> None:
    def work(book: Book) -> None:
        for delivery in deliveries:
            book.enqueue(delivery)

    await store.change(work)


async def claim(
    store: Store, now: datetime = NOON, owner: str = "one", *, lease: timedelta = LEASE, limit: int = 10
) -> tuple[Delivery, ...]:
    return await store.change(lambda book: book.claim(now, owner, lease, limit))


async def settle(store: Store, delivery: Delivery) -> None:
    await store.change(lambda book: book.settle(delivery))


async def known(store: Store, key: str = ASK.key) -> Delivery:
    found = await store.read(lambda book: book.delivery(key))
    assert found is not None
    return found


def sent(delivery: Delivery, posted: Posted = HERE) -> Delivery:
    return replace(
        delivery, status=Status.SENT, posted=posted, confirmed=delivery.wanted, sent_at=NOON, doubtful=False
    )
