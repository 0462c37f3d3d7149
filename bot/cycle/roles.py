"""Who may do what in a call. Values in, a decision out."""

from bot.model.call import Call
from bot.ports import Person


def may_chair(call: Call, person: Person) -> bool:
    """Whether this person posts, skips, moves and sets up."""
    return person.person in call.chairs and not person.trouble and not person.stranger
