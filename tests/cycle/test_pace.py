"""Questions go out as fast as the workspace takes them, and leave room for minutes and answers."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

import pytest

from bot.cycle.pace import AT_FIRST, RATE, SEVERAL, Pace
from bot.model.delivery import Delivery, Kind, Priority, Status
from bot.model.errors import NotNow
from bot.model.message import Notice

MINUTE = 60.0
ALLOWED = 600  # in a minute
TURN = 1.0  # seconds between two looks


def ask(number: int, status: Status = Status.SENT, kind: Kind = Kind.ASK) -> Delivery:
    at = datetime(2027, 1, 12, tzinfo=UTC)
    priority = Priority.ASK
    return Delivery(
        f"a/b/{number}", f"U{number}", Notice(""), at, kind=kind, priority=priority, status=status
    )


@dataclass
class Workspace:
    """It takes so many messages in any minute."""

    allowed: int = ALLOWED
    taken: deque[float] = field(default_factory=deque)
    refused: int = 0

    def takes(self, at: float) -> NotNow | None:
        """Take a message; or say when it may come again."""
        while self.taken and at - self.taken[0] >= MINUTE:
            self.taken.popleft()
        if len(self.taken) < self.allowed:
            self.taken.append(at)
            return None
        self.refused += 1
        return NotNow(max(1.0, self.taken[0] + MINUTE - at), "ratelimited")


@dataclass
class Sending:
    """So many replicas, each with a pace of its own, that have more to say than is taken."""

    workspace: Workspace
    paces: list[Pace]
    at: float = 0.0
    number: int = 0
    asked: list[float] = field(default_factory=list)
    rng: Random = field(default_factory=lambda: Random(1))

    def go_on(self, until: float, most: int = 1_000_000) -> None:
        while self.at < until:
            for pace in self.rng.sample(self.paces, len(self.paces)):
                said = 0
                while said < most and pace.least(self.at) is max(Priority):
                    self.number, said = self.number + 1, said + 1
                    if later := self.workspace.takes(self.at):
                        pace.refused(ask(self.number, Status.PENDING), later, self.at)
                    else:
                        self.asked.append(self.at)
                        pace.went(ask(self.number), self.at)
            self.at += TURN


def asks_anything(pace: Pace, at: float) -> bool:
    return pace.least(at) is max(Priority)


def test_a_small_crowd_is_asked_at_once():
    sending = Sending(Workspace(AT_FIRST), [Pace()])
    sending.go_on(TURN)
    assert len(sending.asked) == AT_FIRST


def test_a_large_crowd_is_asked_evenly_after_that():
    sending = Sending(Workspace(10_000), [Pace()])
    sending.go_on(11.0)
    assert len(sending.asked) == pytest.approx(AT_FIRST + 10 * RATE, abs=5)


@pytest.mark.parametrize("replicas", [1, 2, 4])
@pytest.mark.parametrize("allowed", [600, 3000])
def test_nearly_all_that_is_allowed_is_used_and_hardly_anything_refused(allowed, replicas):
    sending = Sending(Workspace(allowed), [Pace() for _ in range(replicas)])
    sending.go_on(10 * MINUTE)
    before, refused = len(sending.asked), sending.workspace.refused
    sending.go_on(30 * MINUTE)
    assert len(sending.asked) - before >= 0.95 * 20 * allowed
    assert sending.workspace.refused - refused <= 0.02 * replicas * 20 * allowed


def test_minutes_are_taken_within_five_seconds_at_any_moment_while_questions_go_out():
    sending, latest = Sending(Workspace(), [Pace()]), 0.0
    sending.go_on(10 * MINUTE)
    for second in range(1200):
        sending.go_on(10 * MINUTE + second)
        waited = 0.0
        while sending.workspace.takes(sending.at):
            sending.go_on(sending.at + TURN)
            waited += TURN
        latest = max(latest, waited)
    assert latest <= 5.0


def test_who_is_alone_again_gets_faster():
    workspace = Workspace()
    both = Sending(workspace, [Pace(), Pace()])
    both.go_on(10 * MINUTE)
    alone = Sending(workspace, both.paces[:1], both.at, both.number)
    alone.go_on(30 * MINUTE)
    lately = [at for at in alone.asked if at >= 20 * MINUTE]
    assert len(lately) >= 0.95 * 10 * ALLOWED


def test_several_refusals_in_a_row_let_questions_rest_until_the_moment_that_was_named():
    pace = Pace()
    for number in range(SEVERAL - 1):
        pace.refused(ask(number, Status.PENDING), NotNow(30), 0.0)
    assert asks_anything(pace, 0.0)
    pace.refused(ask(SEVERAL, Status.PENDING), NotNow(30), 0.0)
    assert not asks_anything(pace, 29.9)
    assert asks_anything(pace, 30.0)


def test_what_was_not_even_tried_says_nothing_about_what_is_taken():
    pace = Pace()
    for number in range(2 * AT_FIRST):
        pace.went(ask(number, Status.SKIPPED), 0.0)
    assert asks_anything(pace, 0.0)


def test_mails_have_no_part_in_it():
    pace = Pace()
    for number in range(2 * AT_FIRST):
        pace.went(ask(number, kind=Kind.MAIL), 0.0)
        pace.refused(ask(number, Status.PENDING, Kind.MAIL), NotNow(30), 0.0)
    assert asks_anything(pace, 0.0)


def test_after_a_minute_without_any_the_next_ones_go_out_at_once_again():
    sending = Sending(Workspace(), [Pace()])
    sending.go_on(3 * MINUTE)
    sending.at += MINUTE + TURN
    before = len(sending.asked)
    sending.go_on(sending.at + TURN)
    assert len(sending.asked) - before == AT_FIRST
