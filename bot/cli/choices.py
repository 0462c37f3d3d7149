"""What can be chosen with the options of the command line."""

from enum import StrEnum


class Form(StrEnum):
    """How to show what was understood."""

    TEXT = "text"
    JSON = "json"
    TWIKI = "twiki"
    SLACK = "slack"


class Format(StrEnum):
    """The formats of the minutes."""

    TEXT = "text"
    TWIKI = "twiki"
    SLACK = "slack"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    CSV = "csv"


class Export(StrEnum):
    """The formats of an export."""

    JSON = "json"
    CSV = "csv"
