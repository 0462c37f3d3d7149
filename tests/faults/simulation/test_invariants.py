"""Each invariant bites: it is named where it is broken, and nowhere else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.delivery import Delivery, Kind, Posted, Status
from bot.model.meeting import Meeting, State
from bot.model.message import Notice
from bot.model.minutes import Minutes
from bot.model.reply import Reply
from bot.model.words import Line, Span
from tests.faults.simulation.invariants import violations
from tests.faults.simulation.ledgers import Kept, Ledgers, PostedOnce, Request, Trouble, Written

POSTS = datetime(2027, 1, 12, 16, tzinfo=UTC)
SECOND = timedelta(seconds=1)
KEY = "Call 11/2027-01-12"
TOKEN = "T1Call11N1Z"


def _posted(kind: str, ts: str, due: datetime, words: str = TOKEN) -> PostedOnce:
    key = f"{KEY}/{kind}"
    to = "U111" if "ask" in kind else "C11"
    return PostedOnce("T1", "Call 11", key, key, to, ts, due + SECOND, words, due)


ASK = _posted("ask/U111", "1.0", POSTS - timedelta(hours=1), "")
PAGE = _posted("minutes", "2.0", POSTS)
COPY = _posted("twiki", "3.0", POSTS)
SAID = Written(
    "T1",
    "Call 11",
    KEY,
    "D111",
    "9.0",
    POSTS - 60 * SECOND,
    TOKEN,
    POSTS,
    POSTS - 60 * SECOND,
    acknowledged=True,
)
REPLY = Reply("U111", "D111", "9.0", (Line((Span(TOKEN),)),))
MINUTES = Minutes("Call 11", POSTS.date(), POSTS, "UTC", (), (), ())
HELD = Meeting(
    "Call 11", POSTS.date(), POSTS, POSTS, POSTS, POSTS, State.CLOSED, minutes=MINUTES, frozen_at=POSTS
)
REQUEST = Request(
    "T1",
    "Call 11",
    KEY,
    "Tr1",
    "T1Call11N2Z",
    1,
    acknowledged=True,
    taken_back=True,
    disturbed=False,
    at=POSTS,
)


def _row(post: PostedOnce, kind: Kind) -> Delivery:
    stands = Posted(post.to, post.ts)
    return Delivery(post.key, post.to, Notice(""), POSTS, kind=kind, status=Status.SENT, posted=stands)


ROWS = (_row(ASK, Kind.ASK), _row(PAGE, Kind.MINUTES), _row(COPY, Kind.TWIKI))
KEPT = Kept("T1", (HELD,), ROWS, (REPLY,))
WELL = Ledgers(POSTS + timedelta(days=1), (ASK, PAGE, COPY), (SAID,), (REQUEST,), (), (KEPT,))
LOST = replace(KEPT, replies=())
TWICE = replace(REQUEST, answers=2)
EARLY = replace(ASK, at=POSTS - timedelta(hours=2))
LATE = replace(PAGE, at=POSTS + timedelta(hours=2))
AGAIN = replace(ASK, ts="1.1", key=f"{ASK.key}~2")
ELSEWHERE = replace(COPY, words="T2Call21N1Z")
IN_HAND = replace(ROWS[1], status=Status.SENDING)
DELETED = replace(SAID, deleted=True)


def test_a_world_in_which_all_is_well_breaks_nothing():
    assert violations(WELL) == ()


@pytest.mark.parametrize(
    ("broken", "invariant"),
    [
        (replace(WELL, posted=(ASK, AGAIN, PAGE, COPY)), "I1"),
        (replace(WELL, requests=(TWICE,)), "I1"),
        (replace(WELL, posted=(ASK, PAGE, replace(PAGE, ts="2.1"), COPY)), "I2"),
        (replace(WELL, posted=(ASK, PAGE)), "I2"),
        (replace(WELL, kept=(replace(KEPT, meetings=(replace(HELD, minutes=None),)),)), "I2"),
        (replace(WELL, kept=(LOST,)), "I3"),
        (replace(WELL, written=(replace(SAID, token="T1Call11N7Z"),)), "I3"),
        (replace(WELL, written=(DELETED,)), "I3"),
        (replace(WELL, requests=(replace(REQUEST, answers=0),)), "I3"),
        (replace(WELL, posted=(ASK, replace(PAGE, words=""), replace(COPY, words=""))), "I4"),
        (replace(WELL, written=(DELETED,), kept=(LOST,)), "I4"),
        (replace(WELL, requests=(replace(REQUEST, token=TOKEN),)), "I4"),
        (replace(WELL, posted=(EARLY, PAGE, COPY)), "I5"),
        (replace(WELL, posted=(ASK, LATE, COPY)), "I5"),
        (replace(WELL, posted=(ASK, replace(PAGE, ts="2.5"), COPY)), "I6"),
        (replace(WELL, kept=(replace(KEPT, deliveries=ROWS[1:]),)), "I6"),
        (replace(WELL, kept=(replace(KEPT, deliveries=(ROWS[0], IN_HAND, ROWS[2])),)), "I7"),
        (replace(WELL, kept=(replace(KEPT, waiting=1),)), "I7"),
        (replace(WELL, posted=(ASK, PAGE, replace(COPY, words=""))), "I8"),
        (replace(WELL, kept=(replace(KEPT, damage=("row 7 is missing",)),)), "I9"),
        (replace(WELL, posted=(ASK, PAGE, ELSEWHERE)), "I10"),
    ],
)
def test_what_is_broken_is_named(broken, invariant):
    assert any(each.startswith(f"{invariant} ") for each in violations(broken))


def test_what_went_wrong_meanwhile_excuses_who_is_late_and_nobody_else():
    late = replace(WELL, posted=(ASK, LATE, COPY))
    mine = Trouble("T1", POSTS, timedelta(hours=2))

    assert violations(replace(late, troubles=(mine,))) == ()
    assert violations(replace(late, troubles=(replace(mine, team="T2"),))) != ()
    assert violations(replace(late, troubles=(replace(mine, what="U111"),))) != ()


def test_who_is_answered_twice_because_a_process_died_is_not_counted():
    assert violations(replace(WELL, requests=(replace(TWICE, disturbed=True),))) == ()
