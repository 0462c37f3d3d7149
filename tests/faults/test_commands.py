"""Whether a command was answered is told command by command, by the address for its answers."""

import pytest

from bot.clock import now
from bot.demo.server.envelopes import Unanswered
from bot.demo.server.interactions import Interactions
from bot.demo.workspace import Workspace
from tests.faults.arrivals import wrongly_answered
from tests.faults.ledgers import Announced, refused
from tests.faults.project import CHAIR, CHANNEL, populate
from tests.paths import MANIFEST

HEARD, UNHEARD = Announced("w1yx", acknowledged=True), Announced("w1yx", acknowledged=False)


@pytest.fixture
async def typed():
    """A workspace in which somebody typed a command while no bot was connected."""
    workspace = Workspace(manifest=MANIFEST, clock=now)
    populate(workspace)
    await workspace.start()
    workspace.envelopes.ack_seconds = 0.1
    with pytest.raises(Unanswered):
        await workspace.command(CHAIR, "/minutes", "announce The w1yx shutdown", channel=CHANNEL)
    yield workspace
    await workspace.stop()


def answer(workspace: Workspace, times: int) -> None:
    """Use the address for answers, as a bot does."""
    (identity,) = workspace.context.grants.responses
    for _ in range(times):
        workspace.context.grants.respond(identity)


@pytest.mark.parametrize(
    ("announced", "times", "broken"),
    [(UNHEARD, 0, 0), (UNHEARD, 1, 0), (UNHEARD, 2, 1), (HEARD, 0, 1), (HEARD, 1, 0), (HEARD, 2, 1)],
)
async def test_what_nobody_heard_need_not_be_answered_and_nothing_is_answered_twice(
    typed, announced, times, broken
):
    answer(typed, times)

    assert len(list(wrongly_answered(typed, [announced]))) == broken


@pytest.mark.parametrize(
    ("said", "given_back"),
    [("Slack refused: access_denied.", {"w1yx"}), ("I have noted it.", set())],
)
async def test_who_is_told_that_slack_refuses_something_types_it_again(typed, said, given_back):
    (identity,) = typed.context.grants.responses

    Interactions(typed.context, typed.envelopes).respond(identity, {"text": said})

    assert refused(typed) == given_back
