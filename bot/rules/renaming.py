"""Calls and areas of calls that have another name since. Values in, values out."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.model.call import Area, Call
from bot.model.errors import Refusal

TAKEN = "There is an area {name} already, or there was one. Please choose another name."
MARKUP = "“{name}” has markup in it. Please choose a name in plain words."
CALL_TAKEN = "There is a call {call} already. Please choose another name."
CALL_WAS_TAKEN = "The call {call} was called {name} before. Please choose another name."

_HAS_MARKUP = re.compile(r"[<>`]|(?<!\w)([*_~])\S(?:.*\S)?\1(?!\w)")


def called(call: Call, name: str) -> Call:
    """The call with another name, and with those that it had. Raises Refusal for a name with markup."""
    if _HAS_MARKUP.search(name):
        raise Refusal(MARKUP.format(name=name))
    return replace(call, name=name, was=_former_names(call, name))


def refuse_taken(name: str, others: Iterable[Call]) -> None:
    """Raise Refusal where one of the other calls has this name or had it, in whatever case."""
    low = name.casefold()
    for other in others:
        if other.name.casefold() == low:
            raise Refusal(CALL_TAKEN.format(call=other.name))
        if low in (each.casefold() for each in other.was):
            raise Refusal(CALL_WAS_TAKEN.format(call=other.name, name=name))


def renamed(call: Call, old: str, new: str) -> Call:
    """The call with another name for one of its areas. Raises Refusal where an area is called so."""
    low = new.casefold()
    others = (area for area in call.areas if area.name != old)
    if any(low in (name.casefold() for name in (area.name, *area.was)) for area in others):
        raise Refusal(TAKEN.format(name=new))
    return replace(call, areas=tuple(_called(area, new) if area.name == old else area for area in call.areas))


def with_former_names(call: Call, known: Call | None) -> Call:
    """The call with the former names that are known of it and of its areas, in addition to its own."""
    areas = tuple(_with_former(area, known) for area in call.areas)
    was = _union(_former_names(known, call.name), call.was) if known else call.was
    return replace(call, areas=areas, was=was)


def without_former_names(call: Call) -> Call:
    """The call as one that was never called otherwise, nor any of its areas."""
    return replace(call, was=(), areas=tuple(replace(area, was=()) for area in call.areas))


def _called(area: Area, name: str) -> Area:
    return replace(area, name=name, was=_former_names(area, name))


def _former_names(named: Call | Area, name: str) -> tuple[str, ...]:
    """The names that a call or an area had, where it is called so now; the oldest first."""
    return tuple(each for each in (*named.was, named.name) if each != name)


def _with_former(area: Area, known: Call | None) -> Area:
    before = known.area(area.name) if known else None
    return replace(area, was=_union(before.was, area.was)) if before else area


def _union(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
