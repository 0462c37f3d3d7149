"""Run every measurement and print its figures: `make bench`; a whole run writes docs/performance.md anew.

`many` is run by its name alone, as it may take hours: `python -m tests.benchmarks many --calls 5000`.
"""

import importlib
import pkgutil
import sys

from rich.console import Console
from rich.table import Table

import tests.benchmarks as here
from tests.benchmarks import many
from tests.benchmarks.report import Figure, write


def main(wanted: list[str]) -> None:
    """Measure everything, or what is named: `python -m tests.benchmarks parse formats`."""
    table, figures = Table("benchmark", "figure", "value"), list[Figure]()
    if wanted[:1] == ["many"]:
        for said, value in many.measure(wanted[1:]):
            table.add_row("many", said, value)
        Console().print(table)
        return
    for module in pkgutil.iter_modules(here.__path__, f"{here.__name__}."):
        name = module.name.rpartition(".bench_")[2]
        if ".bench_" in module.name and (not wanted or name in wanted):
            measured = importlib.import_module(module.name)
            what = (measured.__doc__ or "").strip().splitlines()[0]
            for said, value in measured.measure():
                table.add_row(name, said, value)
                figures.append(Figure(name, what, said, value))
    Console().print(table)
    if not wanted:
        write(figures)


main(sys.argv[1:])
