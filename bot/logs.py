"""Logging: as text or as JSON, a line for each record, and never what a lead wrote."""

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy

from pythonjsonlogger.json import JsonFormatter

from bot.model.trouble import whereabouts
from bot.setting_values import LogFormat
from bot.settings import Settings

# At DEBUG these print whole payloads, and with them leads' words.
TALKATIVE = (
    "slack_sdk",
    "slack_bolt",
    "handlers.bolt",  # what Bolt and the socket's client are given
    "aiohttp",
    "apscheduler",
    "sqlalchemy",
    "alembic",
)

_team: ContextVar[str] = ContextVar("team", default="")


def set_up_logging(settings: Settings) -> None:
    """Log to standard error, from the level of the settings on; other libraries from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(settings.log_format))
    logging.basicConfig(level=settings.log_level.value, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.getLogger().level, logging.WARNING))


@contextmanager
def of_team(team: str) -> Iterator[None]:
    """Let each line say whose it is, also those of tasks and of work in threads that begin in the context."""
    before = _team.set(team)
    try:
        yield
    finally:
        _team.reset(before)


class OneLine(logging.Formatter):
    """A line of text; what came from outside can neither begin another nor steer a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; characters that could do so stand there as escapes."""
        said = super().format(_without_words(record))
        if (team := _team.get()) and not hasattr(record, "team"):
            said = f"{said} team={team}"
        return _UNSEEN.sub(_as_escape, said)


class OneObject(JsonFormatter):
    """A line of JSON, which escapes such characters by itself."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said = _without_words(record)
        if (team := _team.get()) and not hasattr(record, "team"):
            said.team = team
        return super().format(said)


def _without_words(record: logging.LogRecord) -> logging.LogRecord:
    """The record without the words of exceptions: these may be a lead's, or hold a token.

    Libraries log exceptions with their traceback and message, and asyncio writes them into its own message.
    """
    said, message = copy(record), record.getMessage()
    said.exc_info = said.exc_text = said.stack_info = None
    if record.name == "asyncio":
        message = message.partition("\n")[0]
    failure = record.exc_info[1] if record.exc_info else None
    said.msg, said.args = f"{message}: {whereabouts(failure)}" if failure else message, None
    return said


def _as_escape(found: re.Match[str]) -> str:
    return found.group().encode("unicode_escape").decode()


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _formatter(form: LogFormat) -> logging.Formatter:
    if form is LogFormat.JSON:
        return OneObject(
            "%(asctime)s %(levelname)s %(name)s %(message)s", rename_fields={"levelname": "level"}
        )
    return OneLine("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
