"""Which areas of a call have another name since. Values in, values out."""

from collections.abc import Iterable
from dataclasses import replace

from bot.model.call import Area, Call
from bot.model.errors import Refusal

TAKEN = "There is an area {name} already, or there was one. Please choose another name."


def renamed(call: Call, old: str, new: str) -> Call:
    """The call with another name for one of its areas. Raises Refusal where an area is called so."""
    low = new.casefold()
    others = (area for area in call.areas if area.name != old)
    if any(low in (name.casefold() for name in (area.name, *area.was)) for area in others):
        raise Refusal(TAKEN.format(name=new))
    return replace(call, areas=tuple(_called(area, new) if area.name == old else area for area in call.areas))


def with_former_names(call: Call, known: Call | None) -> Call:
    """The call with the former names that are known of its areas, in addition to its own."""
    return replace(call, areas=tuple(_with_former(area, known) for area in call.areas))


def without_former_names(call: Call) -> Call:
    """The call as one that was never called otherwise."""
    return replace(call, areas=tuple(replace(area, was=()) for area in call.areas))


def _called(area: Area, name: str) -> Area:
    was = tuple(each for each in (*area.was, area.name) if each != name)
    return replace(area, name=name, was=was)


def _with_former(area: Area, known: Call | None) -> Area:
    before = known.area(area.name) if known else None
    return replace(area, was=_union(before.was, area.was)) if before else area


def _union(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
