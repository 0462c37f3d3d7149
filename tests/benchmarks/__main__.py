"""Run every measurement and print its figures: `make bench`."""

import importlib
import pkgutil
import sys

from rich.console import Console
from rich.table import Table

import tests.benchmarks as here


def main(wanted: list[str]) -> None:
    """Measure everything, or what is named: `python -m tests.benchmarks parse formats`."""
    table = Table("benchmark", "figure", "value")
    for module in pkgutil.iter_modules(here.__path__, f"{here.__name__}."):
        name = module.name.rpartition(".bench_")[2]
        if ".bench_" in module.name and (not wanted or name in wanted):
            for figure, value in importlib.import_module(module.name).measure():
                table.add_row(name, figure, value)
    Console().print(table)


main(sys.argv[1:])
