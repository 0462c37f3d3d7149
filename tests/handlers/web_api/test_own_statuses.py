"""What reading a status costs in requests: one for each question where the app may, and else none."""

from datetime import UTC, datetime

import pytest

from bot.demo.server.ledger import Kind
from bot.model.absence import OwnStatus
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client
from handlers.web_api.own_statuses import SCOPE

pytestmark = pytest.mark.wire

PROFILE = "users.profile.get"


@pytest.fixture
def made(workspace):
    def with_scopes(*scopes: str) -> SlackChat:
        return SlackChat(posting_client(workspace.bot_token, workspace.api_url), scopes=scopes)

    return with_scopes


def calls(workspace) -> list[str]:
    return [record.name for record in workspace.ledger if record.kind is Kind.CALL]


async def test_a_status_is_read_with_its_end_in_one_request(workspace, made):
    tim = workspace.world.people["U0TIM"]
    tim.status_text, tim.status_emoji, tim.status_expiration = (
        "Out sick",
        ":face_with_thermometer:",
        1_900_000_000,
    )
    ends = datetime.fromtimestamp(1_900_000_000, UTC)
    assert await made(SCOPE).own_status("U0TIM") == OwnStatus("Out sick", "face_with_thermometer", ends)
    assert calls(workspace) == [PROFILE]


async def test_who_shows_nothing_has_an_empty_one(made):
    assert await made(SCOPE).own_status("U0ANA") == OwnStatus("")


async def test_without_the_scope_nothing_is_asked(workspace, made):
    assert await made("users:read").own_status("U0TIM") is None
    assert calls(workspace) == []


async def test_where_it_is_not_known_which_scopes_there_are_it_is_tried(made):
    assert await made().own_status("U0TIM") == OwnStatus("")


@pytest.mark.refuses
async def test_somebody_unknown_has_none_and_others_are_read_all_the_same(made):
    chat = made(SCOPE)
    assert await chat.own_status("U0NOBODY") is None
    assert await chat.own_status("U0TIM") == OwnStatus("")


@pytest.mark.refuses
async def test_while_slack_limits_it_nobody_else_is_asked_for(workspace, made):
    chat = made(SCOPE)
    workspace.fail_next(PROFILE, "rate_limited", seconds=30)
    assert await chat.own_status("U0TIM") is None
    before = len(workspace.ledger)
    assert await chat.own_status("U0ANA") is None
    assert len(workspace.ledger) == before
