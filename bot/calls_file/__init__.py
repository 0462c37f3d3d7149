"""calls.toml ⇄ calls: the file as people write it, and what is wrong with it, line by line."""

from bot.calls_file.differences import differences
from bot.calls_file.read import read_calls
from bot.calls_file.spans import span, span_text
from bot.calls_file.write import write_calls

__all__ = ["differences", "read_calls", "span", "span_text", "write_calls"]
