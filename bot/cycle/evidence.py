"""Where an item belongs that stands under no heading, and why."""

import re

from bot.cycle.carry_over import full_gist, is_carried_over
from bot.cycle.vocabulary.cues import NEWS_CUES, ONGOING_CUES
from bot.cycle.vocabulary.danger import CALM, DANGER, DOWN_AT_THE_END, HARMLESS, PERSISTS
from bot.cycle.wording import either, flat
from bot.model.call import Section
from bot.model.update import Item, Why, everything

_CLAUSE = re.compile(r"(?<=[.;!?])\s+|\n| -+ | [\u2013\u2014] |, (?:but|and) ")
_DANGER = either(DANGER)
_DOWN = either(DOWN_AT_THE_END)
_HARMLESS = either(HARMLESS)
_CALM = either(CALM)
_PERSISTS = either(PERSISTS)
_ONGOING = either(ONGOING_CUES)
_NEWS = either(NEWS_CUES)


def place(item: Item, before: tuple[str, ...]) -> tuple[Section, Why]:
    """Find an item's section by its words and by what stood in the minutes `before`."""
    said = flat("\n".join(part.text for part in everything((item,))))
    if is_emergency(said):
        return Section.EMERGENCIES, Why.EMERGENCY
    if before and is_carried_over(full_gist(item), before):
        return Section.ONGOING, Why.CARRIED_OVER
    own = flat(item.text)
    if _ONGOING.search(own.rstrip(" .!")):
        return Section.ONGOING, Why.CUE
    if _NEWS.search(own.rstrip(" .!")):
        return Section.NEWS, Why.CUE
    return Section.NEWS, Why.DEFAULT


def is_emergency(said: str) -> bool:
    """Whether a flat text reports something broken or dangerous now."""
    danger = any(_is_dangerous(clause) for clause in _CLAUSE.split(said))
    return danger and (_CALM.search(said) is None or _PERSISTS.search(said) is not None)


def _is_dangerous(clause: str) -> bool:
    return _sounds_dangerous(clause) and _sounds_dangerous(_HARMLESS.sub("", clause))


def _sounds_dangerous(clause: str) -> bool:
    clause = clause.rstrip(" .!")
    return _DANGER.search(clause) is not None or _DOWN.match(clause) is not None
