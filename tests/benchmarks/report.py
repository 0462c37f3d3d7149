"""Writes docs/performance.md from what was measured."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.clock import now
from tests.paths import ROOT

PAGE = ROOT / "docs" / "performance.md"
LIBRARIES = ("slack-bolt", "slack-sdk", "sqlalchemy", "aiohttp", "markdown-it-py")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `benchmark` names its module, `what` says in a sentence what that is about."""

    benchmark: str
    what: str
    said: str
    value: str


def write(figures: Sequence[Figure]) -> None:
    """Write the page of a whole run."""
    template = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("performance.md.jinja")
    groups = [
        (name, list(found)) for name, found in groupby(figures, key=lambda each: (each.benchmark, each.what))
    ]
    page = template.render(
        groups=groups,
        machine=_machine(),
        libraries=", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        date=f"{now():%Y-%m-%d}",
        commit=_commit(),
        load=f"{os.getloadavg()[2]:.1f}",
    )
    PAGE.write_text(page, encoding="utf-8")


def _machine() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({models[0] if models else platform.machine()}), {memory:.0f} GiB of memory"
    )


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "an unknown commit"
