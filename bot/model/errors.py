"""What can go wrong, said once: the docstring of an exception is its message."""

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Self

CLOCK_SECONDS = 15.0  # until it may have been confirmed


class MinutesError(Exception):
    """Something went wrong."""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(detail)

    def __str__(self) -> str:
        """Say the docstring's first line, and the detail after it."""
        said = (type(self).__doc__ or "").split("\n")[0]
        return f"{said.rstrip('.')}: {self.detail}" if self.detail else said


class ConfigurationWrong(MinutesError):
    """The configuration cannot be used."""

    @classmethod
    def because(cls, problems: Sequence[str], where: str = "") -> Self:
        """List everything that is wrong: one problem on the same line, several on a line each."""
        if len(problems) == 1:
            return cls(", ".join(part for part in (where, problems[0]) if part))
        said = ", ".join(part for part in (where, f"{len(problems)} problems") if part)
        return cls("\n  ".join((said, *problems)))


class CallsFileWrong(ConfigurationWrong):
    """The calls file cannot be used."""


class FileUnreadable(ConfigurationWrong):
    """A file cannot be read."""


class Refusal(MinutesError):
    """What somebody asked for cannot be done.

    Its message is the whole answer, plain English for whoever asked. It is final: nobody tries again.
    """

    def __str__(self) -> str:
        """Say the answer, and nothing before it."""
        return self.detail


class UnknownCall(MinutesError):
    """There is no such call."""


class UnknownMeeting(MinutesError):
    """There is no such meeting."""


class DatabaseUnusable(MinutesError):
    """The database cannot be used."""


class DatabaseBusy(DatabaseUnusable):
    """Another process is already running on this database."""


class DatabaseLocked(DatabaseUnusable):
    """Another process changes so much that a change has waited for its turn in vain."""


class NoCopy(MinutesError):
    """No copy of the database can be made."""


class BeingWorkedOut(MinutesError):
    """Something that takes long is being worked out beside; this can be done again when it is `known`."""

    def __init__(self, known: Future[None]) -> None:
        self.known = known
        super().__init__()


class TookTooLong(MinutesError):
    """It took too long to be worked out, and was given up."""


class RowUnreadable(MinutesError):
    """What is stored cannot be read."""


class TokenUnreadable(MinutesError):
    """A token cannot be read with the keys of MINUTESBOT_TOKEN_KEYS; put the key it was encrypted with there.

    The detail is the team, or teams, whose token it is.
    """


class ChatUnusable(MinutesError):
    """The chat workspace cannot be used."""


class Rejected(MinutesError):
    """The workspace refused the message.

    `lacks` names the permission without which it does, where that is why. It is `final` where the message or
    its reader is the reason, so that it will be refused again; else somebody may mend what is in the way.
    """

    def __init__(self, detail: str = "", *, lacks: str = "", final: bool = True) -> None:
        self.lacks = lacks
        self.final = final
        super().__init__(detail)


class OutcomeUnknown(MinutesError):
    """Nobody answered, so the message may or may not have been posted."""


class LeaseRunsOut(MinutesError):
    """Too little of the lease is left to begin: the message is left to whoever claims it next.

    Nothing was posted.
    """


class NotNow(MinutesError):
    """The workspace did not take the message and asks to be tried again later.

    `after` is in seconds.
    """

    def __init__(self, after: float, detail: str = "") -> None:
        self.after = after
        super().__init__(detail)


class ClockInDoubt(NotNow):
    """The clock of this machine may be wrong."""

    def __init__(self) -> None:
        super().__init__(CLOCK_SECONDS, "the clock may be wrong")
