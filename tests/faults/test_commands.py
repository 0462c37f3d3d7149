"""Whether a command was answered is told command by command, by the address for its answers."""

import pytest

from bot.clock import now
from bot.demo.server.envelopes import Unanswered
from bot.demo.server.interactions import Interactions
from bot.demo.workspace import Workspace
from bot.model.errors import DatabaseUnusable, Rejected
from handlers.errors import in_words
from tests.faults.arrivals import wrongly_answered
from tests.faults.ledgers import Announced, given_back
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
    ("failure", "tokens"),
    [(Rejected("access_denied"), {"w1yx"}), (DatabaseUnusable("full"), {"w1yx"}), (None, set())],
)
async def test_what_is_answered_with_a_failure_is_given_back(typed, failure, tokens):
    (identity,) = typed.context.grants.responses

    Interactions(typed.context, typed.envelopes).respond(
        identity, {"text": in_words(failure) if failure else "Noted"}
    )

    assert given_back(typed) == tokens
