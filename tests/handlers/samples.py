"""Values to look at: a small call with everything in it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zlib import crc32

from bot.model.absence import Absence
from bot.model.call import Labels, Section, StandIn, Style
from bot.model.message import Absent, AreaChanges, AskLead, Card, CardArea, LastTime, Occasion, RemindLead
from bot.model.minutes import ActionItem, AreaMinutes, Minutes, Silence
from bot.model.update import Item, Sections, Update, Why
from bot.model.words import Shape, Span, words

DAY = date(2027, 1, 12)
STARTS = datetime(2027, 1, 12, 21, tzinfo=UTC)
OCCASION = Occasion("Production", DAY, STARTS, "America/New_York", ("America/Chicago",))
LABELS = Labels("News", "Ongoing (and no significant news)", "Emergencies")


def item(text: str, *items: Item, why: Why = Why.HEADING, key: str = "") -> Item:
    return Item(words(text), tuple(items), why, key=key or f"1799700000.000100/{crc32(text.encode()):08x}")


def numbered(
    count: int, text: str = "Item {} of a long list, which has some words to say"
) -> tuple[Item, ...]:
    return tuple(
        Item(words(text.format(number)), key=f"1799700000.000100/{number:08}") for number in range(count)
    )


SECTIONS = Sections(
    news=(
        Item(
            (
                Span("Released "),
                Span("version 4.2", bold=True),
                Span(" ("),
                Span("notes", url="https://x.org/n?a=1&b=2"),
                Span(")"),
            ),
            (
                Item(words("tested at two sites <first> & second")),
                Item(words("make install"), shape=Shape.CODE),
            ),
            why=Why.DEFAULT,
            key="1799700000.000100/aaaa",
        ),
    ),
    ongoing=(
        Item(words("Moving the mirror to the new rack"), why=Why.CARRIED_OVER, key="1799700000.000100/bbbb"),
    ),
    emergencies=(
        Item(
            words("The certificate of the gateway expired, <!channel> cannot log in"),
            why=Why.EMERGENCY,
            key="1799700000.000100/cccc",
        ),
    ),
)


def update(area: str = "Software", sections: Sections = SECTIONS, **more: object) -> Update:
    return Update("Production", DAY, area, sections, by=("U0TIM",), changed_at=STARTS, **more)  # type: ignore[arg-type]


def card(*areas: CardArea, **more: object) -> Card:
    return Card(OCCASION, areas or (CardArea("Software", LABELS, update()),), **more)  # type: ignore[arg-type]


ASK = AskLead(
    OCCASION,
    (
        LastTime("Software", LABELS, (*SECTIONS.ongoing, item("Port of the installer to the new release"))),
        LastTime("Release", LABELS),
    ),
)
REMIND = RemindLead(OCCASION, ("Software",))
LAST_CALL = RemindLead(OCCASION, ("Software", "Release"), last=True)

STANDING_IN = AskLead(
    OCCASION,
    (LastTime("Storage", LABELS), LastTime("Software", LABELS, SECTIONS.ongoing, instead_of="Tim T.")),
)
REMIND_STAND_IN = RemindLead(
    OCCASION, ("Storage", "Software"), instead_of=(("Software", "Tim T."),), by="Scott"
)
WELCOME_BACK = AskLead(
    OCCASION,
    (LastTime("Release", LABELS),),
    Absent(
        date(2027, 1, 8),
        ((date(2026, 12, 22), ""), (date(2026, 12, 29), "Teo T."), (date(2027, 1, 5), "Teo T.")),
    ),
)
AWAY = Absence("U0TIM", date(2027, 1, 11), date(2027, 1, 15), StandIn("Teo T.", "U0TEO"))

AREAS = (
    AreaMinutes("Software", "Software (Tim T.)", Style.NESTED, LABELS, SECTIONS),
    AreaMinutes(
        "Security",
        "Security (Kim & Lee)",
        Style.PLAIN,
        Labels("News", "Operations", "Emergencies/Vulnerabilities?"),
        Sections(ongoing=(item("Rotating the host keys"),)),
        none=((Section.EMERGENCIES, "none as far as I know."),),
    ),
    AreaMinutes(
        "Operations",
        "Operations Center (Rob)",
        Style.HEADINGS,
        Labels("Last Week", "This Week", "Emergencies"),
        Sections(news=(item("Moved the ticket queue"),), ongoing=(item("Watching it"),)),
        late=True,
    ),
    AreaMinutes("Storage", "Storage (Ana B.)", Style.FLAT, Labels(), Sections(news=(item("120 TB more"),))),
    AreaMinutes("Networks", "Networks (Ana B.)", Style.NESTED, Labels(), silence=Silence.NO_REPORT),
    AreaMinutes("Campus", "Campus (Jo)", Style.FLAT, Labels(), silence=Silence.AWAY, stand_in="Al"),
)


def minutes(areas: Iterable[AreaMinutes] = AREAS, **more: object) -> Minutes:
    return Minutes(
        "Production",
        DAY,
        STARTS,
        "America/New_York",
        ("America/Chicago",),
        ("Phone: +1-555-0100",),
        tuple(areas),
        **more,  # type: ignore[arg-type]
    )


FULL = minutes(
    announcements=("No call next week",),
    actions=(ActionItem(3, "Order the switch", "Kim", date(2026, 12, 1), date(2027, 1, 5)),),
    attendees=("Tim T.", "Ana B."),
    revision=2,
    delayed="Posted 2 hours late: the bot was not running.",
)
CHANGED = AreaChanges("Software", ("16K jobs",), ("Old hosts",), (("Tokens", 3),))
