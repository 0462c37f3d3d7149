"""Settings from the environment and a .env file: complete and frozen, or a list of all that is wrong."""

import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from bot.model.errors import ConfigurationWrong
from bot.nearest import nearest

T = TypeVar("T")

DEFAULTS: Mapping[str, str] = {
    "SLACK_BOT_TOKEN": "",
    "SLACK_APP_TOKEN": "",
    "SLACK_SIGNING_SECRET": "",
    "SLACK_API_URL": "https://slack.com/api/",
    "DATABASE_URL": "sqlite:///minutesbot.db",
    "MINUTESBOT_CALLS": "",
    "MINUTESBOT_HTTP": "127.0.0.1:8080",
    "MINUTESBOT_TICK_SECONDS": "15",
    "MINUTESBOT_LOG_LEVEL": "INFO",
    "MINUTESBOT_LOG_FORMAT": "text",
    "MINUTESBOT_WIKI_PASSWORD": "",
}


class LogFormat(StrEnum):
    """Whether logs are text for people or JSON for programs."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """The least serious level that is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"
    CRITICAL = "CRITICAL"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the environment decides.

    Secrets (tokens, passwords, the database's address) stay out of the repr. `bot_token` may be empty for a
    command that does not speak to Slack. `http` is host and port, None if off; `tick_seconds` is the time
    between two heartbeats.
    """

    bot_token: str = field(repr=False)
    app_token: str | None = field(repr=False)
    signing_secret: str | None = field(repr=False)
    api_url: str
    database_url: str = field(repr=False)
    calls_file: Path | None
    http: tuple[str, int] | None
    tick_seconds: float
    log_level: LogLevel
    log_format: LogFormat
    wiki_password: str | None = field(default=None, repr=False)


class _Wrong(ValueError):
    """A value that cannot be used; its message never repeats the value, which may be a secret."""


def load(
    environ: Mapping[str, str] | None = None,
    dotenv: Path | None = Path(".env"),
    *,
    need_tokens: bool = True,
) -> Settings:
    """Read the settings; the real environment wins over the file `dotenv`.

    With `need_tokens` the tokens must be there, for what speaks to Slack. Raises ConfigurationWrong with
    every problem at once.
    """
    real = os.environ if environ is None else environ  # noqa: TID251 - the one module that may
    problems: list[str] = []
    written = _written(dotenv, problems)
    given = {
        name: (real.get(name) or "").strip() or (written.get(name) or "").strip() or default
        for name, default in DEFAULTS.items()
    }
    settings = _settings(given, problems)
    if need_tokens:
        problems += _missing(given)
    if problems:
        raise ConfigurationWrong.because(problems)
    return settings


def _written(dotenv: Path | None, problems: list[str]) -> Mapping[str, str | None]:
    """What the file says; nothing when there is no file."""
    if dotenv is None or not dotenv.exists():
        return {}
    try:
        with dotenv.open(encoding="utf-8-sig") as stream:
            broken = [binding.original.line for binding in parse_stream(stream) if binding.error]
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{dotenv} cannot be read ({type(error).__name__})")
        return {}
    problems += [f"{dotenv}, line {line}: not of the form NAME=value" for line in broken]
    values = {} if broken else dotenv_values(dotenv, encoding="utf-8-sig")
    problems += [f"{dotenv}: {problem}" for name in values if (problem := _misspelt(name))]
    return values


def _misspelt(name: str) -> str:
    """What to say about a name that is nearly one of ours; other programs' names are none of our business."""
    near = nearest(name.upper(), DEFAULTS)
    return f"no such setting as {name}; did you mean {near}?" if near and name not in DEFAULTS else ""


def _settings(given: Mapping[str, str], problems: list[str]) -> Settings:
    """Read each value; where one is wrong its problem is noted and the default stands in."""

    def read(name: str, parse: Callable[[str], T]) -> T:
        try:
            return parse(given[name])
        except _Wrong as wrong:
            problems.append(f"{name} {wrong}")
            return parse(DEFAULTS[name])

    return Settings(
        bot_token=read("SLACK_BOT_TOKEN", _token("xoxb-", "a bot token")),
        app_token=read("SLACK_APP_TOKEN", _token("xapp-", "an app token")) or None,
        signing_secret=read("SLACK_SIGNING_SECRET", _signing_secret) or None,
        api_url=read("SLACK_API_URL", _api_url),
        database_url=read("DATABASE_URL", _database_url),
        calls_file=Path(given["MINUTESBOT_CALLS"]) if given["MINUTESBOT_CALLS"] else None,
        http=read("MINUTESBOT_HTTP", _http),
        tick_seconds=read("MINUTESBOT_TICK_SECONDS", _seconds),
        log_level=read("MINUTESBOT_LOG_LEVEL", _log_level),
        log_format=read("MINUTESBOT_LOG_FORMAT", _log_format),
        wiki_password=given["MINUTESBOT_WIKI_PASSWORD"] or None,
    )


def _missing(given: Mapping[str, str]) -> list[str]:
    """What the bot itself cannot do without."""
    missing = []
    if not given["SLACK_BOT_TOKEN"]:
        missing.append(
            "SLACK_BOT_TOKEN is missing; it is the xoxb-… token under OAuth & Permissions of the app"
        )
    if not given["SLACK_APP_TOKEN"] and not given["SLACK_SIGNING_SECRET"]:
        missing.append("SLACK_APP_TOKEN (for Socket Mode) or else SLACK_SIGNING_SECRET (for HTTP) is needed")
    elif not given["SLACK_APP_TOKEN"] and given["MINUTESBOT_HTTP"].lower() == "off":
        missing.append(
            "MINUTESBOT_HTTP is off, but without SLACK_APP_TOKEN the workspace's requests come in there"
        )
    if given["MINUTESBOT_CALLS"] and not Path(given["MINUTESBOT_CALLS"]).is_file():
        missing.append("MINUTESBOT_CALLS names a file that does not exist")
    return missing


def _token(prefix: str, what: str) -> Callable[[str], str]:
    """Know a token by how it begins."""

    def parse(value: str) -> str:
        if not value or re.fullmatch(re.escape(prefix) + r"[\x21-\x7e]+", value):
            return value
        kinds = {"xoxb-": "a bot token", "xapp-": "an app token", "xoxp-": "a user token"}
        found = next((kind for begin, kind in kinds.items() if value.startswith(begin)), "")
        if found and found != what:
            raise _Wrong(f"holds {found}; {what} begins with {prefix}")
        raise _Wrong(f"is not {what}: it begins with {prefix} and holds no blanks")

    return parse


def _signing_secret(value: str) -> str:
    if value.startswith(("xox", "xapp-")):
        raise _Wrong("holds a token; the signing secret is under Basic Information of the app")
    return value


def _api_url(value: str) -> str:
    """An address of a web API, with the slash at the end that method names are added to."""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or re.search(r"\s|[?#]", value):
        raise _Wrong("is not a web address such as https://slack.com/api/")
    return value.rstrip("/") + "/"


def _database_url(value: str) -> str:
    """An address of a database that remembers."""
    scheme, found, rest = value.partition("://")
    if found and scheme in {"postgres", "postgresql", "postgresql+psycopg"} and rest:
        return f"postgresql://{rest}" if scheme == "postgres" else value
    if not found or scheme != "sqlite":
        raise _Wrong("is not of the form sqlite:///file.db or postgresql://user@host/name")
    if rest in {"", "/", "/:memory:"} or not rest.startswith("/"):
        raise _Wrong("names no file; write sqlite:///file.db, or sqlite:////var/lib/file.db for a full path")
    return value


def _http(value: str) -> tuple[str, int] | None:
    if value.lower() == "off":
        return None
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/@\[\]]+)):(\d{1,5})", value)
    if not found:
        raise _Wrong("is not of the form host:port, such as 127.0.0.1:8080, and not off")
    host, port = found[1] or found[2], int(found[3])
    if port > 65535:  # noqa: PLR2004 - the highest port there is
        raise _Wrong("has no such port; the highest is 65535")
    return host, port


def _seconds(value: str) -> float:
    hour = 3600
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= hour:
        raise _Wrong("is not a number of seconds above 0 and up to 3600")
    return seconds


def _log_level(value: str) -> LogLevel:
    if value.upper() not in set(LogLevel):
        raise _Wrong(f"is none of {', '.join(LogLevel)}")
    return LogLevel(value.upper())


def _log_format(value: str) -> LogFormat:
    if value.lower() not in set(LogFormat):
        raise _Wrong(f"is none of {', '.join(LogFormat)}")
    return LogFormat(value.lower())
