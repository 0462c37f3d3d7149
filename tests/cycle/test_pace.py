"""Questions go out as fast as the workspace takes them, and leave room for minutes and answers."""

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random

import pytest

from bot.cycle.pace import A_MINUTE, AT_FIRST, RATE, SEVERAL, Pace
from bot.model.delivery import Delivery, Kind, Priority, Status
from bot.model.errors import NotNow
from bot.model.message import Notice

MINUTE = 60.0
ALLOWED = 600  # in a minute
STEP = 0.1  # seconds between two looks
AT_ONCE = 8  # so many are tried beside each other


def ask(number: int, status: Status = Status.SENT, kind: Kind = Kind.ASK) -> Delivery:
    at = datetime(2027, 1, 12, tzinfo=UTC)
    priority = Priority.ASK
    return Delivery(
        f"a/b/{number}", f"U{number}", Notice(""), at, kind=kind, priority=priority, status=status
    )


MINUTES = replace(ask(0, kind=Kind.MINUTES), priority=Priority.MINUTES)


@dataclass
class Workspace:
    """It takes so many messages in any minute, and names whole seconds when there are too many."""

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
        return NotNow(max(1, round(self.taken[0] + MINUTE - at)), "ratelimited")


@dataclass
class Sending:
    """So many replicas, each with a pace of its own, that have more to say than is taken.

    Each says so many in a second at most; so many minutes and answers go out at the beginning of a minute.
    """

    workspace: Workspace
    paces: list[Pace]
    a_second: float = 80.0
    urgent: int = 0
    at: float = 0.0
    number: int = 0
    posted: list[float] = field(default_factory=list)
    rng: Random = field(default_factory=lambda: Random(1))

    def go_on(self, until: float) -> None:
        while self.at < until:
            self._say_urgent()
            for pace in self.rng.sample(self.paces, len(self.paces)):
                self._ask(pace)
            self.at = round(self.at + STEP, 1)

    def said(self, since: float, until: float) -> int:
        """How many questions were asked in this time, and minutes posted."""
        return sum(since <= at < until for at in self.posted)

    def _ask(self, pace: Pace) -> None:
        tries = min(AT_ONCE, round(self.a_second * STEP))
        for _ in range(tries if pace.least(self.at) is max(Priority) else 0):
            self.number += 1
            if later := self.workspace.takes(self.at):
                pace.refused(ask(self.number, Status.PENDING), later, self.at)
            else:
                self.posted.append(self.at)
                pace.went(ask(self.number), self.at)

    def _say_urgent(self) -> None:
        if self.at % MINUTE < self.urgent * STEP and not self.workspace.takes(self.at):
            self.posted.append(self.at)
            self.rng.choice(self.paces).went(MINUTES, self.at)


def asks_anything(pace: Pace, at: float) -> bool:
    return pace.least(at) is max(Priority)


def test_a_small_crowd_is_asked_at_once():
    sending = Sending(Workspace(AT_FIRST), [Pace()])
    sending.go_on(1 + AT_FIRST / sending.a_second)
    assert len(sending.posted) == AT_FIRST


def test_a_large_crowd_is_asked_evenly_after_that():
    sending = Sending(Workspace(10_000), [Pace()])
    sending.go_on(11.0)
    assert len(sending.posted) == pytest.approx(AT_FIRST + 10 * RATE, abs=AT_ONCE)


@pytest.mark.parametrize("replicas", [1, 2, 4])
@pytest.mark.parametrize("urgent", [0, 30])
@pytest.mark.parametrize("a_second", [20, 40, 80])
def test_nearly_all_that_is_allowed_is_used_and_hardly_anything_refused(a_second, urgent, replicas):
    sending = Sending(Workspace(), [Pace() for _ in range(replicas)], a_second, urgent)
    sending.go_on(30 * MINUTE)
    assert sending.said(0, 4 * MINUTE) >= 0.95 * 4 * ALLOWED
    assert sending.said(10 * MINUTE, 30 * MINUTE) >= 0.95 * 20 * ALLOWED
    assert sending.workspace.refused <= 0.02 * replicas * 30 * ALLOWED


@pytest.mark.parametrize("allowed", [120, 2000])
@pytest.mark.parametrize("replicas", [1, 2])
def test_a_workspace_may_take_far_fewer_or_far_more(replicas, allowed):
    sending = Sending(Workspace(allowed), [Pace() for _ in range(replicas)])
    sending.go_on(20 * MINUTE)
    assert sending.said(10 * MINUTE, 20 * MINUTE) >= 0.95 * 10 * allowed
    assert sending.workspace.refused <= 0.15 * replicas * 20 * allowed


def test_minutes_are_taken_within_five_seconds_at_any_moment_while_questions_go_out():
    sending, latest = Sending(Workspace(), [Pace()]), 0.0
    sending.go_on(10 * MINUTE)
    for second in range(1200):
        sending.go_on(10 * MINUTE + second)
        waited = 0.0
        while sending.workspace.takes(sending.at):
            sending.go_on(sending.at + STEP)
            waited += STEP
        latest = max(latest, waited)
    assert latest <= 5.0


def test_who_is_alone_again_gets_faster():
    both = Sending(Workspace(), [Pace(), Pace()])
    both.go_on(10 * MINUTE)
    alone = Sending(both.workspace, both.paces[:1], at=both.at)
    alone.go_on(30 * MINUTE)
    assert alone.said(20 * MINUTE, 30 * MINUTE) >= 0.95 * 10 * ALLOWED


def test_who_begins_where_another_one_has_just_ended_does_not_take_the_rest_for_all():
    before = Sending(Workspace(), [Pace()])
    before.go_on(10 * MINUTE)
    after = Sending(before.workspace, [Pace()], at=before.at)
    after.go_on(15 * MINUTE)
    assert after.said(12 * MINUTE, 15 * MINUTE) >= 0.95 * 3 * ALLOWED


def test_what_is_urgent_counts_and_is_never_held_back():
    pace = Pace()
    for _ in range(AT_FIRST):
        pace.went(MINUTES, 0.0)
    assert not asks_anything(pace, 0.0)
    assert pace.least(0.0) >= Priority.ANSWER


def test_an_amended_message_is_none_that_counts():
    pace = Pace()
    for number in range(2 * AT_FIRST):
        pace.went(ask(number), 0.0, is_new=False)
    assert asks_anything(pace, 0.0)


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
    sending.at += A_MINUTE
    before = len(sending.posted)
    sending.go_on(sending.at + AT_FIRST / sending.a_second)
    assert len(sending.posted) - before >= AT_FIRST
