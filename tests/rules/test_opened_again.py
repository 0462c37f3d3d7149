"""Which meeting can be opened again, and until when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.errors import Refusal
from bot.model.live_parts import Live
from bot.model.meeting import State, Waiting
from bot.rules.assemble import assemble
from bot.rules.opened_again import opened_again
from tests.rules.test_plan import AT_CALL, CALL, MEETING

OVER = MEETING.late_until
MINUTES = assemble(CALL, MEETING, (), Live())
POSTED = replace(MEETING, state=State.POSTED, minutes=MINUTES, frozen_at=AT_CALL)


@pytest.mark.parametrize("state", [State.POSTED, State.CLOSED], ids=["waits to be closed", "is closed"])
def test_a_meeting_that_is_over_takes_what_comes_late_for_another_late_window(state):
    over = replace(POSTED, state=state, waits=Waiting(OVER + timedelta(hours=1)))
    opened = opened_again(CALL, (over,), (), OVER + timedelta(minutes=10))
    assert opened.state is State.POSTED
    assert opened.is_open(OVER + timedelta(minutes=20))


def test_a_meeting_that_is_open_is_not_opened():
    with pytest.raises(Refusal, match="is closed that could be opened again"):
        opened_again(CALL, (POSTED,), (), OVER - timedelta(minutes=10))
