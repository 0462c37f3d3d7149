"""What came of changes is kept until the arrival that asked for them is done, and comes back as it was."""

from collections.abc import Callable
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cycle.absences import away, back
from bot.cycle.action_items import close_actions, open_action, pass_on
from bot.cycle.asking.remind_now import remind_now
from bot.cycle.calls.set_up import change_call, found, take_over, undo
from bot.cycle.erase import forget
from bot.cycle.meeting.announce import announce, retract
from bot.cycle.meeting.notes import delete_note
from bot.cycle.meeting.roll_call import answer_for, strike_off
from bot.cycle.meeting.walk_areas import go_to_area
from bot.cycle.reschedule import hold, move, skip
from bot.model.live_parts import Announcement
from bot.ports import Result
from storage.columns import pack, unpack
from tests.cycle.production import NOW

VERBS: tuple[Callable[..., Any], ...] = (
    announce,
    answer_for,
    away,
    back,
    change_call,
    close_actions,
    delete_note,
    forget,
    found,
    go_to_area,
    hold,
    move,
    open_action,
    pass_on,
    remind_now,
    retract,
    skip,
    strike_off,
    take_over,
    undo,
)
CUT = Announcement(1, "Power cut", "UBEN", "Ben", NOW)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_whatever_a_verb_returns_comes_back_as_it_was(verb):
    shape = get_type_hints(verb)["return"]

    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    @given(st.from_type(shape))
    def comes_back(value: Any) -> None:
        assert unpack(shape, pack(shape, value)) == value

    comes_back()


async def test_a_result_is_of_one_change_of_one_arrival_and_goes_with_it(store, inbox):
    await inbox.keep("e1", {}, NOW)
    await inbox.keep("e2", {}, NOW)
    await store.change(lambda book: book.keep_result("e1", "announce 1", Announcement, CUT))
    await store.change(lambda book: book.keep_result("e1", "note 1", None, None))

    def known(arrival: str, change: str, shape: Any) -> Callable[..., Result | None]:
        return lambda book: book.result_of(arrival, change, shape)

    assert await store.read(known("e1", "announce 1", Announcement)) == Result(CUT)
    assert await store.read(known("e1", "note 1", None)) == Result(None)
    assert await store.read(known("e1", "announce 2", Announcement)) is None
    assert await store.read(known("e2", "announce 1", Announcement)) is None
    await inbox.done(["e1"], NOW)
    assert await store.read(known("e1", "announce 1", Announcement)) is None


async def test_of_an_arrival_that_is_not_in_the_inbox_nothing_is_kept(store):
    await store.change(lambda book: book.keep_result("e9", "announce 1", Announcement, CUT))
    assert await store.read(lambda book: book.result_of("e9", "announce 1", Announcement)) is None
