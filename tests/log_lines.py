"""The log that the bot sets up, written where a test can read it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO

from bot.logs import set_up_logging
from bot.setting_values import LogFormat, LogLevel
from bot.settings import load

SETTINGS = load({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, None)


@contextmanager
def writing(form: LogFormat, level: LogLevel = LogLevel.INFO) -> Iterator[StringIO]:
    """The log in this format, from this level on; afterwards the tests' own again."""
    root = logging.getLogger()
    before, was = root.handlers[:], root.level
    root.handlers[:] = []
    set_up_logging(replace(SETTINGS, log_format=form, log_level=level))
    written = StringIO()
    for handler in root.handlers:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(written)
    try:
        yield written
    finally:
        root.handlers[:] = before
        root.setLevel(was)
