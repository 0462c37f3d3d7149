"""The words after `minutesbot db`: read options and print; each imports what it needs."""

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import load

db = typer.Typer(help="The database.", no_args_is_help=True)


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the tables up to date."""
    from bot.cli import database

    typer.echo(database.upgrade(load(need_tokens=False)))


@db.command("backup")
def db_backup(file: Path) -> None:
    """Write a consistent copy, also while the bot is running."""
    from bot.cli import database

    typer.echo(database.back_up(load(need_tokens=False), file))


@db.command("verify")
def db_verify(
    file: Annotated[Path | None, typer.Argument(help="A copy; without it the database.")] = None,
) -> None:
    """Read every row, and say what there is."""
    from bot.cli import database

    typer.echo(database.verify(load(need_tokens=False), file))


@db.command("restore")
def db_restore(
    file: Path,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of the file that is there; it is kept beside.")
    ] = False,
) -> None:
    """Put a copy back, so that the bot goes on without a double or a loss."""
    from bot.cli import database

    typer.echo(database.restore(load(need_tokens=False), file, replace=replace))


@db.command("restored")
def db_restored() -> None:
    """Say that you brought an older state of the database back by other means."""
    from bot.cli import database

    typer.echo(database.note_restored(load(need_tokens=False)))


@db.command("move")
def db_move(
    source: Annotated[str, typer.Argument(help="sqlite:///FILE or postgresql://…")],
    target: Annotated[str, typer.Argument(help="The address of an empty database.")],
) -> None:
    """Move all rows to another database; again after it was ended goes on."""
    from bot.cli import database

    typer.echo(database.move(source, target))
