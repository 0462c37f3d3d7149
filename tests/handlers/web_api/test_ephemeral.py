"""Answers to one person, while they wait for them."""

import logging

import pytest

from bot.model.errors import NotNow, Rejected
from handlers.web_api.ephemeral import privately
from tests.handlers.commands.test_commands import answer

pytestmark = pytest.mark.wire


@pytest.fixture
def response_url(workspace):
    return workspace.context.grants.response_url("U0TIM", "C0PROD")


async def test_an_answer_is_seen_by_the_asker_alone(workspace, response_url):
    await privately(response_url, "Hello")
    assert [said["text"] for said in workspace.private("U0TIM")] == ["Hello"]
    assert workspace.messages("C0PROD") == []


async def test_an_answer_that_nobody_waits_for_any_more_is_let_go(workspace, response_url, caplog):
    caplog.set_level(logging.INFO)
    for _ in range(6):
        await privately(response_url, "Secret")
    assert len(workspace.private("U0TIM")) == 5
    assert "too late" in caplog.text
    assert "Secret" not in caplog.text


async def test_an_answer_is_tried_again_when_slack_is_away():
    with pytest.raises(NotNow):
        await privately("http://127.0.0.1:9/respond", "Hello")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "//127.0.0.1:",
        "//x",
        "x",
        "/x",
        "ftp://x/",
        "http://",
        "http://[::1",
        "http://x:99999/",
        "http://a..b/",
    ],
)
async def test_where_there_is_nowhere_to_answer_nothing_is_said(address):
    assert not await privately(address, "Hello")


@pytest.mark.refuses
async def test_an_answer_that_is_refused_for_another_reason_is_no_answer(workspace, response_url, caplog):
    workspace.context.answers_refused = 400
    with pytest.raises(Rejected, match="HTTP 400"):
        await privately(response_url, "Secret")
    assert "HTTP 400" in caplog.text
    assert "Secret" not in caplog.text


@pytest.mark.refuses
async def test_who_typed_a_command_gets_an_answer_that_is_refused_there_as_a_direct_message(bot, workspace):
    workspace.context.answers_refused = 400
    assert await answer(bot, "help") == []
    await bot.settle()
    (said,) = bot.said_to("U0TIM")
    assert "/minutes status" in said["text"]
