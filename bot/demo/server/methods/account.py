"""Who am I, and where do I listen: api.test, auth.test, apps.connections.open, team.info."""

from bot.demo.server.context import ApiContext, Method
from bot.demo.wire import Arguments, Json, Refusal


def api_test(_context: ApiContext, args: Arguments) -> Json:
    """Say back what was said."""
    if error := args.text("error"):
        raise Refusal(error, args=args.given)
    return {"args": args.given}


def auth_test(context: ApiContext, _args: Arguments) -> Json:
    """Tell the bot who it is."""
    world = context.world
    return {
        "url": world.url,
        "team": "Demo",
        "user": world.bot.name.lower(),
        "team_id": world.organisation or world.team,
        "user_id": world.bot.id,
        "bot_id": world.bot_id,
        "is_enterprise_install": world.organisation is not None,
    }


def connections_open(context: ApiContext, _args: Arguments) -> Json:
    """Give out the address of a socket."""
    return {"url": context.ticket()}


def team_info(context: ApiContext, _args: Arguments) -> Json:
    """Tell about the workspace."""
    return {"team": {"id": context.world.team, "name": "Demo", "domain": "demo", "url": context.world.url}}


METHODS = {
    "api.test": Method(api_test, tier=4),
    "auth.test": Method(auth_test),
    "apps.connections.open": Method(connections_open, "connections:write", tier=3, app_level=True),
    "team.info": Method(team_info, "team:read", tier=3),
}
