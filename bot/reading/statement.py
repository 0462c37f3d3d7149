"""What a reply can state: an item, that there is nothing, and what stands around."""

from dataclasses import dataclass

from bot.model.call import Section
from bot.model.update import Intent, Item


@dataclass(frozen=True, slots=True)
class Said:
    """An item; `section` is that of its heading, if it has one, `otherwise` where it stands by default."""

    area: str | None
    section: Section | None
    item: Item
    otherwise: Section | None = None


@dataclass(frozen=True, slots=True)
class SaidNone:
    """Words that say there is nothing, in a section or (None) at all."""

    area: str | None
    section: Section | None
    text: str


@dataclass(frozen=True, slots=True)
class SaidSame:
    """Words that ask for last week's update once more, or for last week's list as Ongoing."""

    area: str | None
    intent: Intent
    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that are no status, be it because they ask the bot something or say that the writer is away."""

    area: str | None
    text: str
    question: bool = False
    away: bool = False


@dataclass(frozen=True, slots=True)
class Headed:
    """The words of a heading."""

    area: str | None
    text: str


Statement = Said | SaidNone | SaidSame | Aside | Headed
