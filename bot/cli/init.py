"""`init`: the two files that a bot needs, by questions."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import typer

from bot import setting_values
from bot.calls_file import read_calls, write_calls
from bot.model.errors import CallsFileWrong, ConfigurationWrong
from bot.setting_values import Wrong

T = TypeVar("T")
SETTINGS, CALLS = Path(".env"), Path("calls.toml")
# everything but what is being asked, so that an answer is looked at alone
SAMPLE = {
    "name": "Harbour",
    "channel": "C0HARBOUR",
    "weekday": "tuesday",
    "time": "16:00",
    "timezone": "UTC",
}
AREA = ("Cranes", "Wanda K.", "U0WANDA")
Area = tuple[str, str, str]


def ask_all() -> tuple[Path, Path]:
    """Ask for everything and write both files; raises ConfigurationWrong where one is there already."""
    for file in (SETTINGS, CALLS):
        if file.exists():
            raise ConfigurationWrong(f"{file} is there already; move it away, or edit it")
    settings = _settings()
    call = {name: _ask(question, default, _part(name)) for name, question, default in QUESTIONS}
    text = calls_text(call, list(_areas()))
    _write(SETTINGS, "".join(f"{name}={value}\n" for name, value in settings.items()))
    _write(CALLS, text)
    return SETTINGS, CALLS


QUESTIONS = (
    ("name", "What is the call's name?", None),
    ("channel", "The id of its channel (at the end of the channel's details)", None),
    ("weekday", "On which weekday?", "tuesday"),
    ("time", "At what time?", "16:00"),
    ("timezone", "In which time zone?", "America/New_York"),
)


def calls_text(call: Mapping[str, str], areas: list[Area]) -> str:
    """A calls file with one call; raises CallsFileWrong."""
    lines = ["[[call]]", *(f"{name} = {_toml(value)}" for name, value in call.items())]
    for name, lead, person in areas:
        leads = f"[{{ name = {_toml(lead)}, slack = {_toml(person)} }}]"
        lines += ["[[call.area]]", f"name = {_toml(name)}", f"leads = {leads}"]
    return write_calls(read_calls("\n".join(lines), "calls.toml"))


def _settings() -> dict[str, str]:
    bot = setting_values.token("xoxb-", "a bot token")
    app = setting_values.token("xapp-", "an app token")
    return {
        "SLACK_BOT_TOKEN": _ask("Bot token (xoxb-…, under OAuth & Permissions)", None, bot, secret=True),
        "SLACK_APP_TOKEN": _ask("App token (xapp-…, under Basic Information)", None, app, secret=True),
        "DATABASE_URL": _ask("Database", "sqlite:///minutesbot.db", setting_values.database_url),
        "MINUTESBOT_CALLS": str(CALLS),
    }


def _areas() -> Iterator[Area]:
    """At least one area, and more until somebody names none."""
    first = _ask("An area of the minutes", None, str)
    yield _area(first)
    while name := _ask("Another area (Enter: that is all)", "", str):
        yield _area(name)


def _area(name: str) -> Area:
    lead = _ask(f"Who reports for {name}?", None, str)
    return name, lead, _ask(f"The member id of {lead} (in the profile, behind ⋮)", None, _person)


def _ask(question: str, default: str | None, meant: Callable[[str], T], *, secret: bool = False) -> T:
    """Ask until an answer can be used; what is secret does not show on a terminal."""

    def usable(answer: str) -> T:
        try:
            return meant(answer.strip())
        except (Wrong, CallsFileWrong) as problem:
            raise typer.BadParameter(str(problem)) from problem

    found: T = typer.prompt(
        question,
        default=default,
        value_proc=usable,
        show_default=bool(default),
        hide_input=secret and sys.stdin.isatty(),
        err=True,
    )
    return found


def _part(name: str) -> Callable[[str], str]:
    """A key of a call, which the reader of calls files judges."""

    def meant(answer: str) -> str:
        calls_text({**SAMPLE, name: answer}, [AREA])
        return answer

    return meant


def _person(answer: str) -> str:
    calls_text(SAMPLE, [(*AREA[:2], answer)])
    return answer


def _toml(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(file: Path, text: str) -> None:
    """Make a new file that nobody else may read."""
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as opened:
        opened.write(text)
