"""Say in readable lines what changes when a call takes the place of another."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, time, timedelta
from enum import StrEnum

from bot.calls_file.rhythm import write_rhythm
from bot.calls_file.spans import span_text
from bot.formats.rhythm_words import rhythm_words
from bot.model.call import Area, Call, GitRepository, Labels, Lead, WikiTopic
from bot.model.rhythm import Rhythm

_Part = Call | Area | WikiTopic | GitRepository | Labels


def differences(old: Call | None, new: Call) -> tuple[str, ...]:
    """What becomes different, a line each; nothing when the calls are equal."""
    if old is None:
        when = f"{rhythm_words(new)} {_said(new.time)} {new.timezone}"
        return (
            f"{new.name}: new call, {when}, in {new.channel}",
            *(f"{new.name}: new area {area.heading}" for area in new.areas),
        )
    if old.name != new.name:
        changes = [f"{old.name} is called {new.name}"]
        old = replace(old, name=new.name, was=new.was)
    else:
        changes = []
    changes += [*_changes(old, new, leaving_out="areas"), *_area_changes(old, new)]
    return tuple(f"{new.name}: {change}" for change in changes)


def renames(before: Call | None, after: Call) -> tuple[tuple[str, str], ...]:
    """The old and the new name of each area that is called otherwise, also where it is called so again."""
    if before is None:
        return ()
    fresh = [area for area in after.areas if before.area(area.name) is None]
    gone = [area for area in before.areas if after.area(area.name) is None]
    return tuple(
        (old.name, area.name)
        for area in fresh
        for old in gone
        if old.name in area.was or area.name in old.was
    )


def _changes(old: _Part, new: _Part, leaving_out: str = "") -> Iterator[str]:
    """Every field that differs, also one that this file has never heard of."""
    for each in fields(new):
        before, after = getattr(old, each.name), getattr(new, each.name)
        if before == after or each.name == leaving_out:
            continue
        if isinstance(after, WikiTopic | GitRepository | Labels):
            yield from (f"{each.name} {change}" for change in _changes(before, after))
        else:
            words = (_said(before), _said(after))
            if isinstance(old, Call) and isinstance(new, Call) and words[0] == words[1]:
                words = (rhythm_words(old), rhythm_words(new))  # further weekdays stand under another key
            yield f"{each.name} {words[0]} → {words[1]}"


def _area_changes(old: Call, new: Call) -> Iterator[str]:
    """Areas are the same while their names are, or the old name is known; then also their order is told."""
    called = {name: before for before, name in renames(old, new)}
    for area in old.areas:
        if new.area(area.name) is None and area.name not in called.values():
            yield f"area {area.heading} is gone"
    for area in new.areas:
        before = old.area(called.get(area.name, area.name))
        if before is not None and before.name != area.name:
            yield f"area {before.name} is called {area.name}"
            yield from (
                f"area {area.name}: {change}"
                for change in _changes(replace(before, name=area.name, was=area.was), area)
            )
        elif before is None:
            unknown = f", though none was called {' or '.join(area.was)}" if area.was else ""
            yield f"new area {area.heading}{unknown}"
        else:
            yield from (f"area {area.name}: {change}" for change in _changes(before, area))
    kept_before = [area.name for area in old.areas if new.area(area.name)]
    kept_after = [area.name for area in new.areas if old.area(area.name)]
    if kept_before != kept_after:
        yield f"order of areas {', '.join(kept_before)} → {', '.join(kept_after)}"


def _said(value: object) -> str:
    """A value in the words of the file."""
    match value:
        case None | "" | ():
            return "none"
        case tuple() | list():
            return ", ".join(_said(one) for one in value)
        case Rhythm():
            keys = (f"{key} {_said(said)}" for key, said in write_rhythm(None, value))
            return ", ".join(keys) or "every week"
        case Lead():
            return f"{value.name} ({value.person})"
        case timedelta():
            return span_text(value)
        case time():
            return f"{value:%H:%M}"
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case str():
            return value if value == value.strip() else f'"{value}"'
        case _:
            return str(value)
