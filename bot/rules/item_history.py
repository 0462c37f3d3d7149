"""What became of everything that an area reported, over the weeks. Values in, values out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.model.call import Section
from bot.model.history import ItemHistory, ItemOutcome, ItemVersion
from bot.model.minutes import AreaMinutes, Silence
from bot.model.update import Item, Sections
from bot.reading.finished import is_finished
from bot.reading.likeness import closes, full_gist, goes_on, is_alike, is_repeated

_SILENT = (Silence.NO_REPORT, Silence.AWAY)  # nobody said that anything came to an end

Said = tuple[Section, Item]
Likeness = Callable[[Item, Item], bool]


def item_histories(past: Sequence[tuple[date, AreaMinutes]]) -> tuple[ItemHistory, ...]:
    """Follow each item through an area's minutes, given oldest first; what stood there last comes first.

    Every statement of every report belongs to exactly one life.
    """
    going_on: list[ItemHistory] = []
    over: list[ItemHistory] = []
    for day, area in past:
        if area.silence in _SILENT:
            continue
        found, left = _continued(going_on, _said(area.sections), day)
        over = [*(replace(life, ending=_ending(life, ItemOutcome.GONE)) for life in left), *over]
        going_on = found
    standing = [replace(life, ending=_ending(life, ItemOutcome.STANDS)) for life in going_on]
    return (*standing, *sorted(over, key=lambda life: life.now.last, reverse=True))


def _said(sections: Sections) -> list[Said]:
    return [(section, item) for section in Section for item in sections.of(section)]


def _ending(life: ItemHistory, otherwise: ItemOutcome) -> ItemOutcome:
    return ItemOutcome.FINISHED if is_finished(life.now.item.text) else otherwise


def _continued(
    going_on: list[ItemHistory], said: list[Said], day: date
) -> tuple[list[ItemHistory], list[ItemHistory]]:
    """The lives of a day in the order in which they were reported, and those that it says nothing of.

    What is said again in the same words goes first, so that a similar item does not take its place.
    """
    left = list(going_on)
    found: dict[int, ItemHistory] = {}
    for kinship in (_is_same, is_repeated, closes, _is_reworded):
        for place, (section, item) in enumerate(said):
            life = None if place in found else _of(left, item, kinship)
            if life is not None:
                left.remove(life)
                found[place] = _with(life, section, item, day, anew=kinship in (closes, _is_reworded))
    new = {
        place: ItemHistory((ItemVersion(item, section, day, day),))
        for place, (section, item) in enumerate(said)
        if place not in found
    }
    together = found | new
    return [together[place] for place in range(len(said))], left


def _of(item_histories: list[ItemHistory], item: Item, kinship: Likeness) -> ItemHistory | None:
    return next((life for life in item_histories if kinship(item, life.now.item)), None)


def _with(life: ItemHistory, section: Section, item: Item, day: date, *, anew: bool) -> ItemHistory:
    """The life with what is said of it now."""
    if anew:
        return replace(life, stages=(*life.stages, ItemVersion(item, section, day, day)))
    return replace(life, stages=(*life.stages[:-1], replace(life.now, item=item, section=section, last=day)))


def _is_same(item: Item, before: Item) -> bool:
    return full_gist(item) == full_gist(before)


def _is_reworded(item: Item, before: Item) -> bool:
    return is_alike(full_gist(item), full_gist(before)) or goes_on(item, before)
