"""The manifest that is shipped says all that the bot needs, in Slack's own terms."""

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator

from handlers.incoming.connect import EVENTS_PATH
from handlers.oauth.flow import REDIRECT_PATH
from tests.paths import MANIFEST, SHARED

HOST = "https://minutesbot.example.org"

SCHEMA = SHARED / "slack-manifest-schema-v1.json"


@pytest.fixture
def manifest() -> Any:
    return json.loads(MANIFEST.read_text())


def test_slack_takes_the_manifest(manifest):
    if not SCHEMA.exists():
        pytest.skip("the shared data folder is not beside the repository")
    schema = json.loads(SCHEMA.read_text())
    assert [error.message for error in Draft7Validator(schema).iter_errors(manifest)] == []


def test_the_manifest_for_several_workspaces_differs_only_in_where_slack_finds_the_bot(manifest):
    several = json.loads(MANIFEST.with_name("slack-manifest-several.json").read_text())
    if SCHEMA.exists():
        schema = json.loads(SCHEMA.read_text())
        assert [error.message for error in Draft7Validator(schema).iter_errors(several)] == []
    settings = several["settings"]
    (redirect,) = several["oauth_config"].pop("redirect_urls")
    (command,) = several["features"]["slash_commands"]
    events = {
        command.pop("url"),
        settings["event_subscriptions"].pop("request_url"),
        settings["interactivity"].pop("request_url"),
    }
    assert (redirect, events) == (f"{HOST}{REDIRECT_PATH}", {f"{HOST}{EVENTS_PATH}"})
    assert (settings["socket_mode_enabled"], settings["org_deploy_enabled"]) == (False, True)
    settings.update(socket_mode_enabled=True, org_deploy_enabled=False)
    assert several == manifest


def test_leads_can_write_to_the_bot(manifest):
    home = manifest["features"]["app_home"]
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False


def test_the_command_gets_ids_and_not_typed_names(manifest):
    (command,) = manifest["features"]["slash_commands"]
    assert command["command"] == "/minutes"
    assert command["should_escape"] is True


def test_every_scope_that_the_bot_lives_by_is_asked_for(manifest):
    needed = {
        *("chat:write", "commands", "im:write", "im:read", "im:history", "users:read"),
        *("files:write", "files:read", "channels:read", "groups:read"),
        *("channels:history", "groups:history", "app_mentions:read"),
    }
    scopes = manifest["oauth_config"]["scopes"]
    assert set(scopes["bot_optional"]) == {"users.profile:read"}
    assert set(scopes["bot"]) == needed | set(scopes["bot_optional"])


def test_direct_messages_and_the_end_of_the_app_are_heard_of_and_buttons_work(manifest):
    settings = manifest["settings"]
    assert {"message.im", "app_mention", "app_uninstalled", "tokens_revoked"} <= set(
        settings["event_subscriptions"]["bot_events"]
    )
    assert settings["interactivity"]["is_enabled"] is True
    assert settings["socket_mode_enabled"] is True
    assert settings["token_rotation_enabled"] is False


def test_the_features_that_turn_direct_messages_into_threads_stay_off(manifest):
    assert not {"assistant_view", "agent_view"} & set(manifest["features"])
