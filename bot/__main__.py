"""The command line: reads options and prints; `bot.cli` does the work.

Each command imports what it needs, so that none waits for the libraries of another.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.calls_group import calls
from bot.cli.choices import Form, Format
from bot.cli.db_group import db
from bot.cli.exit_status import FAILED, WRONG
from bot.cli.finding import Finding
from bot.cli.install_group import init, manifest, version
from bot.cli.records_group import export, import_pages
from bot.cli.tokens_group import tokens
from bot.logs import set_up_logging
from bot.model.errors import ConfigurationWrong, MinutesError
from bot.settings import load

cli = typer.Typer(
    name="minutesbot",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.add_typer(calls, name="calls")
cli.add_typer(db, name="db")
cli.add_typer(tokens, name="tokens")
for command in (init, manifest, version):
    cli.command()(command)


def _say_version(wanted: bool) -> None:
    if wanted:
        version()
        raise typer.Exit


@cli.callback()
def minutesbot(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say which release this is."),
    ] = False,
) -> None:
    """Prepare the weekly status call: ask the leads, understand what they write, post the minutes."""


@cli.command()
def run() -> None:
    """Run the bot: over Socket Mode when there is an app token, else over HTTP; with a client id for many."""
    from bot.memory import no_garbage

    settings = load()
    set_up_logging(settings)
    with no_garbage():
        if settings.client_id:
            from bot.teams import run as serve
        else:
            from bot.service import run as serve
    asyncio.run(serve(settings))


@cli.command()
def demo(
    once: Annotated[bool, typer.Option("--once", help="Print the minutes and exit.")] = False,
    play: Annotated[bool, typer.Option(help="Play the week first, or let the page play it.")] = True,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to serve the page.")] = 8765,
    browser: Annotated[bool, typer.Option(help="Open the page.")] = True,
) -> None:
    """Play a whole week in an embedded workspace, then serve a page to play in."""
    from bot.cli import demo as demonstration

    asyncio.run(demonstration.demo(once=once, play=play or once, port=port, browser=browser))


@cli.command()
def doctor(
    live: Annotated[
        bool, typer.Option("--live", help="Try things in a scratch channel and the wikis instead.")
    ] = False,
    channel: Annotated[str | None, typer.Option(help="The id of that channel, with the bot in it.")] = None,
    wait: Annotated[
        float, typer.Option(min=0, help="Seconds in which you write to the bot when asked to; 0: do not ask.")
    ] = 60,
    json: Annotated[bool, typer.Option("--json", help="All findings as one JSON document.")] = False,
) -> None:
    """Check everything the bot needs, a line each; exit 1 if anything fails."""
    from bot.cli.doctor import as_json, examine, examine_live

    if live and channel is None:
        raise ConfigurationWrong("--live wants --channel with the id of a scratch channel")
    ask = partial(typer.echo, err=True)
    findings = examine_live(channel, wait, ask) if live and channel else examine()
    found = asyncio.run(_told(findings, aloud=not json))
    if json:
        typer.echo(as_json(found))
    raise typer.Exit(0 if all(finding.fine for finding in found) else FAILED)


@cli.command()
def parse(
    file: Annotated[str, typer.Argument(help="A file, or - for standard input.")] = "-",
    form: Annotated[Form, typer.Option("--format", help="How to show it.")] = Form.TEXT,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    calls_file: Annotated[Path | None, typer.Option("--calls", help="Labels and style from here.")] = None,
    call: Annotated[str | None, typer.Option(help="Which call of that file.")] = None,
    area: Annotated[str | None, typer.Option(help="Which area of that call.")] = None,
    last: Annotated[Path | None, typer.Option(help="Last week's items, one a line.")] = None,
    blocks: Annotated[bool, typer.Option("--blocks", help="The input is a Slack message as JSON.")] = False,
) -> None:
    """Say what would be understood of a text, or how it would look in the minutes."""
    from bot.cli.parse import UNNAMED
    from bot.cli.parse import parse as parse_text
    from bot.text_file import text_of

    area_meant = UNNAMED
    if calls_file is not None:
        from bot.cli.area_of_file import area_in

        area_meant = area_in(calls_file, call, area)
    text = sys.stdin.read() if file == "-" else text_of(Path(file))
    shown = parse_text(
        text,
        Form.JSON if json else form,
        area=area_meant,
        last=text_of(last) if last else "",
        blocks=blocks,
    )
    typer.echo(shown, nl=False)


@cli.command()
def preview(
    call: Annotated[str | None, typer.Option(help="Which call; needed when there are several.")] = None,
    meeting: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Which date.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to show them.")] = Format.TEXT,
    with_meta: Annotated[
        bool, typer.Option("--with-meta", help="A file for the wiki's data folder; with --format twiki.")
    ] = False,
    index_line: Annotated[
        bool, typer.Option("--index-line", help="Only the line for the wiki page that lists all meetings.")
    ] = False,
) -> None:
    """Show the minutes as they would be posted."""
    from bot.cli import commands

    day = meeting.date() if meeting else None
    options = commands.PreviewOptions(form, with_meta=with_meta, index_line=index_line)
    typer.echo(asyncio.run(commands.preview_minutes(load(need_tokens=False), call, day, options)), nl=False)


@cli.command()
def tick(
    at: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M:%S%z"],
            metavar="MOMENT",
            help="Another moment than now, with its offset from UTC, such as 2027-01-12T16:00:00-0500.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what is due.")] = False,
) -> None:
    """Do what is due, once, or list it."""
    from bot.cli.tick import do_due

    settings = load(need_tokens=not dry_run)
    for line in asyncio.run(do_due(settings, at, dry_run=dry_run)):
        typer.echo(line)


cli.command("import")(import_pages)
cli.command()(export)


async def _told(findings: AsyncIterator[Finding], *, aloud: bool) -> list[Finding]:
    """All findings; `aloud` prints each as soon as it is made."""
    found = []
    async for finding in findings:
        found.append(finding)
        if aloud:
            typer.echo(str(finding))
    return found


def main() -> None:
    """Run a command; an error of ours is printed as one line, and the exit code is 1 or 2."""
    try:
        cli()
    except ConfigurationWrong as error:
        typer.echo(f"minutesbot: {error}", err=True)
        sys.exit(WRONG)
    except MinutesError as error:
        typer.echo(f"minutesbot: {error}", err=True)
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
