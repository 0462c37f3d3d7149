"""Logging: as text or as JSON, and never what a lead wrote."""

import logging
import sys

from pythonjsonlogger.json import JsonFormatter

from bot.settings import LogFormat, Settings

# At DEBUG these print whole payloads, and with them leads' words.
TALKATIVE = ("slack_sdk", "slack_bolt", "aiohttp", "apscheduler", "sqlalchemy", "alembic")


def set_up_logging(settings: Settings) -> None:
    """Log to standard error, from the level of the settings on; other libraries from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(settings.log_format))
    logging.basicConfig(level=settings.log_level.value, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.getLogger().level, logging.WARNING))


def _formatter(form: LogFormat) -> logging.Formatter:
    if form is LogFormat.JSON:
        return JsonFormatter(
            "%(asctime)s %(levelname)s %(name)s %(message)s", rename_fields={"levelname": "level"}
        )
    return logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
