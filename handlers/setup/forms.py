"""The forms that change a call: each is a part of its table, filled with what stands there. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.calls_file import table_of
from bot.model.call import Area, Call, Standing, Style, Urgency, Weekday
from bot.model.errors import Refusal
from bot.model.rhythm import Which
from handlers.blocks.action_ids import STRANGE
from handlers.blocks.modal import modal
from handlers.blocks.parts import Block, context, escape, section
from handlers.setup import summary
from handlers.setup.fields import Choice, Choices, Clock, Field, Joiner, Lines, Listed, People

NEW, WHEN, ASKING = "setup-new", "setup-when", "setup-asking"  # the callback ids
CHAIRS, AREA, ADD_AREA, NAMES = "setup-chairs", "setup-area", "setup-add-area", "setup-names"
NAME = "setup-name"
NOTICE = "notice"  # the id of the block that says what is wrong with the whole form
TOO_LONG = "{label} is too long to be changed here. It stays as it is."

STYLES = {
    Style.NESTED: "Bullets for News and Ongoing, items below them",
    Style.PLAIN: "A line of text for each section, then bullets",
    Style.HEADINGS: "A heading for each section, then bullets",
    Style.FLAT: "Bullets only, without sections",
}
URGENCIES = {
    Urgency.ASK: "Ask the lead whether to tell the channel now",
    Urgency.AT_ONCE: "Tell the channel at once",
    Urgency.MINUTES: "Leave them to the minutes",
}
PLACES = tuple((which.value, which.value.capitalize()) for which in Which)
STANDINGS = {
    Standing.HELD: "Held",
    Standing.PAUSED: "Paused until further notice",
    Standing.ENDED: "Ended; its minutes stay",
}
DAYS = tuple((day.value, day.value.capitalize()) for day in Weekday)
JOINERS = ((", ", "A, B"), (" & ", "A & B"), (" and ", "A and B"), (" / ", "A / B"))

RHYTHM = (
    Field("every", "Every", "Such as week, 2 weeks, month or 3 months; empty: week.", optional=True),
    Choices(
        "weekday", "On", "Empty where a day of the month or a rule says when.", optional=True, choices=DAYS
    ),
    Choices("which", "Of a month, the", "Such as the first Tuesday.", optional=True, choices=PLACES),
    Field("day", "Or on this day of a month", "1 to 28, or last.", optional=True),
    Field("from", "From", "A date, such as 2027-01-12; every 2 weeks are counted from it.", optional=True),
    Field("rrule", "Or by a rule of iCalendar", "Such as FREQ=MONTHLY;BYDAY=1TU.", optional=True),
)
TIME = Clock("time", "Time")
ZONE = Field("timezone", "Time zone", "Such as America/New_York. Summer time is taken care of.")
AREA_NAME = Field("area.name", "Name of the area", "What is written for it goes with it to another name.")
LEADS = People("area.leads", "Leads", "Who reports. They are named in this order.")

FIELDS: Mapping[str, tuple[Field, ...]] = {
    NEW: (
        Field("name", "Name of the call", "The minutes are called so: Production Meeting, January 12, 2027."),
        *RHYTHM,
        TIME,
        ZONE,
        Field(
            "area.name", "First area", "The part of the minutes that somebody reports for. More follow later."
        ),
        LEADS,
    ),
    NAME: (Field("name", "Name of the call", "What was written for it goes with it to another name."),),
    WHEN: (
        *RHYTHM,
        TIME,
        ZONE,
        Lines("also_in", "Shown in these time zones, too", "One a line.", optional=True),
        Field("holidays", "No meeting on public holidays of", "A country such as US.", optional=True),
        Lines("skip", "No meeting on these dates", "One a line, such as 2026-12-29.", optional=True),
        Choice(
            "standing", "Is it held?", choices=tuple((each.value, said) for each, said in STANDINGS.items())
        ),
    ),
    ASKING: (
        Field("ask", "Leads are asked before the call", "Such as 24h."),
        Listed("remind", "Reminders before the call", "At most two, such as 3h, 30m.", optional=True),
        Field(
            "post", "The minutes are posted before the call", "0m: as it begins; -15m: after it has begun."
        ),
        Field("late", "Late reports amend the minutes for", "Such as 24h."),
        Field(
            "quiet",
            "Quiet hours of the leads",
            "Such as 20:00-08:00, by each lead's own clock: nobody is asked or reminded then.",
            optional=True,
        ),
        Choice(
            "emergencies",
            "Emergencies",
            choices=tuple((each.value, said) for each, said in URGENCIES.items()),
        ),
        Lines("coordinates", "How to join", "One a line: phone, address of the meeting.", optional=True),
    ),
    CHAIRS: (People("chairs", "Chairs", "They post, skip and move meetings, and set the call up."),),
    AREA: (
        AREA_NAME,
        LEADS,
        Choice(
            "area.style",
            "Looks in the minutes",
            choices=tuple((each.value, said) for each, said in STYLES.items()),
        ),
        Joiner("area.joiner", "Between the names of leads", choices=JOINERS),
        Field("area.labels.news", "What News is called", optional=True),
        Field("area.labels.ongoing", "What Ongoing is called", optional=True),
        Field("area.labels.emergencies", "What Emergencies are called", optional=True),
    ),
}
FIELDS = {**FIELDS, ADD_AREA: FIELDS[AREA]}
TITLES = {
    NEW: ("New call", "Make the call"),
    NAME: ("Name of the call", "Save"),
    WHEN: ("When", "Save"),
    ASKING: ("Asking and posting", "Save"),
    CHAIRS: ("Chairs", "Save"),
    AREA: ("Area", "Save"),
    ADD_AREA: ("New area", "Add"),
    NAMES: ("Names of leads", "Save"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What a form or an overview is about; `troubles` is what an overview says to be wrong with people."""

    call: str = ""
    channel: str = ""
    area: str = ""
    page: int = 0
    troubles: tuple[str, ...] = ()


def form(
    kind: str, place: Place, values: Mapping[str, Any], wrong: str = "", fields: tuple[Field, ...] = ()
) -> Block:
    """A form filled with values by key; `wrong` says why it was not taken."""
    title, submit = TITLES[kind]
    asked = fields or FIELDS.get(kind, ())  # a form for names that has none shows why it was not taken
    blocks = [
        *([{**section(summary.fitting(wrong, ":warning: ")), "block_id": NOTICE}] if wrong else []),
        *([context(f"*{escape(place.area)}*")] if place.area else []),
        *(_field(each, values.get(each.key)) for each in asked),
    ]
    return modal(title, blocks, callback=kind, submit=submit, metadata=write_place(place))


def values_of(call: Call) -> dict[str, Any]:
    """What the forms about a whole call are filled with."""
    return {**table_of(call), "standing": call.standing.value}


def values_of_area(area: Area) -> dict[str, Any]:
    """What the forms about an area are filled with."""
    return {
        "area.name": area.name,
        "area.leads": [lead.person for lead in area.leads],
        "area.style": area.style.value,
        "area.joiner": area.joiner,
        "area.labels.news": area.labels.news,
        "area.labels.ongoing": area.labels.ongoing,
        "area.labels.emergencies": area.labels.emergencies,
        **{name_key(lead.person): lead.name for lead in area.leads},
    }


def name_fields(area: Area, called: Mapping[str, str]) -> tuple[Field, ...]:
    """A field for the name of each lead; `called` is what the workspace calls them."""
    return tuple(
        Field(name_key(lead.person), f"{called.get(lead.person, lead.name)} in the minutes")
        for lead in area.leads
    )


def name_key(person: str) -> str:
    """The key of the field for somebody's name."""
    return f"name.{person}"


def write_place(place: Place) -> str:
    """Write what a view is about."""
    written = [place.call, place.channel, place.area, place.page]
    return json.dumps([*written, place.troubles] if place.troubles else written, ensure_ascii=False)


def read_place(text: str) -> Place:
    """Read back what `write_place` wrote. Raises Refusal where that is not to be read."""
    try:
        call, channel, area, page, *troubles = json.loads(text)
        return Place(
            str(call), str(channel), str(area), int(page), tuple(map(str, *troubles)) if troubles else ()
        )
    except (OverflowError, RecursionError, TypeError, ValueError) as strange:
        raise Refusal(STRANGE) from strange


def _field(field: Field, value: Any) -> Block:
    if field.fits(value):
        return field.block(value)
    return context(TOO_LONG.format(label=field.label))
