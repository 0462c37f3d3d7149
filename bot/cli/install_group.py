"""Words for whoever installs the bot: each prints, or imports what it needs."""

import typer


def version() -> None:
    """Say which release this is."""
    from bot.version import VERSION

    typer.echo(f"minutesbot {VERSION}")


def manifest() -> None:
    """Print the app manifest, to be pasted where an app is made."""
    from bot.cli.shipped import manifest as shipped

    typer.echo(shipped().read_text(encoding="utf-8"), nl=False)


def init() -> None:
    """Write .env and calls.toml, by questions."""
    from bot.cli.init import ask_all

    settings, calls_file = ask_all()
    typer.echo(f"wrote {settings} and {calls_file}; now: minutesbot doctor, then minutesbot run")
