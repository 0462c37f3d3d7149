"""The reference pages, made from the code: `make docs` writes them, and a test keeps them current."""

import asyncio
import json
import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from aiohttp.test_utils import make_mocked_request
from typer.main import get_command

from bot.__main__ import cli
from bot.cli.exit_status import FAILED, WRONG
from bot.health import Health
from bot.settings import DEFAULTS
from handlers.commands.command import Plain
from handlers.commands.registry import COMMANDS
from tests.paths import ROOT

FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- Made from the code by `make docs`; changes belong there. -->"
REQUIRED = {"SLACK_BOT_TOKEN"}
SCHEMAS = (
    ("minutesbot parse --json", "bot/formats/understood.schema.json"),
    ("minutesbot preview --format json", "bot/formats/minutes.schema.json"),
    ("minutesbot export", "bot/formats/history.schema.json"),
    ("minutesbot doctor --json", "bot/cli/doctor.schema.json"),
)
HEALTH = {
    "alive": "whether the bot still takes turns; the HTTP status is 200 then, else 503",
    "seconds_since_turn": "seconds since the last turn of which nothing failed",
    "failure": "what failed since then; empty if nothing did",
    "refused": "what Slack refuses until somebody mends it, by Slack's own words",
    "clock": "what is wrong with this machine's clock; empty if nothing is",
    "copies": "why today's copy of the database could not be made; empty if it was, or none is wanted",
    "teams": "how many workspaces are served; only where one deployment serves several",
    "teams_in_trouble": "how many of them have something in `failure` or `refused`; the log says which",
}


def pages() -> dict[str, str]:
    """Every page by its file name."""
    made = {
        "slash-commands.md": _slash_commands(),
        "command-line.md": _command_line(),
        "settings.md": _settings(),
        "calls-toml.md": _calls_file(),
        "health.md": _health(),
        "json.md": _schemas(),
    }
    return {name: "\n".join(lines).rstrip() + "\n" for name, lines in made.items()}


def write() -> None:
    """Write the pages that changed, so that nothing else looks new."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        file = FOLDER / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


def _slash_commands() -> Iterator[str]:
    yield from _head("Slash commands")
    yield "Type `/minutes` and one of these words, in the channel of the call or in a direct message to"
    yield "the bot. Only you see the answer. `/minutes in NAME …` says which call is meant, where there are"
    yield "several."
    for title, chairs in (("For everybody", False), ("For chairs", True)):
        yield from ("", f"## {title}", "", "| command | what it does | example |", "| --- | --- | --- |")
        for word, command in COMMANDS.items():
            if chairs is (not isinstance(command, Plain) and command.chairs):
                example = f"`/minutes {command.example}`" if command.example else ""
                yield _row(f"`/minutes {word}`", command.what, example)


def _command_line() -> Iterator[str]:
    yield from _head("Command line and exit codes")
    yield "`minutesbot` (or `python -m bot`) and one of these commands. `--help` after one of them says"
    yield "the same."
    for name, command in _commands(get_command(cli)):
        yield from ("", f"## minutesbot {name}", "", _sentence(command.help or ""))
        rows = [_row(*_parameter(each)) for each in command.params if each.name != "help"]
        if rows:
            yield from ("", "| argument or option | default | meaning |", "| --- | --- | --- |", *rows)
    yield from ("", "## Exit codes", "", "| code | meaning |", "| --- | --- |")
    yield _row("0", "done")
    yield _row(f"{FAILED}", "failed; one line on standard error says why, or the lines of the doctor do")
    yield _row(f"{WRONG}", "wrong usage or configuration; every problem is told at once")


def _settings() -> Iterator[str]:
    yield from _head("Settings")
    yield "They are read from the environment, and from a file `.env` in the working directory; the"
    yield "environment wins. All problems are told at once, with exit code 2."
    yield from ("", "| name | default | meaning |", "| --- | --- | --- |")
    for names, meaning in _explained():
        for name in names:
            default = f"`{DEFAULTS[name]}`" if DEFAULTS[name] else "\N{EN DASH}"
            yield _row(f"`{name}`", "required" if name in REQUIRED else default, meaning)


def _explained() -> Iterator[tuple[list[str], str]]:
    """What `.env.example` says above each setting, or above several."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    for block in text.split("\n\n")[1:]:
        lines = block.strip().splitlines()
        said = " ".join(line.removeprefix("#").strip() for line in lines if line.startswith("#"))
        yield [line.partition("=")[0] for line in lines if not line.startswith("#")], said


def _calls_file() -> Iterator[str]:
    example = (ROOT / "deploy" / "calls.example.toml").read_text(encoding="utf-8")
    yield from _head("Keys of calls.toml")
    yield "`minutesbot calls apply FILE` loads the file and says what changes; applying it again changes"
    yield "nothing. What is wrong with it is told with the line and a suggestion."
    table, known = "", set[str]()
    for line in example.splitlines():
        if found := re.match(r"\[+([\w.]+)\]+\s*(?:# (.*))?", line):
            if found[1] != table:
                table, said = found[1], found[2] or ""
                yield from ("", f"## {line.split('#')[0].strip()}", "")
                yield from ([_sentence(said), ""] if said else [])
                yield from ("| key | example | meaning |", "| --- | --- | --- |")
                known = set[str]()
        elif (found := re.match(r"(?:# )?(\w+) = (.*?)\s*(?:# (.*))?$", line)) and found[1] not in known:
            known.add(found[1])
            yield _row(f"`{found[1]}`", f"`{found[2].strip()}`", found[3] or "")
    tomllib.loads(example)
    yield from ("", "## A whole file", "", "```toml", *example.splitlines(), "```")


def shown_health() -> dict[str, Any]:
    """What /health shows where it shows every key: of several workspaces."""
    health = Health()
    health.others = {"T1": Health()}
    shown: dict[str, Any] = json.loads(_body(asyncio.run(health.show(make_mocked_request("GET", "/health")))))
    return shown


def _health() -> Iterator[str]:
    yield from _head("Health")
    yield "`GET /health` at the address of `MINUTESBOT_HTTP` answers with JSON, for a supervisor or a load"
    yield "balancer."
    yield from ("", "| key | type | meaning |", "| --- | --- | --- |")
    for key, value in shown_health().items():
        yield _row(f"`{key}`", _type(value), HEALTH[key])


def _body(response: Any) -> str:
    return str(response.text)


def _schemas() -> Iterator[str]:
    yield from _head("JSON schemas")
    yield "What other programs read follows these schemas (JSON Schema, 2020-12)."
    for command, path in SCHEMAS:
        schema = (ROOT / path).read_text(encoding="utf-8").rstrip()
        yield from ("", f"## {command}", "", "```json", *schema.splitlines(), "```")


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by its whole name; Typer brings its own classes for them."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _parameter(each: Any) -> tuple[str, str, str]:
    said = _sentence(each.help or "")
    if each.param_type_name == "argument":
        return f"`{each.name.upper()}`", "", said
    named = ", ".join(f"`{name}`" for name in (*each.opts, *each.secondary_opts))
    default = each.default
    plain = default is None or default is False or callable(default)
    choices = f" One of {', '.join(type(default))}." if isinstance(default, StrEnum) else ""
    return named, "" if plain else f"`{getattr(default, 'value', default)}`", f"{said}{choices}"


def _head(title: str) -> tuple[str, ...]:
    return (MADE, "", f"# {title}", "")


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _type(value: object) -> str:
    names = {bool: "true or false", float: "number", int: "number", str: "text", list: "list of texts"}
    return names[type(value)]


if __name__ == "__main__":
    write()
