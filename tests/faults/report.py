"""Writes docs/reliability.md from the trials of the campaign."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.faults.points import KNOWN
from tests.faults.trial import Done, Fault, total
from tests.paths import ROOT

DATABASES = ("sqlite", "postgresql")
PAGE = ROOT / "docs" / "reliability.md"
INVARIANTS = (
    ("I1", "nobody gets a message twice, no command is answered twice"),
    ("I2", "minutes and their TWiki copy are there, and everybody was asked unless that had become needless"),
    (
        "I3",
        "what was acknowledged, or still stands, is kept as it stands; what was deleted is not",
    ),
    ("I4", "what stands is in the minutes, once; what does not stand is not"),
    ("I5", "nothing is said before its time"),
    ("I6", "what is noted as sent stands where it is said to, once, and what stands is noted"),
    ("I7", "at the end nothing is in hand, unsent, or given up"),
    ("I8", "the post and the TWiki copy say the same"),
    ("I9", "the database's own checks find nothing"),
    ("I10", "nothing of one call or workspace is in another's (simulation)"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A fault on one database."""

    said: str
    database: str
    trials: int
    counts: str
    wanted: str  # and whether it was too little
    violations: int
    seeds: str
    days: str
    commits: str
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """At how many named points a bot was killed, how often, and at which none was."""

    database: str
    points: int
    deaths: int
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """A protection that was taken away."""

    name: str
    fault: str
    database: str
    trials: int
    failed: int
    violations: int
    example: str
    weeks_with: int  # the same fault, with the protection where it belongs
    violations_with: int


def write(faults: Sequence[Fault], done: Sequence[Done]) -> Path:
    """Write the page; returns where it is."""
    place = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
    page = place.get_template("reliability.md.jinja").render(
        days=_span(each.day for each in done),
        sqlite=sqlite3.sqlite_version,
        invariants=INVARIANTS,
        rows=[row for fault in faults for row in _rows(fault, done)],
        points=len(KNOWN),
        reached=[_reached(done, database) for database in DATABASES],
        without=list(_without(done)),
    )
    PAGE.write_text(page, encoding="utf-8")
    return PAGE


def _rows(fault: Fault, done: Iterable[Done]) -> Iterable[Row]:
    everything = list(done)
    for database in fault.databases:
        mine = [each for each in everything if _of(each, fault.name, database, "")]
        tried = total(mine)
        wanted, what = fault.wanted
        counts = {name: many for name, many in tried.items() if "pass " not in name and name != "weeks"}
        too_few = ": too few yet" if tried[what] < wanted else ""
        yield Row(
            fault.said,
            database,
            len(mine),
            ", ".join(f"{many:,} {name}" for name, many in counts.items()),
            f"{wanted:,} {what}{too_few}",
            sum(len(each.outcome.violations) for each in mine),
            _seeds(mine),
            _span(each.day for each in mine),
            _commits(mine),
            tuple(f"{each.trial.said}: {line}" for each in mine for line in each.outcome.violations),
        )


def _seeds(done: Iterable[Done]) -> str:
    seeds = sorted(each.trial.seed for each in done)
    return f"{seeds[0]} to {seeds[-1]}" if seeds else ""


def _reached(done: Iterable[Done], database: str) -> Reached:
    passes = total(each for each in done if _of(each, "named-points", database, ""))
    deaths = {name: many for name, many in passes.items() if ", pass " in name}
    points = {name.split(", pass ")[0] for name in deaths}
    never = tuple(point for point in KNOWN if point not in points)
    return Reached(database, len(KNOWN) - len(never), sum(deaths.values()), never)


def _without(everything: Sequence[Done]) -> Iterable[Without]:
    weakened = sorted((each for each in everything if each.trial.without), key=_protection)
    for (name, fault, database), group in groupby(weakened, key=_protection):
        mine = list(group)
        broken = [line for each in mine for line in each.outcome.violations]
        failed = sum(bool(each.outcome.violations) for each in mine)
        example = broken[0] if broken else "nothing"
        intact = [each for each in everything if _of(each, fault, database, "")]
        broken_so = sum(len(each.outcome.violations) for each in intact)
        yield Without(name, fault, database, len(mine), failed, len(broken), example, len(intact), broken_so)


def _protection(each: Done) -> tuple[str, str, str]:
    return each.trial.without, each.trial.fault, each.trial.database


def _of(each: Done, fault: str, database: str, without: str) -> bool:
    return (each.trial.fault, each.trial.database, each.trial.without) == (fault, database, without)


def _span(days: Iterable[str]) -> str:
    known = sorted(set(days))
    return " to ".join(dict.fromkeys((known[0], known[-1]))) if known else ""


def _commits(done: Iterable[Done]) -> str:
    return ", ".join(dict.fromkeys(each.commit for each in done))
