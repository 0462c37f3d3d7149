"""What arrives may be meant for the same app in another workspace. Pure."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.authorization import AuthorizeResult

from handlers.untrusted_json import mapping_of, mappings_in, text_of


def of_another_team(body: Mapping[str, Any], ours: AuthorizeResult | None) -> bool:
    """Whether a payload names workspaces, and ours is none of them.

    Whoever installs one app in two workspaces gets the requests of both. What names no workspace, and what
    comes from a channel or an organisation that ours shares, is ours. An app of a whole organisation has the
    organisation's id (E…) in the place of a workspace's, and takes everything.
    """
    if ours is None or not (ours.team_id or "").startswith("T"):
        return False
    view, team = mapping_of(body.get("view")), body.get("team")
    said = (
        body.get("team_id"),
        mapping_of(team).get("id") or team,
        mapping_of(body.get("user")).get("team_id"),
        view.get("app_installed_team_id"),
        view.get("team_id"),
        *(each.get("team_id") for each in mappings_in(body.get("authorizations"))),
    )
    named = {text for each in said if (text := text_of(each))}
    return bool(named) and ours.team_id not in named
