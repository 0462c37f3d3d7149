"""The words after `minutesbot calls`: read options and print; each imports what it needs."""

import asyncio
from pathlib import Path

import typer

from bot.settings import load

calls = typer.Typer(help="The standing calls.", no_args_is_help=True)


@calls.command("apply")
def calls_apply(file: Path) -> None:
    """Load the calls of a file and say what changes; applying it again changes nothing."""
    from bot.cli import commands

    for line in asyncio.run(commands.apply_file(load(need_tokens=False), file)):
        typer.echo(line)


@calls.command("show")
def calls_show() -> None:
    """Print the calls as a file that applies to no change."""
    from bot.cli import commands

    typer.echo(asyncio.run(commands.calls_as_file(load(need_tokens=False))), nl=False)


@calls.command("from-twiki")
def calls_from_twiki(page: Path) -> None:
    """Derive a calls file from a wiki page; what the page does not tell is marked TODO."""
    from bot.cli import records

    typer.echo(asyncio.run(records.derive_calls(load(need_tokens=False), page)), nl=False)


@calls.command("example")
def calls_example() -> None:
    """Print a file with every key there is."""
    from bot.cli.shipped import example_of_calls

    typer.echo(example_of_calls().read_text(encoding="utf-8"), nl=False)
