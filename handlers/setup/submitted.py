"""What was filled into a form: read back, judged as calls.toml is, and put into the call. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.calls_file import Fault, read_filled, table_of
from bot.model.call import Area, Call, Lead
from bot.model.errors import Refusal
from bot.rules.renaming import renamed as called_otherwise
from handlers.setup.fields import VALUE, Field
from handlers.setup.forms import FIELDS, NAMES, RHYTHM, TITLES, name_key
from handlers.untrusted_json import mapping_of, mappings_in, text_of

NO_AREA = "There is no area {area} any more."
TAKEN = "There is an area {area} already. Please choose another name."
OF_RHYTHM = {field.key: ("weekday", "rhythm") for field in RHYTHM}  # what these keys make up together
LONGEST_NAME = 80  # as in calls.toml


def is_setup(view: Mapping[str, Any]) -> bool:
    """Whether this is one of the forms that change a call."""
    return text_of(view.get("callback_id")) in TITLES


def values_in(view: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, by key; None where a field was left empty."""
    state = mapping_of(mapping_of(view.get("state")).get("values"))
    return {
        field.key: field.read(mapping_of(mapping_of(state[field.key]).get(VALUE)))
        for field in fields_of(view)
        if field.key in state
    }


def fields_of(view: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of a form; those for names differ by area."""
    if view["callback_id"] != NAMES:
        return FIELDS[view["callback_id"]]
    return tuple(
        Field(text_of(block.get("block_id")), text_of(mapping_of(block.get("label")).get("text")))
        for block in mappings_in(view.get("blocks"))
        if block.get("type") == "input"
    )


def faults(payload: Mapping[str, Any]) -> dict[str, str]:
    """What can be told to be wrong with a form from itself alone, by field; nothing for other forms."""
    view = mapping_of(payload.get("view"))
    if not is_setup(view):
        return {}
    values = values_in(view)
    _, found = read_filled(_in_place(_typical(), values, {}))
    keys = [field.key for field in fields_of(view) if field.key in values]
    wrong: dict[str, str] = {}
    for fault in found:
        wrong.setdefault(_field_meant(fault, keys), fault.said)
    return wrong


def made(values: Mapping[str, Any], channel: str, chair: str, called: Mapping[str, str]) -> Call:
    """The call that a form makes, with its first area. Raises Refusal."""
    table = _in_place(_typical(), values, called) | {"channel": channel, "chairs": [chair]}
    return _read(table)


def edited(call: Call, values: Mapping[str, Any]) -> Call:
    """The call with what a form about the whole of it says. Raises Refusal."""
    read = _read(_in_place(table_of(call), values, {}))
    names = {name for key in values for name in OF_RHYTHM.get(key, (key,))}
    return replace(call, **{name: getattr(read, name) for name in names})


def with_area(call: Call, name: str, values: Mapping[str, Any], called: Mapping[str, str]) -> Call:
    """The call with an area changed, or with a new one behind the others; a lead keeps the name they have.

    Where it has another name what was written for it goes with it.

    Raises Refusal if the area is gone, if the name of a new one is taken, and for what cannot be read.
    """
    wanted = values.get("area.name") or name
    if name and wanted != name and call.area(name) is not None:
        call, name = called_otherwise(call, name, wanted), wanted
    if not name and any(area.name.casefold() == wanted.casefold() for area in call.areas):
        raise Refusal(TAKEN.format(area=wanted))
    if name and call.area(name) is None:
        raise Refusal(NO_AREA.format(area=name))
    known = {lead.person: lead.name for lead in (*call.leads, *_leads_of(call.area(name)))}
    read = _read(_in_place(_typical(), {"area.name": wanted, **values}, {**called, **known}))
    (read_area,) = read.areas
    fresh = replace(read_area, was=before.was if (before := call.area(name)) else ())
    there = [fresh if area.name == name else area for area in call.areas]
    return replace(call, areas=tuple(there) if name else (*there, fresh))


def renamed(call: Call, name: str, values: Mapping[str, Any]) -> Call:
    """The call with other names for the leads of an area. Raises Refusal."""
    area = call.area(name)
    if area is None:
        raise Refusal(NO_AREA.format(area=name))
    leads = tuple(replace(lead, name=values.get(name_key(lead.person)) or lead.name) for lead in area.leads)
    return with_areas(call, [replace(each, leads=leads) if each == area else each for each in call.areas])


def moved(call: Call, name: str, place: int, step: int) -> Call:
    """The call with an area moved up or down, if it still stands where it was seen."""
    names = [area.name for area in call.areas]
    if not 0 <= place + step < len(names) or names[place : place + 1] != [name]:
        return call
    areas = list(call.areas)
    areas.insert(place + step, areas.pop(place))
    return with_areas(call, areas)


def without(call: Call, name: str) -> Call:
    """The call without an area."""
    return with_areas(call, [area for area in call.areas if area.name != name])


def with_areas(call: Call, areas: Iterable[Area]) -> Call:
    """The call with these areas."""
    return replace(call, areas=tuple(areas))


def _read(table: Mapping[str, Any]) -> Call:
    call, found = read_filled(table)
    if found:
        raise Refusal("; ".join(fault.problem for fault in found))
    return call


def _in_place(table: dict[str, Any], values: Mapping[str, Any], called: Mapping[str, str]) -> dict[str, Any]:
    """A table with these values in their places; a value that was left empty is not there."""
    for key, value in values.items():
        if key.startswith("name."):
            continue
        target, last = _target(table, key)
        if value is None:
            target.pop(last, None)
        else:
            target[last] = _named(value, called) if key == "area.leads" else value
    if names := {key.removeprefix("name."): name for key, name in values.items() if key.startswith("name.")}:
        table["area"][0]["leads"] = [{"name": name or "", "slack": person} for person, name in names.items()]
    return table


def _target(table: dict[str, Any], key: str) -> tuple[dict[str, Any], str]:
    """The table in which a key stands, and its name there."""
    *way, last = key.split(".")
    for part in way:
        table = table["area"][0] if part == "area" else table.setdefault(part, {})
    return table, last


def _named(people: Iterable[str], called: Mapping[str, str]) -> list[dict[str, str]]:
    """Leads as the file has them; who is called like one before them gets a number."""
    leads: dict[str, str] = {}
    for person in people:
        name = " ".join(called.get(person, person).split())[:LONGEST_NAME] or person
        taken = {each.casefold() for each in leads}
        number = next(count for count in range(1, 100) if _numbered(name, count).casefold() not in taken)
        leads[_numbered(name, number)] = person
    return [{"name": name, "slack": person} for name, person in leads.items()]


def _numbered(name: str, count: int) -> str:
    return name if count == 1 else f"{name[: LONGEST_NAME - 5]} ({count})"


def _leads_of(area: Area | None) -> tuple[Lead, ...]:
    return area.leads if area else ()


def _field_meant(fault: Fault, keys: list[str]) -> str:
    """The field beside which a fault is told: its own, or one named at its beginning."""
    path = ".".join(part for part in fault.path if isinstance(part, str))
    if keys[0].startswith("name.") and path.startswith("area.leads"):
        return keys[next(part for part in reversed(fault.path) if isinstance(part, int))]
    inside = [key for key in keys if path == key or path.startswith(f"{key}.")]
    first = fault.problem.split()[0]
    return next(iter([*inside, *(key for key in keys if key.split(".")[-1] == first), *keys]))


def _typical() -> dict[str, Any]:
    """The least that a call has, for the fields that a form does not ask."""
    return {
        "name": "Call",
        "channel": "C0",
        "weekday": "monday",
        "time": "00:00",
        "timezone": "UTC",
        "area": [{"name": "Area", "leads": [{"name": "Lead", "slack": "U0"}]}],
    }
