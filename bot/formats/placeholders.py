"""Names of pages and files after a call's pattern, such as `{year}/{month2}-{day2}.md`."""

import calendar
import re
from datetime import date

from bot.model.errors import MinutesError


class NoFilePath(MinutesError):
    """A pattern leads to no file within a repository."""


def filled(pattern: str, call: str, day: date) -> str:
    """The pattern with what it holds places for; what it does not know stays as it is."""
    known = {
        "{month}": calendar.month_name[day.month],
        "{mon}": calendar.month_abbr[day.month],
        "{month2}": f"{day.month:02}",
        "{day}": str(day.day),
        "{day2}": f"{day.day:02}",
        "{year}": str(day.year),
        "{call}": call,
    }
    return re.sub(r"\{\w+\}", lambda found: known.get(found.group(), found.group()), pattern)


def file_path(pattern: str, call: str, day: date) -> str:
    """The file of a meeting, as a path within a repository; raises NoFilePath if it would lead elsewhere."""
    path = _NOT_IN_PATHS.sub("-", filled(pattern, call, day))
    parts = path.split("/")
    if not path.endswith(".md") or any(_NO_PART.fullmatch(part) for part in parts):
        raise NoFilePath(pattern)
    return path


_NOT_IN_PATHS = re.compile(r"[^\w./+,()@-]")
_NO_PART = re.compile(r"\.*|\.git.*|\.md", re.IGNORECASE)
