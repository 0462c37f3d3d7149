"""What the doctor found: the result of one check, also of one that could not be made."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.model.errors import MinutesError, NotNow, OutcomeUnknown, Rejected
from bot.model.trouble import described

MOST_SECONDS = 90.0  # of one check; Slack may ask to be left alone for half a minute, twice

Check = Callable[[], Awaitable[str]]  # says what it found, or raises


class Result(StrEnum):
    """How a check ended; the words are part of `doctor --json`."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


class CheckFailed(Exception):
    """A check found something wrong; the message says what, and what to do."""


class CheckSkipped(Exception):
    """A check was not made; the message says why."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    what: str
    fine: bool
    detail: str
    skipped: bool = False  # nobody looked, so it is neither fine nor a failure

    @property
    def result(self) -> Result:
        """How the check ended."""
        if self.skipped:
            return Result.SKIPPED
        return Result.OK if self.fine else Result.FAILED

    @property
    def told(self) -> str:
        """The detail on one line."""
        return "; ".join(line.strip() for line in self.detail.splitlines() if line.strip())

    def __str__(self) -> str:
        """A line for the terminal."""
        mark = "skip" if self.skipped else "ok  " if self.fine else "FAIL"
        return f"{mark}  {self.what}: {self.told}"

    def as_json(self) -> dict[str, str]:
        """The same for programs."""
        return {"check": self.what, "result": self.result.value, "detail": self.told}


async def made(what: str, check: Awaitable[str], *, seconds: float = MOST_SECONDS) -> Finding:
    """Make a check, which returns what it found; whatever it raises becomes a finding.

    CheckSkipped says why nobody looked, CheckFailed what is wrong. Any other exception is a failure as well,
    told without its words where they may be a lead's or hold a token.
    """
    try:
        async with asyncio.timeout(seconds):
            return Finding(what, fine=True, detail=await check)
    except CheckSkipped as skipped:
        return not_made(what, str(skipped))
    except CheckFailed as failure:
        detail = str(failure)
    except TimeoutError:
        detail = f"it could not be checked within {seconds:.0f} seconds"
    except (NotNow, OutcomeUnknown, Rejected) as failure:
        detail = failure.detail
    except MinutesError as failure:
        detail = str(failure)
    except Exception as failure:  # noqa: BLE001 - one check that fails must not keep the others from being made
        detail = f"it could not be checked ({described(failure)})"
    return Finding(what, fine=False, detail=detail)


def not_made(what: str, why: str) -> Finding:
    """A check that nobody made, and why."""
    return Finding(what, fine=True, detail=f"not checked, {why}", skipped=True)
