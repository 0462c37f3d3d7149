"""A change of a call taken back, where nothing that it changed was changed again. Values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from bot.model.call import Area, Call
from bot.model.history import CallChange
from bot.rules.renaming import called

Part = TypeVar("Part", Call, Area)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The call without a change; it counts only where nothing clashes with it."""

    call: Call
    clashes: tuple[str, ...] = ()


def taken_back(change: CallChange, call: Call) -> TakenBack:
    """Put back what a change changed, and only that; `clashes` is what was changed again since.

    What stands as it did before the change already is left so. The beginning of a call cannot be taken back.
    """
    if change.before is None:
        return TakenBack(call, ("the call itself",))
    before, after = change.before, change.after
    put_back, clashes = _put_back(before, after, call, but=("name", "was", "areas"))
    areas: dict[str, Area] = {}
    for name in dict.fromkeys(area.name for area in (*call.areas, *before.areas)):
        area, clash = _area(before.area(name), after.area(name), call.area(name))
        clashes += [f"area {name}{clash}"] if clash is not None else []
        areas |= {name: area} if area else {}
    clashes += _lost(before, after, call)
    order, clashing = _order(before, after, call, set(areas))
    clashes += clashing
    ordered = tuple(areas[name] for name in order)
    back = replace(call, **put_back, areas=ordered)
    if before.name not in (after.name, call.name):
        clashes += ["name"] if call.name != after.name else []
        back = called(back, before.name)
    return TakenBack(back, tuple(clashes))


def _put_back(
    before: Part, after: Part, now: Part, *, but: tuple[str, ...]
) -> tuple[dict[str, Any], list[str]]:
    """The fields as they were before, and those that are neither so nor as they became."""
    values: dict[str, Any] = {}
    clashes: list[str] = []
    for name in (each.name for each in fields(before) if each.name not in but):
        was, became, stands = getattr(before, name), getattr(after, name), getattr(now, name)
        if was in (became, stands):
            continue
        if stands == became:
            values[name] = was
        else:
            clashes.append(name)
    return values, clashes


def _area(before: Area | None, after: Area | None, now: Area | None) -> tuple[Area | None, str | None]:
    """The area without the change (None: there is none), and what clashes, if anything."""
    match before, after, now:
        case None, Area(), Area():
            return (None, None) if now == after else (now, "")
        case Area(), None, None:
            return before, None
        case Area(), None, Area():
            return now, None if now == before else ""
        case Area(), Area(), Area():
            values, clashes = _put_back(before, after, now, but=("name",))
            return replace(now, **values), f": {', '.join(clashes)}" if clashes else None
        case _:
            return now, None


def _lost(before: Call, after: Call, now: Call) -> Iterator[str]:
    """Areas that the change changed and that are gone since."""
    for area in before.areas:
        became = after.area(area.name)
        if became not in (None, area) and now.area(area.name) is None:
            yield f"area {area.name}"


def _order(before: Call, after: Call, now: Call, wanted: set[str]) -> tuple[list[str], list[str]]:
    """The areas in the order they had before, if the change is what gave them another one."""
    was, became, stands = ([area.name for area in call.areas] for call in (before, after, now))
    common = set(was) & set(became)
    if _of(was, common) == _of(became, common):
        return _merged(_of(stands, wanted), _of(was, wanted)), []
    left = common & set(stands)
    is_either = _of(stands, left) in (_of(became, left), _of(was, left))
    return _merged(_of(was, wanted), _of(stands, wanted)), [] if is_either else ["order of areas"]


def _of(names: list[str], those: set[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name in those]


def _merged(order: list[str], others: list[str]) -> list[str]:
    """Put those that are missing from an order behind whom they stand behind in the other."""
    merged = list(order)
    for place, name in enumerate(others):
        if name not in merged:
            ahead = [each for each in others[:place] if each in merged]
            merged.insert(merged.index(ahead[-1]) + 1 if ahead else 0, name)
    return merged
