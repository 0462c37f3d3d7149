"""How an area's labels tell what belongs under them: by whether it goes on, or by when it is."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.model.call import Labels, Section
from bot.model.update import Item, Sections, Why
from bot.reading.ahead import is_ahead, opens_past
from bot.reading.comparable import comparable
from bot.reading.likeness import Earlier, is_carried_over, list_of
from bot.reading.plain import either, flat
from bot.reading.vocabulary.times import CALENDAR_LABELS, NO_TIME_LABELS, PLAN_LABELS

_CALENDAR, _PLAN, _NO_TIME = either(CALENDAR_LABELS), either(PLAN_LABELS), either(NO_TIME_LABELS)
_NOTHING = Earlier()


class Kind(Enum):
    """What an area's two labels tell apart."""

    GOING_ON = "going on"  # News and Ongoing
    CALENDAR = "calendar"  # Last Week and This Week
    PLANS = "plans"  # Done and Planned


def kind_of(labels: Labels) -> Kind:
    """The kind of an area's labels; the one that it has for Ongoing decides."""
    label = flat(labels.ongoing)
    if _NO_TIME.search(label):
        return Kind.GOING_ON
    if _CALENDAR.search(label):
        return Kind.CALENDAR
    return Kind.PLANS if _PLAN.search(label) else Kind.GOING_ON


@dataclass(frozen=True, slots=True)
class Before:
    """What stood in the minutes before, and how the labels tell what goes where.

    Under labels that are times `said` holds only the emergencies, and `news` and `ongoing` the rest. `day` is
    that of the meeting for which is written.
    """

    said: Earlier
    kind: Kind = Kind.GOING_ON
    news: Earlier = _NOTHING
    ongoing: Earlier = _NOTHING
    day: date | None = None

    @classmethod
    def of(cls, last: Sections, labels: Labels, day: date | None) -> "Before":
        """What stood there for one area."""
        kind = kind_of(labels)
        if kind is Kind.GOING_ON:
            return cls(list_of(last))
        burning = list_of(Sections(emergencies=last.emergencies))
        return cls(burning, kind, _whole(last.news), _whole(last.ongoing), day)


def _whole(items: tuple[Item, ...]) -> Earlier:
    """Items with all below them: the name of a group that stands there every week tells of no week."""
    return Earlier.of(map(comparable, items))


def placed_by_time(item: Item, before: Before) -> tuple[Section, Why] | None:
    """Where an item belongs under labels that are times, and why; None where only its other words can tell.

    What repeats stays where it stood. But what stood under a time of the calendar has come: it belongs to the
    past one, unless its words say that it is still ahead.
    """
    ahead = is_ahead(item, before.day)
    if is_carried_over(item, before.ongoing):
        return _from_ongoing(item, before, ahead=ahead)
    if is_carried_over(item, before.news) and not (ahead and not before.news.has(item)):
        return Section.NEWS, Why.CARRIED_OVER
    if is_carried_over(item, before.said):  # an emergency that is none any more goes on
        return Section.ONGOING, Why.CARRIED_OVER
    return (Section.ONGOING, Why.AHEAD) if ahead else None


def _from_ongoing(item: Item, before: Before, *, ahead: bool) -> tuple[Section, Why]:
    if ahead or (before.kind is Kind.PLANS and not opens_past(item)):
        return Section.ONGOING, Why.CARRIED_OVER
    return Section.NEWS, Why.WAS_AHEAD
