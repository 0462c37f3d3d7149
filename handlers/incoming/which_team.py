"""Whose a payload is, where one deployment serves many teams. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.untrusted_json import mapping_of, mappings_in, text_of

REMOVALS = frozenset({"app_uninstalled", "tokens_revoked"})


def teams_of(body: Mapping[str, Any]) -> tuple[str, ...]:
    """The teams that a payload may be for, the likeliest first.

    A team is a workspace (T…), or an organisation (E…) that has installed the app for all of its workspaces:
    then the payload names both, and says `is_enterprise_install`. What comes from a channel that several
    workspaces share names the one that it was sent for in `authorizations`.
    """
    return tuple(dict.fromkeys(team for team in _named(body) if team))


def removed_bots(body: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The bots whose tokens an event says are revoked, () for whichever there is; None for other events."""
    event = mapping_of(body.get("event"))
    if event.get("type") == "app_uninstalled":
        return ()
    if event.get("type") != "tokens_revoked":
        return None
    bots = mapping_of(event.get("tokens")).get("bot")
    return (tuple(filter(None, map(text_of, bots))) or None) if isinstance(bots, list) else None


def _named(body: Mapping[str, Any]) -> Iterator[str]:
    organisation = text_of(mapping_of(body.get("enterprise")).get("id")) or text_of(body.get("enterprise_id"))
    for each in mappings_in(body.get("authorizations")):
        whole = each.get("is_enterprise_install") is True
        yield text_of(each.get("enterprise_id" if whole else "team_id"))
    if body.get("is_enterprise_install") in (True, "true"):  # no set: it may be a list
        yield organisation
    view, team = mapping_of(body.get("view")), body.get("team")
    yield text_of(view.get("app_installed_team_id"))
    yield text_of(body.get("team_id"))
    yield text_of(mapping_of(team).get("id")) or text_of(team)
    yield organisation
    yield text_of(mapping_of(body.get("user")).get("team_id"))
