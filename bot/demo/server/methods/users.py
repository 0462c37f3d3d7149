"""users.*: people."""

from bot.demo.server.context import ApiContext, Method
from bot.demo.server.paging import page
from bot.demo.server.world import Person, World
from bot.demo.wire import Arguments, Json, Refusal


def info(context: ApiContext, args: Arguments) -> Json:
    """Describe somebody."""
    return {"user": described(context.world, context.world.person(args.need("user")))}


def list_users(context: ApiContext, args: Arguments) -> Json:
    """List everybody, the deactivated too."""
    found, onward = page(list(context.world.people.values()), args)
    people = [described(context.world, person) for person in found]
    return {"members": people, "cache_ts": int(context.world.clock().timestamp()), **onward}


def by_email(context: ApiContext, args: Arguments) -> Json:
    """Find somebody by mail address."""
    wanted = args.need("email").lower()
    for person in context.world.people.values():
        if not person.deleted and wanted == _email(person):
            return {"user": described(context.world, person)}
    raise Refusal("users_not_found")


def profile(context: ApiContext, args: Arguments) -> Json:
    """What somebody shows of themselves; a status that has expired is none any more."""
    person = context.world.person(args.text("user") or context.world.bot.id)
    over = 0 < person.status_expiration <= context.world.clock().timestamp()
    status = ("", "", 0) if over else (person.status_text, person.status_emoji, person.status_expiration)
    text, emoji, expiration = status
    return {
        "profile": {
            **_profile(context.world, person),
            "status_text": text,
            "status_text_canonical": "",
            "status_emoji": emoji,
            "status_emoji_display_info": [],
            "status_expiration": expiration,
        }
    }


def described(world: World, person: Person) -> Json:
    """A person as Slack describes them."""
    shared = {
        "id": person.id,
        "team_id": person.team or world.team,
        "name": person.name.lower().replace(" ", "."),
        "deleted": person.deleted,
        "profile": {**_profile(world, person), "team": person.team or world.team},
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if person.deleted:
        return shared  # Slack leaves out names and zones of the deactivated
    zone = {"tz": person.tz, "tz_label": person.tz, "tz_offset": world.zone_offset(person)}
    roles = {
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        **({"is_stranger": person.is_stranger} if person.team else {}),
    }
    member: Json = {}
    if world.organisation and not person.team:
        theirs = {"id": person.id, "enterprise_id": world.organisation, "enterprise_name": "Demo"}
        member = {"enterprise_user": {**theirs, "teams": [world.team]}}
    return {**shared, "real_name": person.name, **zone, **roles, **member}


def _profile(world: World, person: Person) -> Json:
    """Their names, and their address only with the scope for it."""
    profile: Json = {
        "real_name": person.name,
        "real_name_normalized": person.name,
        "display_name": person.name,
        "display_name_normalized": person.name,
    }
    if "users:read.email" in world.manifest.scopes and not person.is_bot:
        profile["email"] = _email(person)
    if person.is_bot:
        profile |= {"bot_id": world.bot_id, "api_app_id": world.app_id}
    return profile


def _email(person: Person) -> str:
    return f"{person.id.lower()}@demo.example"


METHODS = {
    "users.info": Method(info, "users:read", tier=4),
    "users.profile.get": Method(profile, "users.profile:read", tier=4),
    "users.list": Method(list_users, "users:read", tier=2),
    "users.lookupByEmail": Method(by_email, "users:read.email", tier=3),
}
