"""What a lead is asked, as it looks like an emergency and stands elsewhere. Values in, values out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.model.call import Call, Section, Urgency
from bot.model.delivery import Delivery
from bot.model.meeting import Meeting
from bot.model.update import Item, Sections, Update
from bot.rules.emergencies import emergency_post_of


def questions(meeting: Meeting, update: Update, now: datetime) -> tuple[Item, ...]:
    """The items of which nobody has said whether they are emergencies, while it can still be said."""
    return tuple(item for _, item in asked(update)) if meeting.is_open(now) else ()


def asked(update: Update) -> Iterator[tuple[Section, Item]]:
    """The items that ask, with the sections in which they stand."""
    for section in (Section.NEWS, Section.ONGOING):
        yield from ((section, item) for item in update.sections.of(section) if item.ask)


def without_questions(sections: Sections) -> Sections:
    """The same as it stands in minutes, which ask nobody."""
    return Sections(
        **{part.value: tuple(replace(item, ask=False) for item in sections.of(part)) for part in Section}
    )


def tells_channel(call: Call, known: Delivery | None) -> bool:
    """Whether the channel is told of what a lead says is an emergency; `known` is what it was told before."""
    could_not = known is not None and emergency_post_of(known) is None
    return call.emergencies is not Urgency.MINUTES and not could_not
