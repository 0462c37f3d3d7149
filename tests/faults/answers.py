"""Slack answers wrongly, late, not at all, or says no for now; and sockets that are lost in every way."""

import asyncio

from bot.demo.server.faults import Fault
from bot.demo.server.ledger import Kind
from tests.faults.settling import MOST_STEPS
from tests.faults.stage import Stage
from tests.faults.weeks import play

METHODS = (
    "chat.postMessage",
    "chat.update",
    "conversations.open",
    "conversations.history",
    "conversations.replies",
    "users.info",
    "users.conversations",
    "files.getUploadURLExternal",
    "files.completeUploadExternal",
    "apps.connections.open",
    "auth.test",
)
# What Slack may say of an app or a workspace for a while; nothing is to be given up for it.
FOR_NOW = (
    "missing_scope",
    "account_inactive",
    "access_denied",
    "ekm_access_denied",
    "team_access_not_granted",
    "org_login_required",
    "enterprise_is_restricted",
    "token_revoked",
    "invalid_auth",
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "request_timeout",
    "a_code_of_tomorrow",
)
MOST, MOST_BRIEFLY = 10, 8  # calls that may go wrong, at one of the moments of a week
RESTS = 90  # steps, an hour: what fails again and again is tried after growing pauses
LOST, LOST_BRIEFLY = 24, 4  # sockets, likewise
DOES, DOES_BRIEFLY = 24, 3  # things that people do meanwhile
SLOWEST = 0.5


async def wrong(here: Stage) -> dict[str, int]:
    """A week in which calls of every method fail in every way."""

    async def failing(here: Stage) -> None:
        rng = here.rng
        here.workspace.hard_drop()  # who connects anew calls other methods
        for _ in range(rng.randint(1, MOST_BRIEFLY if here.brief else MOST)):
            method, kind = rng.choice(METHODS), rng.choice(list(Fault))
            # who is given no socket several times in a row waits for minutes by our clock, not the week's
            times = 1 if method == "apps.connections.open" else rng.randint(1, 3)
            here.workspace.fail_next(
                method, kind, rng.uniform(0, SLOWEST), error=rng.choice(FOR_NOW), times=times
            )
            await asyncio.sleep(rng.uniform(0, 0.2))

    rests = MOST_STEPS if here.brief else RESTS
    await play(here, failing, rests=rests, does=DOES_BRIEFLY if here.brief else DOES)
    befallen = sum(record.kind is Kind.FAULT for record in here.workspace.ledger)
    return {"faults": befallen, "weeks": 1}


async def sockets(here: Stage) -> dict[str, int]:
    """A week in which sockets are closed, cut, refused, and half open."""
    count = 0

    async def losing(here: Stage) -> None:
        nonlocal count
        rng, workspace = here.rng, here.workspace
        for _ in range(rng.randint(0, LOST_BRIEFLY if here.brief else LOST)):
            await asyncio.sleep(rng.uniform(0, 0.4))
            if not await here.connected():
                continue  # there is nothing to lose
            count += 1
            match rng.choice(("asked", "closed", "cut", "refused", "deaf")):
                case "asked":
                    await workspace.disconnect(rng.choice(("refresh_requested", "warning", "link_disabled")))
                case "closed":
                    await workspace.sockets.close()
                case "refused":
                    workspace.sockets.refuse_upgrades = rng.randint(1, 2)
                    workspace.hard_drop()
                case "deaf" if rng.random() < 0.1:
                    workspace.sockets.deaf = True
                    await asyncio.sleep(3)
                    workspace.sockets.deaf = False
                case _:
                    workspace.hard_drop()

    here.ping_seconds = 1.0
    await play(here, losing)
    return {"sockets": count, "weeks": 1}
