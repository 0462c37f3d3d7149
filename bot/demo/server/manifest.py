"""The app's manifest: what the app may do here, as it would be installed from the shipped file."""

import json
from dataclasses import dataclass
from pathlib import Path

from bot.demo.wire import Json


@dataclass(frozen=True, slots=True)
class Manifest:
    """The part of an app manifest that a workspace acts on."""

    name: str
    bot_name: str
    scopes: tuple[str, ...]
    commands: dict[str, Json]
    events: frozenset[str]
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool


def read(path: Path) -> Manifest:
    """Read a manifest file as Slack would install it."""
    given: Json = json.loads(path.read_text(encoding="utf-8"))
    features: Json = given.get("features", {})
    home: Json = features.get("app_home", {})
    settings: Json = given.get("settings", {})
    name: str = given.get("display_information", {}).get("name", "app")
    return Manifest(
        name=name,
        bot_name=features.get("bot_user", {}).get("display_name", name),
        scopes=tuple(given.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        commands={command["command"]: command for command in features.get("slash_commands", ())},
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", False),
        messages_read_only=home.get("messages_tab_read_only_enabled", False),
    )
