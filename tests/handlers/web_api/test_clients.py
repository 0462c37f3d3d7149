"""Every request to Slack is counted once, with its method and what became of it."""

import pytest
from slack_sdk.errors import SlackApiError

from bot.demo.server.faults import Fault
from handlers.web_api.clients import Outcome, posting_client, reading_client

pytestmark = pytest.mark.wire


@pytest.fixture
def counted() -> list[tuple[str, Outcome]]:
    return []


@pytest.fixture
def clients(workspace, counted):
    """The posting and the reading client."""

    def count(method: str, outcome: Outcome, seconds: float) -> None:
        assert seconds >= 0
        counted.append((method, outcome))

    return [make(workspace.bot_token, workspace.api_url, count) for make in (posting_client, reading_client)]


async def test_what_slack_does_is_fine(clients, counted):
    for client in clients:
        await client.auth_test()
    assert counted == [("auth.test", Outcome.OK)] * 2


@pytest.mark.refuses
@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault.REFUSED, Outcome.REFUSED),
        (Fault.RATE_LIMITED, Outcome.LIMITED),
        (Fault.HTTP_500_HTML, Outcome.FAILED),
        (Fault.DROP_BEFORE, Outcome.FAILED),
    ],
)
async def test_what_slack_does_not_do_is_counted_by_why(workspace, clients, counted, fault, outcome):
    workspace.fail_next("auth.test", fault, seconds=1)
    with pytest.raises(Exception):  # noqa: B017, PT011 - each fails in its own way
        await clients[0].auth_test()
    assert counted == [("auth.test", outcome)]


@pytest.mark.refuses
async def test_a_pause_is_counted_and_then_what_became_of_the_request(workspace, clients, counted):
    workspace.fail_next("auth.test", Fault.RATE_LIMITED, seconds=0)
    await clients[1].auth_test()
    assert counted == [("auth.test", Outcome.LIMITED), ("auth.test", Outcome.OK)]


@pytest.mark.refuses
async def test_what_slack_refuses_is_raised_all_the_same(workspace, clients):
    workspace.fail_next("auth.test", Fault.REFUSED, error="invalid_auth")
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await clients[0].auth_test()
