"""Words for records: old pages are taken in, and all that was kept is written out."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.choices import Export
from bot.cli.exit_status import FAILED
from bot.settings import load


def import_pages(
    pages: Annotated[
        list[Path], typer.Argument(help="Files with the source of old pages, or exports (.json).")
    ],
    call: Annotated[str | None, typer.Option(help="Which call; needed when there are several.")] = None,
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day, where the page does not tell it.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Import nothing when one page cannot be imported.")
    ] = False,
) -> None:
    """Read old pages, or own exports, into the history; reading them again changes nothing."""
    from bot.cli import records

    if all(page.suffix.lower() == ".json" for page in pages):
        for line in asyncio.run(records.import_exports(load(need_tokens=False), pages)):
            typer.echo(line)
        return
    day = date.date() if date else None
    settings = load(need_tokens=False)
    imported = asyncio.run(records.import_files(settings, pages, call, day, strict=strict))
    for line in imported.lines:
        typer.echo(line)
    if len(pages) > 1 and not strict:
        typer.echo(imported.summary)
    for problem in imported.unusable:
        typer.echo(f"minutesbot: {problem}", err=True)
    if imported.unusable:
        raise typer.Exit(FAILED)


def export(
    call: Annotated[str | None, typer.Option(help="Only this call.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Meetings from then on.")
    ] = None,
    form: Annotated[Export, typer.Option("--format", help="How to write it.")] = Export.JSON,
) -> None:
    """Write everything that was kept as JSON, or what the minutes say as CSV."""
    from bot.cli import records

    day = since.date() if since else None
    typer.echo(asyncio.run(records.export(load(need_tokens=False), call, day, form)), nl=False)
