"""Which areas have been silent for several meetings in a row. Values in, values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model.minutes import AreaMinutes, Minutes, Silence

TOLD_FROM = 3  # meetings in a row

_NTH = {3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth"}


@dataclass(frozen=True, slots=True)
class Silent:
    """An area, with its leads as the minutes name them, without a report for so many meetings in a row."""

    heading: str
    times: int


def long_silent(minutes: Minutes, before: Iterable[Minutes]) -> tuple[Silent, ...]:
    """The areas that are silent for at least the third time in a row; `before` is newest first.

    A meeting at which its leads were away neither counts nor ends it; imported pages say nothing of it.
    """
    past = (minutes, *(each for each in before if not each.imported))
    counted = ((area, _times(area.area, past)) for area in minutes.areas if area.silence is Silence.NO_REPORT)
    return tuple(Silent(area.heading, times) for area, times in counted if times >= TOLD_FROM)


def silence_in_words(call: str, silent: Sequence[Silent]) -> str:
    """What a chair is told."""
    each = "; ".join(
        f"{area.heading}, for the {_NTH.get(area.times, f'{area.times}th')} time" for area in silent
    )
    return (
        f"No report for the {call} call in a row: {each}. `/minutes why @lead` tells what they were asked, "
        "`/minutes away @lead …` excuses them, and `/minutes setup` changes who reports."
    )


def _nth(times: int) -> str:
    return _NTH.get(times, f"{times}th")


def _times(name: str, past: Iterable[Minutes]) -> int:
    """For how many meetings in a row an area is silent, the newest first."""
    count = 0
    for minutes in past:
        silence = _silence(name, minutes.areas)
        if silence not in (Silence.NO_REPORT, Silence.AWAY):
            return count
        count += silence is Silence.NO_REPORT
    return count


def _silence(name: str, areas: Iterable[AreaMinutes]) -> Silence | None:
    """Why an area is silent; None if it is not, or was not there yet."""
    return next((area.silence for area in areas if area.area == name), None)
