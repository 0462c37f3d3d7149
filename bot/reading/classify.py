"""Where an item belongs that stands under no heading, and why."""

import re

from bot.model.call import Section
from bot.model.update import Item, Why, everything
from bot.reading.comparable import Comparable
from bot.reading.likeness import is_carried_over
from bot.reading.plain import either, flat
from bot.reading.vocabulary.cues import NEWS_CUES, ONGOING_CUES
from bot.reading.vocabulary.danger import CALM, DANGER, HARMLESS, PERSISTS

_CLAUSE = re.compile(r"(?<=[.;!?])\s+|\n| -+ | [\u2013\u2014] |, (?:but|and) ")
_DANGER = either(DANGER)
_HARMLESS = either(HARMLESS)
_CALM = either(CALM)
_PERSISTS = either(PERSISTS)
_ONGOING = either(ONGOING_CUES)
_NEWS = either(NEWS_CUES)


def place(item: Item, before: tuple[Comparable, ...]) -> tuple[Section, Why]:
    """Find an item's section by its words and by what stood in the minutes `before`."""
    if _is_emergency(flat("\n".join(part.text for part in everything((item,))))):
        return Section.EMERGENCIES, Why.EMERGENCY
    if before and is_carried_over(item, before):
        return Section.ONGOING, Why.CARRIED_OVER
    own = flat(item.text).rstrip(" .!")
    if _ONGOING.search(own):
        return Section.ONGOING, Why.CUE
    if _NEWS.search(own):
        return Section.NEWS, Why.CUE
    return Section.NEWS, Why.DEFAULT


def _is_emergency(said: str) -> bool:
    """Whether a flat text reports something broken or dangerous now."""
    danger = any(_is_dangerous(clause.rstrip(" .!")) for clause in _CLAUSE.split(said))
    return danger and (_CALM.search(said) is None or _PERSISTS.search(said) is not None)


def _is_dangerous(clause: str) -> bool:
    """Whether a clause sounds dangerous, also without what in it sounds so and is harmless."""
    if not _DANGER.search(clause):
        return False
    left = _HARMLESS.sub("", clause)
    return _DANGER.search(left.rstrip(" .!")) is not None
