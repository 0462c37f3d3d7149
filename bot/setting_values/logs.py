"""How logs are written, and how much of them."""

from enum import StrEnum

from bot.setting_values.wrong import Wrong


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


def log_level(value: str) -> LogLevel:
    """A level, in letters of any size."""
    if value.upper() not in set(LogLevel):
        raise Wrong(f"is none of {', '.join(LogLevel)}")
    return LogLevel(value.upper())


def log_format(value: str) -> LogFormat:
    """A format, in letters of any size."""
    if value.lower() not in set(LogFormat):
        raise Wrong(f"is none of {', '.join(LogFormat)}")
    return LogFormat(value.lower())
