"""What the minutes say that the ones before did not, and what they say no more. Values in, values out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from bot.model.call import Section
from bot.model.message import AreaChanges, Changes
from bot.model.minutes import AreaMinutes, Minutes, Silence
from bot.model.update import Item, Sections
from bot.reading.finished import is_finished
from bot.reading.likeness import Earlier, Open, is_carried_over, list_of

_SILENT = (Silence.NO_REPORT, Silence.AWAY)  # nobody said that anything came to an end

Past = Sequence[tuple[date, Sections]]  # what one area had in the minutes before, oldest first


def changes(minutes: Minutes, before: Sequence[Minutes]) -> Changes | None:
    """Compare minutes with those before, oldest first; None where there are none."""
    if not before:
        return None
    found = (_area(area, minutes.date, _earlier(area.area, before)) for area in minutes.areas)
    return Changes(before[-1].date, tuple(area for area in found if area))


def _earlier(name: str, before: Sequence[Minutes]) -> Past:
    """What it had, but for the times when nobody reported for it: these tell of nothing."""
    told = ((each.date, area) for each in before for area in each.areas if area.area == name)
    return [(day, area.sections) for day, area in told if area.silence not in _SILENT]


def _area(area: AreaMinutes, day: date, earlier: Past) -> AreaChanges | None:
    """What changed in one area; None where nothing stands or stood."""
    items = _items(area.sections)
    last = _items(earlier[-1][1]) if earlier else ()
    still_open = Open(last)
    closed = {item: last[place].text for item in items for place in islice(still_open.closed_by(item), 1)}
    lists = [(each, list_of(sections)) for each, sections in reversed(earlier)]
    lasting = {item: since for item in items if item not in closed and (since := _since(item, lists))}
    quiet = area.silence in _SILENT
    found = AreaChanges(
        area.area,
        new=tuple(item.text for item in items if item not in closed and item not in lasting),
        finished=(*(item.text for item in closed), *(() if quiet else _gone(last, items, closed.values()))),
        ongoing=tuple((item.text, _weeks(since, day)) for item, since in lasting.items()),
    )
    return found if found.new or found.finished or found.ongoing else None


def _items(sections: Sections) -> tuple[Item, ...]:
    return tuple(item for section in Section for item in sections.of(section))


def _since(item: Item, lists: Sequence[tuple[date, Earlier]]) -> date | None:
    """From which minutes on, the newest first, the item has stood there without a gap."""
    since = None
    for day, before in lists:
        if not is_carried_over(item, before):
            break
        since = day
    return since


def _gone(last: Sequence[Item], items: Sequence[Item], closed: Iterable[str]) -> Iterator[str]:
    """What stood there before and does not any more; what was finished then is no news now."""
    standing = list_of(Sections(news=tuple(items)))
    told = set(closed)
    for item in last:
        if item.text in told or is_finished(item.text):
            continue
        if not is_carried_over(item, standing):
            yield item.text


def _weeks(since: date, day: date) -> int:
    return max(1, round((day - since).days / 7))
