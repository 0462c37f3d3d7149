"""The rhythm of a call comes back as it was; what was kept before there were rhythms reads as weekly."""

import json
from dataclasses import replace
from datetime import date, time

import pytest

from bot.model.call import Call, Weekday
from bot.model.quiet import Quiet
from bot.model.rhythm import LAST_DAY, Every, Rhythm, Which
from storage.columns import pack, unpack

WEEKLY = Call("Production", "C1", Weekday.TUESDAY, time(16), "America/New_York", ())
EACH = (
    WEEKLY,
    replace(WEEKLY, rhythm=Rhythm(count=2, also_on=(Weekday.FRIDAY,), since=date(2027, 1, 12))),
    replace(
        WEEKLY, rhythm=Rhythm(Every.MONTH, which=(Which.FIRST, Which.LAST)), quiet=Quiet(time(20), time(8))
    ),
    replace(WEEKLY, weekday=None, rhythm=Rhythm(Every.MONTH, 3, day=LAST_DAY, since=date(2027, 1, 31))),
    replace(WEEKLY, weekday=None, rhythm=Rhythm(rrule="FREQ=MONTHLY;BYDAY=1TU")),
)


@pytest.mark.parametrize("call", EACH)
async def test_a_call_comes_back_with_its_rhythm_and_its_quiet_hours(store, call):
    await store.change(lambda book: book.keep_call(call))
    assert await store.read(lambda book: book.call("Production")) == call
    assert unpack(Call, pack(Call, call)) == call


def test_a_call_that_was_kept_before_there_were_rhythms_is_weekly():
    old = json.loads(pack(Call, WEEKLY))
    del old["rhythm"], old["quiet"]
    assert unpack(Call, json.dumps(old)) == WEEKLY
