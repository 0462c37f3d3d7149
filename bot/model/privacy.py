"""What is held of one person, and what stands in its place once it is erased."""

from dataclasses import astuple, dataclass

from bot.model.message import Notice

SOMEBODY = "somebody"  # the name of who is not named any more
ERASED = Notice("")  # what is left of a message whose words were erased


@dataclass(frozen=True, slots=True)
class PersonalData:
    """How much is held of a person.

    `updates` are those that name them as who reported; `absences` also those in which they stand in;
    `attendance` also what they said of others; `actions` are those they own; `decisions` are skipped or moved
    meetings and changes of calls; `deliveries` were or are to be sent to them and still hold words;
    `arrivals` wait to be worked on, and one of them may be the very question.
    """

    replies: int = 0
    updates: int = 0
    absences: int = 0
    attendance: int = 0
    announcements: int = 0
    notes: int = 0
    actions: int = 0
    decisions: int = 0
    deliveries: int = 0
    arrivals: int = 0

    def __bool__(self) -> bool:
        return any(astuple(self))
