"""What the doctor found: the result of one check."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    what: str
    fine: bool
    detail: str
    skipped: bool = False  # nobody looked, so it is neither fine nor a failure

    def __str__(self) -> str:
        """A line for the terminal."""
        mark = "skip" if self.skipped else "ok  " if self.fine else "FAIL"
        return f"{mark}  {self.what}: {self.detail}"
