"""calls.toml to calls and back: the file as people write it, and what is wrong with it, line by line.

May touch: nouns. May not touch: ports, the clock, logs, files; the text of a file is an argument.
"""

from bot.calls_file.differences import differences, renames
from bot.calls_file.filled import Fault, read_filled, table_of
from bot.calls_file.read import read_calls
from bot.calls_file.spans import span, span_text
from bot.calls_file.write import write_calls

__all__ = [
    "Fault",
    "differences",
    "read_calls",
    "read_filled",
    "renames",
    "span",
    "span_text",
    "table_of",
    "write_calls",
]
