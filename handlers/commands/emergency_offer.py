"""To whom it is offered that the channel hears of an emergency now."""

from bot.model.call import Area, Call
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.ports import Book
from bot.rules.emergencies import emergency_key, untold_emergencies
from bot.rules.roles import may_chair
from handlers.blocks.action_ids import block_id
from handlers.blocks.command_button import typing
from handlers.blocks.emergency import SURE, TELL
from handlers.blocks.parts import Block, actions


def may_tell(call: Call, area: Area, person: Person) -> bool:
    """Whether this person decides if the channel is to know."""
    reports = person.person in area.speakers
    return may_chair(call, person) or (reports and not person.trouble and not person.stranger)


def offer(book: Book, call: Call, meeting: Meeting, area: Area) -> tuple[Block, ...]:
    """The button that tells the channel, where there is something to tell."""
    update = next((each for each in book.updates(call.name, meeting.date) if each.area == area.name), None)
    if not untold_emergencies(call, meeting, update, book.delivery(emergency_key(meeting, area.name))):
        return ()
    return (actions(block_id("tell", meeting.key), typing(TELL, f"tell {area.name}", 1, confirm=SURE)),)
