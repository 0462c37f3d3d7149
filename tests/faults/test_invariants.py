"""Each invariant is broken by what it is about, and by nothing else; unbroken ledgers break none."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.model.delivery import Delivery, Kind, Status
from bot.model.delivery import Posted as Place
from bot.model.message import Notice
from bot.model.reply import Reply
from bot.model.words import Line, words
from tests.faults.invariants import broken
from tests.faults.ledgers import Announced, Kept, Ledgers, Posted, Written
from tests.faults.project import ASKED, CALL, CHANNEL, LEADS, MEETING

MINUTES, TWIKI = f"{MEETING}/minutes", f"{MEETING}/twiki"
ASKS = tuple(f"{MEETING}/ask/{lead}" for lead in LEADS)


def at(moment) -> str:
    return f"{moment.timestamp():.6f}"


def delivery(key, to, ts, kind=Kind.ASK) -> Delivery:
    return Delivery(
        key, to, Notice("…"), due=ASKED, kind=kind, status=Status.SENT, posted=Place(to, ts), confirmed=1
    )


def reply(token, ts="1.0") -> Reply:
    said = (Line(words(f"The {token} migration")),)
    return Reply(LEADS[0], "D1", ts, said, call="Production", date=date(2027, 1, 12))


POSTED = (
    *(Posted(key, lead, at(ASKED), ()) for key, lead in zip(ASKS, LEADS, strict=True)),
    Posted(MINUTES, CHANNEL, at(CALL), ("w1x", "w1yx")),
)
DELIVERIES = (
    *(delivery(key, lead, at(ASKED)) for key, lead in zip(ASKS, LEADS, strict=True)),
    delivery(MINUTES, CHANNEL, at(CALL), Kind.MINUTES),
    replace(delivery(TWIKI, CHANNEL, "0.5", Kind.TWIKI), posted=None),
)
WROTE = Written(LEADS[0], "D1", "1.0", "w1x", ASKED, ASKED)
WELL = Ledgers(
    POSTED,
    (("w1x", "w1yx"),),
    (WROTE,),
    (Announced("w1yx", acknowledged=True), Announced("w2yx", acknowledged=False)),
    Kept(DELIVERIES, (reply("w1x"),), 0),
)


def shown(*tokens) -> Ledgers:
    """The minutes and their copy show these."""
    minutes = replace(POSTED[-1], tokens=tokens)
    return replace(WELL, posted=(*POSTED[:-1], minutes), files=(tokens,))


def settled(*deliveries) -> Ledgers:
    return replace(WELL, kept=replace(WELL.kept, deliveries=deliveries))


EARLY = replace(POSTED[-1], ts=at(CALL - timedelta(minutes=1)))
EARLY_KEPT = replace(DELIVERIES[-2], posted=Place(CHANNEL, EARLY.ts))
BROKEN = [
    ("I1", "stands 2 times", replace(WELL, posted=(*POSTED, POSTED[0]))),
    ("I2", f"{ASKS[0]} is missing", replace(settled(*DELIVERIES[1:]), posted=POSTED[1:])),
    ("I5", "came 60.0 s early", replace(settled(*DELIVERIES[:3], EARLY_KEPT), posted=(*POSTED[:-1], EARLY))),
    ("I3", "is lost", replace(WELL, kept=replace(WELL.kept, replies=()))),
    ("I3", "is lost", replace(WELL, kept=replace(WELL.kept, replies=(reply("w9x"),)))),
    ("I3", "was deleted and is kept", replace(shown("w1yx"), written=(replace(WROTE, deleted=True),))),
    ("I3", "arrivals were never worked on", replace(WELL, kept=replace(WELL.kept, waiting=2))),
    ("I4", "w1x is not in the minutes", shown("w1yx")),
    ("I4", "w1yx is not in the minutes", shown("w1x")),
    ("I4", "does not stand", shown("w1x", "w1yx", "w7x")),
    ("I4", "2 times", shown("w1x", "w1x", "w1yx")),
    (
        "I6",
        "does not stand there",
        settled(replace(DELIVERIES[0], posted=Place("D9", "9.0")), *DELIVERIES[1:]),
    ),
    ("I6", "is not noted", settled(*DELIVERIES[1:])),
    ("I7", "is pending", settled(replace(DELIVERIES[0], status=Status.PENDING), *DELIVERIES[1:])),
    ("I7", "is dead", settled(replace(DELIVERIES[0], status=Status.DEAD), *DELIVERIES[1:])),
    ("I8", "differ", replace(WELL, files=(("w1x",),))),
    ("I9", "row 7", replace(WELL, kept=replace(WELL.kept, wrong=("row 7",)))),
]


def test_nothing_is_broken_where_everything_is_well():
    assert broken(WELL) == ()


def test_what_was_not_acknowledged_may_be_in_the_minutes_or_not():
    assert broken(shown("w1x", "w1yx", "w2yx")) == ()


def test_who_need_not_be_asked_is_not_missing():
    needless = replace(DELIVERIES[0], status=Status.SKIPPED, posted=None)
    assert broken(replace(settled(needless, *DELIVERIES[1:]), posted=POSTED[1:])) == ()


def test_what_comes_early_by_no_more_than_clocks_may_be_wrong_is_no_violation():
    early = replace(settled(*DELIVERIES[:3], EARLY_KEPT), posted=(*POSTED[:-1], EARLY))
    assert broken(replace(early, clocks_off=60.0)) == ()
    assert [line[:2] for line in broken(replace(early, clocks_off=59.0))] == ["I5"]


@pytest.mark.parametrize(("name", "said", "ledgers"), BROKEN)
def test_an_invariant_is_broken_by_what_it_is_about(name, said, ledgers):
    found = broken(ledgers)
    assert {line.split(" ")[0] for line in found} == {name}
    assert any(said in line for line in found)
