"""What fails alone: how it is described without anybody's words, and when it is tried again."""

import traceback
from datetime import timedelta

from bot.model.errors import (
    ChatUnusable,
    DatabaseUnusable,
    NotNow,
    OutcomeUnknown,
    Rejected,
    RowUnreadable,
    TokenUnreadable,
)

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)
TOLD_AFTER = 5  # failures, about four minutes after the first
# they hold codes, no words
WORLDLY = (
    ChatUnusable | DatabaseUnusable | NotNow | OutcomeUnknown | Rejected | RowUnreadable | TokenUnreadable
)
OURS = ("bot", "handlers", "storage")
_DOUBLINGS = 20  # more than any longest pause takes


def pause_after(failures: int, longest: timedelta = LONGEST_PAUSE) -> timedelta:
    """How long to wait after so many failures in a row: a quarter of a minute, doubled each time."""
    doublings: int = min(max(failures - 1, 0), _DOUBLINGS)
    return min(FIRST_PAUSE * (1 << doublings), longest)


def described(failure: BaseException) -> str:
    """`KeyError at handlers/web_api/chat.py:103`; what Slack or the database refuse says that instead.

    The words of every other exception are left out: they may be a lead's, or hold a token.
    """
    return str(failure) if isinstance(failure, WORLDLY) else whereabouts(failure)


def whereabouts(failure: BaseException) -> str:
    """`KeyError at handlers/web_api/chat.py:103`: the innermost line of ours that it came through."""
    frames = [
        (str(frame.f_globals.get("__name__", "?")), line)
        for frame, line in traceback.walk_tb(failure.__traceback__)
    ]
    ours = [(module, line) for module, line in frames if module.partition(".")[0] in OURS]
    name = type(failure).__name__
    if not frames:
        return name
    module, line = (ours or frames)[-1]
    return f"{name} at {module.replace('.', '/')}.py:{line}"
