"""Settings from the environment and a .env file: complete and frozen, or a list of all that is wrong."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from bot import setting_values
from bot.model.errors import ConfigurationWrong
from bot.nearest import nearest
from bot.setting_values import LogFormat, LogLevel, MailSender, MailServer, Wrong

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
    "MINUTESBOT_SMTP_URL": "",
    "MINUTESBOT_MAIL_FROM": "",
    "MINUTESBOT_BACKUP_DIR": "",
    "MINUTESBOT_BACKUP_KEEP": "14",
    "SLACK_CLIENT_ID": "",
    "SLACK_CLIENT_SECRET": "",
    "MINUTESBOT_TOKEN_KEYS": "",
    "MINUTESBOT_KEEP_AFTER_UNINSTALL_DAYS": "30",
}
CREDENTIALS = "CREDENTIALS_DIRECTORY"  # where systemd puts what LoadCredential= names


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the environment decides.

    Secrets (tokens, passwords, the database's address) stay out of the repr. `bot_token` may be empty for a
    command that does not speak to Slack. `http` is host and port, None if off; `tick_seconds` is the time
    between two heartbeats. `mail_server` and `mail_from` are both there, or both None. `backup_dir` is where
    a copy of the database is made every day, None for none, and `backup_keep` how many stay.

    With a `client_id` the bot serves every workspace that installs the app, instead of the one of a bot
    token; their tokens are encrypted with the first of `token_keys`. What is stored of a workspace is kept
    for `keep_after_uninstall` once it has removed the app.
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
    mail_server: MailServer | None = None
    mail_from: MailSender | None = None
    backup_dir: Path | None = None
    backup_keep: int = 14
    client_id: str | None = field(default=None, repr=False)  # no secret, but a token may be put there
    client_secret: str | None = field(default=None, repr=False)
    token_keys: tuple[str, ...] = field(default=(), repr=False)
    keep_after_uninstall: timedelta = timedelta(days=30)

    @property
    def sends_mail(self) -> bool:
        """Whether minutes can be mailed."""
        return self.mail_server is not None and self.mail_from is not None


def load(
    environ: Mapping[str, str] | None = None,
    dotenv: Path | None = Path(".env"),
    *,
    need_tokens: bool = True,
) -> Settings:
    """Read the settings; the real environment wins over files of credentials, and they over `dotenv`.

    A file in the folder that CREDENTIALS_DIRECTORY names is called like the setting whose value it holds.

    With `need_tokens` the tokens must be there, for what speaks to Slack. Raises ConfigurationWrong with
    every problem at once.
    """
    real = os.environ if environ is None else environ  # noqa: TID251 - the one module that may
    problems: list[str] = []
    places = (real, _credentials(real.get(CREDENTIALS, ""), problems), _written(dotenv, problems))
    given = {
        name: next((said for place in places if (said := (place.get(name) or "").strip())), default)
        for name, default in DEFAULTS.items()
    }
    settings = _settings(given, problems)
    problems += _half_of_mail(given)
    if need_tokens:
        problems += _missing(given)
    if problems:
        raise ConfigurationWrong.because(problems)
    return settings


def _credentials(folder: str, problems: list[str]) -> Mapping[str, str]:
    """What files in a folder say, each about the setting it is called like."""
    found = dict[str, str]()
    for name in DEFAULTS if folder else ():
        try:
            found[name] = Path(folder, name).read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{name}: its file of credentials cannot be read ({type(error).__name__})")
    return found


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
        except Wrong as wrong:
            problems.append(f"{name} {wrong}")
            return parse(DEFAULTS[name])

    return Settings(
        bot_token=read("SLACK_BOT_TOKEN", setting_values.token("xoxb-", "a bot token")),
        app_token=read("SLACK_APP_TOKEN", setting_values.token("xapp-", "an app token")) or None,
        signing_secret=read("SLACK_SIGNING_SECRET", setting_values.of_basic_information("the signing secret"))
        or None,
        api_url=read("SLACK_API_URL", setting_values.api_url),
        database_url=read("DATABASE_URL", setting_values.database_url),
        calls_file=Path(given["MINUTESBOT_CALLS"]) if given["MINUTESBOT_CALLS"] else None,
        http=read("MINUTESBOT_HTTP", setting_values.http),
        tick_seconds=read("MINUTESBOT_TICK_SECONDS", setting_values.seconds),
        log_level=read("MINUTESBOT_LOG_LEVEL", setting_values.log_level),
        log_format=read("MINUTESBOT_LOG_FORMAT", setting_values.log_format),
        wiki_password=given["MINUTESBOT_WIKI_PASSWORD"] or None,
        mail_server=read("MINUTESBOT_SMTP_URL", setting_values.mail_server),
        mail_from=read("MINUTESBOT_MAIL_FROM", setting_values.mail_sender),
        backup_dir=Path(given["MINUTESBOT_BACKUP_DIR"]) if given["MINUTESBOT_BACKUP_DIR"] else None,
        backup_keep=read("MINUTESBOT_BACKUP_KEEP", setting_values.count),
        client_id=read("SLACK_CLIENT_ID", setting_values.of_basic_information("the client id")) or None,
        client_secret=read("SLACK_CLIENT_SECRET", setting_values.of_basic_information("the client secret"))
        or None,
        token_keys=read("MINUTESBOT_TOKEN_KEYS", setting_values.token_keys),
        keep_after_uninstall=read("MINUTESBOT_KEEP_AFTER_UNINSTALL_DAYS", setting_values.days),
    )


def _missing(given: Mapping[str, str]) -> list[str]:
    """What the bot itself cannot do without."""
    if given["SLACK_CLIENT_ID"] or given["SLACK_CLIENT_SECRET"]:
        return _missing_for_several(given)
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
    if given["MINUTESBOT_CALLS"] and not _is(Path.is_file, given["MINUTESBOT_CALLS"]):
        missing.append("MINUTESBOT_CALLS names a file that does not exist")
    return missing + _missing_folder(given)


def _half_of_mail(given: Mapping[str, str]) -> list[str]:
    """Where to send mail and as whom belong together."""
    names = {
        "MINUTESBOT_SMTP_URL": "without the mail server MINUTESBOT_MAIL_FROM is of no use",
        "MINUTESBOT_MAIL_FROM": "it says as whom MINUTESBOT_SMTP_URL sends",
    }
    missing = [name for name in names if not given[name]]
    return [f"{name} is missing; {names[name]}" for name in missing] if len(missing) == 1 else []


def _missing_for_several(given: Mapping[str, str]) -> list[str]:
    """The same where every workspace that installs the app is served."""
    needed = {
        "SLACK_CLIENT_ID": "it is under Basic Information of the app",
        "SLACK_CLIENT_SECRET": "it is under Basic Information of the app",
        "SLACK_SIGNING_SECRET": "the requests of several workspaces come over HTTP",
        "MINUTESBOT_TOKEN_KEYS": "their tokens are encrypted; `minutesbot tokens key` prints a new key",
    }
    missing = [f"{name} is missing; {why}" for name, why in needed.items() if not given[name]]
    of_one = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "MINUTESBOT_CALLS")
    missing += [
        f"{name} is for one workspace and SLACK_CLIENT_ID for several; leave one of them out"
        for name in of_one
        if given[name]
    ]
    if given["MINUTESBOT_HTTP"].lower() == "off":
        missing.append("MINUTESBOT_HTTP is off, but the requests of several workspaces come in there")
    return missing + _missing_folder(given)


def _missing_folder(given: Mapping[str, str]) -> list[str]:
    if given["MINUTESBOT_BACKUP_DIR"] and not _is(Path.is_dir, given["MINUTESBOT_BACKUP_DIR"]):
        return ["MINUTESBOT_BACKUP_DIR names a folder that does not exist"]
    return []


def _is(what: Callable[[Path], bool], name: str) -> bool:
    try:
        return what(Path(name))
    except (OSError, ValueError):  # no name that any file could have
        return False
