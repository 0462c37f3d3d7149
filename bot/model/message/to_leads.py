"""What the bot asks and shows a lead."""

from dataclasses import dataclass
from datetime import date

from bot.model.absence import Absence, AwayByStatus, SaidAway
from bot.model.call import Labels
from bot.model.message.occasion import Occasion
from bot.model.update import Item, Update


@dataclass(frozen=True, slots=True)
class LastTime:
    """What is still on an area's list from the meeting before.

    `instead_of` names the lead for whom the reader stands in, if so. `emergencies` are those of the items
    that were emergencies and may be still.
    """

    area: str
    labels: Labels
    items: tuple[Item, ...] = ()
    instead_of: str = ""
    emergencies: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Absent:
    """The reader was away until `last`; beside each meeting stands who reported for them, empty if nobody."""

    last: date
    meetings: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AskLead:
    """What is new in your areas? `returned` is set in the first question after an absence.

    `away` is what the reader's own status said when they were asked.
    """

    occasion: Occasion
    areas: tuple[LastTime, ...]
    returned: Absent | None = None
    away: AwayByStatus | None = None

    @property
    def is_away(self) -> bool:
        """Whether their status said that they would be away then; the meeting may have been moved since."""
        return self.away is not None and (self.away.until is None or self.occasion.day <= self.away.until)

    @property
    def names(self) -> tuple[str, ...]:
        """The areas asked about."""
        return tuple(last.area for last in self.areas)


@dataclass(frozen=True, slots=True)
class RemindLead:
    """These areas have not reported; `last` is the last call before the meeting.

    `instead_of` pairs an area with the lead for whom the reader stands in. `by` names who asked for this
    reminder; the others come by themselves.
    """

    occasion: Occasion
    areas: tuple[str, ...]
    last: bool = False
    instead_of: tuple[tuple[str, str], ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class CardArea:
    """One area on a card.

    `told` holds the keys of the emergencies that the channel was told of and that stand; `tell` says that
    there are others and that the lead may let the channel know. `questions` holds the keys of the items of
    which the lead is asked whether they are emergencies, and `yes_tells` says that the channel is told then.
    """

    area: str
    labels: Labels
    update: Update
    told: tuple[str, ...] = ()
    tell: bool = False
    questions: tuple[str, ...] = ()
    yes_tells: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What was understood from a lead, to be checked and corrected.

    `published` says that the minutes are out already and that what stands here amends them. `choices` names
    the areas between which the lead is asked to choose where it is not clear which one was meant. `away` is
    what they wrote of being away, which nobody has noted.
    """

    occasion: Occasion
    areas: tuple[CardArea, ...]
    published: bool = False
    aside: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    away: SaidAway | None = None


@dataclass(frozen=True, slots=True)
class AwayOffer:
    """The reader wrote that they are away, and can have it noted."""

    occasion: Occasion
    away: SaidAway


@dataclass(frozen=True, slots=True)
class Excused:
    """Somebody does not report for a while; `over` says that they do again.

    `instead` names who is asked instead, and is empty when nobody is. `by` names who said so, where it was
    not the reader. `still` says it anew, to who has been away for long.
    """

    occasion: Occasion
    absence: Absence
    instead: str = ""
    over: bool = False
    by: str = ""
    still: bool = False
