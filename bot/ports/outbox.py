"""The outbox: what is to be said, each of it once."""

from datetime import datetime, timedelta
from typing import Protocol

from bot.model.delivery import Delivery, Priority


class Outbox(Protocol):
    """Messages to be sent: added once for each key, claimed for the time of a lease, sent, settled."""

    def delivery(self, key: str) -> Delivery | None:
        """The delivery with this key; None if there is none."""

    def deliveries(self, prefix: str) -> tuple[Delivery, ...]:
        """The deliveries whose keys begin with `prefix` (such as `<call>/<date>/`), by key."""

    def enqueue(self, delivery: Delivery) -> None:
        """Add a delivery, to be sent once it is due.

        A delivery with a known key keeps its identity and takes over the new message; if the message differs,
        a new version has to be sent and the delivery is due again. Skipped and dead ones stay as they are.
        """

    def claim(
        self,
        now: datetime,
        owner: str,
        lease: timedelta,
        limit: int,
        *,
        least: Priority = Priority.REMINDER,
    ) -> tuple[Delivery, ...]:
        """Claim at most `limit` deliveries that are due and at `least` so urgent, the most urgent first.

        Nobody else can claim them during the lease. These are pending ones, and claimed ones whose lease has
        run out (`doubtful`: they may have been sent). One that follows another is claimed only after that one
        was sent. `thread` is set where it belongs into a thread.
        """

    def settle(self, delivery: Delivery, *, took: float | None = None) -> None:
        """Save the outcome of a claim; ignored if the delivery was claimed again meanwhile.

        `took` is how many seconds the try took, where somebody looked; it is told and not saved.
        """

    def next_due(self) -> datetime | None:
        """The moment at which the next delivery is due or a lease runs out; None if nothing waits."""
