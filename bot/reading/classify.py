"""Where an item belongs that stands under no heading, and why."""

import re

from bot.model.call import Section
from bot.model.update import Item, Why, everything
from bot.reading.likeness import full_gist, is_carried_over
from bot.reading.plain import Lookout, either, flat, spelled
from bot.reading.vocabulary.cues import NEWS_CUES, ONGOING_CUES
from bot.reading.vocabulary.danger import CALM, DANGER, HARMLESS, PERSISTS
from bot.reading.vocabulary.telling import OF_DANGER, OF_NEWS, OF_ONGOING

_CLAUSE = re.compile(r"(?<=[.;!?])\s+|\n| -+ | [\u2013\u2014] |, (?:but|and) ")
_DANGER = Lookout(DANGER, OF_DANGER)
_HARMLESS = either(HARMLESS)
_CALM = either(CALM)
_PERSISTS = either(PERSISTS)
_ONGOING = Lookout(ONGOING_CUES, OF_ONGOING)
_NEWS = Lookout(NEWS_CUES, OF_NEWS)


def place(item: Item, before: tuple[str, ...]) -> tuple[Section, Why]:
    """Find an item's section by its words and by what stood in the minutes `before`."""
    own = said = flat(item.text)
    if item.items:
        said = flat("\n".join(part.text for part in everything((item,))))
    words = spelled(said)
    if _is_emergency(said, words):
        return Section.EMERGENCIES, Why.EMERGENCY
    if before and is_carried_over(full_gist(item), before):
        return Section.ONGOING, Why.CARRIED_OVER
    own = own.rstrip(" .!")
    if _ONGOING.finds(own, words):
        return Section.ONGOING, Why.CUE
    if _NEWS.finds(own, words):
        return Section.NEWS, Why.CUE
    return Section.NEWS, Why.DEFAULT


def _is_emergency(said: str, words: list[bytes]) -> bool:
    """Whether a flat text of these words reports something broken or dangerous now."""
    if not _DANGER.may_find(words):
        return False
    danger = any(_is_dangerous(clause.rstrip(" .!"), words) for clause in _CLAUSE.split(said))
    return danger and (_CALM.search(said) is None or _PERSISTS.search(said) is not None)


def _is_dangerous(clause: str, words: list[bytes]) -> bool:
    """Whether a clause sounds dangerous, also without what in it sounds so and is harmless."""
    if not _DANGER.finds(clause, words):
        return False
    left = _HARMLESS.sub("", clause)
    return left == clause or _DANGER.finds(left.rstrip(" .!"), spelled(left))
