"""Numbers: how long, and how many."""

import math
import re
from datetime import timedelta

from bot.setting_values.wrong import Wrong


def seconds(value: str) -> float:
    """Seconds, up to an hour."""
    hour = 3600
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not 0 < number <= hour:
        raise Wrong("is not a number of seconds above 0 and up to 3600")
    return number


def count(value: str) -> int:
    """How many of something: 1 at least."""
    most = 10_000
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 0 < int(value) <= most:
        raise Wrong("is not a number from 1 to 10000")
    return int(value)


def days(value: str) -> timedelta:
    """Whole days, from none up to ten years."""
    most = 3650
    if not re.fullmatch(r"[0-9]{1,4}", value) or int(value) > most:
        raise Wrong("is not a number of whole days from 0 to 3650")
    return timedelta(days=int(value))
