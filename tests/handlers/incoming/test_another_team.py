"""An app that is installed in two workspaces gets the requests of both: each bot takes its own."""

from typing import Any

import pytest
from slack_bolt.authorization import AuthorizeResult

from handlers.incoming.other_teams import of_another_team
from tests.handlers.stage import CALL, Bot, Json

pytestmark = pytest.mark.wire

OURS, THEIRS, TIM = "T0DEMO", "T0ELSE", "U0TIM"


def event(team: str, *installed: str, identity: str = "Ev0ELSE") -> Json:
    said = {"type": "message", "channel_type": "im", "channel": "D0TIM", "user": TIM, "ts": "1799704800.1"}
    return {
        "type": "event_callback",
        "team_id": team,
        "event_id": identity,
        "event": {**said, "text": "News: not ours", "team": team},
        "authorizations": [{"team_id": each, "user_id": "U0BOT", "is_bot": True} for each in installed],
    }


def command(team: str) -> Json:
    typed = {"command": "/minutes", "text": "skip", "user_id": "U0CHAIR", "channel_id": "C0PROD"}
    return {**typed, "team_id": team, "trigger_id": f"1.1.{team}"}


def click(team: Json | str | None, theirs: str) -> Json:
    pressed = {"type": "button", "action_id": "withdraw||", "block_id": "1|Production/2027-01-12"}
    who = {"type": "block_actions", "team": team, "user": {"id": TIM, "team_id": theirs}}
    return {**who, "trigger_id": f"2.2.{theirs}", "actions": [{**pressed, "action_ts": "1.0"}]}


def form(team: Json | None, theirs: str, *, installed: str | None = None) -> Json:
    view = {"id": "V1", "callback_id": "note", "state": {"values": {}}, "blocks": [], "type": "modal"}
    view |= {"team_id": theirs, "private_metadata": '["Production", "2027-01-12", "Software", "", "D0TIM"]'}
    view |= {"app_installed_team_id": installed} if installed else {}
    who = {"type": "view_submission", "team": team, "user": {"id": TIM, "team_id": theirs}}
    return {**who, "trigger_id": f"3.3.{theirs}", "view": view}


async def received(bot: Bot, kind: str, payload: Json) -> list[Any]:
    """What is in the inbox after a payload came and was acknowledged."""
    bot.workspace.envelopes.send(kind, payload)
    await bot.workspace.settled()
    assert bot.workspace.unacked == []
    return [arrival.payload for arrival in await bot.inbox.waiting(9)]


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("events_api", event(THEIRS, THEIRS)),
        ("events_api", event(THEIRS)),
        ("slash_commands", command(THEIRS)),
        ("interactive", click({"id": THEIRS, "domain": "else"}, THEIRS)),
        ("interactive", click(None, THEIRS)),
        ("interactive", form({"id": THEIRS}, THEIRS)),
    ],
    ids=["event", "event without more", "command", "click", "click of an organisation", "form"],
)
async def test_what_is_of_another_workspace_is_acknowledged_and_not_kept(bot, kind, payload):
    assert await received(bot, kind, payload) == []
    assert await bot.context.store.read(lambda book: book.calls()) == (CALL,)


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("events_api", event(OURS, OURS)),
        ("events_api", event(THEIRS, THEIRS, OURS)),
        ("interactive", click({"id": OURS, "domain": "demo"}, THEIRS)),
        ("interactive", click(None, OURS)),
        ("interactive", form(None, THEIRS, installed=OURS)),
    ],
    ids=["ours", "shared channel", "guest", "organisation", "form of a guest"],
)
async def test_what_ours_shares_with_another_workspace_is_kept(bot, kind, payload):
    assert len(await received(bot, kind, payload)) == 1


@pytest.mark.parametrize("team", ["E0ORG", "", None])
def test_an_app_of_a_whole_organisation_takes_what_comes_from_all_of_its_workspaces(team):
    assert not of_another_team(command(THEIRS), AuthorizeResult(enterprise_id="E0ORG", team_id=team))
