"""Minutes made up for the tests of the formats; nobody in them exists."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.model.call import Labels, Section, Style
from bot.model.minutes import ActionItem, AreaMinutes, Minutes, Silence
from bot.model.update import Item, Sections
from bot.model.words import Shape, Span, words

SOFTWARE = Labels(ongoing="Ongoing (and no significant news)")
SECURITY = Labels(ongoing="Operations", emergencies="Emergencies/Vulnerabilities?")
OPERATIONS = Labels(news="Last Week", ongoing="This Week")


MEETING = Minutes(
    call="Production",
    date=date(2026, 1, 6),
    starts=datetime(2026, 1, 6, 21, tzinfo=UTC),
    zone="America/New_York",
    also_in=("America/Chicago",),
    coordinates=("Phone: +1-555-0100, 4711#",),
    areas=(),
    topic="January6,2026ProductionMeeting",
    parent="WeeklyProductionMeetings",
)


def item(text: str, *below: Item, shape: Shape = Shape.BULLET) -> Item:
    return Item(words(text), items=below, shape=shape)


def area(
    name: str = "Software (Ana B.)", style: Style = Style.NESTED, labels: Labels = SOFTWARE, **said: Any
) -> AreaMinutes:
    return AreaMinutes(area=name.split(" (", maxsplit=1)[0], heading=name, style=style, labels=labels, **said)


def minutes(*areas: AreaMinutes, **changed: Any) -> Minutes:
    return replace(MEETING, areas=areas, **changed)


def full() -> Minutes:
    """A meeting in which everything happens."""
    return minutes(
        area(
            "CMS (Bea)",
            Style.FLAT,
            Labels(),
            sections=Sections(news=(item("Jobs", item("14,200 jobs/day")),)),
        ),
        area("Atlas (Ida & Ole)", Style.FLAT, Labels(), silence=Silence.NO_REPORT),
        area(
            "Grid Operations Center (Sam T.)",
            Style.HEADINGS,
            OPERATIONS,
            sections=Sections(
                news=(
                    Item((Span("Release notes", url="https://ops.example/notes?a=1&b=2"), Span(" are out"))),
                ),
                ongoing=(item("Uma off 9/Jan"),),
            ),
        ),
        area(
            sections=Sections(
                news=(item("New PanDA wrapper & friends"), item("load\n16K jobs")),
                ongoing=(item("Testing 70% of *.rpm", item("make\nmake test", shape=Shape.CODE)),),
            ),
        ),
        area("Release (Tim T. for Tom C.)", labels=SOFTWARE, silence=Silence.AWAY, stand_in="Tim T."),
        area("User Support (Cyd, Max)", labels=Labels(), silence=Silence.NOTHING),
        area(
            "Security (Kim)",
            Style.PLAIN,
            SECURITY,
            sections=Sections(
                emergencies=(item("Host db2 is down"),),
                ongoing=(item("a drill \u2013 finished", item("report")),),
            ),
            none=((Section.NEWS, "none as far as I know."),),
        ),
        announcements=("Happy New Year",),
        actions=(
            ActionItem(7, "Order disks", owner="Sam", opened=date(2025, 12, 16), due=date(2026, 1, 5)),
            ActionItem(9, "Write the plan", done=True),
        ),
        attendees=("Bea", "Kim", "Sam T"),
    )
