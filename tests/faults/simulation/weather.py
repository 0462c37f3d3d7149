"""How much goes wrong in a simulated world; everything is drawn from one seed."""

import random
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Fate(StrEnum):
    """What becomes of a request to Slack or to a wiki."""

    TAKEN = "taken"
    REFUSED = "refused"  # not now; nothing was done
    LOST = "lost before its effect"
    UNANSWERED = "answer lost"
    SLOW = "slow"  # nobody answers in time, and the effect comes later
    STRANGE = "strange answer"  # done, but the answer is one that nobody foresaw
    KILLED_BEFORE = "killed before its effect"
    KILLED_AFTER = "killed after its effect"


class Commit(StrEnum):
    """What becomes of a transaction."""

    DONE = "done"
    FAILED = "failed"
    UNCLEAR = "done, but reported as failed"
    KILLED_BEFORE = "killed before"
    KILLED_AFTER = "killed after"


@dataclass(frozen=True, slots=True)
class Weather:
    """How often what happens: shares of requests, of transactions and of events."""

    refused: float = 0.0
    lost: float = 0.0
    unanswered: float = 0.0
    slow: float = 0.0
    strange: float = 0.0
    killed_at_request: float = 0.0
    commit_failed: float = 0.0
    commit_unclear: float = 0.0
    killed_at_commit: float = 0.0
    event_lost: float = 0.0
    event_late: float = 0.0
    event_repeated: float = 0.0
    kills: int = 0  # for each meeting, at any moment
    outages: int = 0  # on a day, of up to 90 minutes
    holidays: float = 0.0  # share of days on which the bot goes down for days
    poisoned: float = 0.0  # share of days on which one arrival and one person fail whatever is tried


CALM = Weather()
STORM = Weather(
    refused=0.08,
    lost=0.03,
    unanswered=0.06,
    slow=0.03,
    strange=0.01,
    killed_at_request=0.03,
    commit_failed=0.004,
    commit_unclear=0.004,
    killed_at_commit=0.003,
    event_lost=0.06,
    event_late=0.2,
    event_repeated=0.3,
    kills=1,
    outages=1,
    holidays=0.04,
    poisoned=0.1,
)


def weather(rng: random.Random) -> Weather:
    """A world's own weather: each trouble may be rare in it, usual, or frequent."""
    rates = {
        name: getattr(STORM, name) * rng.choice((0.0, 0.3, 1.0, 1.0, 2.0))
        for name in STORM.__dataclass_fields__
        if name not in {"kills", "outages", "holidays", "poisoned"}
    }
    return replace(STORM, **rates, outages=rng.choice((0, 1, 1, 2)), kills=rng.choice((0, 1, 1, 2)))


class Dice:
    """Decides what happens next; everything is drawn from one source, in the order in which it is asked."""

    def __init__(self, rng: random.Random, now: Weather) -> None:
        self.rng = rng
        self.weather = now

    def happens(self, share: float) -> bool:
        """Whether something that happens in this share of cases happens now."""
        return self.rng.random() < share

    def fate(self) -> Fate:
        """What becomes of the next request that changes something."""
        now = self.weather
        killed = now.killed_at_request / 2
        return self._one_of(
            {
                Fate.REFUSED: now.refused,
                Fate.LOST: now.lost,
                Fate.UNANSWERED: now.unanswered,
                Fate.SLOW: now.slow,
                Fate.STRANGE: now.strange,
                Fate.KILLED_BEFORE: killed,
                Fate.KILLED_AFTER: killed,
            },
            Fate.TAKEN,
        )

    def commit(self) -> Commit:
        """What becomes of the next transaction."""
        now = self.weather
        killed = now.killed_at_commit / 2
        return self._one_of(
            {
                Commit.FAILED: now.commit_failed,
                Commit.UNCLEAR: now.commit_unclear,
                Commit.KILLED_BEFORE: killed,
                Commit.KILLED_AFTER: killed,
            },
            Commit.DONE,
        )

    def pause(self) -> float:
        """How long something takes: mostly nothing to speak of, now and then a second or two."""
        return self.rng.random() * self.rng.choice((0.02, 0.02, 0.02, 0.3, 2.0))

    def span(self, longest: timedelta, shortest: timedelta = timedelta(0)) -> timedelta:
        """A span between the two."""
        return shortest + (longest - shortest) * self.rng.random()

    def _one_of(self, shares: dict[T, float], otherwise: T) -> T:
        drawn = self.rng.random()
        for what, share in shares.items():
            drawn -= share
            if drawn < 0:
                return what
        return otherwise
