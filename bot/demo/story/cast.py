"""Who plays in the demo: a project, its channel, its people and its calls file."""

from dataclasses import dataclass

CHANNEL = "C0PRODUCTION"
CHANNEL_NAME = "production"


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody in the demo's workspace."""

    person: str
    name: str
    zone: str = "America/New_York"


CHAIR = Role("U0RUTH", "Ruth")
CMS = Role("U0TOMAS", "Tomas", "America/Chicago")
ATLAS_ONE = Role("U0ANUSH", "Anush")
ATLAS_TWO = Role("U0WEI", "Wei")
OPERATIONS = Role("U0SASHA", "Sasha T.", "America/Indiana/Indianapolis")
SOFTWARE = Role("U0TILDA", "Tilda C.", "America/Chicago")
RELEASE = Role("U0TEO", "Teo T.", "America/Chicago")
SUPPORT_ONE = Role("U0CHIARA", "Chiara", "America/Chicago")
SUPPORT_TWO = Role("U0MAGNUS", "Magnus", "America/Los_Angeles")
SECURITY = Role("U0KAREN", "Karen", "America/Chicago")
VISITOR = Role("U0VERA", "Vera", "Europe/Berlin")

EVERYBODY = (
    CHAIR,
    CMS,
    ATLAS_ONE,
    ATLAS_TWO,
    OPERATIONS,
    SOFTWARE,
    RELEASE,
    SUPPORT_ONE,
    SUPPORT_TWO,
    SECURITY,
    VISITOR,
)

CALLS = f"""\
[[call]]
name = "Production"
channel = "{CHANNEL}"
weekday = "tuesday"
time = "16:00"
timezone = "America/New_York"
also_in = ["America/Chicago"]
coordinates = ["Phone: +1-555-0134, 231000#"]
ask = "24h"
remind = ["3h", "30m"]
late = "24h"
chairs = ["{CHAIR.person}"]

[call.twiki]
parent = "WeeklyProductionMeetings"
topic = "{{month}}{{day}},{{year}}ProductionMeeting"

[[call.area]]
name = "CMS"
leads = [{{ name = "{CMS.name}", slack = "{CMS.person}" }}]
style = "flat"

[[call.area]]
name = "Atlas"
leads = [
  {{ name = "{ATLAS_ONE.name}", slack = "{ATLAS_ONE.person}" }},
  {{ name = "{ATLAS_TWO.name}", slack = "{ATLAS_TWO.person}" }},
]
joiner = " & "
style = "flat"

[[call.area]]
name = "Grid Operations Center"
leads = [{{ name = "{OPERATIONS.name}", slack = "{OPERATIONS.person}" }}]
style = "headings"
labels = {{ news = "Last Week", ongoing = "This Week" }}

[[call.area]]
name = "Software"
leads = [{{ name = "{SOFTWARE.name}", slack = "{SOFTWARE.person}" }}]
style = "nested"
labels = {{ news = "News", ongoing = "Ongoing (and no significant news)" }}

[[call.area]]
name = "Release"
leads = [{{ name = "{RELEASE.name}", slack = "{RELEASE.person}" }}]
style = "nested"

[[call.area]]
name = "User Support"
leads = [
  {{ name = "{SUPPORT_ONE.name}", slack = "{SUPPORT_ONE.person}" }},
  {{ name = "{SUPPORT_TWO.name}", slack = "{SUPPORT_TWO.person}" }},
]
style = "flat"

[[call.area]]
name = "Security"
leads = [{{ name = "{SECURITY.name}", slack = "{SECURITY.person}" }}]
style = "plain"
labels = {{ ongoing = "Operations", emergencies = "Emergencies/Vulnerabilities?" }}
"""
