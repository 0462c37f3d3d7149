"""Moments as people say them: the wall clock with its zone by name. Pure."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.model.local_time import local_date


def day_of(day: date) -> str:
    """`Tuesday, January 6`."""
    return f"{day:%A}, {day:%B} {day.day}"


def time_of(moment: datetime, zone: str) -> str:
    """`4:00 PM EST (New York)`."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.hour % 12 or 12}:{local:%M} {local:%p} {_zone(local)} ({_city(zone)})"


def times_of(moment: datetime, zone: str, also_in: Iterable[str], reader: str | None = None) -> str:
    """The time in the call's zone, in the further ones, and in the reader's where that clock differs."""
    shown = dict.fromkeys([zone, *also_in])
    said = [time_of(moment, each) for each in shown]
    if reader and _clock(moment, reader) not in {_clock(moment, each) for each in shown}:
        there = local_date(moment, reader)
        other = "" if there == local_date(moment, zone) else f" on {day_of(there)}"
        said.append(f"{time_of(moment, reader)}{other} where you are")
    return " / ".join(said)


def _clock(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _zone(local: datetime) -> str:
    """The zone's abbreviation, or the offset where it has none."""
    name = f"{local:%Z}"
    if name.isalpha():
        return name
    offset = f"{local:%z}"
    return f"UTC{offset[:3]}:{offset[3:]}"


def _city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")
