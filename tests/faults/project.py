"""A small project whose week is played under attack: three areas, a chair, a channel."""

from datetime import UTC, datetime, timedelta

from bot.demo.workspace import Workspace

CHANNEL = "C0PROD"
CHAIR = "U0RUTH"
LEADS = ("U0ANNA", "U0BENO", "U0CORA")
CALL = datetime(2027, 1, 12, 21, tzinfo=UTC)  # Tuesday, 16:00 in New York
MEETING = "Production/2027-01-12"
ASKED = CALL - timedelta(hours=24)
START = CALL - timedelta(days=2)
END = CALL + timedelta(hours=26)


def head(name: str, channel: str) -> str:
    """A call of that Tuesday, without its areas."""
    return f"""\
[[call]]
name = "{name}"
channel = "{channel}"
weekday = "tuesday"
time = "16:00"
timezone = "America/New_York"
ask = "24h"
remind = ["3h", "30m"]
late = "24h"
chairs = ["{CHAIR}"]

"""


CALLS = f"""\
{head("Production", CHANNEL)}[[call.area]]
name = "Alpha"
leads = [{{ name = "Anna", slack = "{LEADS[0]}" }}]

[[call.area]]
name = "Beta"
leads = [{{ name = "Beno", slack = "{LEADS[1]}" }}]

[[call.area]]
name = "Gamma"
leads = [{{ name = "Cora", slack = "{LEADS[2]}" }}]
"""


def populate(workspace: Workspace) -> None:
    """Let everybody in."""
    names = dict(zip((CHAIR, *LEADS), ("Ruth", "Anna", "Beno", "Cora"), strict=True))
    for person, name in names.items():
        workspace.add_person(person, name)
    workspace.add_channel(CHANNEL, "production", members=names)
