"""The words after `minutesbot tokens`; each imports what it needs."""

import typer

from bot.settings import load

tokens = typer.Typer(help="The tokens of several workspaces.", no_args_is_help=True)


@tokens.command("key")
def tokens_key() -> None:
    """Print a new key for MINUTESBOT_TOKEN_KEYS."""
    from bot.cli import tokens

    typer.echo(tokens.key())


@tokens.command("rotate")
def tokens_rotate() -> None:
    """Encrypt all tokens with the first of the keys."""
    from bot.cli import tokens

    typer.echo(tokens.rotate(load(need_tokens=False)))
