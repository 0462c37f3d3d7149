"""Single things that go wrong for a whole week: everything else must be as if they were not there."""

from dataclasses import replace
from datetime import timedelta

from bot.model.delivery import Delivery, Kind
from bot.model.message import Notice
from storage.database import open_database
from storage.queue import RowInbox
from storage.store import RowStore
from tests.faults.ledgers import posted
from tests.faults.project import CALL, CALLS, CHAIR, LEADS, MEETING
from tests.faults.stage import Stage
from tests.faults.weeks import play

OTHER = f"""
[[call]]
name = "Other"
channel = "C0OTHER"
weekday = "tuesday"
time = "15:00"
timezone = "America/New_York"
ask = "24h"
chairs = ["{CHAIR}"]

[[call.area]]
name = "Delta"
leads = [{{ name = "Ruth", slack = "{CHAIR}" }}]
"""
NOTICE = f"{MEETING}/notice/of-tomorrow"
ARRIVAL = "a-form-without-its-moment"
FORM = {
    "type": "view_submission",
    "user": {"id": CHAIR},
    "view": {"id": "V1", "callback_id": "form", "private_metadata": "", "state": {"values": {}}},
}
LATEST_SECONDS = 120.0
ROUNDS = 500  # more than a week asks for


async def lasting(here: Stage) -> dict[str, int]:
    """A week with a poisoned arrival, delivery and meeting, and histories that Slack limits."""
    (here.folder / "calls.toml").write_text(OTHER + CALLS, encoding="utf-8")
    here.workspace.add_channel("C0OTHER", "other", members=(CHAIR,))
    await here.populated()
    await here.settle()
    await keep_poison(here)
    await _poison(here)
    here.expected |= {NOTICE}
    here.workspace.fail_next("conversations.history", "rate_limited", seconds=60, times=ROUNDS)

    async def failing(here: Stage) -> None:
        for method in (
            "chat.update",
            "users.info",
            "conversations.open",
        ):  # a post would have to be looked up
            if here.rng.random() < 0.3:
                here.workspace.fail_next(method, "bare")

    await play(here, failing, settles=1)
    here.tampered += [
        f"I5 the minutes came {float(each.ts) - CALL.timestamp():.0f} s late"
        for each in posted(here.workspace)
        if each.key == f"{MEETING}/minutes" and float(each.ts) > CALL.timestamp() + LATEST_SECONDS
    ]
    return {"weeks": 1}


async def keep_poison(here: Stage, arrivals: int = 1) -> None:
    """Let arrivals wait on which nobody can work: each raises what nobody foresaw, each time."""
    names = [ARRIVAL, *(f"{ARRIVAL}-{number}" for number in range(1, arrivals))]
    database = open_database(here.shelf.direct)
    try:
        inbox = RowInbox(database, here.workspace.world.team)
        for name in names:
            await inbox.keep(name, FORM, here.clock())
    finally:
        database.close()
    here.expected |= set(names)


async def _poison(here: Stage) -> None:
    team, now = here.workspace.world.team, here.clock()
    notice = Delivery(NOTICE, LEADS[0], Notice("Hello"), due=now, kind=Kind.NOTICE)
    database = open_database(here.shelf.direct)
    try:
        later = replace(notice, due=now + timedelta(minutes=1))
        await RowStore(database, team).change(lambda book: book.enqueue(later))
    finally:
        database.close()
    here.shelf.execute(f"UPDATE delivery SET message = '{{\"Tomorrow\": {{}}}}' WHERE key = '{NOTICE}'")
    here.shelf.execute("UPDATE meeting SET minutes = 'no JSON' WHERE call = 'Other'")
