"""Where an item belongs that stands under no heading, and why."""

from dataclasses import replace

from bot.model.call import Section
from bot.model.update import Item, Why
from bot.reading.by_time import Before, Kind, placed_by_time
from bot.reading.danger import Emergency, emergency
from bot.reading.likeness import is_carried_over
from bot.reading.plain import either, flat
from bot.reading.vocabulary.cues import NEWS_CUES, ONGOING_CUES

_ONGOING = either(ONGOING_CUES)
_NEWS = either(NEWS_CUES)


def place(item: Item, before: Before, *, denied: bool = False) -> tuple[Section, Item]:
    """Find an item's section by its words and by what stood in the minutes `before`.

    The item carries the reason, and whether the lead is to be asked if it is an emergency. What was `denied`
    at once is none.
    """
    found = Emergency.NEITHER if denied else emergency(item)
    if found is Emergency.FILED:
        return Section.EMERGENCIES, because(item, Why.EMERGENCY)
    section, why = _otherwise(item, before)
    return section, replace(because(item, why), ask=found is Emergency.ASKED)


def headed(item: Item, section: Section) -> Item:
    """An item under a heading: it stays there, and the lead is asked where it looks like an emergency."""
    if section is Section.EMERGENCIES or emergency(item) is Emergency.NEITHER:
        return item
    return replace(item, ask=True)


def because(item: Item, why: Why) -> Item:
    """An item, and all below it, that stands where it does for a reason."""
    return replace(item, why=why, items=tuple(because(each, why) for each in item.items))


def _otherwise(item: Item, before: Before) -> tuple[Section, Why]:
    """The section of an item that is no emergency for sure."""
    if before.kind is not Kind.GOING_ON:
        if found := placed_by_time(item, before):
            return found
    elif is_carried_over(item, before.said):
        return Section.ONGOING, Why.CARRIED_OVER
    own = flat(item.text).rstrip(" .!")
    if _ONGOING.search(own):
        return Section.ONGOING, Why.CUE
    if _NEWS.search(own):
        return Section.NEWS, Why.CUE
    return Section.NEWS, Why.DEFAULT
