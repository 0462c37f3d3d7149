"""Writes docs/reliability.md from the trials of the campaign."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.faults.named_points import HITS
from tests.faults.points import KNOWN
from tests.faults.sums import Of, Sum
from tests.faults.trial import Fault
from tests.paths import ROOT

DATABASES = ("sqlite", "postgresql")
Known = Mapping[Of, Sum]
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
    """At how many named points a bot died at the so-manieth pass in its life, and at which none did."""

    database: str
    hit: int
    points: int
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


def write(faults: Sequence[Fault], sums: Sequence[Sum]) -> Path:
    """Write the page; returns where it is."""
    place = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
    known = {each.of: each for each in sums}
    page = place.get_template("reliability.md.jinja").render(
        days=_span(day for each in sums for day in each.days),
        sqlite=sqlite3.sqlite_version,
        invariants=INVARIANTS,
        rows=[row for fault in faults for row in _rows(fault, known)],
        points=len(KNOWN),
        reached=[
            _reached(_known(known, "named-points", database), hit) for database in DATABASES for hit in HITS
        ],
        without=[_without(each, known) for each in sorted(sums, key=_protection) if each.without],
    )
    PAGE.write_text(page, encoding="utf-8")
    return PAGE


def _known(known: Known, fault: str, database: str) -> Sum:
    key = (fault, database, "")
    return known.get(key, Sum(*key))


def _rows(fault: Fault, known: Known) -> Iterable[Row]:
    for database in fault.databases:
        tried = _known(known, fault.name, database)
        wanted, what = fault.wanted_on(database)
        counts = {
            name: many for name, many in tried.counts.items() if "pass " not in name and name != "weeks"
        }
        too_few = ": too few yet" if tried.counts.get(what, 0) < wanted else ""
        yield Row(
            fault.said,
            database,
            tried.trials,
            ", ".join(f"{many:,} {name}" for name, many in counts.items()),
            f"{wanted:,} {what}{too_few}",
            tried.violations,
            f"{tried.seeds[0][0]} to {tried.seeds[-1][1]}" if tried.seeds else "",
            _span(tried.days),
            ", ".join(tried.commits),
            tried.examples,
        )


def _reached(tried: Sum, hit: int) -> Reached:
    never = tuple(point for point in KNOWN if f"{point}, pass {hit}" not in tried.counts)
    return Reached(tried.database, hit, len(KNOWN) - len(never), never)


def _without(weakened: Sum, known: Known) -> Without:
    intact = _known(known, weakened.fault, weakened.database)
    return Without(
        weakened.without,
        weakened.fault,
        weakened.database,
        weakened.trials,
        weakened.failed,
        weakened.violations,
        weakened.examples[0].partition(": ")[2] if weakened.examples else "nothing",
        intact.trials,
        intact.violations,
    )


def _protection(each: Sum) -> Of:
    return each.without, each.fault, each.database


def _span(days: Iterable[str]) -> str:
    known = sorted(set(days))
    return " to ".join(dict.fromkeys((known[0], known[-1]))) if known else ""
