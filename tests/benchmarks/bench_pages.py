"""Ten years of old pages through the command line, and pages that nobody writes.

The goal: 450 pages in less than 20 seconds of the processor and 200 MiB; pages in line with their length.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import process_time

from bot.formats.twiki.read_page import read_page
from bot.formats.twiki.write import twiki
from tests.benchmarks.bench_formats import meeting
from tests.command_line import CALLS
from tests.paths import ROOT

PAGES = 450
_AREA = "---++ Software (Ana)\n"
_STRANGE: dict[str, Callable[[], str]] = {
    "1 MB of 110,000 lines": lambda: _AREA + "   * items\n" * 110_000,
    "10,000 nested levels": lambda: _AREA + "<ul><li>x" * 10_000 + "</li></ul>" * 10_000,
    "a heading with 20,000 blanks": lambda: f"---++ Software{' ' * 20_000}(Ana)\n   * x\n",
}


def measure() -> list[tuple[str, str]]:
    """Import the pages in a process of its own, and read the strange ones."""
    figures = [_imported()]
    for name, page in _STRANGE.items():
        text = page()
        start = process_time()
        read_page(text)
        figures.append((name, f"{process_time() - start:.2f} s"))
    return figures


def _imported() -> tuple[str, str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "calls.toml").write_text(CALLS, encoding="utf-8")
        source = twiki(meeting(10, 6))
        files = [_page(folder, source, number) for number in range(PAGES)]
        _run(folder, "calls", "apply", "calls.toml")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _run(folder, "import", *files)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{PAGES} pages imported", f"{seconds:.1f} s, {after.ru_maxrss / 1024:.0f} MiB"


def _page(folder: Path, source: str, number: int) -> str:
    """Write the page of one week: 10 areas with 6 items, of which a third is of this week only."""
    day = date(2009, 1, 6) + timedelta(weeks=number)
    week = source.replace("* 4.", f"* Week {number}: 4.").replace("* 5.", f"* Site {number}: 5.")
    name = f"{day:%B}{day.day},{day.year}ProductionMeeting.txt"
    (folder / name).write_text(week, encoding="utf-8")
    return name


def _run(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MINUTESBOT_HTTP": "off"}  # noqa: TID251 - PATH
    subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
