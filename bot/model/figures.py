"""Figures: what the rows say at a moment, for the metrics."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Due:
    """How many deliveries of a kind are due and not sent, and since when the oldest one is."""

    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """What the rows of a workspace say at a moment.

    `due` is by the kind of a delivery. `silent` says for each call with a coming meeting how many leads were
    asked and have not reported. `bytes` is the size of the whole database.
    """

    due: Mapping[str, Due]
    calls: int
    silent: Mapping[str, int]
    bytes: int
